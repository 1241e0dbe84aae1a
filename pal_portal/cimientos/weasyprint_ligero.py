"""WeasyPrint without the part of fontTools that cuts fonts: 13 MB in every process that makes a PDF.

HarfBuzz cuts ours, and each weight has a file of its own (static/fuentes). What stands in the place of those
modules loads the real one if it is ever called: a variable font, or a machine without libharfbuzz-subset, works.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

QUE_USA = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}
"""What weasyprint.pdf.fonts takes of each."""


def importar() -> ModuleType:
    """The module `weasyprint`. Only it sees what stands in: whoever imports those names later gets the real."""
    puestos = {n: _en_lugar_de(n, usa) for n, usa in QUE_USA.items() if n not in sys.modules}
    for nombre, puesto in puestos.items():
        sys.modules[nombre] = puesto
    try:
        return import_module("weasyprint")
    finally:
        for nombre in puestos:
            del sys.modules[nombre]


def _en_lugar_de(modulo: str, nombres: tuple[str, ...]) -> ModuleType:
    def llamar(nombre: str) -> Any:
        return lambda *args, **kwargs: getattr(import_module(modulo), nombre)(*args, **kwargs)

    puesto = ModuleType(modulo)
    for nombre in nombres:
        setattr(puesto, nombre, llamar(nombre))
    return puesto
