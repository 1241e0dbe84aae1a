"""The search page's twin: the same filter, the same finds."""

from typing import Any

from django.conf import settings
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from compromisos.busqueda import Resultado, pagina_de
from compromisos.filtros import BusquedaFiltro
from compromisos.models import EntradaBusqueda
from pal_portal.cimientos.api import Lectura, comprobar_pagina, lector


class Buscar(Lectura):
    """What the words of `q` find, best first."""

    def get(self, request: Request) -> Response:
        comprobar_pagina(request.query_params)
        filtro = BusquedaFiltro(request.query_params, EntradaBusqueda.objects.visibles_para(lector(request)))
        if not filtro.form.is_valid():
            raise ValidationError(filtro.form.errors)
        if not (filtro.form.cleaned_data.get("q") or "").strip():
            raise ValidationError({"q": ["Escribe qué buscas."]})
        pagina = pagina_de(filtro, request.query_params)
        base = request.build_absolute_uri(request.path)
        return Response(
            {
                "siguiente": base + pagina.siguiente if pagina.siguiente else None,
                "anterior": base + pagina.anterior if pagina.anterior else None,
                "total": pagina.total,
                "total_es_minimo": pagina.es_minimo,
                "corregida": pagina.corregida or None,
                "cualquiera": pagina.cualquiera,
                "resultados": [_publicar(r) for r in pagina.resultados],
            }
        )


def _publicar(r: Resultado) -> dict[str, Any]:
    e = r.entrada
    return {
        "tipo": e.tipo,
        "clave": e.clave or None,
        "titulo": r.titulo.texto,
        "marcas_titulo": [list(m) for m in r.titulo.marcas],
        "contexto": e.contexto,
        "estado": e.estado or None,
        "fragmento": r.fragmento.texto,
        "marcas_fragmento": [list(m) for m in r.fragmento.marcas],
        "direccion": f"{settings.SITIO_URL}{e.url}",
    }


_MARCAS = {
    "type": "array",
    "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
}
_TEXTO_O_NULO = {"type": ["string", "null"]}
ESQUEMA: dict[str, Any] = {
    "type": "object",
    "title": "Página de resultados",
    "required": ["siguiente", "anterior", "total", "total_es_minimo", "corregida", "cualquiera", "resultados"],
    "properties": {
        "siguiente": _TEXTO_O_NULO,
        "anterior": _TEXTO_O_NULO,
        "total": {"type": "integer", "description": "Cuántos hay, hasta 1,000."},
        "total_es_minimo": {"type": "boolean"},
        "corregida": {**_TEXTO_O_NULO, "description": "Lo que se buscó, si lo escrito no daba nada."},
        "cualquiera": {"type": "boolean", "description": "Nada tenía todas las palabras: basta con una."},
        "resultados": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tipo", "titulo", "direccion", "fragmento"],
                "properties": {
                    "tipo": {"type": "string", "enum": EntradaBusqueda.Tipo.values},
                    "clave": _TEXTO_O_NULO,
                    "titulo": {"type": "string"},
                    "marcas_titulo": {**_MARCAS, "description": "Inicio y fin de cada coincidencia en el título."},
                    "contexto": {"type": "string", "description": "De qué compromiso, plan o entidad es."},
                    "estado": _TEXTO_O_NULO,
                    "fragmento": {"type": "string", "description": "Parte del texto donde está lo buscado."},
                    "marcas_fragmento": _MARCAS,
                    "direccion": {"type": "string", "format": "uri"},
                },
            },
        },
    },
}
PARAMETROS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("q", {"type": "string", "minLength": 1, "maxLength": 100}, "Qué se busca: con o sin acentos."),
    ("tipo", {"type": "string", "enum": EntradaBusqueda.Tipo.values}, "Sólo de un tipo."),
    (
        "entidad",
        {"type": "string", "maxLength": 50},
        "Sólo de una entidad: sus letras o su nombre en la dirección.",
    ),
    ("estado", {"type": "string"}, "Sólo en un estado, como lo dicen `planes`, `compromisos` y `evidencias`."),
    ("tamano", {"type": "integer", "minimum": 1, "maximum": 100}, "Resultados por página; 20 si se omite."),
    ("pagina", {"type": "integer", "minimum": 1}, "Qué página; la primera si se omite."),
)
