"""Loading of the real plans in `fixtures/planes/`, transcribed from their documents.

A plan that is already in the registry is left as it is. Runs from the command line with no person behind it,
so these functions take no actor; publication is recorded with the agreement known by document.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from compromisos.models import (
    AccionClave,
    Actividad,
    Alineacion,
    Compromiso,
    Duda,
    Eje,
    Elemento,
    Indicador,
    Plan,
    Responsable,
)
from compromisos.servicios.catalogos import institucion_conocida, leer, slug_institucion
from compromisos.servicios.planes import congelar_y_publicar
from compromisos.textos import TEXTOS, texto_de_busqueda
from secretariado.models import Acuerdo, Entidad, Garante, Institucion, Integrante, Secretariado

PLANES = Path(settings.BASE_DIR) / "fixtures" / "planes"


def cargar_planes() -> list[str]:
    """Load every plan of the folder that is not there yet; returns the keys loaded."""
    cargados = [p.clave for ruta in sorted(PLANES.glob("*-[0-9].json")) if (p := cargar_plan(leer(ruta)))]
    return cargados + cargar_panorama(leer(PLANES / "panorama_2020.json"))


@transaction.atomic
def cargar_plan(datos: dict[str, Any]) -> Plan | None:
    """One transcribed plan with everything it says; None when it is already registered."""
    if Plan.objects.filter(clave=datos["plan"]["clave"]).exists():
        return None
    entidad = Entidad.objects.get(letras=datos["secretariado"]["entidad"])
    instituciones = _instituciones(entidad, datos["instituciones"])
    stl = _secretariado(entidad, datos["secretariado"], instituciones)
    plan = _plan(stl, datos)
    ejes = {
        fila["numero"]: Eje.objects.create(plan=plan, **_solo(fila, "numero", "orden", "nombre"))
        for fila in datos["ejes"]
    }
    for fila in datos["compromisos"]:
        crear_compromiso(plan, ejes, instituciones, fila)
    crear_dudas(plan, None, datos.get("dudas", []))
    _publicar(plan, datos["fuente"]["titulo"])
    return plan


def _solo(fila: dict[str, Any], *campos: str) -> dict[str, Any]:
    return {c: fila[c] for c in campos if fila.get(c) is not None}


def _fecha(valor: str | None) -> date | None:
    return date.fromisoformat(valor) if valor else None


def _instituciones(entidad: Entidad, filas: list[dict[str, Any]]) -> dict[str, Institucion]:
    """Institutions by the file's code; a body already known by name or acronym in the state is reused."""
    porcodigo: dict[str, Institucion] = {}
    for fila in filas:
        conocida = institucion_conocida(entidad, fila["nombre"], fila["siglas"], fila["tipo"])
        if conocida:
            conocida.nombre = fila["nombre"]
            conocida.save(update_fields=["nombre"])
        porcodigo[fila["codigo"]] = conocida or Institucion.objects.create(
            entidad=entidad,
            slug=slug_institucion(entidad, fila["siglas"] or fila["nombre"]),
            **_solo(fila, "nombre", "siglas", "tipo", "otros_nombres", "sitio"),
        )
    for fila in filas:
        if fila.get("pertenece_a"):
            institucion = porcodigo[fila["codigo"]]
            institucion.pertenece_a = porcodigo[fila["pertenece_a"]]
            institucion.save(update_fields=["pertenece_a"])
    return porcodigo


