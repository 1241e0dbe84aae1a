"""Assembling a plan's route of participation. The log says each step added, changed, moved or taken out."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from compromisos.models import Plan
from consultas.models import PasoDeRuta, Ruta
from pal_portal.cimientos.bloqueo import tomar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Membresia, Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar

CAMPOS = ("fase", "consulta", "evento", "titulo", "descripcion", "fecha", "fecha_texto")
PASOS_MAXIMOS = 60


def presentar_ruta(*, actor: Usuario, plan: Plan, presentacion: str) -> Ruta:
    """Say what the route is, before its steps."""
    exigir("consultas.armar_ruta", actor, plan)
    with transaction.atomic():
        ruta = _tomar(plan)
        antes, ruta.presentacion = ruta.presentacion, presentacion.strip()
        ruta.save(update_fields=["presentacion"])
        cambio = {"antes": {"descripcion": antes}, "despues": {"descripcion": ruta.presentacion}}
        _anotar(actor, ruta, "ruta.modificada", cambio)
    return ruta


def guardar_paso(*, actor: Usuario, plan: Plan, paso: PasoDeRuta | None, datos: Mapping[str, Any]) -> PasoDeRuta:
    """Add a step at the end, or change one."""
    exigir("consultas.armar_ruta", actor, plan)
    with transaction.atomic():
        ruta = _tomar(plan)
        if paso is None:
            if ruta.pasos.count() >= PASOS_MAXIMOS:
                raise ReglaIncumplida(_("Una ruta tiene %(n)s pasos como máximo.") % {"n": PASOS_MAXIMOS})
            ultimo = ruta.pasos.aggregate(n=Max("orden"))["n"] or 0
            fila = PasoDeRuta(ruta=ruta, orden=ultimo + 1)
        else:
            fila = tomar(ruta.pasos.all(), pk=paso.pk)
        for campo in CAMPOS:
            setattr(fila, campo, datos[campo])
        _comprobar(fila, plan)
        fila.save()
        _anotar(actor, ruta, "ruta.modificada", {"titulo": fila.nombre}, fila)
    return fila


def mover_paso(*, actor: Usuario, paso: PasoDeRuta, lugares: int) -> None:
    """One place up (-1) or down (1); at the end of the route it stays."""
    plan = paso.ruta.plan
    exigir("consultas.armar_ruta", actor, plan)
    with transaction.atomic():
        ruta = _tomar(plan)
        orden = list(ruta.pasos.order_by("orden"))
        lugar = next((n for n, p in enumerate(orden) if p.pk == paso.pk), None)
        if lugar is None or not 0 <= lugar + lugares < len(orden):
            return
        uno, otro = orden[lugar], orden[lugar + lugares]
        # Out of the way first: two steps never hold one place.
        libre = orden[-1].orden + 1
        for fila, donde in ((uno, libre), (otro, uno.orden), (uno, otro.orden)):
            ruta.pasos.filter(pk=fila.pk).update(orden=donde)
        _anotar(actor, ruta, "ruta.modificada", {"titulo": uno.nombre}, uno)


def quitar_paso(*, actor: Usuario, paso: PasoDeRuta) -> None:
    """The consultation stays; only its place in the route goes."""
    plan = paso.ruta.plan
    exigir("consultas.armar_ruta", actor, plan)
    with transaction.atomic():
        ruta = _tomar(plan)
        nombre = paso.nombre
        ruta.pasos.filter(pk=paso.pk).delete()
        _anotar(actor, ruta, "ruta.paso_quitado", {"titulo": nombre}, paso)


def publicar_ruta(*, actor: Usuario, plan: Plan) -> Ruta:
    """Show it to everybody, once its plan is public."""
    exigir("consultas.armar_ruta", actor, plan)
    with transaction.atomic():
        ruta = _tomar(plan)
        if ruta.publicada_en:
            raise ReglaIncumplida(_("Esta ruta ya está publicada."))
        if not ruta.pasos.exists():
            raise ReglaIncumplida(_("La ruta todavía no tiene pasos."))
        ruta.publicada_en = ahora()
        ruta.save(update_fields=["publicada_en"])
        _anotar(actor, ruta, "ruta.publicada", {})
    return ruta


def _tomar(plan: Plan) -> Ruta:
    """The route of the plan, made if it had none, held until commit: two people never move steps at once."""
    ruta, _nueva = Ruta.objects.get_or_create(plan=plan)
    tomada = Ruta.objects.select_for_update().get(pk=ruta.pk)
    tomada.plan = plan
    return tomada


def _comprobar(paso: PasoDeRuta, plan: Plan) -> None:
    if paso.evento is not None:
        paso.consulta = paso.evento.consulta
    if paso.consulta is not None and paso.consulta.secretariado_id != plan.secretariado_id:
        raise ReglaIncumplida(_("Esa consulta es de otro secretariado."), "que")
    if paso.consulta is None and not paso.titulo.strip():
        raise ReglaIncumplida(_("Elige una consulta o escribe un título."), "titulo")


def _anotar(
    actor: Usuario, ruta: Ruta, accion: str, datos: dict[str, Any], paso: PasoDeRuta | None = None
) -> None:
    """Public as the route is, but of a step that shows a draft consultation: nobody sees it yet."""
    reservado = paso is not None and paso.consulta is not None and paso.consulta.es_borrador
    asentar(
        actor=actor,
        rol=Membresia.Rol.FACILITACION,
        institucion=None,
        accion=accion,
        asunto=ruta.plan.asunto,
        plan=ruta.plan.clave,
        publico=not (ruta.es_borrador or reservado),
        datos=datos,
    )
