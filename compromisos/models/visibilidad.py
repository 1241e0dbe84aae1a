"""Who may read what, as query filters: the one place behind every `visibles_para` of this floor."""

from typing import Any

from django.apps import apps
from django.db.models import Q

from secretariado.models import Secretariado
from secretariado.permisos import Alcance, alcance


def filtro_planes_visibles(usuario: Any, prefijo: str = "") -> Q:
    """Plans `usuario` may read: published ones, and drafts of the STL or institutions they work for.

    `prefijo` is the path from the queried model to its plan, with the trailing underscores.
    """
    suyo = alcance(usuario)
    if suyo.administracion or suyo.coordinacion:
        return Q()
    return Q(**{f"{prefijo}publicado_en__isnull": False}) | _de_su_trabajo(suyo, prefijo)


def filtro_entradas_visibles(usuario: Any) -> Q:
    """What a search may find: in force and of no draft; the rest, by those who work on its plan."""
    suyo = alcance(usuario)
    if suyo.administracion or suyo.coordinacion:
        return Q()
    publico = Q(vigente=True) & (Q(plan__isnull=True) | Q(plan__publicado_en__isnull=False))
    return publico | _de_su_trabajo(suyo, "plan__")


def _de_su_trabajo(suyo: Alcance, prefijo: str) -> Q:
    """Plans of the STL or institutions somebody works for."""
    filtro = Q()
    stl = suyo.facilitacion | set(suyo.verificacion)
    if stl:
        filtro |= Q(**{f"{prefijo}secretariado__in": stl})
    if suyo.responsable:
        responsables = apps.get_model("compromisos", "Responsable")._default_manager
        suyos = responsables.filter(institucion__in=suyo.responsable).values("compromiso__plan")
        filtro |= Q(**{f"{prefijo}pk__in": suyos})
    return filtro


def filtro_informes_publicados() -> Q:
    """Finished reports of published plans, of a state or of the country."""
    return Q(estado="listo") & (Q(plan__isnull=True) | Q(plan__publicado_en__isnull=False))


def filtro_informes_visibles(usuario: Any) -> Q:
    """The published ones, and every report whose kind `usuario` may order there."""
    suyo = alcance(usuario)
    if suyo.administracion or suyo.coordinacion:
        return Q()
    listo = filtro_informes_publicados()
    stl = suyo.facilitacion | set(suyo.verificacion)
    if not stl:
        return listo
    suyas = Secretariado.objects.filter(pk__in=stl).values("entidad")
    return listo | Q(plan__secretariado__in=stl) | Q(entidad__in=suyas) | Q(secretariado__in=stl)


def filtro_evaluaciones_visibles(usuario: Any, prefijo: str = "") -> Q:
    """Published evaluations of published plans, and the drafts of the STL that `usuario` verifies for.

    `prefijo` is the path from the queried model to its evaluation, with the trailing underscores.
    """
    visibles = Q(**{f"{prefijo}publicada_en__isnull": False, f"{prefijo}plan__publicado_en__isnull": False})
    suyo = alcance(usuario)
    if suyo.verificacion:
        visibles |= Q(**{f"{prefijo}plan__secretariado__in": suyo.verificacion.keys()})
    return visibles
