"""What a process that makes PDFs, or none, does not carry; and that what is left out comes when it is needed."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from pal_portal.cimientos.pdf import hay_pango

HACER = """
from pal_portal.cimientos.pdf import html_a_pdf
estilo = {estilo!r}
html = f'<html lang="es"><head><title>x</title><style>{{estilo}}</style></head><body><p>Hola</p></body></html>'
pdf = html_a_pdf(html, "F-1")[0]
print("fontTools.varLib" in sys.modules, b"fvar" in pdf, len(pdf) > 1000)
"""
VARIABLE = """@font-face { font-family: V; src: url("pal:///fuentes/atkinson-hyperlegible-next.woff2"); }
p { font: 500 12pt V; }"""
POCO_USADAS = ("openpyxl", "xlsxwriter", "weasyprint", "snowballstemmer", "markdown_it", "nh3", "icalendar")
EN_REPOSO = f"""
from django.urls import get_resolver
get_resolver().url_patterns
print([m for m in {POCO_USADAS} if m in sys.modules])
"""


def correr(programa: str) -> str:
    entorno = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    entorno |= {"DJANGO_SETTINGS_MODULE": "pal_portal.settings", "PYTHONPATH": str(settings.BASE_DIR)}
    orden = [sys.executable, "-c", f"import sys, django; django.setup()\n{programa}"]
    hecho = subprocess.run(orden, capture_output=True, check=True, env=entorno, cwd=settings.BASE_DIR, text=True)
    return hecho.stdout.strip()


@pytest.mark.skipif(not hay_pango(), reason="falta Pango")
@pytest.mark.parametrize(("estilo", "la_carga"), [("", False), (VARIABLE, True)])
def test_what_cuts_variable_fonts_is_loaded_only_for_one(estilo: str, la_carga: bool) -> None:
    assert correr(HACER.format(estilo=estilo)) == f"{la_carga} False True"


def test_a_process_that_knows_every_address_carries_no_library_that_few_requests_need() -> None:
    assert correr(EN_REPOSO) == "[]"
