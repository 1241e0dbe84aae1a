"""Every public page, feed, export and API answer of the demonstration, once people took part in it from a known
network with known addresses: none carries an address, a telephone, a network nor the hash of any of them."""

import gzip
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from django.conf import settings as ajustes
from django.core import mail
from django.core.management import call_command
from django.test import Client

from consultas.models import Aportacion, Comentario, Consulta, Evento, Inscripcion, Participacion, Participante
from pal_portal.api import RECURSOS
from pal_portal.mapa import MAPAS
from secretariado.models import Asiento, Usuario

RED = "203.0.113.77"
PERSONAS = ("secreta.vecina@correo-privado.mx", "otra.vecina@correo-privado.mx")
TELEFONO = "477 555 0199"
ORDENES = (
    "cargar_catalogos", "cargar_planes", "cargar_consultas", "sembrar_demo", "sembrar_participacion",
    "sembrar_consultas", "reindexar", "publicar_datos",
)  # fmt: skip
FUERA = re.compile(r"^/(cuenta|mesa|admin|static|idioma|i18n|salud)/|/(apoyar|retirar|cancelar)/$")
CORREO = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IDENTIFICADOR = re.compile(rb"(?:evento|entrega)-\d+@127\.0\.0\.1")
"""Of an entry of a calendar."""
DE_EJEMPLO = {b"persona@ejemplo.gob.mx"}
"""Nobody's: in the examples of the API's document."""
POR_RUTA = 60
"""Pages read of one and the same kind (the log alone has thousands): the newest and the oldest of each list are
among them, and the exports carry all the rest."""


@pytest.fixture
def demostracion(db: Any, settings: Any, capsys: Any) -> None:
    settings.PAL_HOY = "2021-01-20"
    for orden in ORDENES:
        call_command(orden, verbosity=0)
    capsys.readouterr()


