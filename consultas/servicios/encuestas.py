"""Writing the questions of a survey: only before anybody can answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from consultas.constancia import anotar
from consultas.models import Consulta, Opcion, Pregunta
from consultas.servicios.busqueda import indexar_consulta
from pal_portal.cimientos.bloqueo import tomar
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Usuario
from secretariado.permisos import exigir

CON_RAMAS = (Pregunta.Tipo.UNICA, Pregunta.Tipo.ESCALA, Pregunta.Tipo.MULTIPLE)


def guardar_pregunta(
    *,
    actor: Usuario,
    consulta: Consulta,
    pregunta: Pregunta | None,
    datos: Mapping[str, Any],
    opciones: Sequence[str],
) -> Pregunta:
    """Add a question at the end, or rewrite one with its options."""
    exigir("consultas.editar", actor, consulta)
    with transaction.atomic():
        consulta = _modificable(consulta)
        if pregunta is None:
            ultimo = consulta.preguntas.aggregate(n=Max("orden"))["n"] or 0
            fila = Pregunta(consulta=consulta, orden=ultimo + 1)
        else:
            fila = tomar(Pregunta.objects.select_for_update(of=("self",)), pk=pregunta.pk, consulta=consulta)
            fila.version += 1
        for campo in ("tipo", "texto", "ayuda", "obligatoria", "solo_si"):
            setattr(fila, campo, datos[campo])
        _comprobar(fila, opciones)
        fila.save()
        _opciones(fila, opciones)
        indexar_consulta(consulta)
        anotar(actor, consulta, "consulta.preguntas", {"texto": fila.texto})
    return fila


def quitar_pregunta(*, actor: Usuario, consulta: Consulta, pregunta: Pregunta) -> None:
    """Take a question out; those that follow move up."""
    exigir("consultas.editar", actor, consulta)
    with transaction.atomic():
        consulta = _modificable(consulta)
        fila = tomar(Pregunta.objects.select_for_update(of=("self",)), pk=pregunta.pk, consulta=consulta)
        if Pregunta.objects.filter(solo_si__pregunta=fila).exists():
            raise ReglaIncumplida(_("Otra pregunta depende de ésta. Cambia primero aquélla."))
        orden, texto = fila.orden, fila.texto
        fila.delete()
        for siguiente in consulta.preguntas.filter(orden__gt=orden).order_by("orden"):
            Pregunta.objects.filter(pk=siguiente.pk).update(orden=F("orden") - 1)
        indexar_consulta(consulta)
        anotar(actor, consulta, "consulta.preguntas", {"texto": texto})


def _modificable(consulta: Consulta) -> Consulta:
    actual = Consulta.objects.select_for_update(of=("self",)).get(pk=consulta.pk)
    if not actual.es_borrador and actual.etapa != Consulta.Etapa.PROXIMA:
        raise ReglaIncumplida(_("La encuesta ya abrió: sus preguntas no cambian."))
    return actual


def _comprobar(pregunta: Pregunta, opciones: Sequence[str]) -> None:
    if pregunta.tipo != Pregunta.Tipo.ABIERTA and len(opciones) < 2:
        raise ReglaIncumplida(_("Escribe al menos dos opciones, una por línea."), "opciones")
    if len(set(opciones)) < len(opciones):
        raise ReglaIncumplida(_("Hay una opción dos veces."), "opciones")
    condicion = pregunta.solo_si
    if condicion is None:
        return
    otra = condicion.pregunta
    if otra.consulta_id != pregunta.consulta_id or otra.orden >= pregunta.orden:
        raise ReglaIncumplida(_("Sólo puede depender de una pregunta anterior."), "solo_si")
    if otra.tipo not in CON_RAMAS:
        raise ReglaIncumplida(_("No puede depender de ordenar ni de una respuesta abierta."), "solo_si")


def _opciones(pregunta: Pregunta, textos: Sequence[str]) -> None:
    """The options keep their place, so that what hangs of them stays; those that are left over go."""
    if pregunta.tipo == Pregunta.Tipo.ABIERTA:
        textos = ()
    sobran = pregunta.opciones.filter(orden__gt=len(textos))
    if Pregunta.objects.filter(solo_si__in=sobran).exists():
        raise ReglaIncumplida(_("Otra pregunta depende de una opción que quitaste."), "opciones")
    sobran.delete()
    for orden, texto in enumerate(textos, start=1):
        Opcion.objects.update_or_create(pregunta=pregunta, orden=orden, defaults={"texto": texto})
