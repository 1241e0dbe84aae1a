"""One FilterSet per list, shared by the page, the API and the CSV, so that they can never disagree."""

from typing import Any

import django_filters as filtros
from django import forms
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from compromisos.models import (
    Compromiso,
    CorteAvance,
    Eje,
    Elemento,
    EntradaBusqueda,
    Evidencia,
    Plan,
    Responsable,
)
from pal_portal.cimientos.lengua import plegar
from pal_portal.cimientos.listas import Orden
from secretariado.models import Entidad, Institucion

OPCIONES_MAXIMAS = 150
ORDENES = {
    "clave": Orden("clave", "clave"),
    "verificado": Orden("verificado", "clave", descendente=True),
    "vence": Orden("vence", "clave"),
    "reciente": Orden("actualizado", "clave", descendente=True),
}
NOMBRES_DE_ORDEN = (
    ("clave", _("Por clave")),
    ("verificado", _("Mayor avance verificado")),
    ("vence", _("Terminan antes")),
    ("reciente", _("Actualizados recientemente")),
)


class CompromisoFiltro(filtros.FilterSet):
    """Text without regard to accents, state, plan, institution, ODS, light, completion and overdue."""

    q = filtros.CharFilter(label=_("Texto"), method="con_texto", max_length=100)
    entidad = filtros.CharFilter(label=_("Entidad"), method="de_entidad")
    plan = filtros.CharFilter(label=_("Plan"), field_name="plan__clave", lookup_expr="iexact")
    eje = filtros.NumberFilter(label=_("Eje"), field_name="eje_id", widget=forms.HiddenInput)
    institucion = filtros.CharFilter(label=_("Institución"), method="de_institucion")
    ods = filtros.CharFilter(label=_("Objetivo de Desarrollo Sostenible"), method="con_ods")
    semaforo = filtros.ChoiceFilter(
        label=_("Semáforo"), choices=Compromiso.Semaforo.choices, empty_label=_("Todos"), method="con_semaforo"
    )
    cumplimiento = filtros.ChoiceFilter(
        label=_("Nivel de cumplimiento"), choices=Compromiso.Cumplimiento.choices, empty_label=_("Todos")
    )
    vencidas = filtros.BooleanFilter(
        label=_("Con entregas vencidas"), method="con_vencidas", widget=forms.CheckboxInput
    )
    orden = filtros.ChoiceFilter(
        label=_("Orden"), choices=NOMBRES_DE_ORDEN, method="sin_efecto", empty_label=None, null_label=None
    )

    class Meta:
        model = Compromiso
        fields: list[str] = []

    def con_texto(self, filas: QuerySet[Compromiso], nombre: str, valor: str) -> QuerySet[Compromiso]:
        for palabra in plegar(valor.replace("\x00", "")).split()[:8]:
            filas = filas.filter(busqueda__contains=palabra)
        return filas

    def de_entidad(self, filas: QuerySet[Compromiso], nombre: str, valor: str) -> QuerySet[Compromiso]:
        suya = Entidad.objects.filter(Q(letras__iexact=valor) | Q(slug=valor))
        return filas.filter(plan__in=Plan.objects.filter(secretariado__entidad__in=suya).values("pk"))

    def de_institucion(self, filas: QuerySet[Compromiso], nombre: str, valor: str) -> QuerySet[Compromiso]:
        suyos = Responsable.objects.filter(institucion__slug=valor)
        return filas.filter(pk__in=suyos.values("compromiso"))

    def con_ods(self, filas: QuerySet[Compromiso], nombre: str, valor: str) -> QuerySet[Compromiso]:
        """An objective finds also the commitments aligned with its targets."""
        elementos = Elemento.objects.filter(marco__clave="ods").filter(Q(clave=valor) | Q(padre__clave=valor))
        return filas.filter(
            pk__in=Compromiso.elementos.through.objects.filter(elemento__in=elementos).values("compromiso")
        )

    def con_semaforo(self, filas: QuerySet[Compromiso], nombre: str, valor: str) -> QuerySet[Compromiso]:
        """A withdrawn commitment shows no light, so none finds it."""
        return filas.filter(semaforo=valor).exclude(estado=Compromiso.Estado.RETIRADO)

    def con_vencidas(self, filas: QuerySet[Compromiso], nombre: str, valor: bool) -> QuerySet[Compromiso]:
        return filas.filter(entregas_vencidas__gt=0) if valor else filas

    def sin_efecto(self, filas: QuerySet[Compromiso], nombre: str, valor: str) -> QuerySet[Compromiso]:
        return filas

    @property
    def orden_pedido(self) -> Orden:
        return ORDENES.get(self.form.cleaned_data.get("orden") or "clave", ORDENES["clave"])


