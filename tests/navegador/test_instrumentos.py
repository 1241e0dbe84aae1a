"""Each instrument from its announcement to its published results, at 390 px, with and without JavaScript.

Who takes part uses the keyboard alone: Tab until what they look for has the focus.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from navegador.test_comentarios import enlace_para
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.navegador
RESUMEN = "Con lo que se dijo se cambió el plan."
TEXTO = "Publicaremos el gasto cada año.\n\nHabrá una mesa ciudadana."


@pytest.fixture(scope="module")
def sesiones(navegador: Browser, portal: str) -> Iterator[Callable[[bool, bool], Page]]:
    """The page of the facilitator, who logs in once, and that of a stranger."""
    paginas: dict[tuple[bool, bool], Page] = {}

    def pagina_de(facilita: bool, con_guion: bool) -> Page:
        if (facilita, con_guion) not in paginas:
            opciones: dict[str, Any] = {"viewport": {"width": 390, "height": 900}, "locale": "es-MX"}
            contexto = navegador.new_context(base_url=portal, java_script_enabled=con_guion, **opciones)
            contexto.set_default_timeout(20_000)
            paginas[facilita, con_guion] = contexto.new_page()
        pagina = paginas[facilita, con_guion]
        if not facilita:
            pagina.context.clear_cookies()
        elif not pagina.context.cookies():
            entrar(pagina)
        return pagina

    yield pagina_de
    for pagina in paginas.values():
        pagina.context.close()


def entrar(pagina: Page) -> None:
    pagina.goto("/cuenta/entrar/")
    pagina.fill("input[name=login]", "facilitacion@demo.example")
    pagina.fill("input[name=password]", "demo-portal-pal-2021")
    pagina.click("main button[type=submit]")
    pagina.wait_for_url("**/mesa/")


def llegar(pagina: Page, que: Locator) -> None:
    """Tab until `que` has the focus, from the link that skips to the content."""
    expect(que).to_be_attached()
    if pagina.evaluate("document.activeElement === document.body"):
        pagina.keyboard.press("Tab")
        pagina.keyboard.press("Enter")
    for _vez in range(90):
        if que.evaluate("e => e === document.activeElement"):
            return
        pagina.keyboard.press("Tab")
    raise AssertionError(f"con Tab no se llega a {que}")


def oprimir(pagina: Page, que: Locator) -> None:
    llegar(pagina, que)
    with pagina.expect_navigation(wait_until="domcontentloaded"):
        pagina.keyboard.press("Enter")


def escribir(pagina: Page, campo: str, texto: str) -> None:
    llegar(pagina, pagina.locator(f"main [name={campo}]"))
    pagina.keyboard.type(texto)


def boton(pagina: Page, nombre: str) -> Locator:
    return pagina.get_by_role("button", name=nombre)


def enviar(pagina: Page, nombre: str) -> None:
    """The facilitator's forms, by mouse."""
    with pagina.expect_navigation(wait_until="domcontentloaded"):
        boton(pagina, nombre).first.click()


def anunciar(mesa: Page, instrumento: str, titulo: str) -> str:
    """A draft with all that publishing asks for; returns its address on the desk."""
    mesa.goto("/mesa/consultas/nueva/")
    mesa.select_option("[name=instrumento]", instrumento)
    datos = {"titulo": titulo, "objetivo": "Oír a la gente.", "reglas": "Respeto.", "inicio": "2021-01-15"}
    for nombre, valor in {**datos, "cierre": "2021-01-25"}.items():
        mesa.fill(f"[name={nombre}]", valor)
    enviar(mesa, "Guardar")
    expect(mesa.locator("h1")).to_have_text(titulo)
    ruta = mesa.url
    if instrumento == "encuesta":
        mesa.goto(f"{ruta}preguntas/nueva/")
        mesa.fill("[name=texto]", "¿Qué abrimos primero?")
        mesa.fill("[name=opciones]", "Gasto\nObra")
        enviar(mesa, "Guardar")
    elif instrumento == "consulta_publica":
        mesa.goto(f"{ruta}texto/")
        mesa.fill("[name=texto]", TEXTO)
        mesa.locator("main form button[type=submit]").first.click()
        mesa.wait_for_url(ruta)
    elif instrumento == "mesa":
        mesa.goto(f"{ruta}eventos/nuevo/")
        mesa.fill("[name=nombre]", "Mesa en León")
        mesa.fill("[name=inicio]", "2021-01-28T10:00")
        mesa.check("[name=con_registro]")
        mesa.fill("[name=cupo]", "5")
        enviar(mesa, "Guardar")
    mesa.goto(ruta)
    enviar(mesa, "Publicar la consulta")
    expect(mesa.locator("main")).to_contain_text(titulo)
    return ruta


def identificarse(persona: Page, buzon: Path, correo: str) -> None:
    escribir(persona, "correo", correo)
    oprimir(persona, boton(persona, "Enviarme el enlace"))
    expect(persona.locator("h1")).to_have_text("Revisa tu correo")
    persona.goto(enlace_para(buzon, correo))