def _secretariado(entidad: Entidad, datos: dict[str, Any], instituciones: dict[str, Institucion]) -> Secretariado:
    stl, _ = Secretariado.objects.get_or_create(
        slug=slugify(f"{entidad.letras}-{datos['nombre']}")[:120],
        defaults={
            "entidad": entidad,
            "nombre": datos["nombre"],
            "ambito": Secretariado.Ambito.NACIONAL if entidad.clave_inegi == "00" else "estatal",
            "fecha_declaratoria": _fecha(datos.get("fecha_declaratoria")),
            "fecha_instalacion": _fecha(datos.get("fecha_instalacion")),
            "descripcion": datos.get("texto_instalacion", ""),
        },
    )
    for fila in datos.get("integrantes", []):
        codigo = fila.get("institucion")
        Integrante.objects.create(
            secretariado=stl,
            institucion=instituciones[codigo] if codigo else None,
            desde=stl.fecha_instalacion,
            **_solo(fila, "orden", "titular", "suplente", "papel"),
        )
    Entidad.objects.filter(pk=entidad.pk).update(participa=True, etapa=Entidad.Etapa.ACTIVO)
    for institucion in instituciones.values():
        if institucion.tipo == Institucion.Tipo.ORGANISMO_GARANTE:
            Garante.objects.get_or_create(entidad=entidad, institucion=institucion)
    return stl


def _plan(stl: Secretariado, datos: dict[str, Any]) -> Plan:
    fila = datos["plan"]
    return Plan.objects.create(
        secretariado=stl,
        slug=fila["clave"].lower(),
        fecha_inicio=_fecha(fila["fecha_inicio"]),
        fecha_fin=_fecha(fila["fecha_fin"]),
        fuente=datos["fuente"]["titulo"],
        **_solo(
            fila,
            "numero",
            "clave",
            "titulo",
            "estado",
            "objetivo_general",
            "objetivos_especificos",
            "metodologia",
            "antecedentes",
        ),
    )


def crear_compromiso(
    plan: Plan,
    ejes: Mapping[Any, Eje],
    instituciones: dict[str, Institucion],
    fila: dict[str, Any],
    estado: str = Compromiso.Estado.EN_PROCESO,
) -> Compromiso:
    """A commitment with all it says, within the caller's transaction; also the importer's door."""
    compromiso = Compromiso.objects.create(
        plan=plan,
        eje=ejes[fila["eje"]] if fila.get("eje") else None,
        estado=estado,
        fecha_inicio=_fecha(fila.get("fecha_inicio")),
        fecha_fin=_fecha(fila.get("fecha_fin")),
        busqueda=texto_de_busqueda(fila["clave"], *(fila.get(c, "") for c in TEXTOS)),
        **_solo(fila, "numero", "clave", "precision", "origen", *TEXTOS),
    )
    _responsables(compromiso, None, instituciones, fila.get("responsables", []))
    _indicadores(compromiso, None, fila.get("indicadores", []))
    for alineacion in fila.get("alineaciones", []):
        Alineacion.objects.create(
            compromiso=compromiso,
            elemento=Elemento.objects.get(marco__clave=alineacion["marco"], clave=alineacion["clave"]),
            texto_original=alineacion.get("texto_original", ""),
            confirmada=alineacion.get("confirmada", True),
        )
    for datos in fila.get("acciones", []):
        accion = AccionClave.objects.create(
            compromiso=compromiso,
            ponderacion=Decimal(datos["ponderacion"]) if datos.get("ponderacion") else None,
            fecha_inicio=_fecha(datos.get("fecha_inicio")),
            fecha_fin=_fecha(datos.get("fecha_fin")),
            **_solo(datos, "numero", "nombre", "descripcion", "medio_verificacion"),
        )
        _responsables(compromiso, accion, instituciones, datos.get("responsables", []))
        _indicadores(compromiso, accion, datos.get("indicadores", []))
        _actividades(compromiso, accion, datos["actividades"])
    _actividades(compromiso, None, fila.get("actividades", []))
    crear_dudas(plan, compromiso, fila.get("dudas", []))
    return compromiso


def _responsables(
    compromiso: Compromiso,
    accion: AccionClave | None,
    instituciones: dict[str, Institucion],
    filas: list[dict[str, Any]],
) -> None:
    for orden, fila in enumerate(filas):
        Responsable.objects.create(
            compromiso=compromiso,
            accion=accion,
            institucion=instituciones[fila["institucion"]],
            orden=orden,
            **_solo(fila, "papel", "area", "persona", "cargo", "correo", "telefono"),
        )


