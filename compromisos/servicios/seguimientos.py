"""What becomes of a published recommendation: the answer of whom it is addressed to, and what the evaluator found
when it looked again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from compromisos.models import Recomendacion, Seguimiento
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Institucion, Membresia, Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar


def responder_recomendacion(
    *, actor: Usuario, recomendacion: Recomendacion, estado: str, texto: str, momento: datetime | None = None
) -> Seguimiento:
    """The answer of the institution it is addressed to: accepted, in part or not, and why. In public."""
    exigir("compromisos.responder_recomendacion", actor, recomendacion)
    if estado not in Recomendacion.RESPUESTAS:
        raise ReglaIncumplida(_("Di si la aceptan, en parte, o no."), "estado")
    with transaction.atomic():
        return _dar_seguimiento(
            actor, recomendacion.pk, estado, texto, (Membresia.Rol.RESPONSABLE, recomendacion.institucion), momento
        )


def seguir_recomendacion(
    *, actor: Usuario, recomendacion: Recomendacion, estado: str, texto: str, momento: datetime | None = None
) -> Seguimiento:
    """What the evaluator found when it looked again: attended to, or not."""
    exigir("compromisos.seguir_recomendacion", actor, recomendacion)
    if estado not in Recomendacion.HALLAZGOS:
        raise ReglaIncumplida(_("Di si se atendió o no."), "estado")
    with transaction.atomic():
        quien = (Membresia.Rol.VERIFICACION, recomendacion.evaluacion.institucion)
        return _dar_seguimiento(actor, recomendacion.pk, estado, texto, quien, momento)


def _dar_seguimiento(
    actor: Usuario,
    recomendacion_id: int,
    estado: str,
    texto: str,
    quien: tuple[str, Institucion],
    momento: datetime | None,
) -> Seguimiento:
    """One more entry of its history, from which its state follows."""
    if not texto.strip():
        raise ReglaIncumplida(_("Escribe la explicación: será pública."), "texto")
    filas = Recomendacion.objects.select_for_update(of=("self",)).select_related("evaluacion__plan")
    recomendacion = filas.get(pk=recomendacion_id)
    if estado in Recomendacion.RESPUESTAS and recomendacion.estado == Recomendacion.Estado.ATENDIDA:
        raise ReglaIncumplida(_("Quien evaluó ya dijo que se atendió: no queda qué responder."))
    rol, institucion = quien
    seguimiento = Seguimiento.objects.create(
        recomendacion=recomendacion,
        estado=estado,
        texto=texto.strip(),
        institucion=institucion,
        rol=rol,
        autor=actor,
        creado=momento or ahora(),
    )
    dichos = recomendacion.seguimientos.order_by("creado", "id").values_list("estado", flat=True)
    recomendacion.estado = Recomendacion.estado_tras(dichos)
    recomendacion.save(update_fields=["estado"])
    asentar(
        actor=actor,
        rol=rol,
        institucion=institucion,
        accion=f"recomendacion.{'respondida' if estado in Recomendacion.RESPUESTAS else 'revisada'}",
        asunto=recomendacion.evaluacion.asunto,
        plan=recomendacion.evaluacion.plan.clave,
        momento=momento,
        datos=recomendacion.evaluacion.con_marca(
            {"recomendacion": recomendacion.numero, "estado_recomendacion": estado}
        ),
    )
    return seguimiento
