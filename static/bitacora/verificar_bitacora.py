#!/usr/bin/env python3
"""Comprueba la bitácora descargada de Portal PAL, sin instalar nada más que Python 3.8 o posterior.

    python3 verificar_bitacora.py bitacora.jsonl [HUELLA]

HUELLA, opcional: la que imprime un reporte en PDF o publica el canal Atom. Si alguien rehiciera la cadena
completa, esa huella ya no estaría en ella.

Cada renglón es un asiento. Su huella es SHA-256 de cuatro renglones: la huella del asiento anterior (64 ceros
para el primero), su número, si es público (true o false) y el SHA-256 de su contenido tal como está escrito.
De un asiento reservado sólo se descarga la huella de su contenido.
"""

import hashlib
import re
import sys

ASIENTO = re.compile(
    rb'\{"numero":(\d+),"publico":(true|false),"hash":"([0-9a-f]{64})",'
    rb'"contenido(?:":(\{.*\})|_sha256":"([0-9a-f]{64})")\}'
)
CIERRE = re.compile(rb'\{"asientos":(\d+),"cabeza":"([0-9a-f]{64})"\}')


def fallas(renglones, huella_conocida=None):
    """Dice, en orden, qué está mal; nada si la bitácora está íntegra."""
    previo, esperado, cierre, conocida = b"0" * 64, 1, None, not huella_conocida
    for n, renglon in enumerate(renglones, 1):
        renglon = renglon[:-1] if renglon.endswith(b"\n") else renglon
        partes = ASIENTO.fullmatch(renglon)
        if cierre:
            yield f"renglón {n}: hay algo después del cierre"
        elif not partes:
            cierre = CIERRE.fullmatch(renglon)
            if not cierre:
                yield f"renglón {n}: el asiento {esperado} está alterado, no se puede leer"
                previo, esperado = None, esperado + 1
        else:
            numero, publico, hash_escrito, contenido, huella = partes.groups()
            if int(numero) != esperado:
                yield f"renglón {n}: debería ser el asiento {esperado} y es el {int(numero)}"
            if (publico == b"true") != (contenido is not None):
                yield f"asiento {int(numero)}: se ocultó o se agregó su contenido"
            if contenido is not None:
                huella = hashlib.sha256(contenido).hexdigest().encode()
            if previo is not None:
                debido = hashlib.sha256(b"\n".join((previo, numero, publico, huella))).hexdigest().encode()
                if debido != hash_escrito:
                    yield f"asiento {int(numero)}: no cuadra con su huella; se alteró él o el anterior"
            conocida = conocida or hash_escrito == huella_conocida
            previo, esperado = hash_escrito, int(numero) + 1
    if not cierre:
        yield "falta el cierre: el archivo está incompleto"
    elif (int(cierre[1]), cierre[2]) != (esperado - 1, previo):
        yield f"el cierre dice {int(cierre[1])} asientos con otra huella final: faltan o sobran asientos"
    if not conocida:
        yield "la huella que diste no está en la cadena: la bitácora se rehízo, o es de otra fecha"


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    conocida = sys.argv[2].strip().lower().encode() if len(sys.argv) == 3 else None
    with open(sys.argv[1], "rb") as archivo:
        encontradas = list(fallas(archivo, conocida))
    for falla in encontradas[:50]:
        print("✗", falla)
    if encontradas:
        sys.exit(f"Fallas encontradas: {len(encontradas)}.")
    print("✓ Bitácora íntegra.")


if __name__ == "__main__":
    main()
