"""Ordering a report, making it, and taking up again what was interrupted.

The row of the report is its own queue: a job that the broker or the process lost is found by the sweep and
shown as failed, with its retry. The file exists only when the whole PDF does.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from compromisos.models import Compromiso, ConteoDeDescargas, Evaluacion, Evidencia, Informe, Plan
from compromisos.servicios.ambitos import Ambito, DeArriba
from compromisos.servicios.capitulos import barrer_capitulos
from pal_portal.cimientos.cola import adelantar, encolar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Entidad, Membresia, Secretariado, Usuario
from secretariado.permisos import alcance, exigir
from secretariado.registro.archivo import guardar_generado
from secretariado.registro.bitacora import asentar, cabeza

registro = logging.getLogger(__name__)
SIN_SENAL = timedelta(minutes=5)
"""A job that said nothing for this long is taken as dead."""
EN_CURSO = (Informe.Estado.EN_COLA, Informe.Estado.GENERANDO)

Emisor = Callable[[Informe, Callable[[int], None]], tuple[bytes, int]]


def solicitar_informe(
    *,
    actor: Usuario,
    corte: date,
    secciones: Sequence[str] = (),
    plan: Plan | None = None,
    compromiso: Compromiso | None = None,
    evidencia: Evidencia | None = None,
    entidad: Entidad | None = None,
    evaluacion: Evaluacion | None = None,
    de_arriba: DeArriba | None = None,
) -> Informe:
    """Order the report of one thing as of `corte` (not in the future, not before it existed): the monitoring
    report of a plan, the sheet of a commitment, the record of an evidence, an evaluation, the report of a state,
    something of a floor above or, with none of them, the comparison of the country."""
    otro = Ambito.de_arriba(de_arriba) if de_arriba else None
    ambito = otro or Ambito.de(plan, compromiso, evidencia, entidad, evaluacion)
    exigir("compromisos.solicitar_informe", actor, ambito.objeto)
    ambito.comprobar(corte)
    with transaction.atomic():
        ambito.apartar()
        en_curso = Informe.objects.filter(
            **ambito.campos, corte=corte, secciones=list(secciones), estado__in=EN_CURSO
        ).first()
        if en_curso and not esta_interrumpido(en_curso):
            return en_curso
        rol, institucion_id = en_calidad_de(actor, ambito.plan, ambito.campos.get("secretariado"))
        informe = ambito.crear(corte, secciones, actor, rol, institucion_id)
        _anotar(actor, informe, "informe.solicitado", {"corte": corte.isoformat()})
        encolar(tarea_de(informe), informe.pk)
    return informe


def tarea_de(informe: Informe) -> str:
    """The task that makes it: of the floor it belongs to."""
    return f"{informe.piso}.generar_informe"


def _clave_del_plan(informe: Informe) -> str:
    return informe.plan.clave if informe.plan else ""


def en_calidad_de(
    actor: Usuario, plan: Plan | None, secretariado: Secretariado | None = None
) -> tuple[str, int | None]:
    suyo = alcance(actor)
    stl = plan.secretariado_id if plan else secretariado.pk if secretariado else None
    if stl in suyo.verificacion:
        return Membresia.Rol.VERIFICACION, suyo.verificacion[stl]
    if suyo.coordinacion:
        return Membresia.Rol.COORDINACION, None
    if plan or suyo.facilitacion:
        return Membresia.Rol.FACILITACION, None
    return Membresia.Rol.VERIFICACION, min(suyo.verificacion.values(), default=None)


def lugar_en_la_cola(informe: Informe) -> int:
    """How many reports are made before this one; 0 when it is next or no longer waits."""
    if informe.estado != Informe.Estado.EN_COLA:
        return 0
    return Informe.objects.por_hacer_antes_de(informe).count()


def cancelar_informe(*, actor: Usuario, informe: Informe) -> Informe:
    """Stop a report that waits or is being made; the worker notices at its next sign of life."""
    exigir("compromisos.solicitar_informe", actor, informe.ambito)
    with transaction.atomic():
        informe = Informe.objects.select_for_update(of=("self",)).select_related("plan").get(pk=informe.pk)
        if informe.estado not in EN_CURSO:
            raise ReglaIncumplida(_("Este reporte ya no está en curso."))
        informe.estado, informe.terminado = Informe.Estado.CANCELADO, ahora()
        informe.save(update_fields=["estado", "terminado"])
        _anotar(actor, informe, "informe.cancelado")
    return informe


def _anotar(actor: Usuario, informe: Informe, accion: str, datos: dict[str, Any] | None = None) -> None:
    asentar(
        actor=actor,
        rol=en_calidad_de(actor, informe.plan, informe.secretariado)[0],
        institucion=informe.institucion if accion == "informe.solicitado" else None,
        accion=accion,
        asunto=f"informe:{informe.folio}",
        plan=_clave_del_plan(informe),
        publico=False,
        datos=datos or {},
    )


def esta_interrumpido(informe: Informe) -> bool:
    """In progress, but without a sign of life for too long."""
    en_curso = informe.estado in EN_CURSO
    return en_curso and (informe.latido is None or ahora() - informe.latido > SIN_SENAL)


def reintentar_informe(*, actor: Usuario, informe: Informe) -> Informe:
    """Put a failed, cancelled or interrupted report in the queue again, under its own folio."""
    exigir("compromisos.solicitar_informe", actor, informe.ambito)
    with transaction.atomic():
        informe = Informe.objects.select_for_update(of=("self",)).select_related("plan").get(pk=informe.pk)
        parado = informe.estado in (Informe.Estado.FALLO, Informe.Estado.CANCELADO)
        if not parado and not esta_interrumpido(informe):
            raise ReglaIncumplida(_("Este reporte no falló: no hace falta intentarlo de nuevo."))
        informe.estado = Informe.Estado.EN_COLA
        informe.porcentaje, informe.error, informe.latido = 0, "", ahora()
        informe.save(update_fields=["estado", "porcentaje", "error", "latido"])
        _anotar(actor, informe, "informe.reintentado")
        encolar(tarea_de(informe), informe.pk)
    return informe


class Cancelado(Exception):
    """Somebody cancelled the report while it was being made."""


def generar_informe(informe_id: int, emitir: Emisor) -> Informe.Estado:
    """Make the PDF of a queued report. Running it twice is harmless; an error leaves it as failed."""
    informe = _tomar(informe_id)
    if informe is None:
        return Informe.Estado(Informe.objects.values_list("estado", flat=True).get(pk=informe_id))
    en_curso = Informe.objects.filter(pk=informe_id, estado=Informe.Estado.GENERANDO, intentos=informe.intentos)

    def avisar(porcentaje: int) -> None:
        if not en_curso.update(porcentaje=porcentaje, latido=ahora()):
            raise Cancelado

    try:
        contenido, paginas = emitir(informe, avisar)
        _terminar(informe, contenido, paginas)
    except Cancelado:
        return Informe.Estado(Informe.objects.values_list("estado", flat=True).get(pk=informe_id))
    except Exception as error:
        registro.exception("Falló el informe %s", informe.folio)
        en_curso.update(estado=Informe.Estado.FALLO, error=_motivo(error), terminado=ahora())
        return Informe.Estado.FALLO
    return Informe.Estado.LISTO


def _tomar(informe_id: int) -> Informe | None:
    """Claim the job: only from the queue, or from a worker that gave no sign for too long. The moment and the
    head of the log are frozen the first time."""
    with transaction.atomic():
        informe = (
            Informe.objects.select_for_update(of=("self",))
            .select_related(
                "plan__secretariado__entidad",
                "compromiso",
                "evidencia",
                "entidad",
                "evaluacion",
                "secretariado__entidad",
            )
            .get(pk=informe_id)
        )
        muerto = informe.estado == Informe.Estado.GENERANDO and esta_interrumpido(informe)
        if informe.estado != Informe.Estado.EN_COLA and not muerto:
            return None
        informe.estado = Informe.Estado.GENERANDO
        informe.intentos += 1
        informe.porcentaje, informe.latido = 1, ahora()
        if informe.generado is None:
            informe.generado = ahora().replace(microsecond=0)
            informe.bitacora_numero, informe.bitacora_hash = cabeza()
        informe.save()
    return informe


def _terminar(informe: Informe, contenido: bytes, paginas: int) -> None:
    with transaction.atomic():
        archivo = guardar_generado(ContentFile(contenido), tipo="application/pdf")
        terminado = Informe.objects.filter(
            pk=informe.pk, estado=Informe.Estado.GENERANDO, intentos=informe.intentos
        ).update(
            estado=Informe.Estado.LISTO,
            porcentaje=100,
            error="",
            archivo=archivo,
            paginas=paginas,
            terminado=ahora(),
            latido=ahora(),
        )
        if not terminado:
            raise Cancelado
        if informe.programado:
            encolar("compromisos.avisar", ["reporte_programado"])
        asentar(
            actor=None,
            rol=informe.rol,
            institucion=informe.institucion,
            accion="informe.publicado",
            asunto=f"informe:{informe.folio}",
            plan=_clave_del_plan(informe),
            datos={"corte": informe.corte.isoformat(), "sha256": archivo.sha256, "paginas": paginas}
            | ({"demostracion": True} if informe.plan and informe.plan.avances_demostracion else {}),
        )
        adelantar("compromisos.repartir_ganchos")


def contar_descarga(informe: Informe, formato: str, lector: str) -> None:
    """One more of its kind, and nothing about whose."""
    with transaction.atomic():
        Informe.objects.filter(pk=informe.pk).update(descargas=F("descargas") + 1)
        # The row of the report is locked by now: two first downloads at once make one row.
        conteo, _nuevo = ConteoDeDescargas.objects.get_or_create(informe=informe, formato=formato, lector=lector)
        ConteoDeDescargas.objects.filter(pk=conteo.pk).update(veces=F("veces") + 1)


def _motivo(error: Exception) -> str:
    """What to tell people; the trace stays in the technical log."""
    from pal_portal.cimientos.pdf import SinPango

    if isinstance(error, SinPango):
        return str(error)[:300]
    return _("Ocurrió un error al generar el documento. Puedes intentarlo de nuevo.")


def barrer_informes() -> int:
    """Mark as failed what a killed worker left half-way, and queue again what the broker lost."""
    limite = ahora() - SIN_SENAL
    callados = Informe.objects.filter(Q(latido__isnull=True) | Q(latido__lt=limite))
    for informe in callados.filter(estado=Informe.Estado.EN_COLA).only("pk", "piso"):
        Informe.objects.filter(pk=informe.pk).update(latido=ahora())
        encolar(tarea_de(informe), informe.pk)
    interrumpidos = callados.filter(estado=Informe.Estado.GENERANDO).update(
        estado=Informe.Estado.FALLO,
        error=_("El trabajo se interrumpió antes de terminar. Puedes intentarlo de nuevo."),
        terminado=ahora(),
    )
    barrer_capitulos()
    return interrumpidos
