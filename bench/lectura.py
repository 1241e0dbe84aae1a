"""What the reader understands of layouts it was not written beside: `python bench/lectura.py [primera|…|octava] [-v]`.

Commitments by name (recall, precision), fields, and dates of activities, for each document and in all.
"""

import os
import sys
from collections import Counter
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(RAIZ), str(RAIZ / "tests")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pal_portal.settings")


def main(ronda: str) -> None:
    import django

    django.setup()
    from documentos_de_prueba import FORMATOS
    from medida_de_lectura import medir
    from rondas_de_planes import RONDAS

    todo: Counter[str] = Counter()
    for redaccion, nombres in RONDAS[ronda]:
        for nombre in nombres:
            cuenta, faltas = medir(redaccion, nombre, FORMATOS[nombre])
            todo += cuenta
            print(f"{redaccion.__name__:12} {nombre:10} {_linea(cuenta)}")
            if "-v" in sys.argv:
                for falta in faltas:
                    print("      ", falta)
    print(f"{'TODO':23} {_linea(todo)}")


def _linea(c: Counter[str]) -> str:
    def cuanto(parte: str, de: str) -> str:
        return f"{c[parte] / c[de]:.3f} ({c[parte]}/{c[de]})" if c[de] else "—"

    return (
        f"compromisos {cuanto('compromisos', 'compromisos_verdad')}, precisión"
        f" {cuanto('compromisos', 'compromisos_leidos')}; campos {cuanto('campos', 'campos_verdad')}, precisión"
        f" {cuanto('campos', 'campos_leidos')}; fechas {cuanto('fechas', 'fechas_verdad')}"
    )


if __name__ == "__main__":
    main(next((a for a in sys.argv[1:] if not a.startswith("-")), "primera"))
