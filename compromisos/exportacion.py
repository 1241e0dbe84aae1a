"""A plan of the registry in the shape that the importer reads (`fixtures/planes/*.json`). Only reads.

For who works on the plan: it carries the contact of its responsible persons.
"""

from typing import Any

from django.db.models import Prefetch

from compromisos.importacion.lectura_json import REGISTRO
from compromisos.importacion.revision import ESQUEMA
from compromisos.models import AccionClave, Actividad, Alineacion, Compromiso, Indicador, Plan, Responsable
from secretariado.models import Institucion, Integrante, Secretariado


def datos_del_plan(plan: Plan) -> dict[str, Any]:
    """The whole plan, with a number of queries that does not depend on its size."""
    compromisos = _compromisos_de(plan)
    asientos = list(plan.secretariado.integrantes.select_related("institucion").order_by("orden"))
    citadas = {r.institucion_id for c in compromisos for r in c.responsables.all()}
    citadas |= {a.institucion_id for a in asientos if a.institucion_id}
    instituciones = list(Institucion.objects.filter(pk__in=citadas).order_by("pk"))
    codigos = {i.pk: i.siglas or i.slug for i in instituciones}
    if len(set(codigos.values())) < len(codigos):
        codigos = {i.pk: i.slug for i in instituciones}
    ejes = list(plan.ejes.order_by("orden"))
    return {
        "fuente": {"titulo": plan.fuente, "formato": REGISTRO},
        "secretariado": _secretariado(plan.secretariado, asientos, codigos),
        "instituciones": [_institucion(i, codigos) for i in instituciones],
        "plan": {"clave": plan.clave, "numero": plan.numero, **_campos(plan, "plan")},
        "ejes": [{"numero": e.numero, "orden": e.orden, "nombre": e.nombre} for e in ejes],
        "compromisos": [_compromiso(c, codigos) for c in compromisos],
        "dudas": [_duda(d) for d in plan.dudas.filter(compromiso=None).order_by("pk")],
    }


def _compromisos_de(plan: Plan) -> list[Compromiso]:
    return list(
        Compromiso.objects.filter(plan=plan)
        .exclude(estado=Compromiso.Estado.RETIRADO)
        .order_by("numero")
        .select_related("eje")
        .prefetch_related(
            Prefetch("responsables", Responsable.objects.select_related("institucion").order_by("orden", "pk")),
            Prefetch("indicadores", Indicador.objects.order_by("pk")),
            Prefetch("alineaciones", Alineacion.objects.select_related("elemento__marco").order_by("pk")),
            Prefetch("acciones", AccionClave.objects.order_by("numero")),
            Prefetch("actividades", Actividad.objects.filter(cancelada=False).order_by("numero")),
            "dudas",
        )
    )


def _secretariado(stl: Secretariado, asientos: list[Integrante], codigos: dict[int, str]) -> dict[str, Any]:
    return {
        "entidad": stl.entidad.letras,
        "nombre": stl.nombre,
        "fecha_declaratoria": _iso(stl.fecha_declaratoria),
        "fecha_instalacion": _iso(stl.fecha_instalacion),
        "texto_instalacion": stl.descripcion,
        "integrantes": [
            {
                "orden": a.orden,
                "titular": a.titular,
                "suplente": a.suplente,
                "institucion": codigos.get(a.institucion_id or 0),
                "papel": a.papel,
            }
            for a in asientos
        ],
    }


def _institucion(i: Institucion, codigos: dict[int, str]) -> dict[str, Any]:
    return {
        "codigo": codigos[i.pk],
        "siglas": i.siglas,
        "nombre": i.nombre,
        "tipo": i.tipo,
        "otros_nombres": i.otros_nombres,
        "pertenece_a": codigos.get(i.pertenece_a_id or 0),
        "sitio": i.sitio,
    }


def _compromiso(c: Compromiso, codigos: dict[int, str]) -> dict[str, Any]:
    actividades = list(c.actividades.all())
    return {
        **_campos(c, "compromisos"),
        "clave": c.clave,
        "eje": c.eje.orden if c.eje else None,
        "origen": c.origen,
        "precision": c.precision,
        "alineaciones": [
            {
                "marco": a.elemento.marco.clave,
                "clave": a.elemento.clave,
                "texto_original": a.texto_original,
                "confirmada": a.confirmada,
            }
            for a in c.alineaciones.all()
        ],
        **_suyos(c, None, codigos),
        "acciones": [
            {
                "numero": x.numero,
                **_campos(x, "acciones"),
                **_suyos(c, x.pk, codigos),
                "actividades": [_actividad(a) for a in actividades if a.accion_id == x.pk],
            }
            for x in c.acciones.all()
        ],
        "actividades": [_actividad(a) for a in actividades if a.accion_id is None],
        "dudas": [_duda(d) for d in c.dudas.all()],
    }


def _suyos(c: Compromiso, accion: int | None, codigos: dict[int, str]) -> dict[str, Any]:
    """Who answers for, and what measures, a commitment or one of its key actions."""
    return {
        "responsables": [
            {**_campos(r, "responsables"), "institucion": codigos[r.institucion_id]}
            for r in c.responsables.all()
            if r.accion_id == accion
        ],
        "indicadores": [
            {**_campos(i, "indicadores"), "definicion": i.definicion}
            for i in c.indicadores.all()
            if i.accion_id == accion
        ],
    }


def _actividad(a: Actividad) -> dict[str, Any]:
    return {"numero": a.numero, **_campos(a, "actividades"), "precision": a.precision}


def _duda(d: Any) -> dict[str, Any]:
    return {"campo": d.campo, "texto_original": d.texto_original, "nota": d.nota, "resuelta": d.resuelta}


def _campos(fila: Any, clase: str) -> dict[str, Any]:
    """The reviewable fields that are plain columns, as JSON keeps them."""
    resultado: dict[str, Any] = {}
    for campo, forma, _maximo in ESQUEMA[clase]:
        if campo in ("institucion", "eje", "alineaciones"):
            continue
        valor = getattr(fila, campo)
        if forma == "fecha":
            valor = _iso(valor)
        elif forma == "decimal":
            valor = None if valor is None else str(valor)
        resultado[campo] = valor
    return resultado


def _iso(dia: Any) -> str | None:
    return dia.isoformat() if dia else None