def enlace() -> str:
    hallado = re.search(r"https?://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
    assert hallado
    return hallado.group(1)


def participar(correo: str, capturar: Any) -> None:
    """One of everything that a person without account can do, from `RED`; each refuses the telephone."""
    persona = Client(REMOTE_ADDR=RED)
    comentarios = "/comentarios/en/compromiso/GTO-1-07/"
    mala = persona.post(comentarios, {"texto": f"Llámenme al {TELEFONO}", "correo": correo})
    assert mala.status_code == 422
    with capturar(execute=True):
        persona.post(comentarios, {"texto": f"¿Para cuándo estará, {len(correo)}?", "correo": correo})
    persona.post(enlace())
    persona.post(f"/comentarios/{Comentario.objects.first().pk}/denunciar/", {"causa": "otra"})  # type: ignore[union-attr]
    for titulo, hacer in (
        ("¿Qué información abrimos primero?", contestar),
        ("Propuestas para el segundo plan", proponer),
        ("Mesas de trabajo de enero", apartar),
    ):
        consulta = Consulta.objects.get(titulo=titulo)
        persona.post(f"/consultas/{consulta.slug}/participar/", {"correo": correo})
        persona.get(enlace())
        hacer(persona, consulta, correo)


def contestar(persona: Client, consulta: Consulta, correo: str) -> None:
    primera = consulta.preguntas.get(orden=1)
    persona.post(f"/consultas/{consulta.slug}/encuesta/1/", {"r": primera.opciones.get(texto="No").pk})
    for n in (2, 3, 4):
        persona.post(f"/consultas/{consulta.slug}/encuesta/{n}/", {})
    persona.post(f"/consultas/{consulta.slug}/encuesta/4/", {"r": f"Escríbanme a {correo} o al {TELEFONO}"})
    assert persona.post(f"/consultas/{consulta.slug}/encuesta/revisar/", {"sexo": "mujer"}).status_code == 302


def proponer(persona: Client, consulta: Consulta, correo: str) -> None:
    datos = {"titulo": f"Idea {len(correo)} sobre ríos", "texto": "Limpiarlos.", "firma": correo}
    ruta = f"/consultas/{consulta.slug}/aportar/"
    assert persona.post(ruta, datos).status_code == 422
    assert persona.post(ruta, {**datos, "firma": "Vecina", "es_distinta": "on"}).status_code == 302


def apartar(persona: Client, consulta: Consulta, correo: str) -> None:
    ruta = f"{Evento.objects.get(consulta=consulta).get_absolute_url()}registro/"
    datos = {"correo": correo, "nombre": "Rosa Secreta Vecina", "acepta_nombre": "on", "seudonimo": "Garza"}
    assert persona.post(ruta, datos).status_code == 302


def secretos() -> list[str]:
    """What must be nowhere."""
    huellas = [
        *Participacion.objects.values_list("huella", flat=True),
        *Aportacion.objects.values_list("huella", flat=True),
    ]
    huellas += list(Inscripcion.objects.values_list("huella", flat=True))
    huellas += [h for h in Participante.objects.values_list("correo_huella", flat=True) if h]
    redes = [r for r in Comentario.objects.values_list("red", flat=True) if r]
    cifrados = [c for c in Inscripcion.objects.values_list("correo_cifrado", flat=True) if c]
    cifrados += [c for c in Participante.objects.values_list("correo_cifrado", flat=True) if c]
    assert redes
    assert cifrados
    cuentas = list(Usuario.objects.values_list("correo", flat=True))
    fijos = [*PERSONAS, "secreta.vecina", "correo-privado", TELEFONO, "4775550199", RED, "Rosa Secreta"]
    return [*fijos, *cuentas, *(h for h in {*huellas, *redes, *cifrados} if len(h) > 20)]


def cuerpo(respuesta: Any) -> bytes:
    """What is in it, unpacked if it is a package."""
    crudo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    if crudo[:2] == b"\x1f\x8b":
        return gzip.decompress(crudo)
    if crudo[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(crudo)) as z:
            return b"\n".join(z.read(n) for n in z.namelist())
    return crudo  # type: ignore[no-any-return]


def clase_de(ruta: str) -> str:
    return re.sub(r"[0-9][^/]*|(?<=/)[A-Z]{2,3}-[^/]+", "#", urlsplit(ruta).path)


def direcciones() -> list[str]:
    api = [f"/api/v1/{n}/?{p}" for n in RECURSOS for p in ("tamano=100", "formato=csv")]
    datos = [f"/datos/{n}.{f}" for n in RECURSOS for f in ("csv", "json")]
    slugs = Consulta.objects.values_list("slug", flat=True)
    api += [f"/api/v1/consultas/{s}/resultados/" for s in slugs]
    api += [f"/api/v1/consultas/{s}/?incluir=preguntas,opciones,aportaciones,eventos,mesas" for s in slugs]
    buscadas = [f"{r}?q={q}" for r in ("/buscar/", "/api/v1/buscar/") for q in ("vecina", "Garza", "ríos")]
    mapas = [f"/sitemap-{seccion}.xml" for seccion in MAPAS]
    return ["/", *mapas, "/api/v1/openapi.json", "/bitacora/atom.xml", *api, *datos, *buscadas]


def recorrer() -> Iterator[tuple[str, bytes]]:
    """Everything a stranger reaches by following links."""
    lector, vistas, cuantas = Client(), set(), Counter[str]()
    pendientes = direcciones()
    while pendientes:
        ruta = pendientes.pop(0)
        if ruta in vistas or FUERA.search(ruta):
            continue
        vistas.add(ruta)
        clase = clase_de(ruta)
        if cuantas[clase] >= POR_RUTA and "?" not in ruta:
            continue
        cuantas[clase] += 1
        respuesta = lector.get(ruta)
        if respuesta.status_code != 200:
            continue
        crudo = cuerpo(respuesta)
        yield ruta, crudo
        if "html" in respuesta["Content-Type"]:
            enlaces = re.findall(r'(?:href|src)="([^"]+)"', crudo.decode())
            completos = [e.replace("&amp;", "&").removeprefix(ajustes.SITIO_URL) for e in enlaces]
            pendientes += [urldefrag(e)[0] for e in completos if e.startswith("/") and "?" not in e]
        elif "sitemap" in ruta:
            pendientes += [u.removeprefix(ajustes.SITIO_URL) for u in re.findall(r"<loc>([^<]+)", crudo.decode())]


def test_nothing_public_of_the_demonstration_tells_who_took_part(
    demostracion: None, django_capture_on_commit_callbacks: Any
) -> None:
    for correo in PERSONAS:
        participar(correo, django_capture_on_commit_callbacks)
    prohibidos = [s.encode() for s in secretos()]
    hallazgos, leidas, correos = [], 0, Counter[bytes]()
    for ruta, crudo in recorrer():
        leidas += 1
        hallazgos += [(ruta, s) for s in prohibidos if s in crudo]
        correos.update(CORREO.findall(crudo))
    assert hallazgos == []
    assert leidas > 400
    assert [c for c in correos if not IDENTIFICADOR.fullmatch(c) and c not in DE_EJEMPLO] == []
    assert not [a for a in Asiento.objects.values_list("datos", flat=True) if PERSONAS[0] in str(a)]
