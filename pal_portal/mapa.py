"""The site map: every public page, in sections of at most `LIMITE` addresses that an index names.

Its rows are those of the public declaration: what the API does not show is not here either.
"""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse

from compromisos.models import Volcado
from pal_portal.api import RECURSOS

LIMITE = 5000
FIJAS = (
    "inicio", "planes", "compromisos", "entidades", "consultas", "evaluaciones", "informes", "verificar", "metodo",
    "evidencia_estados", "datos", "datos_diccionario", "datos_volcados", "api_docs", "bitacora", "moderacion",
    "privacidad", "accesibilidad",
)  # fmt: skip


class _Mapa(Sitemap):
    protocol = "https" if settings.SERVIDO else "http"
    limit = LIMITE

    def get_domain(self, site: Any = None) -> str:
        return settings.SITIO_URL.split("://", 1)[-1]


class MapaDeSecciones(_Mapa):
    """The lists, what explains the site, and where the data are."""

    def items(self) -> Any:
        return FIJAS

    def location(self, item: Any) -> str:
        return reverse(item)


class MapaDelDiccionario(_Mapa):
    def items(self) -> Any:
        return list(RECURSOS)

    def location(self, item: Any) -> str:
        return reverse("datos_diccionario_tabla", args=[item])


class MapaDeVolcados(_Mapa):
    def items(self) -> Any:
        return Volcado.objects.listos().order_by("dia").values_list("dia", flat=True)

    def location(self, item: Any) -> str:
        return reverse("datos_volcado", args=[item.isoformat()])


class MapaDeFilas(_Mapa):
    """A page per row of a public table: the address `ruta` takes the values of `campos`."""

    def __init__(self, tabla: str, ruta: str, *campos: str) -> None:
        self.tabla, self.ruta, self.campos = tabla, ruta, campos

    def filas(self) -> "QuerySet[Any]":
        return RECURSOS[self.tabla].abiertas().order_by(*self.campos)

    def items(self) -> Any:
        return self.filas().values_list(*self.campos).distinct()

    def location(self, item: Any) -> str:
        return reverse(self.ruta, args=item)


class MapaDeCompromisos(MapaDeFilas):
    """With when each last changed."""

    def items(self) -> Any:
        return self.filas().values_list(*self.campos, "actualizado")

    def location(self, item: Any) -> str:
        return reverse(self.ruta, args=item[:-1])

    def lastmod(self, item: Any) -> Any:
        return item[-1]

    def get_latest_lastmod(self) -> Any:
        """One aggregate: the base class would read every row."""
        return self.filas().aggregate(ultimo=Max("actualizado"))["ultimo"]


MAPAS: dict[str, Sitemap] = {
    "secciones": MapaDeSecciones(),
    "diccionario": MapaDelDiccionario(),
    "volcados": MapaDeVolcados(),
    "entidades": MapaDeFilas("entidades", "entidad", "slug"),
    "sesiones": MapaDeFilas("sesiones", "sesion", "pk"),
    "acuerdos": MapaDeFilas("acuerdos", "acuerdo", "pk"),
    "planes": MapaDeFilas("planes", "plan", "slug"),
    "rutas": MapaDeFilas("pasos-de-rutas", "plan_ruta", "ruta__plan__slug"),
    "compromisos": MapaDeCompromisos("compromisos", "compromiso", "clave"),
    "historiales": MapaDeCompromisos("compromisos", "compromiso_historial", "clave"),
    "evidencias": MapaDeFilas("evidencias", "evidencia", "pk"),
    "evaluaciones": MapaDeFilas("evaluaciones", "evaluacion", "clave"),
    "informes": MapaDeFilas("informes", "informe", "folio"),
    "consultas": MapaDeFilas("consultas", "consulta", "slug"),
    "textos": MapaDeFilas("parrafos", "consulta_version", "version__consulta__slug", "version__numero"),
    "eventos": MapaDeFilas("eventos", "evento", "consulta__slug", "pk"),
    "aportaciones": MapaDeFilas("aportaciones", "aportacion", "pk"),
}
