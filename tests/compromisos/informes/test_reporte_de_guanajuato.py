"""The real plans with their demonstration: pages, past dates and the PDF say the same figures."""

import io
import shutil
import subprocess
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from django.core.management import call_command

from compromisos.forms import SECCIONES
from compromisos.informes.contenido import Contenido, reunir
from compromisos.informes.emitir import emitir
from compromisos.models import Avance, Compromiso, CorteAvance, Informe, Plan
from compromisos.servicios.informes import solicitar_informe
from pal_portal.cimientos.numeros import cifra, de_columna
from pal_portal.cimientos.pdf import hay_pango
from secretariado.models import Usuario
from secretariado.registro.bitacora import fallas

pytestmark = pytest.mark.django_db


def al_decimo(contenido: Contenido, clave: str) -> tuple[str, ...]:
    ficha = next(f for f in contenido.fichas if f.fila.clave == clave)
    c = ficha.cifras.redondeadas(1)
    return str(c.programado), str(c.declarado), str(c.verificado)


def test_today_the_report_says_what_the_pages_say(guanajuato: Plan) -> None:
    contenido = reunir(guanajuato, date(2021, 1, 20))
    assert len(contenido.fichas) == 11
    for ficha in contenido.fichas:
        guardadas = Compromiso.objects.get(pk=ficha.fila.pk)
        puras = ficha.cifras.redondeadas(4)
        for campo in ("programado", "declarado", "verificado"):
            assert de_columna(getattr(guardadas, campo), 4) == getattr(puras, campo), (ficha.fila.clave, campo)
        assert (guardadas.semaforo, guardadas.cumplimiento) == (ficha.semaforo, ficha.cumplimiento)
    plan = contenido.conjunto.cifras.redondeadas(4)
    assert de_columna(guanajuato.verificado, 4) == plan.verificado
    assert len(contenido.vencidas) == guanajuato.entregas_vencidas


def test_past_dates_give_the_worked_cases(guanajuato: Plan) -> None:
    assert al_decimo(reunir(guanajuato, date(2020, 7, 31)), "GTO-1-03")[:2] == ("50.0", "33.3")
    assert al_decimo(reunir(guanajuato, date(2019, 12, 31)), "GTO-1-07") == ("50.1", "46.7", "13.3")
    nacional = Plan.objects.get(clave="MEX-4")
    assert al_decimo(reunir(nacional, date(2020, 12, 31)), "MEX-4-13") == ("67.2", "55.2", "31.3")
    corte = CorteAvance.objects.get(compromiso__clave="MEX-4-13", fecha=date(2020, 12, 31))
    assert de_columna(corte.verificado, 1) == Decimal("31.3")


def test_the_demonstration_is_marked_row_by_row_and_its_chain_holds(guanajuato: Plan) -> None:
    assert guanajuato.avances_demostracion
    assert not Avance.objects.filter(es_demostracion=False).exists()
    assert list(fallas()) == []
    antes = Avance.objects.count()
    call_command("sembrar_demo", stdout=io.StringIO())
    assert Avance.objects.count() == antes


@pytest.mark.skipif(not hay_pango(), reason="falta Pango")
def test_the_demonstration_orders_one_report_and_only_one(
    guanajuato: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: None)
    for _vez in range(2):
        call_command("sembrar_informe", stdout=io.StringIO())
    assert Informe.objects.get(plan=guanajuato).corte == date(2020, 12, 31)


@pytest.mark.skipif(not hay_pango(), reason="falta Pango")
def test_the_pdf_is_tagged_and_says_every_commitment_with_its_figures(
    guanajuato: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: None)
    facilitadora = Usuario.objects.get(correo="facilitacion@demo.example")
    informe = solicitar_informe(
        actor=facilitadora, plan=guanajuato, corte=date(2021, 1, 20), secciones=[clave for clave, _n in SECCIONES]
    )
    pasos: list[int] = []
    informe = Informe.objects.select_related("plan__secretariado__entidad").get(pk=informe.pk)
    contenido, paginas = emitir(informe, pasos.append)
    assert pasos == sorted(pasos)
    assert paginas > 11
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "es-MX"
        assert "/Outlines" in pdf.Root
        assert len(pdf.pages) == paginas
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
    if not shutil.which("pdftotext"):
        pytest.skip("falta pdftotext")
    texto = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=contenido, capture_output=True, check=True
    ).stdout.decode()
    for c in Compromiso.objects.filter(plan=guanajuato):
        renglones = [r for r in texto.splitlines() if c.clave in r]
        esperadas = [cifra(v) for v in (c.programado, c.declarado, c.verificado)]
        assert any(all(e in r for e in esperadas) for r in renglones), (c.clave, esperadas)
    assert informe.folio in texto
    for privado in ("@", "5004 2400"):
        assert privado not in texto.replace("Nosotr@s", "")
