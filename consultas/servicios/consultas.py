"""Running a consultation: create, edit, announce, publish its results. Drafts leave reserved entries."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compromisos.models import Compromiso, Plan
from consultas.constancia import anotar
from consultas.models import Consulta, Pregunta
from consultas.servicios.busqueda import indexar_consulta
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Secretariado, Usuario
from secretariado.permisos import exigir

CAMPOS = (
    "plan", "instrumento", "titulo", "objetivo", "descripcion", "reglas", "aviso_privacidad", "documentos",
    "inicio", "cierre", "resultados_previstos", "resultados_antes_del_cierre", "ruta", "paso",
)  # fmt: skip
FIJOS = {
    "instrumento": gettext_lazy("El instrumento no cambia una vez publicada la consulta."),
    "plan": gettext_lazy("El plan no cambia una vez publicada la consulta."),
    "resultados_antes_del_cierre": gettext_lazy("Esa regla no cambia una vez publicada la consulta."),
}
"""What people already took part under."""


def crear_consulta(*, actor: Usuario, secretariado: Secretariado, datos: Mapping[str, Any]) -> Consulta:
    """A draft, seen only by who facilitates its STL."""
    exigir("consultas.crear", actor, secretariado)
    with transaction.atomic():
        campos = {c: datos[c] for c in CAMPOS if c in datos}
        consulta = Consulta(secretariado=secretariado, slug=_slug(secretariado, datos["titulo"]), **campos)
        _comprobar(consulta)
        consulta.save()
        _unir(consulta, datos)
        anotar(actor, consulta, "consulta.creada", {"titulo": consulta.titulo})
    return consulta


def editar_consulta(*, actor: Usuario, consulta: Consulta, datos: Mapping[str, Any]) -> Consulta:
    """Change what is announced. Once published, the entry says before and after, and some things are fixed."""
    exigir("consultas.editar", actor, consulta)
    with transaction.atomic():
        actual = Consulta.objects.select_for_update(of=("self",)).get(pk=consulta.pk)
        antes = {c: getattr(actual, c) for c in CAMPOS if c in datos}
        distintos = [c for c in antes if antes[c] != datos[c]]
        if not actual.es_borrador:
            for campo in distintos:
                if campo in FIJOS:
                    raise ReglaIncumplida(str(FIJOS[campo]), campo)
        if actual.participaciones.exists() and not actual.esta_abierta and {"inicio", "cierre"} & set(distintos):
            # Tables already shown, compared with those of a second round, would tell single people apart.
            raise ReglaIncumplida(_("Ya cerró y hubo participaciones: no puede volver a abrirse."), "cierre")
        for campo in distintos:
            setattr(actual, campo, datos[campo])
        _comprobar(actual)
        actual.save(update_fields=distintos or ["titulo"])
        _unir(actual, datos)
        cambios = {
            "antes": {c: _texto(antes[c]) for c in distintos},
            "despues": {c: _texto(datos[c]) for c in distintos},
        }
        indexar_consulta(actual)
        anotar(actor, actual, "consulta.modificada", cambios)
    return actual


def publicar_consulta(*, actor: Usuario, consulta: Consulta) -> Consulta:
    """Announce it. Whoever takes part must know for what, until when, under what rules and what is kept."""
    exigir("consultas.editar", actor, consulta)
    with transaction.atomic():
        actual = Consulta.objects.select_for_update(of=("self",)).get(pk=consulta.pk)
        if not actual.es_borrador:
            raise ReglaIncumplida(_("Esta consulta ya está publicada."))
        faltas = _faltas(actual)
        if faltas:
            raise ReglaIncumplida(" ".join(faltas))
        actual.publicada_en = ahora()
        actual.save(update_fields=["publicada_en"])
        indexar_consulta(actual)
        anotar(actor, actual, "consulta.publicada", {"titulo": actual.titulo})
    return actual


def publicar_resultados(*, actor: Usuario, consulta: Consulta, resumen: str) -> Consulta:
    """Close the circle: the summary in plain words, after the last day."""
    exigir("consultas.editar", actor, consulta)
    with transaction.atomic():
        actual = Consulta.objects.select_for_update(of=("self",)).get(pk=consulta.pk)
        if actual.es_borrador or actual.etapa in (Consulta.Etapa.PROXIMA, Consulta.Etapa.ABIERTA):
            raise ReglaIncumplida(_("Los resultados se publican cuando la consulta haya cerrado."))
        if not resumen.strip():
            raise ReglaIncumplida(_("Escribe qué resultó, en lenguaje claro."), "resumen")
        actual.resumen_resultados = resumen.strip()
        actual.resultados_publicados_en = actual.resultados_publicados_en or ahora()
        actual.save(update_fields=["resumen_resultados", "resultados_publicados_en"])
        indexar_consulta(actual)
        anotar(actor, actual, "consulta.resultados", {"titulo": actual.titulo})
    return actual


def _faltas(consulta: Consulta) -> list[str]:
    faltas = []
    if not consulta.inicio or not consulta.cierre:
        faltas.append(_("Faltan las fechas en que abre y cierra."))
    elif consulta.cierre < hoy():
        faltas.append(_("Su fecha de cierre ya pasó."))
    for campo, falta in (
        ("objetivo", _("Falta decir para qué se consulta.")),
        ("reglas", _("Faltan las reglas de participación.")),
        ("aviso_privacidad", _("Falta el aviso de privacidad.")),
    ):
        if not getattr(consulta, campo).strip():
            faltas.append(falta)
    if consulta.instrumento == Consulta.Instrumento.ENCUESTA:
        if not consulta.preguntas.exists():
            faltas.append(_("La encuesta no tiene preguntas."))
        abiertas = (Pregunta.Tipo.ABIERTA,)
        if consulta.preguntas.exclude(tipo__in=abiertas).filter(opciones=None).exists():
            faltas.append(_("Hay preguntas sin opciones."))
    if consulta.instrumento == Consulta.Instrumento.CONSULTA_PUBLICA and not consulta.versiones.exists():
        faltas.append(_("Falta el texto que se consulta."))
    return faltas


def es_documento(titulo: str, enlace: str) -> bool:
    """A title and a web address."""
    return bool(titulo.strip()) and re.match(r"https?://\S+$", enlace) is not None


def _comprobar(consulta: Consulta) -> None:
    if not all(es_documento(d.get("titulo", ""), d.get("enlace", "")) for d in consulta.documentos):
        raise ReglaIncumplida(_("De cada documento escribe su título y su dirección, con https://."), "documentos")
    if consulta.plan_id and consulta.plan and consulta.plan.secretariado_id != consulta.secretariado_id:
        raise ReglaIncumplida(_("Ese plan es de otro secretariado."), "plan")
    try:
        consulta.full_clean()
    except ValidationError as error:
        campo, mensajes = next(iter(error.message_dict.items()))
        raise ReglaIncumplida(mensajes[0], campo if campo != "__all__" else None) from error


def _unir(consulta: Consulta, datos: Mapping[str, Any]) -> None:
    if "compromisos" not in datos:
        return
    pedidos = {c.pk: c.clave for c in datos["compromisos"]}
    propios = set(
        Compromiso.objects.filter(pk__in=pedidos, plan__secretariado=consulta.secretariado_id).values_list(
            "pk", flat=True
        )
    )
    if ajenos := sorted(clave for pk, clave in pedidos.items() if pk not in propios):
        raise ReglaIncumplida(
            _("No hay en este secretariado un compromiso con la clave %(clave)s.") % {"clave": ajenos[0]},
            "compromisos",
        )
    consulta.compromisos.set(propios)


def _slug(secretariado: Secretariado, titulo: str) -> str:
    base = slugify(f"{secretariado.entidad.letras}-{titulo}")[:44].strip("-")
    slug, n = base, 2
    while Consulta.objects.filter(slug=slug).exists():
        slug, n = f"{base}-{n}", n + 1
    return slug


def _texto(valor: Any) -> str:
    if isinstance(valor, Plan):
        return valor.clave
    if isinstance(valor, list):
        return "; ".join(d.get("titulo", "") for d in valor)
    if isinstance(valor, bool):
        return "si" if valor else "no"
    return "" if valor is None else str(valor)
