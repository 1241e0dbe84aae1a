"""Five hundred hostile texts in everything people and facilitators write: no page runs nor loses a tag for them.

They are put in the tables as they are, without the checks that would have refused some: what is shown must be safe
even if a check fails.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from consultas_corpus import HOSTILES
from django.core.files.base import ContentFile
from django.test import Client
from fabricas import AportacionF, ConsultaF, DecisionF, Elenco, EventoF, ParticipanteF, momento, pregunta

from consultas.models import (
    Comentario,
    Consulta,
    FotoEvento,
    Inscripcion,
    Mesa,
    Parrafo,
    Participacion,
    Respuesta,
    VersionTexto,
)
from consultas.texto import limpiar
from secretariado.registro.archivo import guardar_generado

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
VACIAS = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "rect", "path", "circle", "line", "use",
}  # fmt: skip
PROHIBIDAS = {
    "iframe",
    "object",
    "embed",
    "base",
    "math",
    "marquee",
    "video",
    "audio",
    "template",
    "noscript",
    "style",
}
DIRECCIONES = ("href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "poster")
ABREN = ("/", "#", "?", "http://", "https://", "webcal://", "mailto:")


class Pagina(HTMLParser):
    """What a browser would find in it that our templates never write."""

    def __init__(self) -> None:
        super().__init__()
        self.malas: list[str] = []
        self.abiertas: list[str] = []
        self.h1 = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        datos = dict(attrs)
        self.h1 += tag == "h1"
        if tag in PROHIBIDAS or (tag == "meta" and "http-equiv" in datos):
            self.malas.append(f"<{tag}>")
        inerte = (datos.get("type") or "").startswith("application/")
        if tag == "script" and not inerte and not (datos.get("src") or "").startswith("/static/"):
            self.malas.append(f"<script {datos}>")
        for nombre, valor in datos.items():
            if nombre.startswith("on") or nombre == "style":
                self.malas.append(f"{tag} {nombre}={valor}")
            if nombre in DIRECCIONES and not (valor or "/").strip().lower().startswith(ABREN):
                self.malas.append(f"{tag} {nombre}={valor}")
        if tag not in VACIAS:
            self.abiertas.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VACIAS:
            self.abiertas.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VACIAS:
            return
        while self.abiertas and self.abiertas[-1] in ("p", "li", "option", "tr", "td", "th", "dt", "dd"):
            if self.abiertas[-1] == tag:
                break
            self.abiertas.pop()  # HTML closes these by itself
        if not self.abiertas or self.abiertas.pop() != tag:
            self.malas.append(f"</{tag}>")


def fallas(html: str) -> list[str]:
    pagina = Pagina()
    pagina.feed(html)
    pagina.close()
    rota = [] if html.rstrip().endswith("</html>") and pagina.h1 == 1 else [f"rota: {pagina.h1} h1"]
    return [*pagina.malas, *rota, *(f"<{t}> sin cerrar" for t in pagina.abiertas)]


def textos() -> Iterator[str]:
    """Every payload, again and again: whoever takes them takes all of them in turn."""
    while True:
        yield from (t.replace("\x00", "") or "x" for t in HOSTILES)


def comentarios_hostiles(elenco: Elenco, asunto: str) -> None:
    quien: Any = ParticipanteF(seudonimo="<script>alert(1)</script>"[:40])
    filas = [
        Comentario(
            asunto=asunto,
            secretariado=elenco.stl,
            participante=quien,
            texto=limpiar(t),
            estado="visible",
            creado=momento("2020-07-20"),
            publicado=momento("2020-07-20"),
        )
        for t in HOSTILES
    ]
    Comentario.objects.bulk_create(filas)


def paginas_de(cliente: Client, ruta: str) -> Iterator[str]:
    """A list and all that follow it."""
    siguiente: str | None = ruta
    while siguiente:
        html = cliente.get(siguiente).content.decode()
        yield html
        antes, marca, _despues = html.partition('rel="next"')
        siguiente = None
        if marca:
            enlace = antes[antes.rindex('href="') + 6 :].split('"')[0].replace("&amp;", "&")
            siguiente = enlace if enlace.startswith("/") else ruta.split("?")[0] + enlace


def test_the_reader_of_pages_sees_what_is_wrong() -> None:
    assert fallas("<html><body><h1>x</h1><p>y<br></body></html>") == []
    for mala in (
        "<script>alert(1)</script>", "<a href='javascript:x'>x</a>", "<img src=x onerror=alert(1)>", "</main>",
        "<a href='&#106;avascript:x'>x</a>", "<div>", "<iframe></iframe>", "<h1>z</h1>",
    ):  # fmt: skip
        assert fallas(f"<html><body><h1>x</h1>{mala}</body></html>") != [], mala


def test_comments_run_nothing_and_break_no_page_wherever_they_are(elenco: Elenco, client: Client) -> None:
    assert len(set(HOSTILES)) >= 500
    propuesta = AportacionF(consulta=ConsultaF(secretariado=elenco.stl, instrumento="propuestas"))
    leidos = 0
    for tipo, clave in (("compromiso", elenco.compromiso.clave), ("aportacion", str(propuesta.pk))):
        comentarios_hostiles(elenco, f"{tipo}:{clave}")
        for html in paginas_de(client, f"/comentarios/en/{tipo}/{clave}/"):
            assert fallas(html) == []
            leidos += html.count('class="comentario')
    assert leidos == 2 * len(HOSTILES)
    assert fallas(client.get(elenco.compromiso.get_absolute_url()).content.decode()) == []
    assert fallas(client.get(propuesta.get_absolute_url()).content.decode()) == []
    for fila in Comentario.objects.order_by("pk")[:40]:
        assert fallas(client.get(fila.get_absolute_url()).content.decode()) == []


def test_the_queue_and_the_log_of_moderation_run_nothing(elenco: Elenco, client: Client) -> None:
    comentarios_hostiles(elenco, elenco.compromiso.asunto)
    Comentario.objects.update(estado="en_revision", publicado=None)
    de = textos()
    for fila in Comentario.objects.all()[:60]:
        DecisionF(comentario=fila, moderador=elenco.gala, motivo=next(de)[:600])
    assert all(fallas(html) == [] for html in paginas_de(client, "/moderacion/"))
    client.force_login(elenco.gala, backend=MOTOR)
    assert fallas(client.get("/mesa/moderacion/").content.decode()) == []
    for fila in Comentario.objects.all()[:60]:
        assert fallas(client.get(f"/mesa/moderacion/{fila.pk}/").content.decode()) == []


def consulta_hostil(elenco: Elenco, de: Iterator[str], instrumento: str) -> Consulta:
    """With a payload in every text it has, its meetings and its questions have."""
    campos = {c: next(de) for c in ("objetivo", "descripcion", "reglas", "aviso_privacidad", "resumen_resultados")}
    cortos = {"titulo": 200, "ruta": 200, "fuente": 250, "fecha_texto": 120}
    campos |= {c: next(de)[:n] for c, n in cortos.items()}
    documentos = [{"titulo": next(de)[:200], "enlace": "https://ejemplo.test/"}]
    consulta: Consulta = ConsultaF(
        secretariado=elenco.stl, instrumento=instrumento, documentos=documentos, **campos
    )
    consulta.dudas.create(texto_original=next(de), nota=next(de))
    evento = EventoF(
        consulta=consulta, nombre=next(de)[:200], lugar=next(de)[:250], agenda=next(de), relatoria=next(de),
        acuerdos=next(de), con_registro=True,
    )  # fmt: skip
    Mesa.objects.create(evento=evento, orden=1, tema=next(de)[:250], nota=next(de))
    Inscripcion.objects.create(
        evento=evento, huella="h", estado="dentro", seudonimo=next(de)[:40], nombre=next(de)[:120],
        creada=momento("2020-07-20"),
    )  # fmt: skip
    FotoEvento.objects.create(
        evento=evento, archivo=guardar_generado(ContentFile(b"foto"), "image/png"),
        texto_alternativo=next(de)[:300], consentimiento="nadie", consta=momento("2020-07-20"),
        creada=momento("2020-07-20"),
    )  # fmt: skip
    version = VersionTexto.objects.create(
        consulta=consulta, numero=1, nota=next(de)[:300], creada=momento("2020-07-01")
    )
    Parrafo.objects.create(version=version, orden=1, texto=next(de))
    aportacion = AportacionF(consulta=consulta, titulo=next(de)[:150], texto=next(de), firma=next(de)[:60])
    aportacion.respuesta, aportacion.estado, aportacion.respondida = next(de), "no_viable", momento("2020-07-21")
    aportacion.save()
    cerrada = pregunta(consulta, "unica", next(de)[:200], next(de)[:200], texto=next(de)[:400])
    assert cerrada.pk
    return consulta


def rutas_de(c: Consulta) -> list[str]:
    evento, parrafo = c.eventos.get(), c.versiones.get().parrafos.get()
    return [
        c.get_absolute_url(),
        evento.get_absolute_url(),
        f"/consultas/{c.slug}/participar/",
        f"/consultas/{c.slug}/texto/",
        f"/consultas/{c.slug}/parrafos/{parrafo.pk}/",
        c.aportaciones.get().get_absolute_url(),
    ]


def mesa_de(c: Consulta) -> list[str]:
    evento = c.eventos.get()
    mesa = f"/mesa/consultas/{c.slug}/"
    return [
        mesa, f"{mesa}editar/", f"{mesa}eventos/{evento.pk}/", f"{mesa}eventos/{evento.pk}/inscripciones/",
        f"{mesa}eventos/{evento.pk}/fotos/", f"{mesa}respuestas/", f"{mesa}texto/", f"{mesa}aportaciones/",
        f"/mesa/aportaciones/{c.aportaciones.get().pk}/",
    ]  # fmt: skip


def test_consultations_proposals_meetings_and_answers_run_nothing(elenco: Elenco, client: Client) -> None:
    de, usados = textos(), 0
    instrumentos = ("encuesta", "propuestas", "consulta_publica", "foro")
    consultas = []
    while usados <= 2 * len(HOSTILES):
        consultas.append(consulta_hostil(elenco, de, instrumentos[len(consultas) % 4]))
        usados += 34
    mesa = Client()
    mesa.force_login(elenco.alicia, backend=MOTOR)
    for c in consultas:
        for ruta in rutas_de(c):
            respuesta = client.get(ruta)
            assert respuesta.status_code == 200, ruta
            assert fallas(respuesta.content.decode()) == [], ruta
        for ruta in mesa_de(c):
            respuesta = mesa.get(ruta)
            assert respuesta.status_code in (200, 404), ruta
            if respuesta.status_code == 200:
                assert fallas(respuesta.content.decode()) == [], ruta
    for html in paginas_de(client, "/consultas/"):
        assert fallas(html) == []


def test_open_answers_run_nothing_on_the_desk_nor_while_they_are_reviewed(elenco: Elenco) -> None:
    encuesta = ConsultaF(secretariado=elenco.stl)
    abierta = pregunta(encuesta, "abierta", texto="¿Qué más?")
    personas = Participacion.objects.bulk_create(
        Participacion(consulta=encuesta, huella=f"h{n}", dia="2020-07-20") for n in range(len(HOSTILES))
    )
    Respuesta.objects.bulk_create(
        Respuesta(participacion=p, pregunta=abierta, texto=t.replace("\x00", "") or "x")
        for p, t in zip(personas, HOSTILES, strict=True)
    )
    mesa = Client()
    mesa.force_login(elenco.alicia, backend=MOTOR)
    html = mesa.get(f"/mesa/consultas/{encuesta.slug}/respuestas/").content.decode()
    assert html.count("alert(1)") > 200
    assert fallas(html) == []
    persona = Client()
    persona.force_login(elenco.ciudadana, backend=MOTOR)
    for texto in HOSTILES[::25]:
        respuesta = persona.post(f"/consultas/{encuesta.slug}/encuesta/1/", {"r": texto})
        assert respuesta.status_code in (302, 422)
        for paso in ("1", "revisar"):
            ruta = f"/consultas/{encuesta.slug}/encuesta/{paso}/"
            assert fallas(persona.get(ruta).content.decode()) == []
