"""What the desks read through the API: orders of reports, drafts of evaluations, imports. Only for who works with
them, and never in the open data; columns of what is also public are those declared there."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, F, Model, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from compromisos.models import Evaluacion, Importacion, Informe, ProgramaDeInformes, Recomendacion, Valoracion
from compromisos.publicacion import RECURSOS as DEL_REGISTRO
from compromisos.publicacion_evaluacion import RECURSOS as DE_EVALUACIONES
from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.permisos import alcance
from secretariado.publicacion import ID

C = Columna
_PUBLICO = {r.nombre: r for r in (*DEL_REGISTRO, *DE_EVALUACIONES)}


def informes(usuario: Any) -> "QuerySet[Informe]":
    """Those that this account may follow, with their turn and, once made, where their PDF is."""
    pdf = Concat(Value(f"{settings.SITIO_URL}/reportes/"), F("folio"), Value(".pdf"), output_field=CharField())
    filas = Informe.objects.con_lugar().annotate(
        pdf=Case(When(estado=Informe.Estado.LISTO, then=pdf), default=None)
    )
    return filas.visibles_para(usuario) if alcance(usuario).tiene_mesa else filas.none()


def programas(usuario: Any) -> "QuerySet[ProgramaDeInformes]":
    suyo = alcance(usuario)
    filas = ProgramaDeInformes.objects.filter(activo=True)
    if suyo.coordinacion:
        return filas
    return filas.filter(plan__secretariado__in=suyo.facilitacion | set(suyo.verificacion))


def _de_quien_evalua(modelo: type[Model], ruta: str = "") -> Any:
    """Of the STL that this account verifies for, published or not."""

    def filas(usuario: Any) -> "QuerySet[Any]":
        stl = alcance(usuario).verificacion.keys()
        return modelo._default_manager.filter(Q(**{f"{ruta}plan__secretariado__in": stl}))

    return filas


MESA_INFORMES = replace(
    _PUBLICO["informes"],
    nombre="mesa-informes",
    titulo="Reportes pedidos y cómo van",
    filas=informes,
    columnas=(
        *(c for c in _PUBLICO["informes"].columnas if c.nombre != "descargas"),
        C("estado", "estado", "texto", "en_cola, generando, listo, fallo o cancelado."),
        C("porcentaje", "porcentaje", "entero", "Cuánto lleva hecho."),
        C("antes", "antes", "entero", "Cuántos se hacen antes que éste; 0: sigue, o ya no espera."),
        C("error", "error", "texto", "Por qué falló."),
        C(
            "latido",
            "latido",
            "momento",
            "Última señal del trabajo; si hace más de cinco minutos, se interrumpió.",
        ),
        C("creado", "creado", "momento", "Cuándo se pidió."),
        C("secciones", "secciones", "lista", "Secciones que lleva."),
        C("pdf", "pdf", "texto_o_nulo", "De dónde se descarga; vacío mientras no está listo."),
    ),
)
MESA_PROGRAMAS = Recurso(
    "mesa-programas",
    "Planes cuyo reporte se hace solo",
    programas,
    "plan__clave",
    (
        C("plan", "plan__clave", "texto", "Plan."),
        C("periodicidad", "periodicidad", "texto", "mensual o trimestral."),
        C("desde", "desde", "fecha", "No se hacen los de periodos que terminaron antes."),
    ),
)
MESA_EVALUACIONES = replace(
    _PUBLICO["evaluaciones"],
    nombre="mesa-evaluaciones",
    titulo="Evaluaciones en tu mesa, también en borrador",
    filas=_de_quien_evalua(Evaluacion),
)
MESA_VALORACIONES = replace(
    _PUBLICO["valoraciones"],
    nombre="mesa-valoraciones",
    titulo="Valoraciones en tu mesa",
    filas=_de_quien_evalua(Valoracion, "evaluacion__"),
)
MESA_RECOMENDACIONES = replace(
    _PUBLICO["recomendaciones"],
    nombre="mesa-recomendaciones",
    titulo="Recomendaciones en tu mesa",
    filas=_de_quien_evalua(Recomendacion, "evaluacion__"),
)
MESA_IMPORTACIONES = Recurso(
    "mesa-importaciones",
    "Documentos de planes que se importan",
    lambda u: Importacion.objects.de(u),
    "id",
    (
        ID,
        C("secretariado", "secretariado__slug", "texto", "Secretariado."),
        C("nombre", "nombre", "texto", "Nombre del archivo."),
        C("sha256", "archivo__sha256", "texto", "Huella del archivo."),
        C("destino", "destino__clave", "texto_o_nulo", "Plan con que se compara, si no es para uno nuevo."),
        C("plan", "plan__clave", "texto_o_nulo", "Plan que resultó."),
        C("estado", "estado", "texto", "en_cola, leyendo, en_revision, aplicada, fallo o cancelada."),
        C("porcentaje", "porcentaje", "entero", "Cuánto se ha leído."),
        C("error", "error", "texto", "Por qué no se pudo leer."),
        C("version", "version", "entero", "Cuántas veces se guardó su revisión."),
        C("creado", "creado", "momento", "Cuándo se subió."),
        C("editado", "editado", "momento", "Última revisión."),
    ),
)
PROPIOS = (
    MESA_INFORMES,
    MESA_PROGRAMAS,
    MESA_EVALUACIONES,
    MESA_VALORACIONES,
    MESA_RECOMENDACIONES,
    MESA_IMPORTACIONES,
)
