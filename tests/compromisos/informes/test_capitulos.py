"""The report of the country in chapters: one document with right numbers, whoever made each part."""

import io
import re
from datetime import date
from typing import Any

import pikepdf
import pytest
from fabricas import CompromisoF, Elenco, OtraEntidadF, PlanF, SecretariadoF
from revisor_pdf import elementos, revisar, textos

from compromisos.informes import capitulos as en_capitulos
from compromisos.informes.emitir import emitir
from compromisos.models import CapituloDeInforme, Informe, Plan
from compromisos.servicios import capitulos
from compromisos.servicios.informes import barrer_informes, cancelar_informe, generar_informe, solicitar_informe
from pal_portal.cimientos.fechas import ahora
from pal_portal.cimientos.pdf import hay_pango

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not hay_pango(), reason="falta Pango")]
CORTE = date(2020, 7, 31)


@pytest.fixture
def pedido(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> Informe:
    """Of six plans, two commitments to a chapter, and nobody who helps."""
    for modulo in ("informes", "capitulos"):
        monkeypatch.setattr(f"compromisos.servicios.{modulo}.encolar", lambda *args: None)
    monkeypatch.setattr(en_capitulos.lotes, "__defaults__", (2,))
    stl = SecretariadoF(entidad=OtraEntidadF())
    for n in range(4):
        plan = PlanF(secretariado=stl, numero=n + 5, titulo=f"Plan número {n}")
        for k in range(2):
            CompromisoF(plan=plan, numero=k + 1, eje=None, nombre=f"Compromiso {k}")
    return solicitar_informe(actor=elenco.elena, corte=CORTE)


def hecho(informe: Informe) -> bytes:
    assert generar_informe(informe.pk, emitir) == "listo"
    informe.refresh_from_db()
    assert informe.archivo
    with informe.archivo.contenido.open("rb") as archivo:
        return archivo.read()


def test_the_joined_document_is_accessible_archival_and_the_same_twice(pedido: Informe) -> None:
    contenido = hecho(pedido)
    assert revisar(contenido) == []
    assert emitir(pedido, lambda p: None)[0] == contenido
    assert not CapituloDeInforme.objects.exists()
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        paginas = {p.obj.objgen: n for n, p in enumerate(pdf.pages)}
        vistas = [paginas[nodo.Pg.objgen] for nodo, _padre in elementos(pdf) if "/Pg" in nodo]
        assert vistas == sorted(vistas)
        assert set(vistas) == set(range(len(pdf.pages)))
        ids = [str(nodo.ID) for nodo, _padre in elementos(pdf) if "/ID" in nodo]
        assert len(ids) == len(set(ids))


def test_every_page_says_its_number_and_the_contents_the_page_of_each_plan(pedido: Informe) -> None:
    paginas = textos(hecho(pedido))
    assert "Portal PAL" not in paginas[0].splitlines()[-1]
    assert paginas[0].count(pedido.folio) == 2, "en su renglón y en la dirección para verificarlo"
    for n, texto in enumerate(paginas[1:], start=2):
        assert re.search(rf"\b{n}\s*/\s*{len(paginas)}\s*$", texto), (n, texto[-80:])
    indice = dict(re.findall(r"^\s*([A-Z]{3}-\d+) .*?\. (\d+)\s*$", paginas[1], re.MULTILINE))
    claves = set(Plan.objects.publicados().values_list("clave", flat=True))
    assert indice.keys() == claves
    assert len(set(indice.values())) > 2
    for clave, pagina in indice.items():
        assert re.search(rf"^\s*{clave} Plan", paginas[int(pagina) - 1], re.MULTILINE), (clave, pagina)


def test_bookmarks_and_links_lead_to_the_page_that_the_contents_tell(pedido: Informe) -> None:
    contenido = hecho(pedido)
    paginas = textos(contenido)
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        lugar = {p.obj.objgen: n for n, p in enumerate(pdf.pages)}
        nombres = list(pdf.Root.Names.Dests.Names)
        destinos = {str(n): lugar[d[0].objgen] for n, d in zip(nombres[::2], nombres[1::2], strict=True)}
        with pdf.open_outline() as indice:
            (titulo,) = indice.root
            planes = next(h for h in titulo.children if h.title == "Planes y compromisos")
            marcas = {h.title.split()[0]: lugar[h.destination[0].objgen] for h in planes.children}
        enlaces = {str(a.Dest) for a in pdf.pages[1].obj.Annots}
    assert len(marcas) == Plan.objects.publicados().count()
    assert marcas.keys() <= enlaces
    for clave, pagina in marcas.items():
        assert destinos[clave] == pagina
        assert re.search(rf"^\s*{clave} Plan", paginas[pagina], re.MULTILINE)


def test_a_helper_takes_chapters_that_the_maker_then_does_not_make(
    pedido: Informe, monkeypatch: pytest.MonkeyPatch
) -> None:
    quien: dict[str, list[int]] = {"ayudante": [], "principal": []}
    turno = ["principal"]
    hacer = en_capitulos.hacer_capitulo

    def anotando(capitulo: CapituloDeInforme) -> None:
        quien[turno[0]].append(capitulo.numero)
        if turno[0] == "principal" and len(quien["principal"]) == 1:
            turno[0] = "ayudante"
            en_capitulos.ayudar(pedido.pk)
            turno[0] = "principal"
        hacer(capitulo)

    monkeypatch.setattr(en_capitulos, "hacer_capitulo", anotando)
    assert revisar(hecho(pedido)) == []
    assert quien["principal"] == [0]
    assert quien["ayudante"] == list(range(1, len(en_capitulos.lotes(CORTE))))


def test_a_chapter_is_taken_once_and_again_only_if_abandoned(pedido: Informe) -> None:
    capitulos.repartir(pedido, [[1], [2]])
    primero, segundo = capitulos.tomar(pedido.pk), capitulos.tomar(pedido.pk)
    assert primero
    assert segundo
    assert (primero.numero, segundo.numero) == (0, 1)
    assert capitulos.tomar(pedido.pk) is None
    CapituloDeInforme.objects.filter(pk=primero.pk).update(tomado=ahora() - 2 * capitulos.ABANDONO)
    otra_vez = capitulos.tomar(pedido.pk)
    assert otra_vez
    assert otra_vez.pk == primero.pk
    capitulos.entregar(segundo, b"%PDF")
    assert capitulos.faltan(pedido) == 1


def test_nobody_goes_on_with_the_chapters_of_a_cancelled_report(elenco: Elenco, pedido: Informe) -> None:
    capitulos.repartir(pedido, [[1], [2]])
    cancelar_informe(actor=elenco.elena, informe=pedido)
    assert capitulos.tomar(pedido.pk) is None


def test_a_country_without_plans_has_its_report_too(pedido: Informe, settings: Any) -> None:
    Plan.objects.update(publicado_en=None)
    contenido = hecho(pedido)
    assert revisar(contenido) == []
    assert "No hay planes publicados" in textos(contenido)[-1]


def test_the_chapters_of_a_report_that_failed_or_was_cancelled_are_swept(
    elenco: Elenco, pedido: Informe, monkeypatch: pytest.MonkeyPatch
) -> None:
    hacer = en_capitulos.hacer_capitulo

    def al_segundo_falla(capitulo: CapituloDeInforme) -> None:
        if capitulo.numero:
            raise ValueError
        hacer(capitulo)

    monkeypatch.setattr(en_capitulos, "hacer_capitulo", al_segundo_falla)
    assert generar_informe(pedido.pk, emitir) == "fallo"
    en_curso = solicitar_informe(actor=elenco.elena, corte=date(2020, 6, 30))
    capitulos.repartir(en_curso, [[1], [2]])
    barrer_informes()
    assert set(CapituloDeInforme.objects.values_list("informe", flat=True)) == {en_curso.pk}
    cancelar_informe(actor=elenco.elena, informe=en_curso)
    barrer_informes()
    assert not CapituloDeInforme.objects.exists()
