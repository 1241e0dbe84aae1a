"""What people come to do, from end to end, as they would."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.navegador


def entrega_pendiente(pagina: Any) -> str:
    """Address of the form of GTO-1-07's third activity (the campaign, at 60 %)."""
    pagina.goto("/compromisos/GTO-1-07/")
    return str(pagina.locator("a", has_text="Actualizar esta entrega").nth(2).get_attribute("href"))


def verificado_del_trio(pagina: Any, ruta: str) -> str:
    pagina.goto(ruta)
    return str(pagina.locator(".trio.grande .v dd").first.inner_text())


def test_a_delivery_is_reported_verified_and_seen_by_anybody(abrir: Any, tmp_path: Path) -> None:
    archivo = tmp_path / "campana.csv"
    archivo.write_text("municipio,piezas\nLeón,12\nCelaya,9\n", encoding="utf-8")
    sicom = abrir(cuenta="sicom")
    sicom.goto(entrega_pendiente(sicom))
    sicom.fill("input[name=porcentaje]", "90")
    sicom.fill("textarea[name=que_se_hizo]", "La campaña llegó a nueve municipios más.")
    sicom.set_input_files("input[name=archivos]", archivo)
    sicom.fill("input[name=titulo]", "Piezas difundidas por municipio")
    sicom.click("main form[data-subida] button[type=submit]")
    sicom.wait_for_url("**/compromisos/GTO-1-07/")
    expect(sicom.locator("main")).to_contain_text("Quedó registrado el avance")
    antes = verificado_del_trio(sicom, "/compromisos/GTO-1-07/")

    garante = abrir(cuenta="garante")
    garante.goto("/mesa/verificacion/")
    garante.locator("li", has_text="Piezas difundidas por municipio").locator("a").click()
    expect(garante.locator(".vista-previa")).to_contain_text("León,12")
    garante.check("input[value=verificada]")
    garante.fill("input[name=porcentaje]", "90")
    garante.click("text=Registrar la decisión")
    garante.wait_for_url("**/mesa/verificacion/")

    ciudadana = abrir(390)
    assert verificado_del_trio(ciudadana, "/compromisos/GTO-1-07/") == "63.3 %" != antes
    # Three clicks from the plan to the file: plan → commitment → evidence.
    ciudadana.goto("/planes/gto-1/")
    ciudadana.click("text=Guanajuato Construye")
    ciudadana.wait_for_url("**/compromisos/GTO-1-07/")
    ciudadana.locator(".tiempo a", has_text="Piezas difundidas por municipio").first.click()
    expect(ciudadana.locator("main")).to_contain_text(re.compile(r"[0-9a-f]{64}"))


def test_a_rejected_file_keeps_what_was_typed(abrir: Any, tmp_path: Path) -> None:
    malo = tmp_path / "hoja.html"
    malo.write_text("<!doctype html><script>alert(1)</script>", encoding="utf-8")
    for con_script in (True, False):
        pagina = abrir(cuenta="sicom", java_script_enabled=con_script)
        pagina.goto(entrega_pendiente(pagina))
        pagina.fill("input[name=porcentaje]", "95")
        pagina.fill("textarea[name=que_se_hizo]", "Texto largo que no quiero perder.")
        pagina.set_input_files("input[name=archivos]", malo)
        pagina.click("main form[data-subida] button[type=submit]")
        pagina.wait_for_selector("[data-errores] .aviso.error")
        expect(pagina.locator("[data-errores]")).to_contain_text("no se acepta")
        expect(pagina.locator("textarea[name=que_se_hizo]")).to_have_value("Texto largo que no quiero perder.")
    pagina.goto("/compromisos/GTO-1-07/")
    assert "Texto largo" not in pagina.inner_text("main")


def test_a_lost_connection_keeps_what_was_typed(abrir: Any) -> None:
    pagina = abrir(cuenta="sicom")
    pagina.goto(entrega_pendiente(pagina))
    pagina.fill("input[name=porcentaje]", "97")
    pagina.fill("textarea[name=que_se_hizo]", "Esto se escribió sin red.")
    pagina.context.set_offline(True)
    pagina.click("main form[data-subida] button[type=submit]")
    pagina.wait_for_function("document.querySelector('[data-aviso]').textContent.length > 0")
    expect(pagina.locator("[data-aviso]")).to_contain_text("Se perdió la conexión")
    assert pagina.input_value("textarea[name=que_se_hizo]") == "Esto se escribió sin red."


def test_a_report_is_ordered_followed_and_downloaded(abrir: Any) -> None:
    pagina = abrir(cuenta="garante")
    pagina.goto("/planes/gto-1/")
    pagina.click("text=Generar reporte de monitoreo")
    pagina.fill("input[name=corte]", "2020-07-31")
    pagina.click("main form button[type=submit]")
    pagina.wait_for_url("**/reportes/GTO-1-M-20200731-*/")
    pagina.wait_for_selector("text=Descargar PDF", timeout=120_000)
    with pagina.expect_download() as descarga:
        pagina.click("text=Descargar PDF")
    assert Path(descarga.value.path()).read_bytes().startswith(b"%PDF-")
    anonima = abrir()
    anonima.goto("/reportes/")
    assert "GTO-1-M-20200731-01" in anonima.inner_text("main")


def test_filters_combine_without_javascript(abrir: Any) -> None:
    pagina = abrir(java_script_enabled=False)
    pagina.goto("/compromisos/")
    pagina.click("summary")
    pagina.select_option("select[name=entidad]", "guanajuato")
    pagina.select_option("select[name=semaforo]", "ambar")
    pagina.fill("main input[name=q]", "EQUIDAD")
    pagina.click("text=Aplicar")
    expect(pagina.locator(".lista > li")).to_have_count(1)
    expect(pagina.locator(".lista")).to_contain_text("GTO-1-03")


def test_a_published_plan_changes_with_its_difference_shown_first_without_javascript(abrir: Any) -> None:
    pagina = abrir(cuenta="facilitacion.nacional", java_script_enabled=False)
    pagina.goto("/compromisos/MEX-4-13/")
    pagina.click("text=Modificar el compromiso")
    pagina.click("text=Modificar la ponderación")
    pesos = pagina.locator("input[name^=peso_]")
    expect(pesos).to_have_count(3)
    for n, peso in enumerate(("30", "45", "25")):
        pesos.nth(n).fill(peso)
    pagina.fill("textarea[name=motivo]", "El comité pidió dar más peso a la segunda etapa.")
    pagina.fill("input[name=acuerdo_numero]", "CC/2021/04")
    pagina.fill("input[name=acuerdo_documento]", "Minuta de la cuarta sesión del comité")
    pagina.click("text=Ver el cambio antes de registrarlo")
    expect(pagina.locator(".diferencias")).to_contain_text("40")
    pagina.click("text=Registrar el cambio")
    expect(pagina.locator("main")).to_contain_text("El cambio quedó registrado")
    anonima = abrir(390)
    anonima.goto("/compromisos/MEX-4-13/historial/")
    assert "El comité pidió dar más peso" in anonima.inner_text("main")
    assert "CC/2021/04" in anonima.inner_text("main")