def contestar(persona: Page, publica: str, buzon: Path, correo: str) -> None:
    oprimir(persona, persona.get_by_role("link", name="Contestar la encuesta"))
    identificarse(persona, buzon, correo)
    llegar(persona, persona.get_by_label("Gasto"))
    persona.keyboard.press("Space")
    oprimir(persona, boton(persona, "Siguiente"))
    expect(persona.locator("h1")).to_have_text("Revisa y envía")
    oprimir(persona, boton(persona, "Enviar mis respuestas"))
    expect(persona.locator("main")).to_contain_text("Tu participación quedó registrada")


def aportar(persona: Page, publica: str, buzon: Path, correo: str) -> None:
    lectura = persona.get_by_role("link", name="Leer el texto, párrafo por párrafo")
    if lectura.count():
        oprimir(persona, lectura)
        oprimir(persona, persona.get_by_role("link", name="Opinar sobre este párrafo 1"))
        identificarse(persona, buzon, correo)
        persona.goto(f"{publica}texto/")
        oprimir(persona, persona.get_by_role("link", name="Opinar sobre este párrafo 1"))
        expect(persona.locator("blockquote")).to_contain_text("gasto cada año")
    else:
        oprimir(persona, persona.locator("main a.boton").first)
        identificarse(persona, buzon, correo)
    escribir(persona, "titulo", "Que sea cada mes")
    escribir(persona, "texto", "Un dato anual llega tarde.")
    oprimir(persona, boton(persona, "Enviar"))
    expect(persona.locator("main")).to_contain_text("Tu aportación ya es pública")
    expect(persona.locator("main")).to_contain_text("Espera respuesta")


def apartar(persona: Page, publica: str, buzon: Path, correo: str) -> None:
    oprimir(persona, persona.get_by_role("link", name="Apartar mi lugar"))
    identificarse(persona, buzon, correo)
    escribir(persona, "correo", correo)
    oprimir(persona, boton(persona, "Apartar mi lugar"))
    expect(persona.locator("h1")).to_have_text("Tienes lugar")


def cerrar(mesa: Page, ruta: str, instrumento: str, persona: Page) -> None:
    """Answer or count what there was, close and publish what came of it."""
    if instrumento == "mesa":
        mesa.goto(ruta)
        mesa.get_by_role("link", name="Mesa en León", exact=True).click()
        mesa.fill("[name=inicio]", "2021-01-19T10:00")
        mesa.fill("[name=acuerdos]", "Publicar cada mes.")
        enviar(mesa, "Guardar")
        mesa.get_by_role("link", name="Lugares apartados").click()
        mesa.check("[name=presente]")
        enviar(mesa, "Contar la asistencia")
    elif instrumento != "encuesta":
        numero = persona.url.partition("#")[0].rstrip("/").rpartition("/")[2]
        mesa.goto(f"/mesa/aportaciones/{numero}/")
        mesa.select_option("[name=estado]", "no_viable")
        mesa.fill("[name=respuesta]", "La ley pide que sea anual.")
        enviar(mesa, "Publicar la respuesta")
    mesa.goto(f"{ruta}editar/")
    mesa.fill("[name=cierre]", "2021-01-19")
    enviar(mesa, "Guardar")
    expect(mesa.locator("main")).to_contain_text("En análisis")
    mesa.fill("[name=resumen]", RESUMEN)
    enviar(mesa, "Publicar los resultados")
    expect(mesa.locator("main")).to_contain_text(RESUMEN)


PASOS: dict[str, tuple[Callable[..., None], str]] = {
    "consulta_publica": (aportar, "La ley pide que sea anual."),
    "encuesta": (contestar, "Qué resultó"),
    "propuestas": (aportar, "La ley pide que sea anual."),
    "mesa": (apartar, "Publicar cada mes."),
    "retroalimentacion": (aportar, "La ley pide que sea anual."),
}


@pytest.mark.parametrize("con_guion", [True, False], ids=["con-js", "sin-js"])
@pytest.mark.parametrize("instrumento", PASOS)
def test_from_the_announcement_to_the_published_results(
    sesiones: Any, buzon: Path, instrumento: str, con_guion: bool
) -> None:
    participar, queda = PASOS[instrumento]
    mesa, persona = sesiones(True, con_guion), sesiones(False, con_guion)
    titulo = f"Prueba {instrumento.replace('_', ' ')} {'con' if con_guion else 'sin'} guion"
    ruta = anunciar(mesa, instrumento, titulo)
    publica = ruta.replace("/mesa/consultas/", "/consultas/")
    persona.goto(publica)
    expect(persona.locator("[aria-current=step]")).to_have_text("Abierta")
    participar(persona, publica, buzon, f"{instrumento}{con_guion}@ejemplo.test".lower())
    cerrar(mesa, ruta, instrumento, persona)
    persona.goto(publica)
    expect(persona.locator("[aria-current=step]")).to_have_text("Resultados publicados")
    expect(persona.locator("main")).to_contain_text(RESUMEN)
    expect(persona.locator("main")).to_contain_text(queda)
    ancho = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert persona.evaluate(ancho) <= 0
