"""The English translation is complete: every text of the screens has one, with the same variables."""

import re
from pathlib import Path

import allauth
import django
import pytest
import rest_framework
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext

from compromisos.datos_abiertos.diccionario import TIPOS
from compromisos.datos_abiertos.explicaciones import TITULOS
from pal_portal.api import PROPIOS, RECURSOS
from pal_portal.cimientos.problemas import PROBLEMAS
from pal_portal.escrituras import ESCRITURAS

RAIZ = Path(__file__).resolve().parents[1]
CARPETAS = ("pal_portal", "secretariado", "compromisos", "consultas", "templates")


def textos_del_codigo() -> set[str]:
    with (RAIZ / "babel.cfg").open() as f:
        metodos, opciones = parse_mapping_cfg(f)
    claves = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
    encontrados = set()
    for nombre, _linea, mensaje, _comentarios, _contexto in extract_from_dir(RAIZ, metodos, opciones, claves, ()):
        if nombre.split("/")[0] in CARPETAS:
            encontrados.add(mensaje if isinstance(mensaje, str) else mensaje[0])
    return encontrados


def test_every_text_has_an_english_translation_with_the_same_variables() -> None:
    with (RAIZ / "locale/en/LC_MESSAGES/django.po").open("rb") as f:
        catalogo = read_po(f)
    traducidos = {}
    for m in catalogo:
        if m.id:
            traducidos[m.id if isinstance(m.id, str) else m.id[0]] = (
                m.string if isinstance(m.string, str) else m.string[0]
            )
    textos = textos_del_codigo()
    assert len(textos) > 800
    assert sorted(t for t in textos if not traducidos.get(t)) == []
    for original in textos:
        variables = [set(re.findall(r"%\((\w+)\)s", x)) for x in (original, traducidos[original])]
        assert variables[0] == variables[1], original


def test_what_the_api_and_the_dictionary_declare_has_an_english_translation() -> None:
    """Plain texts where they are declared, because files and answers say them in Spanish to everybody."""
    declarados = {c.significado for r in (RECURSOS | PROPIOS).values() for c in r.columnas}
    declarados |= {r.titulo for r in PROPIOS.values()}
    declarados |= {v.resumen for _nombre, _ruta, vistas in ESCRITURAS for v in vistas}
    declarados |= {titulo for _ancla, titulo in PROBLEMAS.values()} | set(TIPOS.values())
    assert RECURSOS.keys() <= TITULOS.keys()
    with translation.override("en"):
        assert sorted(t for t in declarados if gettext(t) == t and t not in IGUALES) == []


IGUALES = {"Plan.", "Agenda.", "Folio."}
"""Words that are the same in both."""


@pytest.mark.parametrize(
    ("campo", "valor", "dicho"),
    [
        (forms.EmailField(), "nada", "Escribe un correo electrónico válido, como nombre@ejemplo.mx."),
        (forms.CharField(max_length=3), "largo", "Escribe como máximo 3 caracteres (hay 5)."),
        (
            forms.ChoiceField(choices=[("a", "A")]),
            "z",
            "Elige una de las opciones de la lista; z no está entre ellas.",
        ),
    ],
)
def test_the_libraries_speak_in_the_voice_of_the_portal(campo: forms.Field, valor: str, dicho: str) -> None:
    with pytest.raises(ValidationError) as error, translation.override("es-mx"):
        campo.clean(valor)
    assert error.value.messages == [dicho]


def test_what_is_overridden_is_still_said_by_a_library() -> None:
    """A text that no library says any more would be dead weight, or a changed sentence left in formal Spanish."""
    todo = ""
    for paquete in (django, allauth):
        for archivo in Path(paquete.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po"):
            todo += "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', archivo.read_text(encoding="utf-8")))
    with (Path(rest_framework.__file__).parent / "locale/es/LC_MESSAGES/django.mo").open("rb") as f:
        todo += "".join(m.id if isinstance(m.id, str) else "".join(m.id) for m in read_mo(f))
    with (RAIZ / "locale/es_MX/LC_MESSAGES/django.po").open("rb") as f:
        propios = [m.id if isinstance(m.id, str) else m.id[0] for m in read_po(f) if m.id]
    assert len(propios) > 40
    assert [p for p in propios if p[:40] not in todo] == []
