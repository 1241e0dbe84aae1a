"""Taking part from the telephone, with and without JavaScript, up to the answer and the moderator's decision."""

import email
import re
import time
from email import policy
from pathlib import Path
from typing import Any

import pytest
from navegador.test_paginas import revisar
from playwright.sync_api import expect

pytestmark = pytest.mark.navegador
RUTA = "/comentarios/en/compromiso/GTO-1-07/"


def enlace_para(buzon: Path, correo: str) -> str:
    """The link of the newest message to `correo`; mail leaves in the background."""
    limite = time.monotonic() + 20
    while time.monotonic() < limite:
        for archivo in sorted(buzon.glob("*.eml"), key=lambda a: a.stat().st_mtime, reverse=True):
            mensaje = email.message_from_bytes(archivo.read_bytes(), policy=policy.default)
            cuerpo = mensaje.get_body(("plain",)) if mensaje["To"] == correo else None  # type: ignore[attr-defined]
            hallado = re.search(r"https?://[^/\s]+(/\S+)", cuerpo.get_content()) if cuerpo else None
            if hallado:
                return hallado.group(1)
        time.sleep(0.2)
    raise AssertionError(f"no llegó correo a {correo}")


@pytest.mark.parametrize("con_guion", [True, False])
def test_a_citizen_comments_is_reviewed_answered_and_forgotten(abrir: Any, buzon: Path, con_guion: bool) -> None:
    correo, texto = f"rosa{con_guion}@ejemplo.test", f"¿Quién mantiene la plataforma {con_guion}?"
    rosa = abrir(390, java_script_enabled=con_guion)
    rosa.goto("/compromisos/GTO-1-07/")
    rosa.click("main a.boton:has-text('Comentar')")
    rosa.fill("textarea[name=texto]", texto)
    rosa.fill("input[name=correo]", correo)
    rosa.click("form#escribir button[type=submit]")
    expect(rosa.locator("main")).to_contain_text("abre su enlace")
    enlace = enlace_para(buzon, correo)
    rosa.goto(enlace)
    rosa.click("main button[type=submit]")
    expect(rosa.locator("main")).to_contain_text("La moderación lo revisará")

    gala = abrir(390, cuenta="moderacion", java_script_enabled=con_guion)
    gala.goto("/mesa/moderacion/")
    gala.locator("li", has_text=texto).locator("a").click()
    gala.check("input[value=publicar]")
    gala.click("main button:has-text('Registrar')")
    expect(gala.locator("main")).to_contain_text("quedó registrada")

    dario = abrir(390, cuenta="sicom", java_script_enabled=con_guion)
    dario.goto(RUTA)
    dario.locator("article", has_text=texto).locator("a:has-text('por tu institución')").click()
    dario.fill("textarea[name=texto]", "La mantiene la secretaría.")
    with dario.expect_navigation():
        dario.click("main form button[type=submit]")

    rosa.goto(RUTA)
    fila = rosa.locator("article.comentario", has_text=texto)
    expect(fila).to_contain_text("el mismo día")
    rosa.goto("/participacion/olvidar/")
    rosa.check("input[name=textos]")
    rosa.check("input[name=enterada]")
    with rosa.expect_navigation():
        rosa.click("main button[type=submit]")
    rosa.goto(RUTA)
    expect(rosa.locator("main")).not_to_contain_text(texto)
    expect(rosa.locator("main")).to_contain_text("Quien lo escribió lo borró")


@pytest.mark.parametrize("ancho", [1280, 390])
def test_the_pages_of_moderation_are_whole_and_accessible(abrir: Any, ancho: int) -> None:
    gala = abrir(ancho, cuenta="moderacion")
    gala.goto("/mesa/moderacion/")
    rutas = gala.eval_on_selector_all("main .pendientes a", "xs => xs.map(x => x.getAttribute('href'))")
    for ruta in ("/mesa/moderacion/", rutas[0], RUTA):
        revisar(gala, ruta)
    alicia = abrir(ancho, cuenta="facilitacion")
    revisar(alicia, "/mesa/moderacion/")
    nadie = abrir(ancho, "dark")
    for ruta in ("/comentarios/1/", "/comentarios/1/denunciar/", "/participacion/", "/moderacion/", RUTA):
        revisar(nadie, ruta)


def test_the_order_changes_without_reloading_and_the_keyboard_writes(abrir: Any) -> None:
    pagina = abrir()
    pagina.goto(RUTA)
    pagina.evaluate("window.sigue = true")
    pagina.click("#hilos a:has-text('Más antiguos')")
    pagina.wait_for_url("**orden=antiguos")
    assert pagina.evaluate("window.sigue") is True
    pagina.focus("textarea[name=texto]")
    pagina.keyboard.type("Desde el teclado")
    for _campo in ("correo", "seudónimo"):
        pagina.keyboard.press("Tab")
    pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.type") == "submit"
