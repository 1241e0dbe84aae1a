"""Searching while typing, with the keyboard and without JavaScript; and a card within another site's page."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.navegador


@pytest.mark.parametrize(("ancho", "tema"), [(1280, "light"), (390, "dark")])
def test_suggestions_come_while_typing_and_are_walked_with_the_keyboard(abrir: Any, ancho: int, tema: str) -> None:
    pagina = abrir(ancho, tema)
    errores: list[str] = []
    pagina.on("console", lambda m: errores.append(m.text) if m.type == "error" else None)
    pagina.goto("/metodo/")
    assert pagina.locator("script[data-htmx]").count() == 0
    with pagina.expect_response("**/htmx-2.min*.js"):
        pagina.focus("#buscar-q")
    pagina.keyboard.type("sentenc", delay=30)
    primera = pagina.locator("#sugerencias a").first
    primera.wait_for(timeout=20_000)
    expect(primera.locator("mark").first).to_contain_text("sentencias")
    assert pagina.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert Axe().run(pagina).violations_count == 0
    pagina.keyboard.press("Escape")
    expect(pagina.locator("#sugerencias a")).to_have_count(0)
    pagina.keyboard.type("ia", delay=30)
    primera.wait_for(timeout=20_000)
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url("**/compromisos/GTO-1-02/**")
    assert errores == []


def test_without_javascript_the_box_takes_to_the_results(abrir: Any) -> None:
    pagina = abrir(java_script_enabled=False)
    pagina.goto("/")
    pagina.fill("#buscar-q", "becas")
    pagina.press("#buscar-q", "Enter")
    pagina.wait_for_url("**/buscar/?q=becas")
    expect(pagina.locator(".resultados li").first).to_contain_text("Otorgamiento de becas")


@pytest.fixture
def otro_sitio(portal: str) -> Iterator[Any]:
    """A page of another origin that frames the card, as wide as its address says."""

    class Pagina(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            marco = f'<iframe src="{portal}/compromisos/GTO-1-07/tarjeta/" width="{self.path[1:]}" height="320">'
            self.wfile.write(f"<!doctype html><title>Otro</title>{marco}</iframe>".encode())

        def log_message(self, *args: Any) -> None: ...

    servidor = HTTPServer(("127.0.0.1", 0), Pagina)
    Thread(target=servidor.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{servidor.server_port}"
    servidor.shutdown()
    servidor.server_close()


@pytest.mark.parametrize(("ancho", "tema"), [(200, "light"), (320, "dark"), (700, "light")])
def test_the_card_fits_in_the_frame_of_another_site(
    abrir: Any, portal: str, otro_sitio: str, ancho: int, tema: str
) -> None:
    pagina = abrir(800, tema)
    pedidos: list[str] = []
    pagina.on("request", lambda r: pedidos.append(r.url))
    pagina.goto(f"http://{otro_sitio}/{ancho}")
    dentro = pagina.frame_locator("iframe")
    dentro.locator("h1").wait_for(timeout=20_000)
    assert dentro.locator("h1 a").inner_text() == "Guanajuato Construye"
    medida = dentro.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert medida[0] <= medida[1]
    fondo = dentro.locator("main").evaluate("e => getComputedStyle(e).backgroundColor")
    assert fondo == ("rgb(255, 255, 255)" if tema == "light" else "rgb(24, 35, 39)")
    assert {p.split("/")[2] for p in pedidos} <= {otro_sitio, portal.split("/")[2]}
    assert pagina.context.cookies() == []
