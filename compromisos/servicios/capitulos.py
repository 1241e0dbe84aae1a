"""The chapters of a report as a queue of their own: whoever makes the report takes from it, and so does any other
worker that comes to help. Derived rows, of nobody; they go when the report is done, or given up."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from compromisos.models import CapituloDeInforme, Informe
from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.fechas import ahora

AYUDANTES = 3
"""How many other workers are called, at most; those who find nothing left go away at once."""
ABANDONO = timedelta(minutes=2)
"""A chapter taken for this long and not delivered is taken again."""


def repartir(informe: Informe, lotes: Sequence[Sequence[int]]) -> None:
    """Write the chapters of this attempt and call for help. Those of earlier attempts are forgotten."""
    with transaction.atomic():
        CapituloDeInforme.objects.filter(informe=informe).delete()
        CapituloDeInforme.objects.bulk_create(
            CapituloDeInforme(informe=informe, intento=informe.intentos, numero=n, planes=list(planes))
            for n, planes in enumerate(lotes)
        )
        for _vez in range(min(len(lotes) - 1, AYUDANTES)):
            encolar("compromisos.ayudar_con_informe", informe.pk)


def tomar(informe_id: int) -> CapituloDeInforme | None:
    """The next chapter that nobody has, or that somebody abandoned; None when there is none left."""
    while True:
        vivos = CapituloDeInforme.objects.filter(
            informe=informe_id, intento=F("informe__intentos"), contenido__isnull=True
        ).exclude(informe__estado=Informe.Estado.CANCELADO)
        libres = vivos.filter(tomado__isnull=True) | vivos.filter(tomado__lt=ahora() - ABANDONO)
        capitulo = libres.select_related("informe").defer("contenido").order_by("numero").first()
        if capitulo is None:
            return None
        suyo = CapituloDeInforme.objects.filter(pk=capitulo.pk, tomado=capitulo.tomado)
        if suyo.update(tomado=ahora()):
            return capitulo


def entregar(capitulo: CapituloDeInforme, contenido: bytes) -> None:
    """Keep it done; nothing, if the report was cancelled or begun again meanwhile."""
    CapituloDeInforme.objects.filter(pk=capitulo.pk).update(contenido=contenido)


def faltan(informe: Informe) -> int:
    """Chapters not delivered yet."""
    return CapituloDeInforme.objects.filter(informe=informe, contenido__isnull=True).count()


def recoger(informe: Informe) -> list[bytes]:
    """Every chapter, in order; their rows go."""
    with transaction.atomic():
        filas = CapituloDeInforme.objects.filter(informe=informe, intento=informe.intentos).order_by("numero")
        contenidos = [bytes(c) for c in filas.values_list("contenido", flat=True) if c is not None]
        filas.delete()
    return contenidos


def barrer_capitulos() -> None:
    """Forget those of reports that nobody makes any more: failed, cancelled or finished by another."""
    en_curso = (Informe.Estado.EN_COLA, Informe.Estado.GENERANDO)
    CapituloDeInforme.objects.exclude(informe__estado__in=en_curso).delete()
