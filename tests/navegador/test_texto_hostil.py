"""In a real browser, without even our content policy: no hostile text runs nor asks for anything."""

import jinja2
import pytest
from consultas_corpus import HOSTILES
from playwright.sync_api import Browser

from consultas.texto import html_de, limpiar
from pal_portal.plantillas import entorno

pytestmark = pytest.mark.navegador
PAGINA = """<!doctype html><title>x</title><main>{% for t in textos %}<article><h2>{{ t }}</h2>
<p title="{{ t }}">{{ t }}</p><input value="{{ t }}"><textarea>{{ t }}</textarea>
<div class="prosa">{{ t|limpio|markdown }}</div>{{ t|parrafos }}</article>{% endfor %}</main>"""


def pintar() -> str:
    """Every payload in each of the ways in which our templates write what people wrote."""
    env: jinja2.Environment = entorno(autoescape=True)
    env.filters["limpio"] = limpiar
    assert env.filters["markdown"] is html_de
    return env.from_string(PAGINA).render(textos=HOSTILES)


def test_five_hundred_hostile_texts_run_nothing_in_a_browser(navegador: Browser) -> None:
    pagina = navegador.new_page()
    sucesos: list[str] = []
    pagina.on("dialog", lambda d: (sucesos.append(d.message), d.dismiss()))
    pagina.on("popup", lambda p: sucesos.append(p.url))
    pagina.route("**", lambda r: (sucesos.append(r.request.url), r.abort()))
    pagina.set_content(pintar(), wait_until="load")
    pagina.evaluate("for (const e of document.querySelectorAll('*')) e.dispatchEvent(new Event('mouseover'))")
    pagina.evaluate("for (const e of document.querySelectorAll('input, a')) { e.focus(); e.blur() }")
    assert sucesos == []
    assert pagina.locator("article").count() == len(HOSTILES) >= 500
    assert pagina.locator("script, iframe, object, embed, style, img, svg, form, [onerror], [onload]").count() == 0
    with pagina.expect_event("dialog"):
        pagina.set_content("<p>x</p><img src='https://fuera.test/x' onerror='alert(1)'>")
    assert sucesos == ["https://fuera.test/x", "1"], "lo que corriera se habría visto"
    pagina.close()
