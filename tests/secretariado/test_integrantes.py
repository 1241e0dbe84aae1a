"""Seats of an STL: opened, corrected, relieved and closed with dates; nobody is ever erased from the record."""

from datetime import date

import pytest
from api import Sistema, es_problema
from django.core.exceptions import PermissionDenied
from django.test import Client
from fabricas import Elenco, IntegranteF, SesionF

from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Asiento, Asistencia, Integrante
from secretariado.servicios.integrantes import (
    corregir_integrante,
    describir_secretariado,
    relevar_integrante,
    sumar_integrante,
    terminar_integrante,
)

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def asiento(elenco: Elenco) -> Integrante:
    return IntegranteF(  # type: ignore[no-any-return]
        secretariado=elenco.stl, institucion=elenco.osc, titular="Rosa Martínez", suplente="Juan Soto"
    )


def test_a_body_has_one_open_seat(elenco: Elenco, asiento: Integrante) -> None:
    datos = {"titular": "María Hernández", "desde": date(2020, 7, 1)}
    with pytest.raises(ReglaIncumplida, match="ya tiene asiento") as error:
        sumar_integrante(actor=elenco.alicia, secretariado=elenco.stl, institucion=elenco.osc, **datos)
    assert error.value.campo == "institucion"
    nuevo = sumar_integrante(actor=elenco.alicia, secretariado=elenco.stl, institucion=elenco.institucion, **datos)
    assert nuevo.orden > asiento.orden
    sin_cuerpo = [sumar_integrante(actor=elenco.alicia, secretariado=elenco.stl, **datos) for _n in range(2)]
    assert [i.institucion for i in sin_cuerpo] == [None, None]


def test_a_body_never_has_two_seats_on_the_same_day(elenco: Elenco, asiento: Integrante) -> None:
    """Two would be two votes, and half a quorum."""
    datos = {"actor": elenco.alicia, "secretariado": elenco.stl, "institucion": elenco.osc, "titular": "María"}
    terminar_integrante(actor=elenco.alicia, integrante=asiento, hasta=date(2020, 9, 30))
    with pytest.raises(ReglaIncumplida, match="otra persona"):
        sumar_integrante(desde=date(2020, 9, 30), **datos)
    nuevo = sumar_integrante(desde=date(2020, 10, 1), **datos)
    with pytest.raises(ReglaIncumplida, match="otra persona") as error:
        corregir_integrante(actor=elenco.alicia, integrante=nuevo, datos={"desde": date(2020, 9, 30)})
    assert error.value.campo == "desde"
    with pytest.raises(ReglaIncumplida, match="otra persona"):
        corregir_integrante(actor=elenco.alicia, integrante=nuevo, datos={"desde": None})
    assert corregir_integrante(actor=elenco.alicia, integrante=nuevo, datos={"desde": date(2020, 10, 5)}).desde


def test_a_relief_on_the_first_day_of_the_calendar_is_refused(elenco: Elenco, asiento: Integrante) -> None:
    with pytest.raises(ReglaIncumplida) as error:
        relevar_integrante(actor=elenco.alicia, integrante=asiento, titular="Otra", desde=date.min)
    assert error.value.campo == "desde"


def test_a_relief_keeps_who_was_there_until_the_day_before(elenco: Elenco, asiento: Integrante) -> None:
    nuevo = relevar_integrante(
        actor=elenco.alicia, integrante=asiento, titular=" María  Hernández ", desde=date(2020, 7, 20)
    )
    asiento.refresh_from_db()
    assert (asiento.titular, asiento.hasta) == ("Rosa Martínez", date(2020, 7, 19))
    assert (nuevo.titular, nuevo.institucion, nuevo.papel, nuevo.orden) == (
        "María Hernández",
        asiento.institucion,
        asiento.papel,
        asiento.orden,
    )
    with pytest.raises(ReglaIncumplida, match="ya terminó"):
        relevar_integrante(actor=elenco.alicia, integrante=asiento, titular="Otra", desde=date(2020, 7, 30))
    assert Integrante.objects.filter(secretariado=elenco.stl).vigentes(date(2020, 7, 19)).get() == asiento
    assert Integrante.objects.filter(secretariado=elenco.stl).vigentes(date(2020, 7, 20)).get() == nuevo


