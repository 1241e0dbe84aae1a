"""What waits for a moderator, and what is in force in their STL."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from consultas.models import Apelacion, Bloqueo, Comentario, Denuncia
from pal_portal.cimientos.fechas import ahora
from secretariado.permisos import alcance


def por_moderar(secretariados: Any) -> "QuerySet[Comentario]":
    return (
        Comentario.objects.por_moderar()
        .filter(secretariado__in=secretariados)
        .select_related("participante", "secretariado")
        .order_by("creado", "pk")
    )


def denunciados(secretariados: Any) -> "QuerySet[Comentario]":
    abiertas = Denuncia.objects.filter(comentario=OuterRef("pk"), estado="abierta")
    return (
        Comentario.objects.filter(Exists(abiertas), estado="visible", secretariado__in=secretariados)
        .annotate(cuantas=Count("denuncias", filter=Q(denuncias__estado="abierta")))
        .select_related("participante", "institucion")
        .order_by("-cuantas", "pk")
    )


def apelaciones(usuario: Any) -> "QuerySet[Apelacion]":
    """Those this person may resolve: of others' decisions."""
    suyo = alcance(usuario)
    filas = Apelacion.objects.filter(resuelta__isnull=True).exclude(decision__moderador=usuario)
    if not suyo.coordinacion:
        filas = filas.filter(decision__secretariado__in=suyo.moderacion)
    return filas.select_related("decision__comentario").order_by("creada")


def bloqueos(secretariados: Any) -> "QuerySet[Bloqueo]":
    filas = Bloqueo.objects.vigentes(ahora()).filter(secretariado__in=secretariados)
    return filas.select_related("secretariado").order_by("hasta")


def pendientes(usuario: Any) -> int | None:
    """How many comments and appeals wait for this person; None when it is not their task."""
    suyo = alcance(usuario)
    if not suyo.moderacion:
        return None
    en_espera = por_moderar(suyo.moderacion).count() + denunciados(suyo.moderacion).count()
    return en_espera + apelaciones(usuario).count()
