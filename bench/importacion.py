"""Reading long plans: a DOCX of 40 pages (bar: 5 s) and a PDF of 300 (bar: 60 s, 500 MB), each in a fresh process.

`python bench/importacion.py` makes the documents, reads each as the portal does (a child with limits) and
understands it; prints seconds, peak memory of the reading child and of the whole, and what was found.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(RAIZ), str(RAIZ / "tests")]
PALABRAS_POR_PAGINA = 660
BARRAS = {"plan.docx": (5, None), "plan.pdf": (60, 500), "plan.xlsx": (None, None)}


def documento(nombre: str, paginas: int) -> bytes:
    """The real plan of Guanajuato over and over, numbered on, until it fills that many pages."""
    from documentos_de_prueba import FORMATOS, bloques_de

    datos = json.loads((RAIZ / "fixtures" / "planes" / "gto-1.json").read_text(encoding="utf-8"))
    compromisos = datos["compromisos"]
    datos["compromisos"] = []
    while len(json.dumps(datos["compromisos"]).split()) < paginas * PALABRAS_POR_PAGINA:
        n = len(datos["compromisos"])
        datos["compromisos"].append({**compromisos[n % len(compromisos)], "numero": n + 1})
    return FORMATOS[nombre](bloques_de(datos))


def _pico() -> float:
    """Peak memory of this process in MB. `getrusage` would count that of the parent it came from."""
    estado = Path("/proc/self/status").read_text(encoding="ascii")
    return int(estado.partition("VmHWM:")[2].split()[0]) / 1024


def medir(ruta: Path) -> None:
    """In this process, alone: read and understand, and say what it took."""
    from compromisos.importacion.comprension import comprender
    from compromisos.importacion.lectura import leer_aparte

    cuerpo = ruta.read_bytes()
    inicio = time.perf_counter()
    leido = leer_aparte(cuerpo, ruta.name)
    lectura = time.perf_counter() - inicio
    borrador = comprender(leido, entidad="GTO")
    total = time.perf_counter() - inicio
    uso = resource.getrusage(resource.RUSAGE_CHILDREN)
    hijo, procesador = uso.ru_maxrss / 1024, uso.ru_utime + uso.ru_stime
    propia = _pico()
    paginas = len({p.lugar.pagina for p in leido.piezas if p.lugar.pagina})
    segundos, megas = BARRAS[ruta.name]
    cumple = (segundos is None or total <= segundos) and (megas is None or max(hijo, propia) <= megas)
    print(
        f"{ruta.name}: {paginas or '—'} páginas, {len(borrador.datos['compromisos'])} compromisos; "
        f"lectura {lectura:.1f} s ({procesador:.1f} de procesador), total {total:.1f} s (barra {segundos}); "
        f"memoria {hijo:.0f} MB leyendo, {propia:.0f} MB comprendiendo (barra {megas}): "
        f"{'cumple' if cumple else 'NO cumple'}",
        flush=True,
    )


def principal() -> None:
    if len(sys.argv) > 1:
        medir(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as carpeta:
        for nombre, paginas in (("plan.docx", 40), ("plan.pdf", 300)):
            ruta = Path(carpeta) / nombre
            ruta.write_bytes(documento(nombre, paginas))
            subprocess.run([sys.executable, __file__, str(ruta)], check=True)


if __name__ == "__main__":
    principal()
