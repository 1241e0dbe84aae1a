"""Taking part in a survey. Nobody with a role acts here: the verified link is the permission, and by secrecy no
entry of the log tells who took part or when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consultas.models import Consulta, Evento, Participacion, Pregunta, Respuesta
from consultas.participantes import VIGENCIA, enlace_de
from consultas.recorrido import Paso, recorrer
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import hoy
from secretariado.correos import enviar_correo

LARGO_ABIERTA = 2000
UNA_SOLA = (Pregunta.Tipo.UNICA, Pregunta.Tipo.ESCALA)


@dataclass(frozen=True, slots=True)
class Falta:
    """What is wrong with the answer to a question: in its `opciones`, its `texto` or the `pregunta` itself."""

    pregunta: int
    campo: str
    mensaje: str


class BoletaConFaltas(ReglaIncumplida):
    """Answers that this survey cannot take; nothing of them was kept."""

    def __init__(self, faltas: list[Falta]) -> None:
        super().__init__(" ".join(dict.fromkeys(f.mensaje for f in faltas)))
        self.faltas = faltas


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
    """The whole survey at once, or nothing: it must be open, nobody twice, and nothing wrong in the answers, which
    are those of the questions that this person is asked."""
    with transaction.atomic():
        consulta = _con_candado(consulta)
        comprobar_abierta(consulta)
        if faltas := faltas_de(consulta, respuestas):
            raise BoletaConFaltas(faltas)
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
        _guardar(participacion, respuestas)
    return participacion


def comprobar_abierta(consulta: Consulta) -> None:
    """A survey that is not open says since when or until when, and keeps nothing half."""
    if consulta.esta_abierta:
        return
    if consulta.etapa == Consulta.Etapa.PROXIMA:
        raise ReglaIncumplida(_("Esta encuesta todavía no abre. No se guardó ninguna respuesta."))
    raise ReglaIncumplida(_("Esta encuesta ya cerró. No se guardó ninguna respuesta."))


def faltas_de(consulta: Consulta, respuestas: Mapping[int, Mapping[str, Any]]) -> list[Falta]:
    """All that is wrong with these answers. Two queries, and one more for the options."""
    camino = recorrer(pasos_de(consulta), {p: r.get("opciones", []) for p, r in respuestas.items()})
    preguntas = {p.pk: p for p in consulta.preguntas.prefetch_related("opciones")}
    faltas = []
    for pk in respuestas.keys() - {p.pk for p in camino}:
        ajena = _("Esa pregunta no es de esta encuesta.")
        faltas.append(
            Falta(pk, "pregunta", _("No se pregunta a quien contestó así.") if pk in preguntas else ajena)
        )
    for paso in camino:
        falta = _falta(preguntas[paso.pk], respuestas.get(paso.pk, {}))
        faltas += [Falta(paso.pk, *falta)] if falta else []
    return faltas


def _falta(pregunta: Pregunta, dada: Mapping[str, Any]) -> tuple[str, str] | None:
    elegidas, texto = list(dada.get("opciones", [])), str(dada.get("texto", "")).strip()
    abierta = pregunta.tipo == Pregunta.Tipo.ABIERTA
    if pregunta.obligatoria and not (texto if abierta else elegidas):
        return "pregunta", _("Falta contestar «%(pregunta)s».") % {"pregunta": pregunta.texto}
    if abierta and elegidas:
        return "opciones", _("Esta pregunta se contesta con un texto.")
    if texto and not abierta:
        return "texto", _("Esta pregunta se contesta con sus opciones.")
    if len(texto) > LARGO_ABIERTA:
        return "texto", _("Escribe %(n)s caracteres o menos.") % {"n": LARGO_ABIERTA}
    if set(elegidas) - {o.pk for o in pregunta.opciones.all()}:
        return "opciones", _("Esa opción no es de esta pregunta.")
    if len(set(elegidas)) < len(elegidas):
        return "opciones", _("Pusiste una opción dos veces.")
    if len(elegidas) > 1 and pregunta.tipo in UNA_SOLA:
        return "opciones", _("Elige sólo una opción.")
    return None


def _con_candado(consulta: Consulta) -> Consulta:
    """Held, so that nobody closes it meanwhile: tables shown before and after one late answer would tell it."""
    return Consulta.objects.select_for_update(of=("self",)).get(pk=consulta.pk)


def _guardar(participacion: Participacion, respuestas: Mapping[int, Mapping[str, Any]]) -> None:
    tipos = dict(Pregunta.objects.filter(pk__in=respuestas).values_list("pk", "tipo"))
    filas = []
    for pk, dada in respuestas.items():
        if texto := str(dada.get("texto", "")).strip():
            filas.append(Respuesta(participacion=participacion, pregunta_id=pk, texto=texto))
        ordena = tipos[pk] == Pregunta.Tipo.ORDEN
        filas += [
            Respuesta(participacion=participacion, pregunta_id=pk, opcion_id=o, lugar=lugar if ordena else None)
            for lugar, o in enumerate(dada.get("opciones", []), start=1)
        ]
    Respuesta.objects.bulk_create(filas)


def retirar_participacion(*, consulta: Consulta, huella: str) -> bool:
    """The person takes back what they answered, while the survey is open. Whether there was anything."""
    with transaction.atomic():
        if not _con_candado(consulta).esta_abierta:
            raise ReglaIncumplida(_("La encuesta ya cerró: sus resultados se calcularon con lo que se contestó."))
        borradas, _detalle = Participacion.objects.filter(consulta=consulta, huella=huella).delete()
    return bool(borradas)
