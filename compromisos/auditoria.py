"""Data quality of a plan: every doubt, in plain words, with what was printed beside it.

Computed doubts come from the rows as they are; those of the transcription are stored (`Duda`). Nothing here
corrects anything: a person decides (02-dominio §5).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compromisos.models import AccionClave, Actividad, Alineacion, Compromiso, Duda, Indicador, Plan
from secretariado.models import Integrante

GRUPOS = {
    "calendario": gettext_lazy("Calendario"),
    "alineacion": gettext_lazy("Alineación"),
    "metas": gettext_lazy("Metas e indicadores"),
    "ponderacion": gettext_lazy("Ponderación"),
    "responsables": gettext_lazy("Responsables"),
    "integracion": gettext_lazy("Integración del secretariado"),
    "transcripcion": gettext_lazy("Transcripción"),
}


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """One doubt. `compromiso` is its key, "" when it is about the plan."""

    grupo: str
    compromiso: str
    texto: str
    original: str = ""

    @property
    def nombre_del_grupo(self) -> str:
        return str(GRUPOS[self.grupo])


def auditar(plan: Plan) -> list[Hallazgo]:
    """Every doubt of `plan`, by group and commitment. A constant number of queries."""
    hallazgos = [
        *_del_plan(plan),
        *_de_compromisos(plan),
        *_de_acciones(plan),
        *_de_actividades(plan),
        *_de_alineaciones(plan),
        *_de_indicadores(plan),
        *_de_la_transcripcion(plan),
    ]
    orden = {grupo: n for n, grupo in enumerate(GRUPOS)}
    return sorted(hallazgos, key=lambda h: (orden[h.grupo], h.compromiso))


def _del_plan(plan: Plan) -> Iterator[Hallazgo]:
    if plan.fecha_inicio is None or plan.fecha_fin is None:
        yield Hallazgo("calendario", "", _("El plan no dice su periodo completo (inicio y término)."))
    for asiento in Integrante.objects.filter(
        secretariado=plan.secretariado_id, suplente="", hasta__isnull=True, institucion__isnull=False
    ).select_related("institucion"):
        yield Hallazgo(
            "integracion",
            "",
            _("%(institucion)s no tiene suplente.") % {"institucion": asiento.institucion},
        )


def _en_vigor(plan: Plan) -> "QuerySet[Compromiso]":
    return Compromiso.objects.filter(plan=plan).en_vigor()


def _de_compromisos(plan: Plan) -> Iterator[Hallazgo]:
    activas = Count("actividades", filter=Q(actividades__cancelada=False), distinct=True)
    responsables = Count("responsables", filter=Q(responsables__papel="responsable"), distinct=True)
    for compromiso in _en_vigor(plan).annotate(activas=activas, con_responsable=responsables):
        clave = compromiso.clave
        if not compromiso.activas:
            yield Hallazgo("calendario", clave, _("No tiene actividades: su avance no puede medirse."))
        if not compromiso.con_responsable:
            yield Hallazgo("responsables", clave, _("No dice qué institución es responsable."))
        if not compromiso.proposito_ciudadano and not compromiso.como_se_verifica:
            yield Hallazgo("metas", clave, _("No dice sus metas ni cómo se verificará."))
        if compromiso.eje_id is None and plan.ejes.all():
            yield Hallazgo("metas", clave, _("No pertenece a ningún eje del plan."))


def _de_acciones(plan: Plan) -> Iterator[Hallazgo]:
    pesos: dict[str, list[Decimal | None]] = defaultdict(list)
    for clave, ponderacion in AccionClave.objects.filter(compromiso__in=_en_vigor(plan)).values_list(
        "compromiso__clave", "ponderacion"
    ):
        pesos[clave].append(ponderacion)
    for clave, lista in pesos.items():
        suma = sum((p for p in lista if p is not None), Decimal(0))
        if None in lista:
            yield Hallazgo("ponderacion", clave, _("Hay acciones clave sin ponderación."))
        elif suma != 100:
            yield Hallazgo(
                "ponderacion",
                clave,
                _("Las ponderaciones suman %(suma)s, no 100.") % {"suma": suma.normalize()},
            )


def _de_actividades(plan: Plan) -> Iterator[Hallazgo]:
    pesos: dict[tuple[int, int | None], set[bool]] = defaultdict(set)
    nombres: dict[tuple[int, int | None], str] = {}
    for actividad in Actividad.objects.filter(compromiso__in=_en_vigor(plan), cancelada=False).select_related(
        "compromiso"
    ):
        lugar = (actividad.compromiso_id, actividad.accion_id)
        pesos[lugar].add(actividad.peso is not None)
        nombres[lugar] = actividad.compromiso.clave
        for texto in _dudas_de_calendario(plan, actividad):
            yield Hallazgo(
                "calendario",
                actividad.compromiso.clave,
                _("«%(actividad)s»: %(duda)s") % {"actividad": actividad.nombre, "duda": texto},
                actividad.calendario_texto,
            )
    for lugar, marcas in pesos.items():
        if marcas == {True, False}:
            yield Hallazgo(
                "ponderacion", nombres[lugar], _("Unas actividades tienen peso y otras no: éstas no cuentan.")
            )


def _dudas_de_calendario(plan: Plan, actividad: Actividad) -> Iterator[str]:
    inicio, fin = actividad.fecha_inicio, actividad.fecha_fin
    origen = Actividad.OrigenCalendario
    if inicio is None and fin is None:
        if actividad.origen_calendario == origen.NINGUNO:
            yield _("no tiene fechas; queda fuera de lo programado.")
        else:
            yield _("no tiene fechas propias y hereda otras (%(origen)s).") % {
                "origen": actividad.get_origen_calendario_display().lower()
            }
    elif actividad.es_periodica and fin is None:
        if plan.fecha_fin:
            yield _("es periódica y no dice hasta cuándo; se toma el término del plan.")
        else:
            yield _("es periódica y ni ella ni el plan dicen hasta cuándo.")
    elif inicio is None or fin is None:
        yield _("sólo tiene una fecha.")
    if plan.fecha_inicio and inicio and inicio < plan.fecha_inicio:
        yield _("empieza antes que el plan.")
    if plan.fecha_fin and fin and fin > plan.fecha_fin:
        yield _("termina después que el plan.")


def _de_alineaciones(plan: Plan) -> Iterator[Hallazgo]:
    raras = Alineacion.objects.filter(compromiso__in=_en_vigor(plan)).exclude(texto_original="", confirmada=True)
    for alineacion in raras.select_related("compromiso", "elemento__marco"):
        datos = {
            "impreso": alineacion.texto_original or alineacion.elemento.clave,
            "clave": alineacion.elemento.clave,
        }
        if alineacion.confirmada:
            texto = _("«%(impreso)s» se leyó como %(clave)s.") % datos
        else:
            texto = _("«%(impreso)s» no existe; se propone %(clave)s y falta confirmarlo.") % datos
        yield Hallazgo("alineacion", alineacion.compromiso.clave, texto, alineacion.texto_original)
    for clave in _en_vigor(plan).filter(alineaciones__isnull=True).values_list("clave", flat=True):
        yield Hallazgo("alineacion", clave, _("No está alineado con ningún objetivo."))


def _de_indicadores(plan: Plan) -> Iterator[Hallazgo]:
    sin_medida = Indicador.objects.filter(compromiso__in=_en_vigor(plan)).filter(
        Q(linea_base__isnull=True) | Q(meta__isnull=True)
    )
    for indicador in sin_medida.select_related("compromiso"):
        yield Hallazgo(
            "metas",
            indicador.compromiso.clave,
            _("Indicador no medible (sin línea base o sin meta): «%(nombre)s».") % {"nombre": indicador.nombre},
        )


def _de_la_transcripcion(plan: Plan) -> Iterator[Hallazgo]:
    for duda in Duda.objects.filter(plan=plan, resuelta=False).select_related("compromiso"):
        clave = duda.compromiso.clave if duda.compromiso else ""
        yield Hallazgo("transcripcion", clave, duda.nota, duda.texto_original)
