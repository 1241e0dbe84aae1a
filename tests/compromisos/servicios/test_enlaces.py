"""Checks of links: once a day each, three bad days before saying it, a copy per content, one entry per alarm."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from fabricas import Elenco, EvidenciaF

from compromisos import tareas
from compromisos.enlaces.descarga import Descarga, FallaDeDescarga, Motivo
from compromisos.models import Evidencia, RevisionEnlace
from compromisos.servicios import enlaces
from compromisos.servicios.enlaces import descargador_del_portal, por_revisar, repartir_revisiones, revisar_enlace
from compromisos.servicios.evidencias import (
    EvidenciaNueva,
    adjuntar_evidencia,
    retirar_evidencia,
)
from secretariado.models import Archivo, Asiento
from secretariado.registro.bitacora import fallas

pytestmark = pytest.mark.django_db
URL = "https://sitio.test/minuta"


class SitioFalso:
    """A fetcher whose answers a test writes; it counts the visits."""

    def __init__(self) -> None:
        self.respuesta: Any = b"<p>Minuta firmada"
        self.tipo = "text/html"
        self.visitas: list[str] = []
        self.mientras: Callable[[], Any] = lambda: None

    def descargar(self, url: str) -> Descarga:
        self.visitas.append(url)
        self.mientras()
        if isinstance(self.respuesta, Motivo):
            raise FallaDeDescarga(self.respuesta, url)
        if isinstance(self.respuesta, int):
            return Descarga(url, self.respuesta)
        return Descarga(f"{url}/final", 200, self.tipo, "", self.respuesta)


@pytest.fixture
def sitio(settings: Any, monkeypatch: pytest.MonkeyPatch) -> SitioFalso:
    settings.ENLACES_REVISAR = True
    falso = SitioFalso()
    monkeypatch.setattr(enlaces, "descargador_del_portal", lambda: falso)
    return falso


@pytest.fixture
def evidencia(elenco: Elenco) -> Evidencia:
    return EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion, enlace=URL)


@pytest.fixture
def dias(settings: Any) -> Iterator[Callable[[], str]]:
    """Each call is the next day."""

    def siguiente(cuantos: int = 1) -> str:
        settings.PAL_HOY = (date.fromisoformat(settings.PAL_HOY) + timedelta(days=cuantos)).isoformat()
        return settings.PAL_HOY

    return siguiente  # type: ignore[return-value]


def estado(evidencia: Evidencia) -> str:
    return Evidencia.objects.values_list("enlace_estado", flat=True).get(pk=evidencia.pk)


def acciones() -> list[str]:
    return list(Asiento.objects.filter(accion__startswith="enlace.").values_list("accion", flat=True))


def test_a_check_keeps_status_final_address_hashes_and_a_copy_of_the_text(
    evidencia: Evidencia, sitio: SitioFalso
) -> None:
    revision = revisar_enlace(evidencia.pk)
    assert revision is not None
    assert (revision.resultado, revision.estado_http, revision.motivo) == ("bien", 200, "")
    assert (revision.direccion_final, revision.tipo, revision.tamano) == (f"{URL}/final", "text/html", 17)
    assert len(revision.sha256) == 64
    assert revision.copia is not None
    assert revision.copia.sha256 == revision.sha256_texto
    with revision.copia.contenido.open("rb") as copia:
        assert copia.read() == b"Minuta firmada"
    assert estado(evidencia) == "vivo"


def test_however_often_it_is_asked_for_it_is_visited_once_a_day(
    evidencia: Evidencia, sitio: SitioFalso, dias: Callable[[], str]
) -> None:
    assert revisar_enlace(evidencia.pk) is not None
    for _ in range(3):
        assert revisar_enlace(evidencia.pk) is None
    assert sitio.visitas == [URL]
    dias()
    assert revisar_enlace(evidencia.pk) is not None
    assert len(sitio.visitas) == 2


def test_two_workers_at_once_leave_one_row(evidencia: Evidencia, sitio: SitioFalso) -> None:
    def otro() -> None:
        sitio.mientras = lambda: None
        revisar_enlace(evidencia.pk)

    sitio.mientras = otro
    assert revisar_enlace(evidencia.pk) is None
    assert len(sitio.visitas) == 2
    assert RevisionEnlace.objects.count() == 1


def test_a_check_that_dies_half_way_leaves_nothing_and_is_done_again(
    evidencia: Evidencia, sitio: SitioFalso, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as m:
        m.setattr(enlaces, "_actualizar_estado", lambda *a: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            revisar_enlace(evidencia.pk)
    assert RevisionEnlace.objects.count() == 0
    assert revisar_enlace(evidencia.pk) is not None


@pytest.mark.parametrize(
    ("respuesta", "dicho"),
    [
        (404, "roto"),
        (503, "sin_respuesta"),
        (403, "sin_respuesta"),
        (Motivo.TIEMPO, "sin_respuesta"),
        (Motivo.NOMBRE, "sin_respuesta"),
        (Motivo.PROHIBIDA, "roto"),
        (Motivo.REDIRECCIONES, "roto"),
        (b"<p>Otra cosa", "cambio"),
    ],
)
def test_the_third_bad_day_says_it_and_a_good_one_clears_it(
    evidencia: Evidencia, sitio: SitioFalso, dias: Callable[[], str], respuesta: Any, dicho: str
) -> None:
    revisar_enlace(evidencia.pk)
    sitio.respuesta = respuesta
    for _ in range(2):
        dias()
        revisar_enlace(evidencia.pk)
        assert (estado(evidencia), acciones()) == ("vivo", [])
    dias()
    revisar_enlace(evidencia.pk)
    assert (estado(evidencia), acciones()) == (dicho, [f"enlace.{dicho}"])
    dias()
    revisar_enlace(evidencia.pk)
    assert acciones() == [f"enlace.{dicho}"], "said once"
    dias()
    sitio.respuesta = b"<p>Minuta firmada"
    revisar_enlace(evidencia.pk)
    assert (estado(evidencia), acciones()) == ("vivo", [f"enlace.{dicho}", "enlace.vivo"])
    assert list(fallas()) == []
    asiento = Asiento.objects.get(accion=f"enlace.{dicho}")
    assert (asiento.rol, asiento.institucion, asiento.publico) == ("portal", "", True)
    assert asiento.asunto == evidencia.entrega.actividad.compromiso.asunto


def test_a_page_that_changes_only_around_its_text_has_not_changed(
    evidencia: Evidencia, sitio: SitioFalso, dias: Callable[[], str]
) -> None:
    for n in range(4):
        sitio.respuesta = f"<meta name=sesion content={n}><script>var t={n}</script><p>Minuta  firmada".encode()
        revision = revisar_enlace(evidencia.pk)
        assert revision is not None
        assert revision.resultado == "bien"
        dias()
    assert RevisionEnlace.objects.values("sha256").distinct().count() == 4


def test_a_copy_is_kept_only_when_the_text_changed(
    evidencia: Evidencia, sitio: SitioFalso, dias: Callable[[], str]
) -> None:
    con_copia = []
    for texto in (b"uno", b"uno", b"dos", b"dos", b"uno"):
        sitio.respuesta, sitio.tipo = texto, "text/plain"
        revision = revisar_enlace(evidencia.pk)
        assert revision is not None
        con_copia.append(revision.copia is not None)
        dias()
    assert con_copia == [True, False, True, False, True]
    assert Archivo.objects.count() == 2


def test_a_type_of_which_no_copy_is_kept_is_compared_by_its_bytes(
    evidencia: Evidencia, sitio: SitioFalso, dias: Callable[[], str]
) -> None:
    sitio.tipo = "image/png"
    for contenido, resultado in ((b"a", "bien"), (b"a", "bien"), (b"b", "cambio")):
        sitio.respuesta = contenido
        revision = revisar_enlace(evidencia.pk)
        assert revision is not None
        assert (revision.resultado, revision.copia) == (resultado, None)
        dias()


def test_files_withdrawn_drafts_and_demonstrations_are_not_visited(elenco: Elenco, sitio: SitioFalso) -> None:
    from fabricas import ActividadF, EntregaF

    reservada = EntregaF(actividad=ActividadF(compromiso=elenco.secreto))
    ajenas = [
        EvidenciaF(entrega=elenco.entrega, estado="retirada"),
        EvidenciaF(entrega=elenco.entrega, es_demostracion=True),
        EvidenciaF(entrega=reservada),
    ]
    for evidencia in ajenas:
        assert revisar_enlace(evidencia.pk) is None
    assert por_revisar(date(2020, 7, 31)) == []
    assert sitio.visitas == []


def test_one_withdrawn_during_the_visit_keeps_nothing(
    elenco: Elenco, evidencia: Evidencia, sitio: SitioFalso
) -> None:
    sitio.mientras = lambda: retirar_evidencia(actor=elenco.dario, evidencia=evidencia, motivo="Era otra")
    assert revisar_enlace(evidencia.pk) is None
    assert RevisionEnlace.objects.count() == 0


def test_checks_are_append_only_in_the_database(evidencia: Evidencia, sitio: SitioFalso) -> None:
    revisar_enlace(evidencia.pk)
    for cambio in (lambda q: q.update(resultado="roto"), lambda q: q._raw_delete("default")):
        with pytest.raises(IntegrityError), transaction.atomic():
            cambio(RevisionEnlace.objects.all())
    tabla = RevisionEnlace._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {tabla}")  # noqa: S608


# --- When -----------------------------------------------------------------------------------------


def enviar(elenco: Elenco, **campos: Any) -> Evidencia:
    nueva = EvidenciaNueva(titulo="Minuta", enlace=URL)
    return adjuntar_evidencia(actor=elenco.dario, entrega=elenco.entrega, nueva=nueva, **campos)


def test_a_new_link_is_visited_at_once_after_the_commit(
    elenco: Elenco, sitio: SitioFalso, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        evidencia = enviar(elenco)
        assert sitio.visitas == []
    assert sitio.visitas == [URL]
    assert estado(evidencia) == "vivo"


def test_a_site_that_breaks_the_check_does_not_undo_the_evidence(
    elenco: Elenco, sitio: SitioFalso, django_capture_on_commit_callbacks: Any
) -> None:
    sitio.mientras = lambda: 1 / 0
    with django_capture_on_commit_callbacks(execute=True):
        evidencia = enviar(elenco)
    assert estado(evidencia) == ""
    assert por_revisar(date(2020, 7, 31)) == [evidencia.pk]


def test_a_demonstration_or_a_file_asks_for_no_visit(
    elenco: Elenco, sitio: SitioFalso, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        enviar(elenco, demostracion=True)
    assert sitio.visitas == []


def test_with_the_setting_off_nobody_goes_out(
    elenco: Elenco,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(enlaces, "descargador_del_portal", lambda: 1 / 0)
    assert settings.ENLACES_REVISAR is False, "so are the tests and the demonstration"
    with django_capture_on_commit_callbacks(execute=True):
        evidencia = enviar(elenco)
    tareas.repartir_revisiones()
    tareas.revisar_enlaces([evidencia.pk])
    tareas.revisar_enlace(evidencia.pk)
    assert RevisionEnlace.objects.count() == 0


def test_a_good_link_is_due_in_a_week_and_a_doubtful_one_tomorrow(
    evidencia: Evidencia, sitio: SitioFalso, dias: Callable[..., str], settings: Any
) -> None:
    def toca() -> bool:
        return evidencia.pk in por_revisar(date.fromisoformat(settings.PAL_HOY))

    assert toca()
    revisar_enlace(evidencia.pk)
    assert not toca()
    dias(6)
    assert not toca()
    dias()
    assert toca()
    sitio.respuesta = 404
    for _ in range(3):
        assert toca()
        revisar_enlace(evidencia.pk)
        assert not toca()
        dias()
    assert estado(evidencia) == "roto"
    assert not toca(), "settled: weekly again"
    dias(6)
    assert toca()


def test_the_round_visits_each_due_link_once_in_batches(
    elenco: Elenco,
    sitio: SitioFalso,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(enlaces, "LOTE", 3)
    for n in range(7):
        EvidenciaF(entrega=elenco.entrega, enlace=f"https://sitio{n % 2}.test/{n}")
    with django_capture_on_commit_callbacks(execute=True) as llamadas:
        assert repartir_revisiones() == 7
    assert len(llamadas) == 3
    assert sorted(sitio.visitas) == sorted(set(sitio.visitas))
    assert [v.split("/")[2] for v in sitio.visitas] == ["sitio0.test"] * 4 + ["sitio1.test"] * 3
    assert repartir_revisiones() == 0


def test_the_round_costs_one_query_however_many_links(
    elenco: Elenco, evidencia: Evidencia, django_assert_num_queries: Any
) -> None:
    EvidenciaF.create_batch(5, entrega=elenco.entrega)
    with django_assert_num_queries(1):
        assert len(por_revisar(date(2020, 7, 31))) == 6


def test_every_scheduled_task_exists() -> None:
    from pal_portal.celery import app

    assert {p["task"] for p in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_the_fetcher_is_as_the_settings_say(settings: Any) -> None:
    settings.ENLACES_PUERTOS, settings.ENLACES_MAXIMO_MB = [443], 2
    settings.SITIO_URL = "https://portal.test"
    d = descargador_del_portal()
    assert (d.limites.puertos, d.limites.tamano) == (frozenset({443}), 2 * 1024 * 1024)
    assert d.agente == "PortalPAL/1.0 (+https://portal.test)"
