"""The same document from two people at once is one draft; two reviewers at once lose nothing."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from fabricas import Elenco

from compromisos.importacion.revision import textos
from compromisos.models import Importacion, Plan
from compromisos.servicios.importacion import importar_plan
from compromisos.servicios.importaciones import YaImportado, leer_importacion, subir_plan
from compromisos.servicios.revisiones import crear_plan_revisado, revisar_seccion
from secretariado.models import Asiento
from secretariado.registro.bitacora import fallas

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]
TEXTO = "".join(
    f"Compromiso {n}. Agua {n}\n\nProblema: No se sabe cuánta agua hay en el pozo {n}.\n\n" for n in range(1, 9)
).encode()


def a_la_vez(*trabajos: Callable[[], Any]) -> list[Any]:
    """The result, or the error, of each."""
    salida = threading.Barrier(len(trabajos))
    resultados: list[Any] = [None] * len(trabajos)

    def hilo(n: int, trabajo: Callable[[], Any]) -> None:
        salida.wait()
        try:
            resultados[n] = trabajo()
        except Exception as error:
            resultados[n] = error
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo, args=par) for par in enumerate(trabajos)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join(timeout=60)
    return resultados


def subir(elenco: Elenco) -> tuple[Importacion, bool]:
    contenido = ContentFile(TEXTO, name="plan.txt")
    return subir_plan(actor=elenco.alicia, secretariado=elenco.stl, contenido=contenido, nombre="plan.txt")


@pytest.fixture
def fila(elenco: Elenco, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Importacion:
    monkeypatch.setattr("compromisos.servicios.importaciones.encolar", lambda *a: None)
    hechos = a_la_vez(*(lambda: subir(elenco) for _ in range(4)))
    assert sorted(nueva for _f, nueva in hechos) == [False, False, False, True]
    assert len({f.pk for f, _n in hechos}) == 1
    pk = hechos[0][0].pk
    a_la_vez(lambda: leer_importacion(pk), lambda: leer_importacion(pk))
    leida = Importacion.objects.get()
    assert (leida.estado, leida.intentos) == ("en_revision", 1)
    return leida


def test_the_same_file_at_once_is_read_once_and_makes_one_plan(elenco: Elenco, fila: Importacion) -> None:
    hechos = a_la_vez(*(lambda: crear_plan_revisado(actor=elenco.alicia, importacion=fila) for _ in range(4)))
    assert len({p.pk for p in hechos}) == 1
    assert Plan.objects.filter(documento=fila.archivo).count() == 1
    assert Asiento.objects.filter(accion="plan.importado").count() == 1
    assert list(fallas()) == []


def test_the_page_and_the_command_at_once_make_one_plan(elenco: Elenco, fila: Importacion) -> None:
    por_orden = {"actor": elenco.alicia, "secretariado": elenco.stl, "cuerpo": TEXTO, "nombre": "plan.txt"}
    hechos = a_la_vez(
        lambda: crear_plan_revisado(actor=elenco.alicia, importacion=fila), lambda: importar_plan(**por_orden)
    )
    assert Plan.objects.filter(documento=fila.archivo).count() == 1
    assert all(isinstance(h, Plan | tuple | YaImportado) for h in hechos)


def test_eight_reviewers_at_once_lose_nothing(elenco: Elenco, fila: Importacion) -> None:
    vistos = {n: textos(fila.borrador["datos"], f"c{n}") for n in range(1, 9)}

    def corregir(n: int) -> Callable[[], Any]:
        return lambda: revisar_seccion(
            actor=elenco.alicia,
            importacion=fila,
            seccion=f"c{n}",
            escrito={f"compromisos/{n - 1}/nombre": f"Pozo {n}"},
            visto=vistos[n],
            marcas={f"compromisos/{n - 1}/problema": True},
        )

    assert all(isinstance(r, Importacion) for r in a_la_vez(*(corregir(n) for n in range(1, 9))))
    fila.refresh_from_db()
    assert [c["nombre"] for c in fila.borrador["datos"]["compromisos"]] == [f"Pozo {n}" for n in range(1, 9)]
    assert (fila.version, len(fila.decisiones)) == (8, 8)