def test_dates_never_contradict_what_is_on_record(elenco: Elenco, asiento: Integrante) -> None:
    sesion = SesionF(secretariado=elenco.stl, estado="celebrada", fecha=date(2020, 7, 15))
    Asistencia.objects.create(sesion=sesion, integrante=asiento, calidad="suplente")

    def terminar(hasta: date) -> Integrante:
        return terminar_integrante(actor=elenco.alicia, integrante=asiento, hasta=hasta)

    for intento, dicho in (
        (lambda: terminar(date(2019, 1, 1)), "antes de que"),
        (lambda: terminar(date(2020, 7, 14)), "después de"),
        (
            lambda: relevar_integrante(
                actor=elenco.alicia, integrante=asiento, titular="Otra", desde=date(2020, 7, 15)
            ),
            "después de",
        ),
        (
            lambda: corregir_integrante(
                actor=elenco.alicia, integrante=asiento, datos={"desde": date(2020, 7, 16)}
            ),
            "antes de esa fecha",
        ),
        (lambda: corregir_integrante(actor=elenco.alicia, integrante=asiento, datos={"suplente": ""}), "suplente"),
        (lambda: corregir_integrante(actor=elenco.alicia, integrante=asiento, datos={"titular": " "}), "quién"),
    ):
        with pytest.raises(ReglaIncumplida, match=dicho):
            intento()
    assert terminar(date(2020, 7, 15)).hasta == date(2020, 7, 15)
    with pytest.raises(ReglaIncumplida, match="después de haber terminado"):
        corregir_integrante(actor=elenco.alicia, integrante=asiento, datos={"desde": date(2020, 7, 31)})


def test_the_role_with_which_somebody_attended_stays(elenco: Elenco, asiento: Integrante) -> None:
    """Who voted, and whether there was quorum, would be others than the minutes say."""
    datos = {"papel": Integrante.Papel.OBSERVACION}
    Asistencia.objects.create(sesion=SesionF(secretariado=elenco.stl), integrante=asiento, calidad="titular")
    with pytest.raises(ReglaIncumplida, match="termina este asiento") as error:
        corregir_integrante(actor=elenco.alicia, integrante=asiento, datos=datos)
    assert error.value.campo == "papel"
    asiento.asistencias.all().delete()
    assert corregir_integrante(actor=elenco.alicia, integrante=asiento, datos=datos).papel == "observacion"


def test_only_who_facilitates_writes_and_the_log_never_tells_a_name(elenco: Elenco, asiento: Integrante) -> None:
    for persona in (elenco.yago, elenco.beto, elenco.elena, elenco.fidel, elenco.gala):
        with pytest.raises(PermissionDenied):
            terminar_integrante(actor=persona, integrante=asiento, hasta=date(2020, 7, 31))
    corregir_integrante(actor=elenco.alicia, integrante=asiento, datos={"titular": "Rosa Martínez Luna"})
    relevar_integrante(actor=elenco.alicia, integrante=asiento, titular="María Hernández", desde=date(2020, 7, 20))
    dicho = [(a.accion, a.publico) for a in Asiento.objects.order_by("numero")]
    assert dicho == [("integrante.corregido", True), ("integrante.relevado", True)]
    todo = "".join(str(a.datos) for a in Asiento.objects.all())
    assert not any(nombre in todo for nombre in ("Rosa", "María", "Juan"))
    assert elenco.osc.nombre in todo


