"""Which facts somebody should be told today, and whom. One query per kind, and three that say who is who.

Kinds look at windows, not at single days: a notice that a stopped server did not give is given later, and the
fact's key (secretariado/registro/avisos.py) keeps it from being given twice. A changed due date is a new fact.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from compromisos.models import Entrega, Evidencia, Informe, Responsable, Verificacion
from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.numeros import cifra
from secretariado.models import Aviso, Membresia
from secretariado.registro.avisos import Hecho, crear_avisos, nuevos

Tipo = Aviso.Tipo
VENTANAS = {Tipo.VENCE_HOY: (0, 0), Tipo.VENCE_3: (1, 3), Tipo.VENCE_15: (4, 15)}
"""Days until the due date, first and last."""
DEVUELTAS_RECIENTES = timedelta(days=14)
PROGRAMADOS_RECIENTES = timedelta(days=14)
FILAS_DEL_RESUMEN = 20


def avisar(tipos: Sequence[str] | None = None) -> int:
    """Create what is due today of `tipos` (all of them by default); returns how many notices are new."""
    return crear_avisos(hechos(hoy(), tipos))


def por_avisar(tipos: Sequence[str] | None = None) -> list[Aviso]:
    """What `avisar` would create, without creating it."""
    return nuevos(hechos(hoy(), tipos))


def hechos(al: date, tipos: Sequence[str] | None = None) -> Iterator[Hecho]:
    """Every fact of `al` with each of its recipients."""
    quienes = leer_destinatarios(al)
    for tipo in tipos or Tipo.values:
        yield from _CALCULOS[Tipo(tipo)](al, quienes)


@dataclass(slots=True)
class Destinatarios:
    """Active accounts by what they may do; ids only."""

    facilitan: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    responden: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    verifican: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    """STL → account → its institution."""
    de_cada_cuenta: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    a_cargo: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Commitment → institutions that answer for it (only those with accounts)."""

    def de_la_entrega(self, fila: Mapping[str, Any]) -> set[int]:
        """Who reports a delivery, as `permisos.a_cargo_de` says: its institutions, and the facilitation."""
        propia = fila["actividad__a_cargo_de"]
        instituciones = {propia} if propia else self.a_cargo.get(fila["actividad__compromiso"], set())
        stl = fila["actividad__compromiso__plan__secretariado"]
        return self.facilitan.get(stl, set()).union(*(self.responden.get(i, set()) for i in instituciones))

    def verificadores(self, fila: Mapping[str, Any]) -> set[int]:
        """Four eyes, as `permisos.puede_verificar` says: not the author, nor of an institution involved."""
        stl = fila["entrega__actividad__compromiso__plan__secretariado"]
        involucradas = self.a_cargo.get(fila["entrega__actividad__compromiso"], set()) | {fila["institucion"]}
        return {
            cuenta
            for cuenta in self.verifican.get(stl, {})
            if cuenta != fila["autor"]
            and cuenta not in self.facilitan.get(stl, set())
            and not involucradas & self.de_cada_cuenta[cuenta]
        }


def leer_destinatarios(al: date) -> Destinatarios:
    quienes = Destinatarios()
    vigentes = Membresia.objects.vigentes(al).filter(usuario__is_active=True)
    rol = Membresia.Rol
    for cuenta, papel, stl, institucion in vigentes.values_list(
        "usuario_id", "rol", "secretariado_id", "institucion_id"
    ):
        if papel == rol.FACILITACION:
            quienes.facilitan[stl].add(cuenta)
        elif papel == rol.RESPONSABLE:
            quienes.responden[institucion].add(cuenta)
            quienes.de_cada_cuenta[cuenta].add(institucion)
        elif papel == rol.VERIFICACION:
            quienes.verifican[stl][cuenta] = institucion
            quienes.de_cada_cuenta[cuenta].add(institucion)
    con_cuenta = vigentes.filter(institucion__isnull=False).values("institucion")
    for compromiso, institucion in Responsable.objects.filter(
        papel__in=("responsable", "corresponsable"), institucion__in=con_cuenta
    ).values_list("compromiso_id", "institucion_id"):
        quienes.a_cargo[compromiso].add(institucion)
    return quienes


