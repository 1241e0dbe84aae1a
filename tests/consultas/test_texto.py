"""No comment, however hostile, makes more than the tags of the subset; and what is personal is noticed."""

import time
from html.parser import HTMLParser

import pytest
from consultas_corpus import HOSTILES

from consultas.texto import (
    ETIQUETAS,
    html_de,
    huella_de_texto,
    limpiar,
    sitios,
    trae_datos_personales,
)


class Lector(HTMLParser):
    """What a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.malas: list[str] = []
        self.abiertas: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        datos = dict(attrs)
        if tag not in ETIQUETAS:
            self.malas.append(f"<{tag}>")
        if tag == "a":
            destino = datos.get("href") or "https://"
            if not destino.startswith(("http://", "https://")):
                self.malas.append(destino)
            if set((datos.get("rel") or "").split()) != {"nofollow", "ugc", "noopener", "noreferrer"}:
                self.malas.append("rel")
        self.malas += [a for a in datos if (tag, a) not in (("a", "href"), ("a", "rel"))]
        if tag != "br":
            self.abiertas.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.abiertas or self.abiertas.pop() != tag:
            self.malas.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.malas.append("<!--")


def test_there_are_enough_hostile_comments() -> None:
    assert len(set(HOSTILES)) >= 500


def test_nothing_hostile_gets_through_nor_breaks_the_page() -> None:
    for texto in HOSTILES:
        lector = Lector()
        lector.feed(html_de(limpiar(texto)))
        lector.close()
        assert lector.malas == [], texto
        assert lector.abiertas == [], texto


def test_abuse_of_the_parser_is_cheap() -> None:
    inicio = time.process_time()
    for texto in HOSTILES:
        html_de(limpiar(texto)[:3000])
    assert time.process_time() - inicio < 15


@pytest.mark.parametrize(
    ("texto", "html"),
    [
        ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
        ("- uno\n- dos", "<ul>\n<li>uno</li>\n<li>dos</li>\n</ul>"),
        ("> cita", "<blockquote>\n<p>cita</p>\n</blockquote>"),
        ("uno\ndos", "<p>uno<br>\ndos</p>"),
        ("# no es título", "<p># no es título</p>"),
        ("2 < 3 & 4", "<p>2 &lt; 3 &amp; 4</p>"),
    ],
)
def test_the_subset(texto: str, html: str) -> None:
    assert html_de(texto).strip() == html


def test_a_link_is_not_followed_by_searchers() -> None:
    assert 'rel="nofollow ugc noopener noreferrer"' in html_de("[obra](https://ejemplo.gob.mx/a?b=1&c=2)")


@pytest.mark.parametrize(
    "texto",
    ["rosa@correo.mx", "rosa (arroba) correo.mx", "Rosa.P+x@sub.correo.com.mx", "477 123 4567", "(477) 123-45-67",
     "+52 477 123 4567", "4771234567", "tel:477.123.45.67", "55 12 34 56 78"],
)  # fmt: skip
def test_addresses_and_telephones_are_noticed(texto: str) -> None:
    assert trae_datos_personales(f"Escríbeme, {texto}, gracias")


@pytest.mark.parametrize(
    "texto",
    ["El 31 de julio de 2020", "del 2019-07-01 al 2021-07-31", "costó $12,345,678.90", "GTO-1-05",
     "los artículos 6, 7 y 134",
     "el 35/40/25 % de 2,000,000", "https://ejemplo.gob.mx/documentos/20200731123456789.pdf",
     "a las 10:30 y 12:45", "@usuario"],
)  # fmt: skip
def test_dates_sums_and_addresses_of_pages_are_not_taken_for_telephones(texto: str) -> None:
    assert not trae_datos_personales(f"Según consta, {texto}, no se hizo")


def test_invisible_and_direction_changing_characters_are_dropped() -> None:
    assert limpiar("a\u202eb\u200bc\x00d\u2066e\r\n\r\n\r\n\r\nf") == "abcde\n\nf"
    assert len(limpiar("z" + "\u0333" * 200)) <= 4


def test_the_same_text_is_known_whatever_its_dress() -> None:
    assert huella_de_texto("¡Qué  BIEN!") == huella_de_texto("que bien")
    assert huella_de_texto("Qué bien") != huella_de_texto("Qué mal")


def test_every_way_of_writing_a_link_is_counted() -> None:
    assert sitios("https://a.mx/x [b](http://www.b.mx) www.c.mx //d.mx:80/ HTTPS://E.MX") == [
        "a.mx",
        "b.mx",
        "c.mx",
        "d.mx",
        "e.mx",
    ]
