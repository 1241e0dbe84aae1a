"""Following from the telephone up to leaving, and a route moved with buttons; both without JavaScript too."""

from pathlib import Path
from typing import Any

import pytest
from navegador.test_comentarios import enlace_para
from navegador.test_paginas import revisar
from playwright.sync_api import expect

pytestmark = pytest.mark.navegador


@pytest.mark.parametrize("con_guion", [True, False])
def test_a_citizen_follows_a_commitment_changes_the_pace_and_leaves(
    abrir: Any, buzon: Path, con_guion: bool
) -> None:
    correo = f"vecina{con_guion}@ejemplo.test"
    pagina = abrir(390, java_script_enabled=con_guion)
    pagina.goto("/compromisos/GTO-1-07/")
    pagina.click("details.seguir summary")
    pagina.fill("details.seguir input[name=correo]", correo)
    pagina.select_option("details.seguir select[name=frecuencia]", "diaria")
    pagina.click("details.seguir button[type=submit]")
    expect(pagina.locator("main")).to_contain_text("Te enviamos un correo")
    pagina.goto(enlace_para(buzon, correo))
    pagina.click("main button[type=submit]")
    expect(pagina.locator("main")).to_contain_text("te escribiremos cuando haya novedades")
    if con_guion:
        revisar(pagina, pagina.url)
    pagina.select_option("main select[name=frecuencia]", "semanal")
    pagina.click("main button:has-text('Guardar')")
    expect(pagina.locator("main")).to_contain_text("Se cambió cada cuánto")
    expect(pagina.locator("main select[name=frecuencia]")).to_have_value("semanal")
    pagina.click("main summary:has-text('borrar mi correo')")
    pagina.click("main button:has-text('Sí, dejar todo')")
    expect(pagina.locator("main")).to_contain_text("borramos tu correo")


def test_a_facilitator_moves_a_step_without_javascript(abrir: Any) -> None:
    pagina = abrir(390, cuenta="facilitacion", java_script_enabled=False)
    pagina.goto("/mesa/planes/gto-1/ruta/")
    pasos = pagina.locator("main ol.pendientes > li")
    expect(pasos.first).to_contain_text("Conversatorio")
    pasos.nth(1).locator("button:has-text('Subir')").click()
    expect(pasos.first).to_contain_text("Convocatoria")
    pasos.first.locator("button:has-text('Bajar')").click()
    expect(pasos.first).to_contain_text("Conversatorio")
