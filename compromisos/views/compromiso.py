"""The list of commitments, and a commitment's whole file."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from compromisos.cambios import permiso_de_cambio
from compromisos.enlazados import del_compromiso
from compromisos.filtros import CompromisoFiltro, con_opciones
from compromisos.models import (
    AccionClave,
    Actividad,
    Alineacion,
    Avance,
    Compromiso,
    Duda,
    Entrega,
    Evidencia,
    Indicador,
    Modificacion,
    Responsable,
)
from compromisos.plazos import fechas_de
from compromisos.views.incrustar import para_compartir
from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.listas import contar, paginar, tamano_pedido
from pal_portal.cimientos.numeros import cifra
from pal_portal.cimientos.paginas_guardadas import pagina_guardada
from secretariado.models import Asiento, Membresia
from secretariado.permisos import puede
from secretariado.registro.bitacora import ROLES

COLUMNAS = [
    "clave",
    "nombre",
    "semaforo",
    "programado",
    "declarado",
    "verificado",
    "vence",
    "actualizado",
    "entregas_vencidas",
    "estado",
    "plan__titulo",
    "plan__slug",
    "plan__avances_demostracion",
    "plan__secretariado__entidad__nombre",
]
SUCESOS_MAXIMOS = 200


@pagina_guardada
def lista(request: HttpRequest) -> HttpResponse:
    filtro = CompromisoFiltro(request.GET, Compromiso.objects.visibles_para(request.user))
    filtro.form.is_valid()
    filas = filtro.qs
    con_opciones(filtro, request.user)
    cuantos, hay_mas = contar(filas)
    pagina = paginar(filas.values(*COLUMNAS), filtro.orden_pedido, request.GET, tamano_pedido(request.GET))
    activo = any(v for k, v in request.GET.items() if k in filtro.form.fields)
    return render(
        request,
        "compromisos/compromisos.html",
        {"filtro": filtro, "pagina": pagina, "cuantos": cuantos, "hay_mas": hay_mas, "activo": activo},
    )


@dataclass(slots=True)
class Grupo:
    """A key action (None: the implicit one) and its activities."""

    accion: AccionClave | None
    actividades: list[Actividad] = field(default_factory=list)


@pagina_guardada
def detalle(request: HttpRequest, clave: str) -> HttpResponse:
    compromiso = get_object_or_404(
        Compromiso.objects.visibles_para(request.user)
        .select_related("plan__secretariado__entidad", "eje", "proviene_de")
        .annotate(
            hay_indicadores=Exists(Indicador.objects.filter(compromiso=OuterRef("pk"))),
            hay_dudas=Exists(Duda.objects.filter(compromiso=OuterRef("pk"), resuelta=False)),
        ),
        clave=clave.upper(),
    )
    evidencias = _evidencias(compromiso)
    avances = list(
        Avance.objects.filter(entrega__actividad__compromiso=compromiso)
        .select_related("institucion", "entrega")
        .order_by("-creado", "-id")[:SUCESOS_MAXIMOS]
    )
    responsables = sorted(
        Responsable.objects.filter(compromiso=compromiso).select_related("institucion", "accion"),
        key=lambda r: Responsable.Papel.values.index(r.papel),
    )
    alineaciones = (
        Alineacion.objects.filter(compromiso=compromiso)
        .select_related("elemento__marco")
        .order_by("elemento__marco__clave", "elemento__orden")
    )
    contexto = {
        "c": compromiso,
        "grupos": _grupos(compromiso, request.user),
        "evidencias": evidencias,
        "sucesos": _sucesos(avances, evidencias),
        "responsables": [r for r in responsables if r.accion_id is None],
        "alineaciones": list(alineaciones),
        "indicadores": list(Indicador.objects.filter(compromiso=compromiso).select_related("accion"))
        if compromiso.hay_indicadores  # type: ignore[attr-defined]
        else [],
        "dudas": list(Duda.objects.filter(compromiso=compromiso, resuelta=False))
        if compromiso.hay_dudas  # type: ignore[attr-defined]
        else [],
        "textos": _textos(compromiso),
        "enlazados": del_compromiso(compromiso),
        "puede_modificar": puede(request.user, permiso_de_cambio(compromiso.plan), compromiso.plan),
        "puede_informar": puede(request.user, "compromisos.solicitar_informe", compromiso),
        "compartir": None if compromiso.plan.es_borrador else para_compartir(compromiso),
    }
    return render(request, "compromisos/compromiso.html", contexto)


def _textos(c: Compromiso) -> list[tuple[str, str]]:
    """The long texts that are filled in, with their labels."""
    campos = (
        "descripcion problema objetivo objetivo_mediano_plazo contribucion proposito_ciudadano como_se_verifica "
        "medios_verificacion supuestos relevancia_ogp perspectiva_genero otros_actores informacion_adicional"
    )
    return [
        (str(Compromiso._meta.get_field(f).verbose_name), getattr(c, f))  # type: ignore[union-attr]
        for f in campos.split()
        if getattr(c, f)
    ]


def _grupos(compromiso: Compromiso, usuario: Any) -> list[Grupo]:
    """Activities under their key action, each with its deliveries, its dates in force and what may be updated."""
    actividades = (
        Actividad.objects.filter(compromiso=compromiso)
        .select_related("accion", "a_cargo_de")
        .order_by("accion__numero", "numero")
        .prefetch_related(Prefetch("entregas", Entrega.objects.order_by("numero")))
    )
    grupos: dict[int | None, Grupo] = {}
    for actividad in actividades:
        actividad.compromiso = compromiso
        actividad.efectivas = fechas_de(actividad)  # type: ignore[attr-defined]
        actividad.por_actualizar = _por_actualizar(actividad, usuario)  # type: ignore[attr-defined]
        grupos.setdefault(actividad.accion_id, Grupo(actividad.accion)).actividades.append(actividad)
    return list(grupos.values())


def _por_actualizar(actividad: Actividad, usuario: Any) -> list[int]:
    """Deliveries that `usuario` may report from this page: the only one, or the first periodic one unfinished."""
    if not usuario.is_authenticated:
        return []
    entregas = [e for e in actividad.entregas.all() if not actividad.es_periodica or e.declarado != 100][:1]
    for entrega in entregas:
        entrega.actividad = actividad
    return [e.pk for e in entregas if puede(usuario, "compromisos.declarar_avance", e)]


def _evidencias(compromiso: Compromiso) -> list[Evidencia]:
    """Each with its verdict in force as `vigente` (at most one, says a constraint), in the same query."""
    en_vigor = FilteredRelation("verificaciones", condition=Q(verificaciones__revocada__isnull=True))
    return list(
        Evidencia.objects.filter(entrega__actividad__compromiso=compromiso)
        .annotate(vigente=en_vigor)
        .select_related("archivo", "institucion", "entrega__actividad", "vigente__institucion")  # type: ignore[misc]
        .order_by("-creado", "-id")[:SUCESOS_MAXIMOS]
    )


def quien(fila: Any) -> str:
    """Who acted, in public: the institution, or the role. Never the person."""
    if fila.institucion:
        return str(fila.institucion)
    return str(Membresia.Rol(fila.rol).label) if fila.rol in Membresia.Rol.values else _("Administración")


def _sucesos(avances: list[Avance], evidencias: list[Evidencia]) -> list[dict[str, Any]]:
    """Declarations, evidence and verdicts, latest first."""
    sucesos: list[dict[str, Any]] = [
        {
            "fecha": a.creado,
            "tipo": "avance",
            "titulo": _("Declaró %(porcentaje)s") % {"porcentaje": cifra(a.porcentaje)},
            "texto": a.que_se_hizo,
            "nota": _("Obstáculos: %(texto)s") % {"texto": a.obstaculos} if a.obstaculos else "",
            "quien": quien(a),
        }
        for a in avances
    ]
    for e in evidencias:
        sucesos.append(
            {
                "fecha": e.creado,
                "tipo": "evidencia",
                "titulo": _("Envió evidencia: %(titulo)s") % {"titulo": e.titulo},
                "url": e.get_absolute_url(),
                "quien": quien(e),
            }
        )
        if v := getattr(e, "vigente", None):
            sucesos.append(
                {
                    "fecha": v.creado,
                    "tipo": v.veredicto,
                    "titulo": _("%(veredicto)s: %(titulo)s")
                    % {"veredicto": v.get_veredicto_display(), "titulo": e.titulo},
                    "url": e.get_absolute_url(),
                    "texto": v.motivo,
                    "quien": str(v.institucion),
                }
            )
    return sorted(sucesos, key=lambda s: s["fecha"], reverse=True)[:SUCESOS_MAXIMOS]


def historial(request: HttpRequest, clave: str) -> HttpResponse:
    """Log entries and modifications of a commitment."""
    compromiso = get_object_or_404(
        Compromiso.objects.visibles_para(request.user).select_related("plan__secretariado__entidad"),
        clave=clave.upper(),
    )
    asientos = Asiento.objects.filter(asunto=compromiso.asunto, publico=True).order_by("-numero")[:SUCESOS_MAXIMOS]
    modificaciones = Modificacion.objects.filter(compromiso=compromiso).select_related("acuerdo", "actividad")
    return render(
        request,
        "compromisos/historial.html",
        {
            "c": compromiso,
            "asientos": asientos,
            "modificaciones": modificaciones,
            "roles": ROLES,
            "al": hoy(),
        },
    )


def agrupar_por_eje(compromisos: list[Compromiso]) -> dict[int | None, list[Compromiso]]:
    """Commitments by axis id, in their order."""
    grupos: dict[int | None, list[Compromiso]] = defaultdict(list)
    for compromiso in compromisos:
        grupos[compromiso.eje_id].append(compromiso)
    return grupos
