"""The monitoring report in parts: one document, whatever the parts, with nothing lost between them."""

import io
import re
from datetime import date
from typing import Any

import pikepdf
import pytest
from revisor_pdf import elementos, revisar, textos

from compromisos.forms import SECCIONES
from compromisos.informes import monitoreo
from compromisos.informes.contenido import reunir
from compromisos.informes.emitir import emitir
from compromisos.models import Informe, Plan
from compromisos.servicios.informes import generar_informe, solicitar_informe
from pal_portal.cimientos.pdf import hay_pango
from secretariado.models import Usuario

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not hay_pango(), reason="falta Pango")]
HOY = date(2021, 1, 20)


@pytest.fixture
def hacer(guanajuato: Plan, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: None)
    actor = Usuario.objects.get(correo="coordinacion@demo.example")

    def _hacer(*secciones: str) -> bytes:
        informe = solicitar_informe(actor=actor, corte=HOY, plan=guanajuato, secciones=list(secciones))
        assert generar_informe(informe.pk, emitir) == "listo"
        informe = Informe.objects.select_related("archivo").get(pk=informe.pk)
        assert informe.archivo
        with informe.archivo.contenido.open("rb") as archivo:
            return archivo.read()

    return _hacer


def test_the_evidence_is_shared_out_in_order_and_whole(guanajuato: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    contenido = reunir(guanajuato, HOY)
    todas = [e.fila.pk for f in contenido.fichas for e in f.evidencias]
    monkeypatch.setattr(monitoreo, "EVIDENCIAS", 7)
    partes = monitoreo._repartidas(contenido.fichas)
    assert [e.fila.pk for parte in partes for _f, suyas in parte for e in suyas] == todas
    assert [sum(len(suyas) for _f, suyas in parte) for parte in partes[:-1]] == [7] * (len(todas) // 7)
    assert monitoreo._repartidas([]) == [[]]


def test_numbers_contents_and_structure_are_right_with_many_small_parts(
    hacer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(monitoreo, "FICHAS", 2)
    monkeypatch.setattr(monitoreo, "EVIDENCIAS", 30)
    contenido = hacer(*(clave for clave, _nombre in SECCIONES))
    assert revisar(contenido) == []
    paginas = textos(contenido)
    for n, texto in enumerate(paginas[1:], start=2):
        assert re.search(rf"\b{n}\s*/\s*{len(paginas)}\s*$", texto), (n, texto[-80:])
    indice = re.findall(r"^\s*(\S.*?) ?(?:\. ?){3,}(\d+)\s*$", paginas[1], re.MULTILINE)
    assert len(indice) == 12 + 11
    for titulo, pagina in indice:
        assert re.search(rf"^\s*{re.escape(titulo[:40])}", paginas[int(pagina) - 1], re.MULTILINE), (
            titulo,
            pagina,
        )
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        lugar = {p.obj.objgen: n for n, p in enumerate(pdf.pages)}
        vistas = [lugar[nodo.Pg.objgen] for nodo, _padre in elementos(pdf) if "/Pg" in nodo]
        assert vistas == sorted(vistas)
        with pdf.open_outline() as marcas:
            (titulo,) = marcas.root
            fichas = next(h for h in titulo.children if h.title == "Ficha de cada compromiso")
        assert [h.title.split()[0] for h in fichas.children] == [f"GTO-1-{n:02d}" for n in range(1, 12)]


def test_without_optional_sections_it_is_whole_too(hacer: Any) -> None:
    contenido = hacer()
    assert revisar(contenido) == []
    paginas = textos(contenido)
    assert "Lista de evidencias" not in "".join(paginas)
    assert "Cómo citarlo" in paginas[-1]
