"""The review of a plan's document, on a telephone and with the keyboard alone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.navegador
TEXTO = """Compromiso 1. Agua para todas

Problema: En el municipio no se sabe cuánta agua se extrae de los pozos.

Responsable: Secretaría del Agua

ODS: meta 216.6

Compromiso 2. Presupuesto abierto

Problema: El presupuesto del estado se publica en formatos que nadie puede leer.

Bibliografía

Véase el anexo."""


def sin_faltas(pagina: Any) -> None:
    hallado = Axe().run(pagina)
    assert hallado.violations_count == 0, hallado.generate_report()
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_document_is_reviewed_on_a_telephone_with_the_keyboard(abrir: Any) -> None:
    p = abrir(390, cuenta="facilitacion")
    p.goto("/mesa/importar/")
    sin_faltas(p)
    p.set_input_files(
        "input[name=archivo]", {"name": "agua.txt", "mimeType": "text/plain", "buffer": TEXTO.encode()}
    )
    p.get_by_role("button", name="Subir y leer").focus()
    p.keyboard.press("Enter")
    p.wait_for_url("**/mesa/importaciones/*/")
    # The page asks for itself until the document is read.
    expect(p.get_by_role("link", name="Revisar lo que se entendió")).to_be_visible(timeout=20_000)
    p.reload()
    expect(p.get_by_role("heading", name="Por apartado")).to_be_visible()
    sin_faltas(p)
    resumen = p.url
    p.get_by_role("link", name="1. Agua para todas").focus()
    p.keyboard.press("Enter")
    p.wait_for_url("**/revisar/c1/")
    sin_faltas(p)
    # Saved as one goes: on leaving the field.
    p.locator("textarea[name='compromisos/0/nombre']").focus()
    p.keyboard.press("Control+A")
    p.keyboard.type("Agua medida")
    p.keyboard.press("Tab")
    expect(p.locator("#guardado")).to_contain_text("Guardado")
    # Doubt by doubt, Enter each time, until none is left.
    citas: list[str] = []
    while p.url != resumen:
        boton = p.locator("button[name=resolver]").first
        expect(boton).to_be_visible()
        boton.focus()
        if p.locator(".duda:has(button:focus)[data-pieza]").count():  # what it quotes is shown beside it
            citas.append(p.locator(".fuente .aqui").inner_text())
        with p.expect_navigation():
            p.keyboard.press("Enter")
    assert any("216.6" in cita for cita in citas)
    expect(p.locator(".apartados .alerta")).to_have_count(0)
    p.get_by_role("button", name="Crear el plan como borrador").focus()
    p.keyboard.press("Enter")
    p.wait_for_url("**/planes/gto-*/")
    expect(p.locator("main")).to_contain_text("Agua medida")
