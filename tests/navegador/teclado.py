"""Using a page with the keyboard alone: Tab to what one looks for, then its key. No click, no value set."""

from datetime import datetime

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

PASOS = 130
"""Tabs before giving up: no form has so many stops."""


def llegar(pagina: Page, que: Locator) -> None:
    """Tab until `que` has the focus, from the link that skips to the content."""
    expect(que).to_be_attached()
    if pagina.evaluate("document.activeElement === document.body"):
        pagina.keyboard.press("Tab")
        pagina.keyboard.press("Enter")
    for _vez in range(PASOS):
        if que.evaluate("e => e === document.activeElement"):
            return
        pagina.keyboard.press("Tab")
    raise AssertionError(f"con Tab no se llega a {que}")


def oprimir(pagina: Page, que: Locator) -> None:
    """Enter on a link or a button that leads to another page."""
    llegar(pagina, que)
    with pagina.expect_navigation(wait_until="domcontentloaded"):
        pagina.keyboard.press("Enter")


def campo(pagina: Page, nombre: str) -> Locator:
    return pagina.locator(f"main [name={nombre}]:not([type=hidden])").first


def escribir(pagina: Page, nombre: str, texto: str) -> None:
    """In place of what the field had."""
    llegar(pagina, campo(pagina, nombre))
    pagina.keyboard.press("Control+a")
    pagina.keyboard.insert_text(texto)
    expect(campo(pagina, nombre)).to_have_value(texto)


def elegir(pagina: Page, nombre: str, opcion: str) -> None:
    """In a list, with the arrows, until an option that begins so."""
    lista = campo(pagina, nombre)
    llegar(pagina, lista)
    pagina.keyboard.press("Home")
    for _vez in range(lista.locator("option").count()):
        if lista.evaluate("e => e.selectedOptions[0].text.trim()").startswith(opcion):
            return
        pagina.keyboard.press("ArrowDown")
    raise AssertionError(f"no hay «{opcion}» en {nombre}")


def marcar(pagina: Page, que: Locator) -> None:
    llegar(pagina, que)
    pagina.keyboard.press("Space")
    expect(que).to_be_checked()


def fechar(pagina: Page, nombre: str, iso: str) -> None:
    """In a field of dates, part by part as this browser shows them: month, day, year; and the hour if it asks."""
    momento = datetime.fromisoformat(iso)
    llegar(pagina, campo(pagina, nombre))
    pagina.keyboard.type(momento.strftime("%m%d%Y"))
    if "T" in iso:
        pagina.keyboard.press("ArrowRight")
        pagina.keyboard.type(momento.strftime("%I%M%p"))
    expect(campo(pagina, nombre)).to_have_value(iso)


def boton(pagina: Page, nombre: str) -> Locator:
    return pagina.get_by_role("button", name=nombre).first


def enlace(pagina: Page, nombre: str) -> Locator:
    return pagina.locator("main").get_by_role("link", name=nombre).first


def accesible(pagina: Page, con_guion: bool) -> None:
    """No axe violation nor sideways scrolling. Without JavaScript axe cannot run; the page is the same."""
    ancho = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert pagina.evaluate(ancho) <= 0, pagina.url
    if con_guion:
        faltas = [(v["id"], v["nodes"][0]["html"][:160]) for v in Axe().run(pagina).response["violations"]]
        assert faltas == [], (pagina.url, faltas)
