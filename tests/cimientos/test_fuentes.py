"""The faces of the PDF are those of the screen: cut from the variable file once, not in each report."""

import io

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

CARPETA = settings.BASE_DIR / "static" / "fuentes"
NOMBRE = "atkinson-hyperlegible-next"


@pytest.mark.parametrize("peso", [400, 500, 600, 700])
def test_each_weight_is_that_of_the_variable_font(peso: int) -> None:
    variable = TTFont(CARPETA / f"{NOMBRE}.woff2", recalcTimestamp=False)
    variable.flavor = None
    cortada = io.BytesIO()
    instantiateVariableFont(variable, {"wght": peso}, static=True).save(cortada)
    assert (CARPETA / f"{NOMBRE}-{peso}.ttf").read_bytes() == cortada.getvalue()
