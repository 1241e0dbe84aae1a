"""Checking evidence links: who is due, the visit, and what it leaves. Acts for nobody: tasks call it.

With ENLACES_REVISAR off nothing here goes out to the network. The visit is made outside any transaction; what
it found is written in one, once per evidence and day, however often the task is delivered.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from compromisos.enlaces.descarga import Descargador, Limites
from compromisos.enlaces.estado import ALARMA, Huellas, Resultado, estado_del_enlace
from compromisos.enlaces.visita import Visita, visitar
from compromisos.models import Evidencia, RevisionEnlace
from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Archivo
from secretariado.registro.archivo import guardar_generado
from secretariado.registro.bitacora import asentar

CADA = timedelta(days=7)
LOTE = 25
"""Links per task: with the time limits of a visit, well under the time after which a task is delivered again."""


def pedir_revision(evidencia: Evidencia) -> None:
    """Check a new link as soon as the present transaction commits. The daily round finds it if that fails."""
    if settings.ENLACES_REVISAR and evidencia.enlace and not evidencia.es_demostracion:
        encolar("compromisos.revisar_enlace", evidencia.pk)


def por_revisar(al: date) -> list[int]:
    """Links due on `al`: never checked, checked a week ago, or in doubt since another day. A doubt is looked at
    daily, so that three days settle it and not three weeks. Those of one site go together, one after another."""
    ultima = RevisionEnlace.objects.filter(evidencia=OuterRef("pk")).order_by("-dia")
    en_duda = Q(ultimo_dia__lt=al) & ~Q(ultimo=Resultado.BIEN.value) & ~Q(enlace_estado=F("ultimo"))
    return list(
        Evidencia.objects.con_enlace_visitable()
        .annotate(ultimo_dia=Subquery(ultima.values("dia")[:1]), ultimo=Subquery(ultima.values("resultado")[:1]))
        .filter(Q(ultimo_dia__isnull=True) | Q(ultimo_dia__lte=al - CADA) | en_duda)
        .order_by("enlace", "pk")
        .values_list("pk", flat=True)
    )


def repartir_revisiones() -> int:
    """Queue the links due today, in batches; returns how many links."""
    if not settings.ENLACES_REVISAR:
        return 0
    ids = por_revisar(hoy())
    for inicio in range(0, len(ids), LOTE):
        encolar("compromisos.revisar_enlaces", ids[inicio : inicio + LOTE])
    return len(ids)


def revisar_enlaces(evidencia_ids: Iterable[int]) -> None:
    for pk in evidencia_ids:
        revisar_enlace(pk)


def revisar_enlace(evidencia_id: int, *, descargador: Descargador | None = None) -> RevisionEnlace | None:
    """Visit the link of an evidence and keep what was found; None when it was checked today or is not due a
    check. `descargador` is for tests: it is built from the settings."""
    if descargador is None:
        if not settings.ENLACES_REVISAR:
            return None
        descargador = descargador_del_portal()
    enlace = (
        Evidencia.objects.con_enlace_visitable()
        .filter(pk=evidencia_id)
        .exclude(revisiones__dia=hoy())
        .values_list("enlace", flat=True)
        .first()
    )
    if enlace is None:
        return None
    return _guardar(evidencia_id, visitar(descargador, enlace))


def descargador_del_portal() -> Descargador:
    """The fetcher as the settings say."""
    limites = Limites(puertos=frozenset(settings.ENLACES_PUERTOS), tamano=settings.ENLACES_MAXIMO_MB * 1024 * 1024)
    return Descargador(limites, agente=f"PortalPAL/1.0 (+{settings.SITIO_URL})")


def _guardar(evidencia_id: int, visita: Visita) -> RevisionEnlace | None:
    """The row of the check, its copy if the content is new, and the state of the link that follows."""
    with transaction.atomic():
        evidencia = Evidencia.objects.select_for_update(of=("self",)).get(pk=evidencia_id)
        anteriores = list(evidencia.revisiones.order_by("dia"))
        dia = hoy()
        retirada = evidencia.estado == Evidencia.Estado.RETIRADA
        if retirada or (anteriores and anteriores[-1].dia >= dia):  # meanwhile, by somebody else
            return None
        revision = RevisionEnlace.objects.create(
            evidencia=evidencia,
            dia=dia,
            momento=ahora(),
            resultado=visita.comparada(_referencia(anteriores)).value,
            motivo=visita.motivo,
            estado_http=visita.estado_http,
            direccion_final=visita.direccion_final[:2000],
            tipo=visita.tipo,
            tamano=visita.tamano,
            sha256=visita.huellas.contenido,
            sha256_texto=visita.huellas.texto,
            copia=_copia(anteriores, visita),
        )
        _actualizar_estado(evidencia, [*anteriores, revision])
    return revision


def _referencia(anteriores: list[RevisionEnlace]) -> Huellas | None:
    """The first content known of the link: what it said when it was offered as evidence."""
    return next((Huellas(r.sha256, r.sha256_texto) for r in anteriores if r.sha256), None)


def _copia(anteriores: list[RevisionEnlace], visita: Visita) -> Archivo | None:
    ultima = next((r.sha256_texto for r in reversed(anteriores) if r.sha256_texto), "")
    if not visita.texto or visita.huellas.texto == ultima:
        return None
    return guardar_generado(ContentFile(visita.texto.encode()), tipo="text/plain")


def _actualizar_estado(evidencia: Evidencia, revisiones: list[RevisionEnlace]) -> None:
    """Keep the state; an alarm that begins, changes or ends is a public fact and goes to the log."""
    antes = evidencia.enlace_estado
    nuevo = estado_del_enlace([(r.dia, r.resultado) for r in revisiones])
    if nuevo == antes:
        return
    evidencia.enlace_estado = nuevo
    evidencia.save(update_fields=["enlace_estado"])
    if not {antes, nuevo} & ALARMA:
        return
    compromiso = evidencia.entrega.actividad.compromiso
    asentar(
        actor=None,
        rol="portal",
        institucion=None,
        accion=f"enlace.{nuevo}",
        asunto=compromiso.asunto,
        plan=compromiso.plan.clave,
        datos={
            "evidencia": evidencia.pk,
            "titulo": evidencia.titulo,
            "enlace": evidencia.enlace,
            "estado_anterior": antes,
            "estado_http": revisiones[-1].estado_http,
            "motivo": revisiones[-1].motivo,
        },
    )