def _indicadores(compromiso: Compromiso, accion: AccionClave | None, filas: list[dict[str, Any]]) -> None:
    for fila in filas:
        Indicador.objects.create(
            compromiso=compromiso,
            accion=accion,
            **_solo(fila, "nombre", "definicion", "clase", "linea_base", "meta", "unidad", "medio_verificacion"),
        )


def _actividades(compromiso: Compromiso, accion: AccionClave | None, filas: list[dict[str, Any]]) -> None:
    for fila in filas:
        Actividad.objects.create(
            compromiso=compromiso,
            accion=accion,
            fecha_inicio=_fecha(fila.get("fecha_inicio")),
            fecha_fin=_fecha(fila.get("fecha_fin")),
            **_solo(
                fila,
                "numero",
                "nombre",
                "descripcion",
                "medio_verificacion",
                "precision",
                "periodicidad",
                "calendario_texto",
            ),
        )


def crear_dudas(plan: Plan, compromiso: Compromiso | None, filas: list[dict[str, Any]]) -> None:
    for fila in filas:
        Duda.objects.create(
            plan=plan, compromiso=compromiso, **_solo(fila, "campo", "texto_original", "nota", "resuelta")
        )


def _publicar(plan: Plan, documento: str, momento: datetime | None = None) -> None:
    """Record the publication of a plan older than the registry, by the agreement its document stands for."""
    acuerdo, _ = Acuerdo.objects.get_or_create(
        secretariado=plan.secretariado,
        numero=f"{plan.clave}-publicación",
        defaults={
            "texto": f"Publicación de {plan.titulo}, anterior a este registro.",
            "documento": documento[:200],
            "estado": Acuerdo.Estado.CUMPLIDO,
        },
    )
    if momento is None:
        dia = plan.fecha_inicio or date(2020, 8, 1)
        momento = datetime.combine(dia, time(9), tzinfo=timezone.get_default_timezone())
    congelar_y_publicar(plan, acuerdo, momento=momento)


@transaction.atomic
def cargar_panorama(datos: dict[str, Any]) -> list[str]:
    """The states that take part and the plans known only by name and state ("sin compromisos cargados")."""
    Entidad.objects.filter(letras__in=datos["estados_participantes"]).update(participa=True)
    entidades = {e.letras: e for e in Entidad.objects.all()}
    titulo = datos["fuente"]["titulo"]
    cargados = []
    for fila in datos["planes"]:
        entidad, numero = entidades[fila["entidad"]], fila["numero"]
        clave = f"{entidad.letras}-{numero}"
        if Plan.objects.filter(clave=clave).exists():
            continue
        stl = entidad.secretariados.order_by("id").first() or Secretariado.objects.create(
            entidad=entidad,
            nombre=f"Secretariado Técnico Local de {entidad.nombre}",
            slug=slugify(f"{entidad.letras}-secretariado-tecnico-local"),
        )
        if fila["estado"] == Plan.Estado.EN_FORMULACION:
            nota = f"Plan {numero}: {fila['estado_texto']} ({titulo})."
            if nota not in stl.descripcion:
                stl.descripcion = f"{stl.descripcion}\n{nota}".strip()
                stl.save(update_fields=["descripcion"])
            continue
        if not entidad.etapa:
            Entidad.objects.filter(pk=entidad.pk).update(etapa=Entidad.Etapa.ACTIVO)
        plan = Plan.objects.create(
            secretariado=stl,
            numero=numero,
            clave=clave,
            slug=clave.lower(),
            titulo=f"{_ORDINAL[numero]} Plan de Acción Local de {entidad.nombre}",
            estado=fila["estado"],
            fuente=titulo,
        )
        _publicar(plan, titulo, datetime(2020, 8, 1, 9, tzinfo=timezone.get_default_timezone()))
        cargados.append(clave)
    return cargados


_ORDINAL = {1: "Primer", 2: "Segundo", 3: "Tercer"}
