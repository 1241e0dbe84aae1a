"""Writes of deliveries: one declaration, and many at once."""

from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request

from compromisos.api.entradas import AvanceEntrada, EnlaceEntrada, LoteEntrada
from compromisos.api.recursos import AVANCES, ENTREGAS
from compromisos.models import Entrega
from compromisos.servicios.avances import reportar_entrega
from compromisos.servicios.lotes import FilaReportada, LoteIncompleto, Resultado, reportar_lote
from pal_portal.cimientos.problemas import Conflicto
from secretariado.api.escritura import Escritura, Hecho, PorLote, actor, publicada


def entrega_visible(request: Request, pk: int) -> Entrega:
    filas = Entrega.objects.visibles_para(request.user).select_related(
        "actividad__compromiso__plan", "actividad__accion"
    )
    entrega: Entrega | None = filas.filter(pk=pk).first()
    if entrega is None:
        raise Http404
    return entrega


class Declarar(Escritura):
    alcance = "avances"
    operacion = "declarar_avance"
    resumen = "Declarar el avance de una entrega"
    descripcion = (
        "Queda como la declaración vigente de la entrega; las anteriores no se borran. Puede llevar enlaces como "
        "evidencia: todo se guarda junto o no se guarda nada. Con If-Match (el ETag de la entrega) no pisa lo que "
        "otra persona haya declarado mientras tanto."
    )
    entrada = AvanceEntrada
    ejemplo: ClassVar = {
        "porcentaje": 60,
        "que_se_hizo": "Se publicaron los contratos del segundo trimestre.",
        "evidencias": [{"enlace": "https://www.ejemplo.gob.mx/contratos-2020-t2.csv", "titulo": "Contratos"}],
    }
    salida = AVANCES
    marca = ENTREGAS

    def objeto(self, request: Request, **ruta: Any) -> Entrega:
        return entrega_visible(request, ruta["pk"])

    def hacer(self, request: Request, objeto: Entrega, datos: dict[str, Any]) -> Hecho:
        avance = reportar_entrega(
            actor=actor(request),
            entrega=objeto,
            porcentaje=datos["porcentaje"],
            que_se_hizo=datos["que_se_hizo"],
            obstaculos=datos.get("obstaculos", ""),
            version=objeto.version if "If-Match" in request.headers else None,
            evidencias=[EnlaceEntrada.nueva(e) for e in datos.get("evidencias", ())],
        )
        return Hecho(publicada(AVANCES, request.user, avance.pk), f"/api/v1/avances/{avance.pk}/")


_FILA_DE_RESULTADO = {
    "type": "object",
    "required": ["entrega", "guardada"],
    "properties": {
        "entrega": {"type": "integer", "description": "Entrega de la fila."},
        "guardada": {"type": "boolean"},
        "avance": {"type": ["integer", "null"], "description": "Declaración que quedó."},
        "codigo": {"type": "string", "enum": ["", "no_existe", "permiso", "regla"]},
        "mensaje": {"type": "string", "description": "Por qué no se guardó."},
        "campo": {"type": ["string", "null"]},
    },
}


class Lote(Escritura):
    alcance = "avances"
    operacion = "reportar_lote"
    resumen = "Declarar el avance de muchas entregas"
    descripcion = (
        "Hasta 200 filas. Con `modo: todo`, si una no puede guardarse no se guarda ninguna y la respuesta es 409, "
        "con cada fila y su problema. Con `por_fila` se guarda lo que se puede y `resultados` dice qué pasó con "
        "cada una, en el mismo orden. Lo mal escrito (un porcentaje de 160, un campo que no existe) se señala "
        "antes, con su fila, y nada se guarda. Envía siempre Idempotency-Key: si se corta la conexión, repítela "
        "sin miedo."
    )
    entrada = LoteEntrada
    ejemplo: ClassVar = {
        "modo": "por_fila",
        "filas": [
            {"entrega": 12, "porcentaje": 100, "que_se_hizo": "Se publicó el padrón."},
            {"entrega": 13, "porcentaje": 10, "que_se_hizo": "Se licitó.", "obstaculos": "Faltó suficiencia."},
        ],
    }
    salida: ClassVar = {
        "type": "object",
        "required": ["guardadas", "resultados"],
        "properties": {
            "guardadas": {"type": "integer", "description": "Cuántas filas se guardaron."},
            "resultados": {"type": "array", "items": _FILA_DE_RESULTADO},
        },
    }
    estado = 200
    throttle_classes = [PorLote]

    def hacer(self, request: Request, objeto: Any, datos: dict[str, Any]) -> Hecho:
        filas = [
            FilaReportada(
                f["entrega"],
                f["porcentaje"],
                f["que_se_hizo"],
                f.get("obstaculos", ""),
                [EnlaceEntrada.nueva(e) for e in f.get("evidencias", ())],
            )
            for f in datos["filas"]
        ]
        try:
            resultados = reportar_lote(actor=actor(request), filas=filas, todo=datos["modo"] == "todo")
        except LoteIncompleto as error:
            raise _nada_se_guardo(error.resultados) from error
        return Hecho(
            {
                "guardadas": sum(1 for r in resultados if r.avance),
                "resultados": [_publicar(r) for r in resultados],
            }
        )


def _nada_se_guardo(resultados: list[Resultado]) -> Conflicto:
    """409 that names each row with a problem."""
    filas = {f"filas[{n}].{r.campo or 'entrega'}": [r.mensaje] for n, r in enumerate(resultados) if not r.avance}
    return Conflicto({"detail": _("No se guardó nada: hay filas con problemas."), **filas})


def _publicar(r: Resultado) -> dict[str, Any]:
    return {
        "entrega": r.fila.entrega_id,
        "guardada": r.avance is not None,
        "avance": r.avance.pk if r.avance else None,
        "codigo": r.codigo,
        "mensaje": r.mensaje,
        "campo": r.campo,
    }
