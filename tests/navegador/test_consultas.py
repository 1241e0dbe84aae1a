"""Consultations in a real browser: no axe violation nor sideways scrolling, and a survey without JavaScript."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.navegador
DEMO = "/consultas/gto-que-informacion-abrimos-primero/"
RESULTADOS = "/consultas/gto-como-prefieres-enterarte/"
PUBLICAS = [
    "/consultas/",
    "/consultas/?q=nadaquecoincida",
    "/consultas/gto-consulta-ciudadana-2018/",
    "/consultas/gto-encuesta-octubre-2018/",
    "/consultas/gto-foro-mayo-2019/",
    "/consultas/mex-3-consulta-publica/",
    DEMO,
    f"{DEMO}participar/",
    RESULTADOS,
    "/consultas/gto-propuestas-para-el-segundo-plan/",
    "/consultas/gto-borrador-del-compromiso-de-gasto-abierto/",
    "/consultas/gto-borrador-del-compromiso-de-gasto-abierto/texto/",
    "/consultas/gto-borrador-del-compromiso-de-gasto-abierto/texto/2/cambios/",
    "/consultas/gto-mesas-de-trabajo-de-enero/",
    "/aportaciones/1/",
    "/comentarios/en/aportacion/1/",
    "/comentarios/en/parrafo/4/",
    "/planes/gto-1/ruta/",
    "/seguir/ods/16/",
    "/seguimiento/",
]
DE_MESA = [
    "/mesa/consultas/",
    "/mesa/consultas/nueva/",
    "/mesa/planes/gto-1/ruta/",
    "/mesa/planes/gto-1/ruta/pasos/nuevo/",
    "/mesa/consultas/gto-que-informacion-abrimos-primero/",
    "/mesa/consultas/gto-mesas-de-trabajo-de-enero/eventos/nuevo/",
    "/mesa/consultas/gto-propuestas-para-el-segundo-plan/aportaciones/",
    "/mesa/aportaciones/1/",
]


def revisar(pagina: Any, ruta: str) -> list[str]:
    """What is wrong with a page."""
    fallas: list[str] = []
    pagina.on("console", lambda m: fallas.append(m.text) if m.type == "error" else None)
    if pagina.goto(ruta).status != 200:
        fallas.append("no responde 200")
    if pagina.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        fallas.append("se desplaza de lado")
    fallas += [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(pagina).response["violations"]]
    return [f"{ruta}: {f}" for f in fallas]


def encuentro(pagina: Any) -> str:
    """The address of the demonstration's meeting."""
    pagina.goto("/consultas/gto-mesas-de-trabajo-de-enero/")
    return str(pagina.locator("article h3 a").first.get_attribute("href"))


@pytest.mark.parametrize("ancho", [1280, 390])
def test_the_pages_of_consultations_are_sound(abrir: Any, ancho: int) -> None:
    pagina = abrir(ancho)
    assert [f for ruta in [*PUBLICAS, encuentro(pagina)] for f in revisar(pagina, ruta)] == []


@pytest.mark.parametrize("ancho", [1280, 390])
def test_the_desk_of_consultations_is_sound(abrir: Any, ancho: int) -> None:
    pagina = abrir(ancho, cuenta="facilitacion")
    suyas = [
        encuentro(pagina) + "registro/",
        *(f"/mesa{encuentro(pagina)}{x}" for x in ("inscripciones/", "fotos/")),
    ]
    assert [f for ruta in [*DE_MESA, *suyas] for f in revisar(pagina, ruta)] == []


def test_a_survey_is_answered_at_390_px_without_javascript_with_the_keyboard_alone(abrir: Any) -> None:
    con = abrir(390, cuenta="facilitacion")
    sin = abrir(390, java_script_enabled=False)
    sin.context.add_cookies(con.context.cookies())
    sin.goto(f"{DEMO}encuesta/")
    sin.get_by_label("No", exact=True).focus()
    sin.keyboard.press("Space")
    for boton in ("Siguiente", "Siguiente", "Siguiente", "Siguiente", "Enviar mis respuestas"):
        assert "Qué buscabas" not in sin.content(), "esa rama no le toca"
        sin.get_by_role("button", name=boton).focus()
        with sin.expect_navigation():
            sin.keyboard.press("Enter")
    expect(sin.locator("main")).to_contain_text("Gracias. Tu participación quedó registrada.")
