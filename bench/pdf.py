"""Row 10: the report of the country with 400 commitments, whole and in chapters, by one worker and by two, and the
monitoring report of a plan of 12 commitments.

Self-contained: its own SQLite file in a temporary folder. Each report is made in a process of its own, whose peak
memory the kernel tells, at rest (Django ready and every address resolved, as a worker that has run any task) and at
the end; the second worker is another process that takes chapters, as the Celery task does. One and two workers are
interleaved; the median of the per-pair ratios counts, and a run whose first half differs
from its second by more than 10 % is invalid.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parents[1]
PLANES, POR_PLAN = 20, 20
SEGUIDOS, ACTIVIDADES, MESES = 12, 5, 12
"""Of the monitoring report: commitments, activities of each, and months of them with a declaration and its evidence."""
PARES = int(os.environ.get("PARES", "7"))
NOMBRE = "Puesta en marcha del sistema estatal de transparencia presupuestaria con participación de la ciudadanía"


def _django() -> None:
    sys.path[:0] = [str(RAIZ), str(RAIZ / "tests")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "pal_portal.settings"
    import django

    django.setup()
    from compromisos.servicios import capitulos, informes

    informes.encolar = capitulos.encolar = lambda *args: None  # type: ignore[assignment]


def sembrar() -> dict[str, int]:
    """400 commitments with three activities each, and a plan followed for a year; the ids of both orders."""
    from datetime import date, timedelta

    from django.core.management import call_command
    from fabricas import CompromisoF, Elenco, PlanF

    from compromisos.models import Actividad, Entrega
    from compromisos.servicios.informes import solicitar_informe

    call_command("migrate", verbosity=0)
    elenco = Elenco()
    for n in range(PLANES):
        plan = PlanF(secretariado=elenco.stl, numero=n + 10)
        for k in range(POR_PLAN):
            c = CompromisoF(plan=plan, numero=k + 1, eje=None, nombre=f"{NOMBRE} {k}")
            for a in range(3):
                inicio = date(2019, 8, 1) + timedelta(days=30 * a)
                fin = inicio + timedelta(days=200 + 20 * k)
                actividad = Actividad.objects.create(
                    compromiso=c, numero=a + 1, nombre=NOMBRE, fecha_inicio=inicio, fecha_fin=fin
                )
                Entrega.objects.create(actividad=actividad, numero=1, vence=fin)
    nacional = solicitar_informe(actor=elenco.elena, corte=date(2020, 7, 31)).pk
    return {"nacional": nacional, "monitoreo": _sembrar_monitoreo(elenco)}


def _sembrar_monitoreo(elenco: Any) -> int:
    """A plan whose texts are as long as those of the real ones, with a declaration and a verified piece a month."""
    from datetime import date, timedelta

    from fabricas import AvanceF, CompromisoF, EvidenciaF, PlanF, VerificacionF, momento

    from compromisos.models import Actividad, Entrega, Responsable
    from compromisos.models.informe import SECCIONES
    from compromisos.servicios.informes import solicitar_informe

    plan = PlanF(
        secretariado=elenco.stl, numero=3, fecha_inicio=date(2019, 7, 1), publicado_en=momento("2019-07-01")
    )
    parrafo = f"{NOMBRE}. " * 4
    for n in range(SEGUIDOS):
        c = CompromisoF(
            plan=plan, numero=n + 1, eje=None, nombre=f"{NOMBRE} {n}", problema=parrafo, objetivo=parrafo,
            proposito_ciudadano=parrafo,
        )  # fmt: skip
        Responsable.objects.create(compromiso=c, institucion=elenco.institucion, persona="P", cargo="Titular")
        for a in range(ACTIVIDADES):
            fin = date(2020, 2 + a, 28)
            actividad = Actividad.objects.create(
                compromiso=c, numero=a + 1, nombre=NOMBRE, fecha_inicio=date(2019, 8, 1), fecha_fin=fin
            )
            entrega = Entrega.objects.create(actividad=actividad, numero=1, vence=fin)
            for mes in range(a, MESES, ACTIVIDADES):
                cuando = date(2019, 8, 5) + timedelta(days=30 * mes)
                suyo = {"entrega": entrega, "autor": elenco.dario, "creado": momento(cuando.isoformat())}
                AvanceF(**suyo, porcentaje=8 * (mes + 1), que_se_hizo=f"{NOMBRE}.", obstaculos="Ninguno.")
                evidencia = EvidenciaF(**suyo, titulo=f"Informe del mes {mes + 1}", institucion=elenco.institucion)
                VerificacionF(
                    evidencia=evidencia, porcentaje=8 * (mes + 1), autor=elenco.beto, institucion=elenco.garante,
                    creado=suyo["creado"],
                )  # fmt: skip
    secciones = [clave for clave, _nombre in SECCIONES]
    return int(solicitar_informe(actor=elenco.elena, plan=plan, corte=date(2020, 7, 31), secciones=secciones).pk)


def hacer(pk: int, lote: int) -> dict[str, Any]:
    """Make it here and say how long it took, how many pages, and the peak of memory."""
    from django.urls import get_resolver

    from compromisos.informes import capitulos
    from compromisos.informes.emitir import emitir
    from compromisos.models import Informe

    get_resolver().url_patterns  # noqa: B018 - as a worker that has run any task
    reposo = _pico()
    if lote:
        capitulos.lotes.__defaults__ = (lote,)
    Informe.objects.filter(pk=pk).update(estado="generando", intentos=Informe.objects.get(pk=pk).intentos + 1)
    inicio, cpu = time.perf_counter(), time.process_time()
    contenido, paginas = emitir(Informe.objects.get(pk=pk), lambda p: None)
    return {
        "segundos": time.perf_counter() - inicio,
        "cpu": time.process_time() - cpu,
        "paginas": paginas,
        "bytes": len(contenido),
        "reposo": reposo,
        "mb": _pico(),
    }


def _pico() -> float:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ayudar(pk: int) -> dict[str, Any]:
    """The other worker, ready before the report begins."""
    from compromisos.informes import capitulos
    from compromisos.models import CapituloDeInforme
    from pal_portal.cimientos.pdf import html_a_pdf

    html_a_pdf("<html lang=es><head><title>x</title></head><body><h1>x</h1></body></html>", "x")
    print("listo", flush=True)
    while not CapituloDeInforme.objects.filter(informe=pk).exists():
        time.sleep(0.02)
    capitulos.ayudar(pk)
    return {"mb": _pico()}


def _proceso(que: str, pk: int, lote: int, entorno: dict[str, str]) -> "subprocess.Popen[str]":
    orden = [sys.executable, str(RAIZ / "bench" / "pdf.py"), que, str(pk), str(lote)]
    return subprocess.Popen(orden, stdout=subprocess.PIPE, text=True, env=entorno, cwd=RAIZ)


def _uno(pk: int, lote: int, entorno: dict[str, str], ayudantes: int = 0) -> dict[str, Any]:
    otros = [_proceso("ayudar", pk, lote, entorno) for _ in range(ayudantes)]
    for otro in otros:
        assert otro.stdout
        otro.stdout.readline()
    salida, _error = _proceso("hacer", pk, lote, entorno).communicate(timeout=300)
    medida: dict[str, Any] = json.loads(salida)
    for otro in otros:
        suya = json.loads(otro.communicate(timeout=300)[0])
        medida["mb_del_otro"] = suya["mb"]
    return medida


def medir() -> None:
    with tempfile.TemporaryDirectory() as carpeta:
        entorno = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
        entorno |= {"DATOS_DIR": carpeta, "PAL_HOY": "2020-07-31", "PYTHONPATH": str(RAIZ)}
        sembrada = _proceso("sembrar", 0, 0, entorno).communicate(timeout=300)[0]
        sembrados = json.loads(sembrada)
        pk = sembrados["nacional"]
        _decir("monitoreo, un trabajador", _uno(sembrados["monitoreo"], 0, entorno))
        entero = _uno(pk, 10**6, entorno)
        _decir("en un solo capítulo", entero)
        pares = []
        for _n in range(PARES):
            uno, dos = _uno(pk, 0, entorno), _uno(pk, 0, entorno, ayudantes=1)
            pares.append((uno, dos))
            _decir("en capítulos, un trabajador", uno)
            _decir("en capítulos, dos trabajadores", dos)
        razon = statistics.median(u["segundos"] / d["segundos"] for u, d in pares)
        solos = [u["segundos"] for u, _d in pares]
        mitad = max(len(solos) // 2, 1)
        ruido = statistics.median(solos[:mitad]) / statistics.median(solos[-mitad:])
        valida = "" if abs(ruido - 1) <= 0.10 else "  INVÁLIDA (ruido > 10 %)"
        print(f" 10 dos trabajadores ÷ uno: {razon:.2f} × (barra 1.6) ruido {ruido:.2f}{valida}")


def _decir(que: str, m: dict[str, Any]) -> None:
    tope = 80 + 3 * m["paginas"]
    otro = f", el otro {m['mb_del_otro']:.0f} MB" if "mb_del_otro" in m else ""
    print(
        f" 10 {que:<32} {m['paginas']} páginas, {m['segundos']:.1f} s ({m['segundos'] / m['paginas']:.2f} s/página, "
        f"{m['cpu'] / m['paginas']:.2f} de CPU, barra 0.5), "
        f"pico {m['mb']:.0f} MB, {m['reposo']:.0f} en reposo{otro} (barra {tope} MB)",
        flush=True,
    )


if __name__ == "__main__":
    if len(sys.argv) == 1:
        medir()
    else:
        _django()
        que, pk, lote = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
        print(json.dumps(sembrar() if que == "sembrar" else hacer(pk, lote) if que == "hacer" else ayudar(pk)))
