"""Taking part in a survey. Nobody with a role acts here: the verified link is the permission, and by secrecy no
entry of the log tells who took part or when."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consultas.models import Consulta, Evento, Opcion, Participacion, Pregunta, Respuesta
from consultas.participantes import VIGENCIA, enlace_de
from consultas.recorrido import Paso, recorrer
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import hoy
from secretariado.correos import enviar_correo

LARGO_ABIERTA = 2000


def enviar_enlace(*, consulta: Consulta, correo: str, evento: Evento | None = None) -> None:
    """Send the link that lets this address take part. Nothing is stored."""
    if not consulta.recibe_gente:
        raise ReglaIncumplida(_("Esta consulta no está abierta."))
    contexto = {
        "consulta": consulta,
        "evento": evento,
        "enlace": enlace_de(consulta, correo, evento),
        "dias": VIGENCIA.days,
        "sitio": settings.SITIO_URL,
    }
    enviar_correo(correo, _("Tu enlace para participar"), "correos/participar", contexto)


def pasos_de(consulta: Consulta) -> list[Paso]:
    """The questions as the route sees them. One query."""
    filas = consulta.preguntas.order_by("orden").values_list("pk", "obligatoria", "solo_si__pregunta", "solo_si")
    return [Paso(pk, obligatoria, (p, o) if o else None) for pk, obligatoria, p, o in filas]


def registrar_participacion(
    *, consulta: Consulta, huella: str, respuestas: Mapping[int, Mapping[str, Any]], datos: Mapping[str, str]
) -> Participacion:
    """The whole survey at once, or nothing: it must be open, nobody twice, and no required question missing."""
    with transaction.atomic():
        consulta = _con_candado(consulta)
        if not consulta.esta_abierta:
            raise ReglaIncumplida(_("La encuesta cerró mientras la contestabas. No se guardó ninguna respuesta."))
        elegidas = {p: r.get("opciones", []) for p, r in respuestas.items()}
        camino = recorrer(pasos_de(consulta), elegidas)
        for paso in camino:
            dada = respuestas.get(paso.pk, {})
            if paso.obligatoria and not (dada.get("opciones") or dada.get("texto")):
                raise ReglaIncumplida(_("Falta contestar una pregunta obligatoria."))
        try:
            with transaction.atomic():
                participacion = Participacion.objects.create(
                    consulta=consulta,
                    huella=huella,
                    dia=hoy(),
                    **{c: datos[c] for c in ("sexo", "edad", "sector")},
                )
        except IntegrityError as error:
            raise ReglaIncumplida(_("Ya participaste en esta encuesta: cuenta una vez por persona.")) from error
        _guardar(participacion, {p.pk for p in camino}, respuestas)
    return participacion


def _con_candado(consulta: Consulta) -> Consulta:
    """Held, so that nobody closes it meanwhile: tables shown before and after one late answer would tell it."""
    return Consulta.objects.select_for_update(of=("self",)).get(pk=consulta.pk)


def _guardar(participacion: Participacion, camino: set[int], respuestas: Mapping[int, Mapping[str, Any]]) -> None:
    preguntas = {p.pk: p for p in Pregunta.objects.filter(consulta=participacion.consulta, pk__in=camino)}
    opciones = dict(Opcion.objects.filter(pregunta__in=camino).values_list("pk", "pregunta"))
    filas = []
    for pk, dada in respuestas.items():
        pregunta = preguntas.get(pk)
        if pregunta is None:
            continue
        if pregunta.tipo == Pregunta.Tipo.ABIERTA:
            if texto := str(dada.get("texto", "")).strip()[:LARGO_ABIERTA]:
                filas.append(Respuesta(participacion=participacion, pregunta=pregunta, texto=texto))
            continue
        validas = [o for o in dict.fromkeys(dada.get("opciones", [])) if opciones.get(o) == pk]
        if pregunta.tipo in (Pregunta.Tipo.UNICA, Pregunta.Tipo.ESCALA):
            validas = validas[:1]
        ordena = pregunta.tipo == Pregunta.Tipo.ORDEN
        filas += [
            Respuesta(participacion=participacion, pregunta=pregunta, opcion_id=o, lugar=lugar if ordena else None)
            for lugar, o in enumerate(validas, start=1)
        ]
    Respuesta.objects.bulk_create(filas)


def retirar_participacion(*, consulta: Consulta, huella: str) -> bool:
    """The person takes back what they answered, while the survey is open. Whether there was anything."""
    with transaction.atomic():
        if not _con_candado(consulta).esta_abierta:
            raise ReglaIncumplida(_("La encuesta ya cerró: sus resultados se calcularon con lo que se contestó."))
        borradas, _detalle = Participacion.objects.filter(consulta=consulta, huella=huella).delete()
    return bool(borradas)