def test_how_it_decides_is_told_before_and_after(elenco: Elenco, client: Client) -> None:
    describir_secretariado(
        actor=elenco.alicia,
        secretariado=elenco.stl,
        datos={"regla_decision": "dos_tercios", "quorum_minimo": 4},
    )
    elenco.stl.refresh_from_db()
    assert (elenco.stl.regla_decision, elenco.stl.quorum_minimo) == ("dos_tercios", 4)
    asiento = Asiento.objects.get()
    pagina = client.get(f"/bitacora/{asiento.numero}/").content.decode()
    assert "Mayoría calificada (2/3)" in pagina
    assert "dos_tercios" not in pagina


def test_the_public_sees_who_is_there_and_apart_who_was(
    elenco: Elenco, asiento: Integrante, client: Client
) -> None:
    IntegranteF(
        secretariado=elenco.stl, institucion=elenco.institucion, titular="Pedro Ido", hasta=date(2020, 7, 30)
    )
    IntegranteF(
        secretariado=elenco.stl, institucion=elenco.garante, titular="Ana Último Día", hasta=date(2020, 7, 31)
    )
    IntegranteF(secretariado=elenco.stl, titular="Eva Por Llegar", desde=date(2020, 8, 1))
    pagina = client.get(elenco.entidad.get_absolute_url()).content.decode()
    assert "Eva Por Llegar" not in pagina
    vigentes, anteriores = pagina.split("Integrantes anteriores")
    assert "Rosa Martínez" in vigentes
    assert "Ana Último Día" in vigentes
    assert "Pedro Ido" not in vigentes
    assert "Pedro Ido" in anteriores


def test_the_desk_opens_corrects_relieves_and_closes_a_seat(
    elenco: Elenco, asiento: Integrante, client: Client
) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    mesa = f"/mesa/secretariados/{elenco.stl.slug}/"
    nuevo = {"institucion": elenco.osc.pk, "papel": "integrante", "titular": "X", "desde": "2020-07-01"}
    repetido = client.post(f"{mesa}integrantes/", nuevo)
    assert (repetido.status_code, "id_institucion_error" in repetido.content.decode()) == (422, True)
    assert client.post(f"{mesa}integrantes/", nuevo | {"institucion": elenco.institucion.pk}).url == mesa
    releva = {"titular": "María Hernández", "desde": "2020-07-31"}
    assert client.post(f"/mesa/integrantes/{asiento.pk}/relevar/", releva).url == mesa
    actual = Integrante.objects.get(titular="María Hernández")
    pagina = client.get(f"/mesa/integrantes/{actual.pk}/terminar/").content.decode()
    assert "no se vuelve a abrir" in pagina
    tarde = client.post(f"/mesa/integrantes/{actual.pk}/terminar/", {"hasta": "2020-07-30"})
    assert (tarde.status_code, "id_hasta_error" in tarde.content.decode()) == (422, True)
    assert client.post(f"/mesa/integrantes/{actual.pk}/terminar/", {"hasta": "2020-07-31"}).url == mesa
    assert Integrante.objects.filter(secretariado=elenco.stl).count() == 3


def test_the_api_writes_seats_through_the_same_rules(elenco: Elenco, asiento: Integrante) -> None:
    sistema = Sistema(elenco.alicia)
    ruta = f"integrantes/{asiento.pk}/"
    corregido = sistema.pedir("PATCH", ruta, {"titular": "Rosa M. Luna"}, if_match=sistema.marca(ruta)).json()
    assert (corregido["titular"], corregido["suplente"]) == ("Rosa M. Luna", "Juan Soto")
    relevo = sistema.pedir("POST", f"{ruta}relevo/", {"titular": "María Hernández", "desde": "2020-07-20"})
    assert relevo.status_code == 201
    assert relevo["Location"].endswith(f"/integrantes/{relevo.json()['id']}/")
    assert es_problema(sistema.pedir("POST", f"{ruta}termino/", {"hasta": "2020-07-31"}), 409)
    stl = f"secretariados/{elenco.stl.slug}/"
    regla = sistema.pedir("PATCH", stl, {"quorum_minimo": 2}, if_match=sistema.marca(stl)).json()
    assert regla["quorum_minimo"] == 2