_DE_LA_ENTREGA = (
    "pk", "numero", "vence", "declarado", "verificado", "actividad__nombre", "actividad__periodicidad",
    "actividad__a_cargo_de", "actividad__compromiso", "actividad__compromiso__clave",
    "actividad__compromiso__plan__secretariado",
)  # fmt: skip


def _por_vencer(tipo: Aviso.Tipo) -> "Callable[[date, Destinatarios], Iterator[Hecho]]":
    desde, hasta = VENTANAS[tipo]

    def calcular(al: date, quienes: Destinatarios) -> Iterator[Hecho]:
        """Due within the window and not yet declared complete."""
        entregas = (
            Entrega.objects.por_avisar()
            .filter(vence__gte=al + timedelta(days=desde), vence__lte=al + timedelta(days=hasta))
            .exclude(declarado=100)
            .order_by("vence", "pk")
        )
        for fila in entregas.values(*_DE_LA_ENTREGA).iterator():
            vence: date = fila["vence"]
            datos = _datos([_renglon(fila)])
            clave = f"entrega:{fila['pk']}:{vence.isoformat()}"
            for cuenta in sorted(quienes.de_la_entrega(fila)):
                yield Hecho(cuenta, tipo, clave, datos, caduca=vence)

    return calcular


def _vencidas(al: date, quienes: Destinatarios) -> Iterator[Hecho]:
    """One fact per person and week: what was overdue when the week began, the oldest first."""
    lunes = al - timedelta(days=al.weekday())
    de_cada_quien: dict[int, list[dict[str, Any]]] = defaultdict(list)
    cuantas: dict[int, int] = defaultdict(int)
    entregas = Entrega.objects.por_avisar().filter(vence__lt=lunes).order_by("vence", "pk")
    for fila in entregas.values(*_DE_LA_ENTREGA).iterator():
        for cuenta in quienes.de_la_entrega(fila):
            cuantas[cuenta] += 1
            if cuantas[cuenta] <= FILAS_DEL_RESUMEN:
                de_cada_quien[cuenta].append(_renglon(fila))
    for cuenta in sorted(cuantas):
        datos = _datos(de_cada_quien[cuenta], cuantas[cuenta])
        yield Hecho(cuenta, Tipo.VENCIDAS, f"semana:{lunes.isoformat()}", datos, lunes + timedelta(days=6))


def _observadas(al: date, quienes: Destinatarios) -> Iterator[Hecho]:
    """Verdicts against, recent and not yet answered, to the institution that sent the evidence."""
    veredictos = (
        Verificacion.objects.filter(
            revocada__isnull=True,
            veredicto__in=("observada", "rechazada"),
            creado__gte=_inicio(al - DEVUELTAS_RECIENTES),
            evidencia__estado__in=("observada", "rechazada"),
            evidencia__sustituida_por__isnull=True,
            evidencia__entrega__actividad__compromiso__plan__publicado_en__isnull=False,
            evidencia__entrega__actividad__cancelada=False,
        )
        .exclude(evidencia__entrega__actividad__compromiso__estado="retirado")
        .exclude(evidencia__entrega__actividad__compromiso__plan__estado__in=("suspendido", "cancelado"))
        .order_by("creado", "pk")
    )
    for fila in veredictos.values(
        "pk", "veredicto", "motivo", "creado", "evidencia", "evidencia__titulo", "evidencia__institucion",
        "evidencia__entrega__actividad__compromiso__clave",
        "evidencia__entrega__actividad__compromiso__plan__secretariado",
    ).iterator():  # fmt: skip
        institucion = fila["evidencia__institucion"]
        stl = fila["evidencia__entrega__actividad__compromiso__plan__secretariado"]
        cuentas = quienes.responden.get(institucion, ()) if institucion else quienes.facilitan.get(stl, ())
        renglon = {
            "clave": fila["evidencia__entrega__actividad__compromiso__clave"],
            "nombre": fila["evidencia__titulo"],
            "fecha": timezone.localdate(fila["creado"]).isoformat(),
            "situacion": "devuelta" if fila["veredicto"] == "observada" else "rechazada",
            "motivo": fila["motivo"][:300],
            "ruta": reverse("mesa_corregir", args=[fila["evidencia"]]),
        }
        yield from _a_cada_quien(cuentas, Tipo.OBSERVADA, f"verificacion:{fila['pk']}", renglon)