def con_opciones(filtro: CompromisoFiltro, usuario: Any) -> CompromisoFiltro:
    """Give the text filters of the page their choices (one query, and more when the cache is cold); the
    axes, once a plan is chosen.

    A list too long to choose from is left out, unless it is in use.
    """
    planes = list(
        Plan.objects.publicados()
        .filter(compromisos_en_vigor__gt=0)
        .order_by("clave")
        .values_list("clave", "titulo", "secretariado__entidad__slug", "secretariado__entidad__nombre")[
            : OPCIONES_MAXIMAS + 1
        ]
    )
    instituciones = cache.get_or_set("opciones-instituciones", _instituciones, 300) or []
    ods = cache.get_or_set("opciones-ods", _objetivos, 3600) or []
    if len(planes) > OPCIONES_MAXIMAS:
        entidades = cache.get_or_set("opciones-entidades", _entidades, 3600) or []
    else:
        entidades = sorted({(p[2], p[3]) for p in planes}, key=lambda e: e[1])
    _elegir(filtro, "entidad", entidades)
    _elegir(filtro, "plan", [(clave, f"{clave} · {titulo}") for clave, titulo, *_resto in planes])
    _elegir(filtro, "institucion", instituciones)
    if filtro.form.cleaned_data.get("plan") and len(planes) <= OPCIONES_MAXIMAS:
        _elegir(filtro, "eje", _ejes(filtro.form.cleaned_data["plan"]))
    _elegir(filtro, "ods", [(clave, f"{clave}. {nombre}") for clave, nombre in ods])
    return filtro


def _ejes(clave: str) -> list[tuple[str, str]]:
    """The axes of the plan chosen; never those of a draft."""
    ejes = Eje.objects.filter(plan__clave__iexact=clave, plan__publicado_en__isnull=False).order_by("orden")
    return [(str(pk), f"{numero} {nombre}") for pk, numero, nombre in ejes.values_list("pk", "numero", "nombre")]


def _instituciones() -> list[tuple[str, str]]:
    """Institutions that answer for some public commitment; remembered five minutes."""
    responden = Responsable.objects.filter(
        institucion=OuterRef("pk"), compromiso__plan__publicado_en__isnull=False
    )
    filas = Institucion.objects.filter(Exists(responden)).order_by("nombre")
    return list(filas.values_list("slug", "nombre")[: OPCIONES_MAXIMAS + 1])


def _entidades() -> list[tuple[str, str]]:
    return list(Entidad.objects.values_list("slug", "nombre"))


def _objetivos() -> list[tuple[str, str]]:
    """The 17 goals: they do not change, so they are remembered."""
    objetivos = Elemento.objects.filter(marco__clave="ods", nivel="objetivo").order_by("orden")
    return list(objetivos.values_list("clave", "nombre"))


def _elegir(filtro: CompromisoFiltro, campo: str, opciones: list[tuple[str, str]]) -> None:
    if len(opciones) > OPCIONES_MAXIMAS and not filtro.data.get(campo):
        del filtro.form.fields[campo]
    elif len(opciones) <= OPCIONES_MAXIMAS:
        filtro.form.fields[campo].widget = forms.Select(choices=[("", _("Todas")), *opciones])


class PlanFiltro(filtros.FilterSet):
    """Plans by state of the country and by their own state."""

    entidad = filtros.CharFilter(label=_("Entidad"), field_name="secretariado__entidad__slug")
    estado = filtros.ChoiceFilter(label=_("Estado del plan"), choices=Plan.Estado.choices, empty_label=_("Todos"))

    class Meta:
        model = Plan
        fields: list[str] = []


class CorteFiltro(filtros.FilterSet):
    """The snapshots of a plan or a commitment, or all those of a day."""

    fecha = filtros.DateFilter(label=_("Fecha"))
    plan = filtros.CharFilter(label=_("Plan"), field_name="plan__clave", lookup_expr="iexact")
    compromiso = filtros.CharFilter(label=_("Compromiso"), field_name="compromiso__clave", lookup_expr="iexact")

    class Meta:
        model = CorteAvance
        fields: list[str] = []


class BusquedaFiltro(filtros.FilterSet):
    """What is searched, and where: kind, state of the country and state of the thing found."""

    q = filtros.CharFilter(label=_("Qué buscas"), method="sin_efecto", max_length=100)
    tipo = filtros.ChoiceFilter(label=_("Tipo"), choices=EntradaBusqueda.Tipo.choices, empty_label=_("Todos"))
    entidad = filtros.CharFilter(label=_("Entidad"), method="de_entidad", max_length=50)
    estado = filtros.ChoiceFilter(
        label=_("Estado"),
        choices=[
            (_("De los planes"), Plan.Estado.choices),
            (_("De los compromisos"), Compromiso.Estado.choices),
            (_("De las evidencias"), Evidencia.Estado.choices),
        ],
        empty_label=_("Todos"),
    )

    class Meta:
        model = EntradaBusqueda
        fields: list[str] = []

    def sin_efecto(self, filas: QuerySet[Any], nombre: str, valor: str) -> QuerySet[Any]:
        return filas

    def de_entidad(self, filas: QuerySet[Any], nombre: str, valor: str) -> QuerySet[Any]:
        return filas.filter(
            entidad__in=Entidad.objects.filter(Q(letras__iexact=valor) | Q(slug=valor)).values("pk")
        )


def con_entidades(filtro: BusquedaFiltro) -> BusquedaFiltro:
    """Give the page's filter the states to choose from; remembered an hour."""
    entidades = cache.get_or_set("opciones-entidades", _entidades, 3600) or []
    filtro.form.fields["entidad"].widget = forms.Select(choices=[("", _("Todas")), *entidades])
    return filtro
