"""Every page answers, without console errors, sideways scrolling nor axe violations, at both widths and themes."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.navegador

PUBLICAS = [
    "/",
    "/entidades/",
    "/entidades/guanajuato/",
    "/entidades/oaxaca/",
    "/entidades/tamaulipas/",
    "/planes/",
    "/planes/?estado=cancelado",
    "/planes/gto-1/",
    "/planes/mex-4/",
    "/planes/cam-1/",
    "/compromisos/",
    "/compromisos/?q=becas&semaforo=ambar",
    "/compromisos/?q=nadaquecoincida",
    "/compromisos/?tamano=5&orden=verificado",
    "/buscar/",
    "/buscar/?q=tranparencia",
    "/buscar/?q=becas&tipo=evidencia",
    "/buscar/?q=nadaquecoincida",
    "/compromisos/GTO-1-03/tarjeta/",
    "/compromisos/GTO-1-03/",
    "/compromisos/GTO-1-07/",
    "/compromisos/MEX-4-13/",
    "/compromisos/GTO-1-07/historial/",
    "/reportes/",
    "/bitacora/",
    "/bitacora/?plan=gto-1&desde=2020-01-01",
    "/bitacora/5/",
    "/evidencias/estados/",
    "/metodo/",
    "/privacidad/",
    "/accesibilidad/",
    "/comentarios/en/compromiso/GTO-1-07/",
    "/comentarios/en/compromiso/GTO-1-07/?orden=respondidos",
    "/comentarios/1/",
    "/comentarios/1/denunciar/",
    "/participacion/",
    "/moderacion/",
    "/api/v1/docs/",
    "/datos/",
    "/datos/diccionario/",
    "/datos/diccionario/compromisos/",
    "/datos/volcados/",
    "/cuenta/entrar/",
    "/cuenta/recuperar/",
]
STL = "gto-secretariado-tecnico-local-de-gobierno-abierto-para-el-estado-de-guanajuato"
DE_MESA = {
    "facilitacion": [
        "/mesa/",
        "/mesa/planes/gto-1/calidad/",
        "/planes/gto-1/reportes/",
        "/cuenta/",
        "/cuenta/avisos/",
        "/cuenta/privacidad/",
        "/cuenta/privacidad/suprimir/",
        "/cuenta/segundo-factor/",
        "/cuenta/sesiones/",
        "/cuenta/correo/",
        "/mesa/invitaciones/",
        "/mesa/invitaciones/nueva/",
        f"/mesa/secretariados/{STL}/",
        f"/mesa/secretariados/{STL}/datos/",
        f"/mesa/secretariados/{STL}/sesiones/",
        f"/mesa/secretariados/{STL}/integrantes/",
        "/compromisos/GTO-1-07/",
        "/mesa/compromisos/GTO-1-07/",
        "/mesa/compromisos/GTO-1-07/modificar/",
        "/mesa/compromisos/GTO-1-07/retirar/",
    ],
    "garante": ["/mesa/", "/mesa/verificacion/"],
    "sicom": ["/mesa/"],
    "gesoc": ["/mesa/"],
    "coordinacion": ["/mesa/", "/cuenta/contrasena/"],
    "admin": ["/mesa/", "/mesa/invitaciones/"],
    "moderacion": ["/mesa/", "/mesa/moderacion/"],
}
ANCHOS = [1280, 390]


def revisar(pagina: Any, ruta: str, estado: int = 200) -> None:
    """Open `ruta` and demand everything of it; failures are gathered and told together."""
    errores: list[str] = []
    pagina.on("console", lambda m: errores.append(m.text) if m.type == "error" else None)
    pagina.on("pageerror", lambda e: errores.append(str(e)))
    respuesta = pagina.goto(ruta)
    assert respuesta.status == estado, ruta
    fallas = [f"consola: {e}" for e in errores if not (estado >= 400 and "status of" in e)]
    ancho = pagina.evaluate("document.documentElement.scrollWidth")
    if ancho > pagina.viewport_size["width"]:
        fallas.append(f"se desborda: {ancho} px")
    for v in Axe().run(pagina).response["violations"]:
        fallas.append(f"axe {v['id']}: {v['nodes'][0]['html'][:160]}")
    assert not fallas, f"{ruta}: {fallas}"


@pytest.mark.parametrize("ancho", ANCHOS)
@pytest.mark.parametrize("tema", ["light", "dark"])
def test_public_pages_are_whole_and_accessible(abrir: Any, ancho: int, tema: str) -> None:
    pagina = abrir(ancho, tema)
    for ruta in PUBLICAS:
        revisar(pagina, ruta)
    revisar(pagina, "/no-existe/", 404)


@pytest.mark.parametrize("ancho", ANCHOS)
def test_every_state_of_evidence_is_whole_and_accessible(abrir: Any, portal: str, ancho: int) -> None:
    pagina = abrir(ancho)
    vistos = {}
    pagina.goto("/api/v1/evidencias/?tamano=100")
    for fila in pagina.evaluate("JSON.parse(document.body.innerText).resultados"):
        vistos.setdefault((fila["estado"], fila["tipo"]), fila["id"])
    assert {estado for estado, _tipo in vistos} >= {"enviada", "verificada", "observada", "rechazada"}
    for pk in vistos.values():
        revisar(pagina, f"/evidencias/{pk}/")


@pytest.mark.parametrize("ancho", ANCHOS)
@pytest.mark.parametrize("cuenta", DE_MESA)
def test_the_desk_of_each_role_is_whole_and_accessible(abrir: Any, cuenta: str, ancho: int) -> None:
    pagina = abrir(ancho, cuenta=cuenta)
    for ruta in DE_MESA[cuenta]:
        revisar(pagina, ruta)
    pagina.goto("/mesa/")
    enlaces = pagina.eval_on_selector_all("main .pendientes a", "xs => xs.map(x => x.getAttribute('href'))")
    for ruta in enlaces[:2]:
        revisar(pagina, ruta)
    pagina.goto("/mesa/")
    assert re.search(r"Mi mesa", pagina.inner_text("h1"))


def test_the_english_pages_are_whole_too(abrir: Any) -> None:
    pagina = abrir(locale="en-GB")
    for ruta in ("/", "/compromisos/GTO-1-03/", "/metodo/"):
        revisar(pagina, ruta)
    assert pagina.get_attribute("html", "lang") == "en"


def test_a_keyboard_reaches_the_content_first(abrir: Any) -> None:
    pagina = abrir()
    pagina.goto("/compromisos/")
    pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.className") == "saltar"
    pagina.keyboard.press("Enter")
    assert pagina.evaluate("location.hash") == "#contenido"
