"""What a comment must meet to be kept, and what sends it to a person before it is published. Only reads."""

import re
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultas.models import Bloqueo, Comentario, Participante, PoliticaModeracion
from consultas.texto import html_de, huella_de_texto, limpiar, sitios, trae_datos_personales
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Institucion

MAXIMO = 3000
ENLACES_MAXIMOS = 4
ENLACES_SIN_REVISAR = 1
REPETICIONES = 2
UN_DIA = timedelta(days=1)
RESERVADOS = re.compile(
    r"moderaci|moderador|portal\s*pal|administra|oficial|gobierno|secretar[ií]a", re.IGNORECASE
)
Modo = PoliticaModeracion.Modo


def texto_valido(texto: str, oficial: bool = False) -> str:
    """The cleaned text, or why it cannot be published. Institutions may give their contact data."""
    texto = limpiar(texto)
    if len("".join(texto.split())) < 3 or not html_de(texto).striptags():
        raise ReglaIncumplida(_("Escribe tu comentario."), "texto")
    if len(texto) > MAXIMO:
        raise ReglaIncumplida(
            _("Es demasiado largo: tiene %(n)s caracteres y el máximo es %(maximo)s.")
            % {"n": len(texto), "maximo": MAXIMO},
            "texto",
        )
    if not oficial and len(sitios(texto)) > ENLACES_MAXIMOS:
        raise ReglaIncumplida(
            _("Lleva demasiados enlaces: deja %(maximo)s como máximo.") % {"maximo": ENLACES_MAXIMOS}, "texto"
        )
    if not oficial and trae_datos_personales(texto):
        raise ReglaIncumplida(
            _("Parece que escribiste un correo o un teléfono. Quítalo: lo que publiques lo puede ver cualquiera."),
            "texto",
        )
    return texto


def seudonimo_valido(seudonimo: str) -> str:
    seudonimo = " ".join(limpiar(seudonimo).split())
    if len(seudonimo) > 40 or trae_datos_personales(seudonimo):
        raise ReglaIncumplida(_("Usa un seudónimo de 40 letras o menos, sin correo ni teléfono."), "seudonimo")
    iguales = Institucion.objects.filter(nombre__iexact=seudonimo) | Institucion.objects.filter(
        siglas__iexact=seudonimo
    )
    if seudonimo and (RESERVADOS.search(seudonimo) or iguales.exists()):
        raise ReglaIncumplida(_("Ese seudónimo podría confundirse con una institución: elige otro."), "seudonimo")
    return seudonimo


def comprobar_repetido(participante: Participante, asunto: str, texto: str, salvo: int | None = None) -> None:
    """The same person does not say the same twice on the same subject in a day (case and signs apart)."""
    iguales = Comentario.objects.filter(
        participante=participante,
        asunto=asunto,
        huella_texto=huella_de_texto(texto),
        creado__gt=ahora() - UN_DIA,
    ).exclude(estado__in=("retirado", "por_confirmar"))
    if iguales.exclude(pk=salvo or 0).exists():
        raise ReglaIncumplida(_("Ya escribiste eso mismo aquí."), "texto")


def comprobar_bloqueos(participante: Participante, secretariado_id: int, texto: str) -> None:
    """A blocked person is told until when; a link to a blocked site is refused."""
    vigentes = Bloqueo.objects.vigentes(ahora()).filter(secretariado=secretariado_id)
    persona = vigentes.filter(clase="persona", valor=participante.correo_huella or "-").order_by("-hasta").first()
    if persona is not None:
        raise ReglaIncumplida(
            _("La moderación de este secretariado suspendió tu participación hasta el %(dia)s.")
            % {"dia": date_format(persona.hasta, "j M Y")}
        )
    suyos = {d for s in sitios(texto) for d in _dominios(s)}
    if suyos and vigentes.filter(clase="sitio", valor__in=suyos).exists():
        raise ReglaIncumplida(_("Lleva un enlace a un sitio que aquí no se admite: quítalo."), "texto")


def _dominios(anfitrion: str) -> list[str]:
    """`a.b.c` and what contains it: `b.c`, `c`."""
    partes = anfitrion.split(".")
    return [".".join(partes[n:]) for n in range(len(partes))]


def espera_revision(comentario: Comentario) -> bool:
    """Whether a person looks at it before it is published: by the STL's policy, or because it looks like spam."""
    modo = (
        PoliticaModeracion.objects.filter(secretariado=comentario.secretariado_id)
        .values_list("modo", flat=True)
        .first()
        or PoliticaModeracion.POR_OMISION
    )
    if modo == Modo.PREVIA or len(sitios(comentario.texto)) > ENLACES_SIN_REVISAR:
        return True
    otros = Comentario.objects.filter(huella_texto=comentario.huella_texto, creado__gt=ahora() - UN_DIA)
    if otros.exclude(participante=comentario.participante_id).count() >= REPETICIONES:
        return True
    return modo == Modo.NUEVOS and es_nuevo(comentario)


def es_nuevo(comentario: Comentario) -> bool:
    """Whether its author has nothing published in this STL yet."""
    return (
        not Comentario.objects.filter(
            participante=comentario.participante_id, secretariado=comentario.secretariado_id, estado="visible"
        )
        .exclude(pk=comentario.pk)
        .exists()
    )
