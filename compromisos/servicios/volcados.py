"""The daily dump of the open data: asking for it, making it, taking it up again and letting old ones go.

The row is its own queue, as with reports. Files are stored first and the rows that name them are written
together at the end, so nobody ever finds half a dump.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Q

from compromisos.models import ArchivoDeVolcado, Volcado
from compromisos.models.volcado import VolcadoQuerySet
from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Archivo
from secretariado.registro.archivo import guardar_generado, olvidar_archivo
from secretariado.registro.bitacora import asentar

registro = logging.getLogger(__name__)
TAREA = "pal_portal.generar_volcado"
SIN_COMENZAR, SIN_TERMINAR = timedelta(minutes=5), timedelta(hours=3)
"""After which a dump in the queue is queued again, and one being made is taken as dead. It reads from one
snapshot of the database, so it cannot give signs of life meanwhile."""
INTENTOS = 3


@dataclass(frozen=True, slots=True)
class Pieza:
    """A finished file of a dump, still temporary."""

    nombre: str
    tipo: str
    contenido: BinaryIO
    filas: int | None = None


Emisor = Callable[[date], list[Pieza]]


def pedir_volcado(dia: date | None = None) -> Volcado:
    """Put the dump of `dia` (today) in the queue. The one already made or in progress is left alone."""
    with transaction.atomic():
        volcado, por_hacer = apuntar_volcado(dia or hoy())
        if por_hacer:
            encolar(TAREA, volcado.pk)
    return volcado


def apuntar_volcado(dia: date) -> tuple[Volcado, bool]:
    """The row of a dump, and whether it is this call that left it ready to be made."""
    volcado, nuevo = Volcado.objects.get_or_create(dia=dia, defaults={"latido": ahora()})
    if volcado.estado == Volcado.Estado.FALLO:
        Volcado.objects.filter(pk=volcado.pk).update(estado=Volcado.Estado.EN_COLA, intentos=0, latido=ahora())
        nuevo = True
    return volcado, nuevo


def generar_volcado(volcado_id: int, emitir: Emisor) -> Volcado.Estado:
    """Make the files of a queued dump. Running it twice is harmless; an error leaves it as failed."""
    volcado = _tomar(volcado_id)
    if volcado is None:
        return Volcado.Estado(Volcado.objects.values_list("estado", flat=True).get(pk=volcado_id))
    try:
        archivos = [
            ArchivoDeVolcado(
                volcado=volcado,
                nombre=pieza.nombre,
                filas=pieza.filas,
                archivo=guardar_generado(File(pieza.contenido), pieza.tipo),
            )
            for pieza in emitir(volcado.dia)
        ]
        _terminar(volcado, archivos)
    except Exception:
        registro.exception("Falló la copia de los datos abiertos del %s", volcado.dia)
        Volcado.objects.filter(pk=volcado_id).update(estado=Volcado.Estado.FALLO, latido=ahora())
        return Volcado.Estado.FALLO
    retirar_volcados()
    return Volcado.Estado.LISTO


def _tomar(volcado_id: int) -> Volcado | None:
    """Claim the job: only from the queue, or from a worker that died."""
    with transaction.atomic():
        volcado = Volcado.objects.select_for_update().get(pk=volcado_id)
        muerto = volcado.estado == Volcado.Estado.GENERANDO and ahora() - volcado.latido > SIN_TERMINAR
        if volcado.estado != Volcado.Estado.EN_COLA and not muerto:
            return None
        volcado.estado, volcado.latido = Volcado.Estado.GENERANDO, ahora()
        volcado.intentos += 1
        volcado.save(update_fields=["estado", "latido", "intentos"])
    return volcado


def _terminar(volcado: Volcado, archivos: list[ArchivoDeVolcado]) -> None:
    with transaction.atomic():
        vigente = Volcado.objects.select_for_update().get(pk=volcado.pk)
        if vigente.estado == Volcado.Estado.LISTO:  # another worker took this one as dead and was faster
            return
        ArchivoDeVolcado.objects.bulk_create(archivos)
        Volcado.objects.filter(pk=volcado.pk).update(
            estado=Volcado.Estado.LISTO, latido=ahora(), terminado=ahora()
        )
        todo = next((a.archivo.sha256 for a in archivos if a.nombre.endswith(".zip")), "")
        asentar(
            actor=None,
            rol="portal",
            institucion=None,
            accion="datos.publicados",
            asunto=volcado.asunto,
            datos={"sha256": todo, "archivos": len(archivos)},
        )


def barrer_volcados() -> None:
    """Queue again what the broker lost or a killed worker left half-way, a few times at most."""
    limite = ahora()
    pendientes = Volcado.objects.filter(
        Q(estado=Volcado.Estado.EN_COLA, latido__lt=limite - SIN_COMENZAR)
        | Q(estado=Volcado.Estado.GENERANDO, latido__lt=limite - SIN_TERMINAR)
        | Q(estado=Volcado.Estado.FALLO, latido__lt=limite - SIN_COMENZAR),
        intentos__lt=INTENTOS,
    )
    with transaction.atomic():
        for pk in pendientes.values_list("pk", flat=True):
            Volcado.objects.filter(pk=pk).update(estado=Volcado.Estado.EN_COLA, latido=limite)
            encolar(TAREA, pk)


def retirar_volcados() -> int:
    """Delete the dumps kept long enough (settings.DATOS_ABIERTOS_DIAS), but for the newest. Their fingerprint
    stays in the log."""
    ultimo = Volcado.objects.listos().first()
    if ultimo is None:
        return 0
    limite = hoy() - timedelta(days=settings.DATOS_ABIERTOS_DIAS)
    viejos = Volcado.objects.filter(dia__lt=limite).exclude(pk=ultimo.pk)
    with transaction.atomic():
        sueltos = list(Archivo.objects.filter(pk__in=_archivos_de(viejos)))
        cuantos = viejos.count()
        viejos.delete()
        for archivo in sueltos:
            olvidar_archivo(archivo)
    return cuantos


def _archivos_de(volcados: VolcadoQuerySet) -> list[int]:
    de_esos = ArchivoDeVolcado.objects.filter(volcado__in=volcados)
    return list(de_esos.values_list("archivo_id", flat=True).distinct().order_by())
