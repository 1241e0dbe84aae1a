"""The demonstration's evaluation, made through the ordinary doors; its texts say that nobody made it."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from compromisos.models import Compromiso, Evaluacion, Plan, Recomendacion
from compromisos.permisos import instituciones_de
from compromisos.servicios.catalogos import leer
from compromisos.servicios.evaluaciones import (
    abrir_evaluacion,
    escribir_evaluacion,
    publicar_evaluacion,
    recomendar,
    valorar_compromiso,
)
from compromisos.servicios.seguimientos import responder_recomendacion, seguir_recomendacion
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Institucion, Usuario

RELATO = Path(settings.BASE_DIR) / "fixtures" / "demo" / "evaluacion.json"


def sembrar_evaluacion() -> Evaluacion | None:
    """Once, and only when the simulated day is after it was published."""
    datos = leer(RELATO)
    plan = Plan.objects.select_related("secretariado").get(clave=datos["plan"])
    if plan.evaluaciones.exists() or date.fromisoformat(datos["publicada"]) > hoy():
        return None
    evaluador = Usuario.objects.get(membresias__rol="verificacion", membresias__secretariado=plan.secretariado)
    evaluacion = abrir_evaluacion(
        actor=evaluador,
        plan=plan,
        tipo=datos["tipo"],
        corte=date.fromisoformat(datos["corte"]),
        momento=_momento(datos["publicada"], 9),
        demostracion=True,
    )
    escribir_evaluacion(actor=evaluador, evaluacion=evaluacion, textos=datos)
    for valoracion in evaluacion.valoraciones.select_related("compromiso", "evaluacion__plan"):
        if evaluacion.institucion_id in instituciones_de(valoracion.compromiso):
            continue
        nivel = datos["valoraciones"][valoracion.cumplimiento_sugerido]
        criterios = datos["comun"] | nivel | {"cumplimiento_porque": nivel["porque"]}
        valorar_compromiso(actor=evaluador, valoracion=valoracion, criterios=criterios)
    pedidas = [(_recomendar(evaluador, evaluacion, fila), fila) for fila in datos["recomendaciones"]]
    publicar_evaluacion(actor=evaluador, evaluacion=evaluacion, momento=_momento(datos["publicada"]))
    for recomendacion, fila in pedidas:
        _dar_seguimiento(evaluador, recomendacion, fila)
    return evaluacion


def _recomendar(evaluador: Usuario, evaluacion: Evaluacion, fila: dict[str, Any]) -> Recomendacion:
    compromiso = Compromiso.objects.filter(clave=fila["compromiso"]).first() if fila["compromiso"] else None
    entidad = evaluacion.plan.secretariado.entidad_id
    datos = {
        "compromiso": compromiso,
        "institucion": Institucion.objects.get(entidad=entidad, siglas=fila["institucion"]),
        "texto": fila["texto"],
        "vence": date.fromisoformat(fila["vence"]),
    }
    return recomendar(actor=evaluador, evaluacion=evaluacion, datos=datos)


def _dar_seguimiento(evaluador: Usuario, recomendacion: Recomendacion, fila: dict[str, Any]) -> None:
    recomendacion = Recomendacion.objects.select_related("evaluacion__plan", "institucion").get(
        pk=recomendacion.pk
    )
    if dicho := fila.get("respuesta"):
        quien = Usuario.objects.get(
            membresias__rol="responsable",
            membresias__institucion=recomendacion.institucion,
            correo__endswith="@demo.example",
        )
        responder_recomendacion(actor=quien, recomendacion=recomendacion, **_dicho(dicho))
    if dicho := fila.get("seguimiento"):
        seguir_recomendacion(actor=evaluador, recomendacion=recomendacion, **_dicho(dicho))


def _dicho(dicho: dict[str, str]) -> dict[str, Any]:
    return {"estado": dicho["estado"], "texto": dicho["texto"], "momento": _momento(dicho["fecha"])}


def _momento(dia: str, hora: int = 12) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(dia), time(hora)))
