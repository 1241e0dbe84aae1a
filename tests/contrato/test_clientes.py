"""The clients are the ones that the schema gives, and run against the API: the Python one in a process of its own,
the JavaScript one in a real browser, from another site."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from api import Sistema
from fabricas import Elenco

from compromisos.models import Avance
from pal_portal.api import esquema
from pal_portal.clientes import cliente_js, cliente_python

pytestmark = pytest.mark.django_db
RAIZ = Path(__file__).resolve().parents[2]
CLIENTES = RAIZ / "docs" / "clientes"
CHROMIUM = Path("/usr/bin/chromium")


def test_the_published_clients_are_current() -> None:
    assert (CLIENTES / "portal_pal.py").read_text(encoding="utf-8") == cliente_python(esquema()), (
        "generar_clientes"
    )
    assert (CLIENTES / "portal-pal.js").read_text(encoding="utf-8") == cliente_js(esquema()), "generar_clientes"


OPCIONES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # The other site is invented here, without an address: the browser would not let it reach this machine.
    "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests",
]
PROGRAMA = """
import sys
sys.path.insert(0, sys.argv[1])
from portal_pal import Cliente, Problema

_, _, sitio, llave, entrega, compromiso = sys.argv
c = Cliente(sitio, llave)
print(len(c.listar_compromisos(campos=["clave"], tamano=1)["resultados"]))
print(c.ver_compromisos(compromiso, incluir=["actividades"])["actividades"][0]["nombre"])
cuerpo = {"porcentaje": 80, "que_se_hizo": "Se publicó."}
una, otra = (c.declarar_avance(entrega, cuerpo, clave_unica="uno") for _ in range(2))
print(una == otra)
try:
    c.declarar_avance(entrega, {"porcentaje": 800})
except Problema as p:
    print(p.estado, sorted(p.errores))
try:
    c.modificar_compromiso(compromiso, {"cambios": {}}, si_es='"x"')
except Problema as p:
    print(p.estado)
with open(sys.argv[0], "rb") as archivo:
    guardada = c.adjuntar_evidencia(entrega, {"archivo": archivo, "titulo": "Programa"})
    print(guardada["titulo"])
"""


def test_the_python_client_reads_writes_and_tells_what_is_wrong(
    poblado: Elenco, servido: str, tmp_path: Path
) -> None:
    sistema = Sistema(poblado.alicia)
    (tmp_path / "programa.txt").write_text(PROGRAMA)
    argumentos = [str(CLIENTES), servido, sistema.secreto, str(poblado.entrega.pk), poblado.compromiso.clave]
    salida = subprocess.run(
        [sys.executable, "-B", "-I", str(tmp_path / "programa.txt"), *argumentos],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert salida.stderr == ""
    assert salida.stdout.split("\n")[:-1] == [
        "1",
        poblado.actividad.nombre,
        "True",
        "400 ['porcentaje', 'que_se_hizo']",
        "412",
        "Programa",
    ]
    assert Avance.objects.filter(porcentaje=80).count() == 1


GUION = """
async ([url, sitio, llave, entrega, compromiso]) => {
  const { Cliente, Problema } = await import(url);
  const c = new Cliente(sitio, llave), dicho = [];
  dicho.push((await c.listar_compromisos({ campos: ["clave"], tamano: 1 })).resultados.length);
  const cuerpo = { porcentaje: 80, que_se_hizo: "Se publicó." };
  const [una, otra] = [
    await c.declarar_avance(entrega, cuerpo, { clave_unica: "uno" }),
    await c.declarar_avance(entrega, cuerpo, { clave_unica: "uno" }),
  ];
  dicho.push(una.id === otra.id);
  await c.ver_compromisos(compromiso);
  dicho.push(c.marca !== "");
  try {
    await c.declarar_avance(entrega, { porcentaje: 800 });
  } catch (p) {
    dicho.push(p instanceof Problema, p.estado, Object.keys(p.errores).sort().join(" "));
  }
  const archivo = new File(["municipio,piezas"], "piezas.csv");
  dicho.push((await c.adjuntar_evidencia(entrega, { archivo, titulo: "Piezas" })).titulo);
  return dicho;
}
"""


@pytest.mark.navegador
def test_the_javascript_client_does_the_same_from_a_page_of_another_site(poblado: Elenco, servido: str) -> None:
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        pytest.fail("Falta Chromium: apt-get install chromium")
    sistema = Sistema(poblado.alicia)
    fuente = (CLIENTES / "portal-pal.js").read_text(encoding="utf-8")
    with sync_playwright() as p:
        navegador = p.chromium.launch(executable_path=str(CHROMIUM), args=OPCIONES)
        pagina = navegador.new_page()
        ajena: Any = {
            "status": 200,
            "content_type": "text/html",
            "body": "<!doctype html><title>Otro sitio</title>",
        }
        guion: Any = {"status": 200, "content_type": "text/javascript", "body": fuente}
        pagina.route(
            "http://otro.localhost/**", lambda r: r.fulfill(**(guion if "js" in r.request.url else ajena))
        )
        pagina.goto("http://otro.localhost/")
        argumentos = ["/portal-pal.js", servido, sistema.secreto, poblado.entrega.pk, poblado.compromiso.clave]
        dicho = pagina.evaluate(GUION, argumentos)
        navegador.close()
    assert dicho == [1, True, True, True, 400, "porcentaje que_se_hizo", "Piezas"]
    assert Avance.objects.filter(porcentaje=80).count() == 1


def test_every_operation_has_a_method() -> None:
    operaciones = {
        op["operationId"].replace("-", "_") for metodos in esquema()["paths"].values() for op in metodos.values()
    }
    python, js = cliente_python(esquema()), cliente_js(esquema())
    assert [o for o in operaciones if f"def {o}(" not in python or f"\n  {o}(" not in js] == []
