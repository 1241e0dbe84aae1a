"""A plan's document, from the upload to the draft under review: its row is its own queue, like a report's."""

import hashlib
import logging
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from compromisos.importacion.comprension import comprender
from compromisos.importacion.cotejo import fuente_de, sin_nulos
from compromisos.importacion.documento import Documento
from compromisos.importacion.forma import tiene_forma
from compromisos.importacion.lectura import leer_aparte, rechazar_ajenos
from compromisos.importacion.limites import DocumentoIlegible
from compromisos.importacion.revision import es_revisable
from compromisos.models import Importacion, Plan
from compromisos.servicios.importacion import guardar_documento, plan_importado
from pal_portal.cimientos import subidas
from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Membresia, Secretariado, Usuario
from secretariado.permisos import exigir
from secretariado.registro.archivo import MB
from secretariado.registro.bitacora import asentar

registro = logging.getLogger(__name__)
SIN_SENAL = timedelta(minutes=5)
CADA = timedelta(seconds=1)
Estado = Importacion.Estado
EN_CURSO = (Estado.EN_COLA, Estado.LEYENDO)


class YaImportado(ReglaIncumplida):
    """That file is a plan already."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(_("Este archivo ya se había importado: es el plan %(clave)s.") % {"clave": plan.clave})
        self.plan = plan


def subir_plan(
    *, actor: Usuario, secretariado: Secretariado, contenido: File, nombre: str, destino: Plan | None = None
) -> tuple[Importacion, bool]:
    """Keep the document and queue its reading; (the earlier one, False) when that file was sent already.

    With `destino`, to compare it with that plan. Raises YaImportado, ReglaIncumplida(campo="archivo").
    """
    exigir("compromisos.importar_plan", actor, secretariado)
    if destino is not None and destino.secretariado_id != secretariado.pk:
        raise ReglaIncumplida(_("Ese plan es de otro secretariado."), "destino")
    cuerpo = _cuerpo(contenido, nombre)
    huella = hashlib.sha256(cuerpo).hexdigest()
    if previa := _previa(secretariado, huella, destino):
        return previa, False
    if destino is None and (plan := plan_importado(secretariado, huella)):
        raise YaImportado(plan)
    nombre = subidas.nombre_limpio(nombre)[-200:]
    archivo = guardar_documento(cuerpo, nombre)
    try:
        with transaction.atomic():
            importacion = Importacion.objects.create(
                secretariado=secretariado,
                archivo=archivo,
                nombre=nombre,
                destino=destino,
                creado=ahora(),
                latido=ahora(),
                subido_por=actor,
            )
            anotar_importacion(actor, importacion, "importacion.subida", {"sha256": huella})
            encolar("compromisos.leer_importacion", importacion.pk)
    except IntegrityError:  # another person sent the same file first
        previa = _previa(secretariado, huella, destino)
        if previa is None:
            raise
        return previa, False
    return importacion, True


def _cuerpo(contenido: File, nombre: str) -> bytes:
    if getattr(contenido, "nombre_hostil", False) or subidas.es_hostil(nombre):
        raise subidas.rechazo("nombre")
    if (contenido.size or 0) > settings.SUBIDA_MAXIMA_MB * MB:
        raise ReglaIncumplida(subidas.mensaje_de_peso(settings.SUBIDA_MAXIMA_MB), "archivo")
    cuerpo: bytes = contenido.read()
    if not cuerpo.strip():
        raise subidas.rechazo("vacio")
    try:
        rechazar_ajenos(cuerpo, nombre)
    except DocumentoIlegible as error:
        raise ReglaIncumplida(error.mensaje, "archivo") from error
    if nombre.lower().endswith(".json") and not cuerpo.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        raise subidas.rechazo("no_coincide")
    return cuerpo


def _previa(secretariado: Secretariado, huella: str, destino: Plan | None) -> Importacion | None:
    return Importacion.objects.filter(secretariado=secretariado, archivo__sha256=huella, destino=destino).first()


def anotar_importacion(
    actor: Usuario, importacion: Importacion, accion: str, datos: dict[str, Any] | None = None
) -> None:
    """A reserved entry, of the plan that came out or of the file on its way: what is imported is a draft."""
    asentar(
        actor=actor,
        rol=Membresia.Rol.FACILITACION,
        institucion=None,
        accion=accion,
        asunto=importacion.plan.asunto if importacion.plan else importacion.asunto,
        plan=importacion.plan.clave if importacion.plan else "",
        publico=False,
        datos=datos or {},
    )


def cancelar_importacion(*, actor: Usuario, importacion: Importacion) -> Importacion:
    """Stop a reading that waits or goes on, or leave aside a review; the file may be taken up again."""
    exigir("compromisos.importar_plan", actor, importacion.secretariado)
    with transaction.atomic():
        importacion = bloquear_importacion(importacion)
        if importacion.estado in (Estado.APLICADA, Estado.CANCELADA):
            raise ReglaIncumplida(_("Esta importación ya no está en curso."))
        importacion.estado = Estado.CANCELADA
        importacion.save(update_fields=["estado"])
        anotar_importacion(actor, importacion, "importacion.cancelada")
    return importacion


def reintentar_importacion(*, actor: Usuario, importacion: Importacion) -> Importacion:
    """Take up again what failed, was interrupted or was left aside; a review goes on where it was."""
    exigir("compromisos.importar_plan", actor, importacion.secretariado)
    with transaction.atomic():
        importacion = bloquear_importacion(importacion)
        parada = importacion.estado in (Estado.FALLO, Estado.CANCELADA)
        if not parada and not lectura_interrumpida(importacion):
            raise ReglaIncumplida(_("Esta importación no está detenida: no hace falta intentarlo de nuevo."))
        importacion.estado = Estado.EN_REVISION if importacion.borrador else Estado.EN_COLA
        importacion.porcentaje, importacion.error, importacion.latido = 0, "", ahora()
        importacion.save(update_fields=["estado", "porcentaje", "error", "latido"])
        anotar_importacion(actor, importacion, "importacion.reintentada")
        if importacion.estado == Estado.EN_COLA:
            encolar("compromisos.leer_importacion", importacion.pk)
    return importacion


def bloquear_importacion(importacion: Importacion) -> Importacion:
    return (
        Importacion.objects.select_for_update(of=("self",))
        .select_related("secretariado__entidad", "plan", "destino", "archivo")
        .get(pk=importacion.pk)
    )


def lectura_interrumpida(importacion: Importacion) -> bool:
    """In progress, but without a sign of life for too long."""
    callada = importacion.latido is None or ahora() - importacion.latido > SIN_SENAL
    return importacion.estado in EN_CURSO and callada


class _Cancelada(Exception):
    """Somebody cancelled the import while its document was being read."""


def leer_importacion(importacion_id: int) -> None:
    """Read and understand a queued document. Twice is harmless; an error leaves it as failed, with its reason."""
    importacion = _tomar(importacion_id)
    if importacion is None:
        return
    suya = Importacion.objects.filter(pk=importacion_id, estado=Estado.LEYENDO, intentos=importacion.intentos)
    senal = ahora()

    def avisar(leido: int) -> None:
        nonlocal senal
        if ahora() - senal < CADA:
            return
        senal = ahora()
        if not suya.update(porcentaje=5 + leido * 85 // 100, latido=senal):
            raise _Cancelada

    try:
        with importacion.archivo.contenido.open("rb") as archivo:
            cuerpo = archivo.read()
        documento = leer_aparte(cuerpo, importacion.nombre, avisar=avisar)
        borrador = _comprendido(documento, importacion.secretariado.entidad.letras)
        suya.update(
            estado=Estado.EN_REVISION,
            porcentaje=100,
            latido=ahora(),
            borrador=borrador,
            fuente=fuente_de(documento),
        )
    except _Cancelada:
        return
    except DocumentoIlegible as error:
        suya.update(estado=Estado.FALLO, error=error.mensaje[:300])
    except Exception:
        registro.exception("No se pudo leer la importación %s", importacion_id)
        mensaje = _("Ocurrió un error al leer el documento. Puedes intentarlo de nuevo.")
        suya.update(estado=Estado.FALLO, error=mensaje[:300])


def _comprendido(documento: Documento, entidad: str) -> dict[str, Any]:
    """As kept in the row. What was structured elsewhere may not have the shape that the review expects."""
    borrador: dict[str, Any] = sin_nulos(asdict(comprender(documento, entidad=entidad)))
    ajeno = documento.datos is not None and not tiene_forma(borrador["datos"])
    if ajeno or not es_revisable(borrador):
        raise DocumentoIlegible("json_ajeno")
    return borrador


def _tomar(importacion_id: int) -> Importacion | None:
    """Claim the job: only from the queue, or from a worker that gave no sign for too long."""
    with transaction.atomic():
        importacion = bloquear_importacion(Importacion(pk=importacion_id))
        muerta = importacion.estado == Estado.LEYENDO and lectura_interrumpida(importacion)
        if importacion.estado != Estado.EN_COLA and not muerta:
            return None
        importacion.estado = Estado.LEYENDO
        importacion.intentos += 1
        importacion.porcentaje, importacion.latido = 5, ahora()
        importacion.save(update_fields=["estado", "intentos", "porcentaje", "latido"])
    return importacion


def barrer_importaciones() -> int:
    """Mark as failed what a killed worker left half-way, and queue again what the broker lost."""
    calladas = Importacion.objects.filter(Q(latido__isnull=True) | Q(latido__lt=ahora() - SIN_SENAL))
    for pk in calladas.filter(estado=Estado.EN_COLA).values_list("pk", flat=True):
        Importacion.objects.filter(pk=pk).update(latido=ahora())
        encolar("compromisos.leer_importacion", pk)
    return calladas.filter(estado=Estado.LEYENDO).update(
        estado=Estado.FALLO, error=_("La lectura se interrumpió antes de terminar. Puedes intentarlo de nuevo.")
    )
