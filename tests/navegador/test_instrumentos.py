"""Each instrument from its announcement to its published results, at 390 px, with and without JavaScript.

Both who facilitates and who takes part use the keyboard alone.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from navegador.teclado import accesible, boton, elegir, enlace, escribir, fechar, llegar, marcar, oprimir
from navegador.test_comentarios import enlace_para
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.navegador
RESUMEN = "Con lo que se dijo se cambió el plan."
INSTRUMENTOS = {
    "consulta_publica": "Consulta pública",
    "encuesta": "Encuesta",
    "propuestas": "Propuestas ciudadanas",
    "mesa": "Mesas de trabajo",
    "retroalimentacion": "Retroalimentación",
}
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


def ir(mesa: Page, nombre: str, con_guion: bool) -> None:
    """Follow a link of the desk; where it leads is looked at with axe."""
    oprimir(mesa, enlace(mesa, nombre))
    accesible(mesa, con_guion)


def anunciar(mesa: Page, instrumento: str, titulo: str, con_guion: bool) -> str:
    """A draft with all that publishing asks for; returns its address on the desk."""
    mesa.goto("/mesa/consultas/")
    ir(mesa, "Preparar una consulta", con_guion)
    elegir(mesa, "instrumento", INSTRUMENTOS[instrumento])
    for nombre, texto in {"titulo": titulo, "objetivo": "Oír a la gente.", "reglas": "Respeto."}.items():
        escribir(mesa, nombre, texto)
    fechar(mesa, "inicio", "2021-01-15")
    fechar(mesa, "cierre", "2021-01-25")
    oprimir(mesa, boton(mesa, "Guardar"))
    expect(mesa.locator("h1")).to_have_text(titulo)
    accesible(mesa, con_guion)
    ruta = mesa.url.partition("#")[0]  # without the anchor that skipping to the content leaves
    if instrumento == "encuesta":
        preguntar(mesa, con_guion)
    elif instrumento == "consulta_publica":
        ir(mesa, "Escribir una versión del texto", con_guion)
        escribir(mesa, "texto", TEXTO)
        oprimir(mesa, mesa.locator("main form button[type=submit]").first)
    elif instrumento == "mesa":
        ir(mesa, "Agregar un encuentro", con_guion)
        escribir(mesa, "nombre", "Mesa en León")
        fechar(mesa, "inicio", "2021-01-28T10:00")
        marcar(mesa, mesa.locator("[name=con_registro]"))
        escribir(mesa, "cupo", "5")
        oprimir(mesa, boton(mesa, "Guardar"))
    expect(mesa.locator("h1")).to_have_text(titulo)
    oprimir(mesa, boton(mesa, "Publicar la consulta"))
    expect(mesa.locator("main")).to_contain_text(titulo)
    return ruta


def preguntar(mesa: Page, con_guion: bool) -> None:
    """Two questions, the second only of who answered «Obra» to the first; and one more, which is taken out."""
    for texto, opciones, de_quien in (
        ("¿Qué abrimos primero?", "Gasto\nObra", ""),
        ("¿De qué obra?", "Calles\nAgua", "1. ¿Qué abrimos primero?: Obra"),
        ("Sobra", "Sí\nNo", ""),
    ):
        ir(mesa, "Agregar una pregunta", con_guion)
        escribir(mesa, "texto", texto)
        escribir(mesa, "opciones", opciones)
        if de_quien:
            elegir(mesa, "solo_si", de_quien)
        oprimir(mesa, boton(mesa, "Guardar"))
        expect(mesa.locator("main section ol").first).to_contain_text(texto)
    expect(mesa.locator("main section ol").first).to_contain_text("sólo si respondió «Obra»")
    ir(mesa, "Sobra", con_guion)
    llegar(mesa, mesa.locator("details.confirma summary"))
    mesa.keyboard.press("Enter")
    oprimir(mesa, boton(mesa, "Sí, quitarla"))
    expect(mesa.locator("main")).not_to_contain_text("Sobra")


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


def cerrar(mesa: Page, ruta: str, instrumento: str, persona: Page, con_guion: bool) -> None:
    """Answer or count what there was, close and publish what came of it."""
    mesa.goto(ruta)
    if instrumento == "mesa":
        ir(mesa, "Mesa en León", con_guion)
        fechar(mesa, "inicio", "2021-01-19T10:00")
        escribir(mesa, "acuerdos", "Publicar cada mes.")
        oprimir(mesa, boton(mesa, "Guardar"))
        ir(mesa, "Lugares apartados", con_guion)
        marcar(mesa, mesa.locator("[name=presente]"))
        oprimir(mesa, boton(mesa, "Contar la asistencia"))
        mesa.goto(ruta)
    elif instrumento != "encuesta":
        numero = persona.url.partition("#")[0].rstrip("/").rpartition("/")[2]
        mesa.goto(f"/mesa/aportaciones/{numero}/")
        accesible(mesa, con_guion)
        elegir(mesa, "estado", "No viable")
        escribir(mesa, "respuesta", "La ley pide que sea anual.")
        oprimir(mesa, boton(mesa, "Publicar la respuesta"))
        mesa.goto(ruta)
    ir(mesa, "Editar los datos", con_guion)
    fechar(mesa, "cierre", "2021-01-19")
    oprimir(mesa, boton(mesa, "Guardar"))
    expect(mesa.locator("main")).to_contain_text("En análisis")
    escribir(mesa, "resumen", RESUMEN)
    oprimir(mesa, boton(mesa, "Publicar los resultados"))
    expect(mesa.locator("main")).to_contain_text(RESUMEN)
    accesible(mesa, con_guion)


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
    ruta = anunciar(mesa, instrumento, titulo, con_guion)
    publica = ruta.replace("/mesa/consultas/", "/consultas/")
    persona.goto(publica)
    expect(persona.locator("[aria-current=step]")).to_have_text("Abierta")
    participar(persona, publica, buzon, f"{instrumento}{con_guion}@ejemplo.test".lower())
    cerrar(mesa, ruta, instrumento, persona, con_guion)
    persona.goto(publica)
    expect(persona.locator("[aria-current=step]")).to_have_text("Resultados publicados")
    expect(persona.locator("main")).to_contain_text(RESUMEN)
    expect(persona.locator("main")).to_contain_text(queda)
    accesible(persona, con_guion)


@pytest.mark.parametrize("con_guion", [True, False], ids=["con-js", "sin-js"])
def test_a_route_is_put_together_moved_and_published_with_the_keyboard(sesiones: Any, con_guion: bool) -> None:
    mesa, persona = sesiones(True, con_guion), sesiones(False, con_guion)
    mesa.goto("/mesa/consultas/")
    ir(mesa, "Armar su ruta GTO-1", con_guion)
    ruta, titulos = mesa.url.partition("#")[0], [f"Se avisó {con_guion}", f"Se acordó {con_guion}"]
    for fase, titulo in zip(("Sensibilización", "Compromisos"), titulos, strict=True):
        ir(mesa, "Agregar un paso", con_guion)
        elegir(mesa, "fase", fase)
        escribir(mesa, "titulo", titulo)
        escribir(mesa, "descripcion", "En la plaza.")
        fechar(mesa, "fecha", "2021-01-15")
        oprimir(mesa, boton(mesa, "Guardar"))
        expect(mesa.locator("main ol.pendientes")).to_contain_text(titulo)
    oprimir(mesa, boton(mesa, f"Subir {titulos[1]}"))
    lugares = mesa.locator("main ol.pendientes strong").all_inner_texts()
    assert lugares.index(next(x for x in lugares if titulos[1] in x)) < lugares.index(
        next(x for x in lugares if titulos[0] in x)
    )
    escribir(mesa, "presentacion", "Así se hizo el plan.")
    oprimir(mesa, boton(mesa, "Guardar la presentación"))
    if boton(mesa, "Publicar la ruta").count():
        oprimir(mesa, boton(mesa, "Publicar la ruta"))
    mesa.goto(ruta)
    accesible(mesa, con_guion)
    oprimir(mesa, enlace(mesa, "Ver su página"))
    persona.goto(mesa.url)
    expect(persona.locator("main")).to_contain_text("Así se hizo el plan.")
    expect(persona.locator("main")).to_contain_text(titulos[1])
    accesible(persona, con_guion)