def _en_espera(al: date, quienes: Destinatarios) -> Iterator[Hecho]:
    """Evidence waiting too long, to those who may decide on it."""
    evidencias = (
        Evidencia.objects.por_verificar()
        .demoradas(al)
        .filter(entrega__actividad__compromiso__plan__publicado_en__isnull=False)
        .exclude(entrega__actividad__compromiso__plan__estado__in=("suspendido", "cancelado"))
    )
    for fila in evidencias.values(
        "pk", "titulo", "creado", "autor", "institucion", "entrega__actividad__compromiso",
        "entrega__actividad__compromiso__clave", "entrega__actividad__compromiso__plan__secretariado",
    ).iterator():  # fmt: skip
        renglon = {
            "clave": fila["entrega__actividad__compromiso__clave"],
            "nombre": fila["titulo"],
            "fecha": timezone.localdate(fila["creado"]).isoformat(),
            "situacion": "en_espera",
            "ruta": reverse("mesa_evidencia", args=[fila["pk"]]),
        }
        clave = f"evidencia:{fila['pk']}"
        yield from _a_cada_quien(quienes.verificadores(fila), Tipo.EN_ESPERA, clave, renglon)


def _programados(al: date, quienes: Destinatarios) -> Iterator[Hecho]:
    """Scheduled reports lately finished, to the guarantor of their STL (its verifiers)."""
    informes = (
        Informe.objects.publicados()
        .filter(programado=True, terminado__gte=_inicio(al - PROGRAMADOS_RECIENTES))
        .order_by("terminado", "pk")
    )
    for folio, titulo, corte, stl, sha256 in informes.values_list(
        "folio", "plan__titulo", "corte", "plan__secretariado", "archivo__sha256"
    ).iterator():
        renglon = {
            "clave": folio,
            "nombre": titulo,
            "fecha": corte.isoformat(),
            "situacion": "reporte",
            "ruta": reverse("informe", args=[folio]),
            "descargas": [[f.upper(), reverse(f"informe_{f}", args=[folio])] for f in ("pdf", "xlsx")],
            "adjunto": {"sha256": sha256, "nombre": f"{folio}.pdf"},
        }
        yield from _a_cada_quien(quienes.verifican.get(stl, {}), Tipo.REPORTE, f"informe:{folio}", renglon)


def _a_cada_quien(cuentas: Iterable[int], tipo: str, clave: str, renglon: dict[str, Any]) -> Iterator[Hecho]:
    datos = _datos([renglon])
    for cuenta in sorted(cuentas):
        yield Hecho(cuenta, tipo, clave, datos)


def _datos(filas: list[dict[str, Any]], total: int | None = None) -> dict[str, Any]:
    return {"filas": filas, "total": len(filas) if total is None else total}


def _renglon(fila: Mapping[str, Any]) -> dict[str, Any]:
    """A delivery as a message says it. Public facts only."""
    declarado = fila["declarado"]
    situacion = "por_verificar" if declarado == 100 else "parcial" if declarado else "sin_reporte"
    periodica = fila["actividad__periodicidad"] != "unica"
    return {
        "clave": fila["actividad__compromiso__clave"],
        "nombre": fila["actividad__nombre"][:200] + (f" ({fila['numero']})" if periodica else ""),
        "fecha": fila["vence"].isoformat(),
        "situacion": situacion,
        "declarado": cifra(declarado),
        "ruta": reverse("mesa_entrega", args=[fila["pk"]]),
    }


def _inicio(dia: date) -> datetime:
    return timezone.make_aware(datetime.combine(dia, time.min))


_CALCULOS: dict[Aviso.Tipo, Callable[[date, Destinatarios], Iterator[Hecho]]] = {
    **{tipo: _por_vencer(tipo) for tipo in VENTANAS},
    Tipo.VENCIDAS: _vencidas,
    Tipo.OBSERVADA: _observadas,
    Tipo.EN_ESPERA: _en_espera,
    Tipo.REPORTE: _programados,
}
