"""A draft plan from the document it was written in. The same file twice gives the same plan."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import validate_email
from django.db import DatabaseError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from compromisos.importacion.borrador import Borrador
from compromisos.importacion.comprension import comprender
from compromisos.importacion.lectura import leer_aparte
from compromisos.importacion.letras import normal
from compromisos.importacion.limites import DocumentoIlegible
from compromisos.importacion.revision import obtener
from compromisos.models import Compromiso, Eje, Elemento, Plan
from compromisos.servicios.busqueda import indexar_planes
from compromisos.servicios.carga import crear_compromiso, crear_dudas
from compromisos.servicios.catalogos import slug_institucion
from compromisos.servicios.recalculo import bloquear_entidades, recalcular
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Archivo, Entidad, Institucion, Integrante, Membresia, Secretariado, Usuario
from secretariado.permisos import exigir
from secretariado.registro.archivo import guardar_generado, guardar_revisado, revisar_archivo
from secretariado.registro.bitacora import asentar

_PLAN = ("titulo", "objetivo_general", "objetivos_especificos", "metodologia", "antecedentes")


def leer_plan(cuerpo: bytes, nombre: str, entidad: str) -> Borrador:
    """What the document says, without writing anything. Raises ReglaIncumplida(campo="archivo")."""
    try:
        return comprender(leer_aparte(cuerpo, nombre), entidad=entidad)
    except DocumentoIlegible as error:
        raise ReglaIncumplida(error.mensaje, "archivo") from error


def importar_plan(
    *, actor: Usuario, secretariado: Secretariado, cuerpo: bytes, nombre: str, numero: int | None = None
) -> tuple[Plan, Borrador | None]:
    """The draft plan of a document, and what was read; (plan, None) when that file was imported already."""
    exigir("compromisos.importar_plan", actor, secretariado)
    huella = hashlib.sha256(cuerpo).hexdigest()
    if previo := plan_importado(secretariado, huella):
        return previo, None
    borrador = leer_plan(cuerpo, nombre, secretariado.entidad.letras)
    archivo = guardar_documento(cuerpo, PurePath(nombre).name)
    with transaction.atomic():
        bloquear_entidades([secretariado.entidad_id])
        if previo := plan_importado(secretariado, huella):
            return previo, None
        try:
            with transaction.atomic():
                plan = crear_borrador_de_plan(
                    secretariado, borrador.datos, borrador.sin_clasificar, PurePath(nombre).name, numero
                )
        except NO_CABE as error:
            raise no_cabe() from error
        plan.documento = archivo
        plan.save(update_fields=["documento"])
        indexar_planes([plan.pk])
        asentar(
            actor=actor,
            rol=Membresia.Rol.FACILITACION,
            institucion=None,
            accion="plan.importado",
            asunto=plan.asunto,
            plan=plan.clave,
            publico=False,
            datos={"sha256": huella},
        )
    return plan, borrador


NO_CABE = (KeyError, TypeError, ValueError, AttributeError, ValidationError, DatabaseError)
"""What writing odd values raises."""


def no_cabe() -> ReglaIncumplida:
    mensaje = _("El documento trae datos que no caben en el registro. Revisa sus fechas y sus claves.")
    return ReglaIncumplida(mensaje, "archivo")


def guardar_documento(cuerpo: bytes, nombre: str) -> Archivo:
    """The document as it came, inspected like any upload; JSON, which is not evidence, was read already."""
    contenido = ContentFile(cuerpo, name=nombre)
    if nombre.lower().endswith(".json"):
        return guardar_generado(contenido, "application/json")
    return guardar_revisado(revisar_archivo(contenido, nombre))[0]


def plan_importado(secretariado: Secretariado, huella: str) -> Plan | None:
    """The plan that was made of the file with that SHA-256, if any."""
    return Plan.objects.filter(secretariado=secretariado, documento__sha256=huella).order_by("pk").first()


def crear_borrador_de_plan(
    secretariado: Secretariado,
    datos: dict[str, Any],
    sin_clasificar: list[dict[str, str]],
    nombre: str,
    numero: int | None = None,
) -> Plan:
    """The rows of the draft, within the caller's transaction. Odd values raise one of NO_CABE."""
    plan = _plan(secretariado, datos["plan"], nombre, numero)
    instituciones = _instituciones(secretariado.entidad, datos["instituciones"])
    _integrantes(secretariado, datos["secretariado"]["integrantes"], instituciones)
    ejes = {
        fila["orden"]: Eje.objects.create(
            plan=plan, numero=fila["numero"], orden=fila["orden"], nombre=fila["nombre"]
        )
        for fila in datos["ejes"]
    }
    creados = []
    for fila in datos["compromisos"]:
        propia = _con_referencias(fila, plan, instituciones)
        creados.append(crear_compromiso(plan, ejes, instituciones, propia, Compromiso.Estado.PROPUESTO).pk)
    crear_dudas(plan, None, datos["dudas"])
    crear_dudas(
        plan,
        None,
        [
            {
                "campo": "sin_clasificar",
                "texto_original": s["texto"],
                "nota": _("No se pudo colocar en el plan (%(lugar)s; %(motivo)s).") % s,
            }
            for s in sin_clasificar
        ],
    )
    recalcular(creados)
    return plan


def agregar_compromiso_importado(plan: Plan, datos: dict[str, Any], fila: dict[str, Any]) -> Compromiso:
    """A commitment of the document that a draft lacks, within the caller's transaction."""
    instituciones = _instituciones(plan.secretariado.entidad, datos["instituciones"])
    usados = set(Compromiso.objects.filter(plan=plan).values_list("numero", flat=True))
    numero = fila["numero"] if fila["numero"] not in usados else max(usados) + 1
    ejes = {e.orden: e for e in plan.ejes.all()}
    propia = _con_referencias({**fila, "numero": numero}, plan, instituciones)
    propia["eje"] = propia.get("eje") if propia.get("eje") in ejes else None
    compromiso = crear_compromiso(plan, ejes, instituciones, propia, Compromiso.Estado.PROPUESTO)
    recalcular([compromiso.pk])
    indexar_planes([plan.pk])
    return compromiso


def _plan(secretariado: Secretariado, fila: dict[str, Any], nombre: str, numero: int | None) -> Plan:
    """The next number of the STL whose key is free in the state."""
    letras = secretariado.entidad.letras
    usados = set(Plan.objects.filter(clave__startswith=f"{letras}-").values_list("clave", flat=True))
    if numero is not None and f"{letras}-{numero}" in usados:
        raise ReglaIncumplida(_("Ya hay un plan %(clave)s.") % {"clave": f"{letras}-{numero}"}, "numero")
    libre = numero or next(n for n in range(1, len(usados) + 2) if f"{letras}-{n}" not in usados)
    clave = f"{letras}-{libre}"
    return Plan.objects.create(
        secretariado=secretariado,
        numero=libre,
        clave=clave,
        slug=clave.lower(),
        estado=Plan.Estado.EN_FORMULACION,
        fuente=nombre[:250],
        fecha_inicio=fila.get("fecha_inicio") or None,
        fecha_fin=fila.get("fecha_fin") or None,
        **{c: fila[c] for c in _PLAN if fila.get(c)},
    )


def _instituciones(entidad: Entidad, filas: list[dict[str, Any]]) -> dict[str, Institucion]:
    """Bodies by the draft's code. One that the state knows under any of its names is used as it is."""
    conocidas: dict[str, Institucion] = {}
    for institucion in Institucion.objects.filter(entidad=entidad).order_by("pk"):
        for alias in (institucion.nombre, institucion.siglas, *institucion.otros_nombres):
            if alias:
                conocidas.setdefault(_llano(alias), institucion)
    porcodigo: dict[str, Institucion] = {}
    nuevas = []
    for fila in filas:
        alias = (fila["nombre"], fila.get("siglas") or "", *(fila.get("otros_nombres") or []))
        hallada = next((conocidas[_llano(a)] for a in alias if a and _llano(a) in conocidas), None)
        if hallada is None:
            hallada = Institucion.objects.create(
                entidad=entidad,
                nombre=fila["nombre"][:200],
                siglas=(fila.get("siglas") or "")[:20],
                tipo=fila["tipo"],
                otros_nombres=fila.get("otros_nombres") or [],
                sitio=fila.get("sitio") or "",
                slug=slug_institucion(entidad, fila.get("siglas") or slugify(fila["nombre"])[:90]),
            )
            nuevas.append((hallada, fila.get("pertenece_a")))
            conocidas[_llano(hallada.nombre)] = hallada
        porcodigo[fila["codigo"]] = hallada
    for institucion, padre in nuevas:
        if padre and porcodigo.get(padre, institucion) != institucion:
            institucion.pertenece_a = porcodigo[padre]
            institucion.save(update_fields=["pertenece_a"])
    return porcodigo


def instituciones_del_documento(
    entidad: Entidad, datos: dict[str, Any], rutas: Iterable[str]
) -> dict[str, Institucion]:
    """The bodies that the rows at `rutas` cite, by the document's code; only those new to the state are made."""
    citadas = {obtener(datos, r).get("institucion") for r in rutas if "/responsables/" in r}
    filas = [{**i, "pertenece_a": None} for i in datos["instituciones"] if i["codigo"] in citadas]
    return _instituciones(entidad, filas)


def _llano(nombre: str) -> str:
    return normal(nombre).replace(",", "").rstrip(".")


def _integrantes(
    secretariado: Secretariado, filas: list[dict[str, Any]], instituciones: dict[str, Institucion]
) -> None:
    """Seats, only where the registry has none: those there are changed by their own acts."""
    if Integrante.objects.filter(secretariado=secretariado).exists():
        return
    sentadas: set[int] = set()
    for fila in filas:
        institucion = instituciones.get(fila.get("institucion") or "")
        if institucion is not None and institucion.pk in sentadas:
            institucion = None
        if institucion is not None:
            sentadas.add(institucion.pk)
        Integrante.objects.create(
            secretariado=secretariado,
            institucion=institucion,
            orden=fila["orden"],
            titular=fila["titular"],
            suplente=fila.get("suplente") or "",
            papel=fila.get("papel") or Integrante.Papel.INTEGRANTE,
            desde=secretariado.fecha_instalacion,
        )


def _con_referencias(fila: dict[str, Any], plan: Plan, instituciones: dict[str, Institucion]) -> dict[str, Any]:
    """The row with its key, and what points to nothing turned into a doubt."""
    fila = {**fila, "clave": f"{plan.clave}-{fila['numero']:02d}", "dudas": list(fila.get("dudas") or [])}
    fila["responsables"] = _responsables(fila, fila.get("responsables") or [], instituciones)
    fila["acciones"] = [
        {**a, "responsables": _responsables(fila, a.get("responsables") or [], instituciones)}
        for a in fila.get("acciones") or []
    ]
    conocidos = {
        f"{marco}:{clave}"
        for marco, clave in Elemento.objects.filter(
            clave__in=[a["clave"] for a in fila.get("alineaciones") or []]
        ).values_list("marco__clave", "clave")
    }
    alineaciones = []
    for alineacion in fila.get("alineaciones") or []:
        if f"{alineacion['marco']}:{alineacion['clave']}" in conocidos:
            alineaciones.append({**alineacion, "texto_original": (alineacion.get("texto_original") or "")[:60]})
        else:
            nota = _("No está en el catálogo de este registro.")
            fila["dudas"].append({"campo": "alineaciones", "texto_original": alineacion["clave"], "nota": nota})
    fila["alineaciones"] = alineaciones
    return fila


def _responsables(
    fila: dict[str, Any], personas: list[dict[str, Any]], instituciones: dict[str, Institucion]
) -> list[dict[str, Any]]:
    con = []
    for persona in personas:
        if persona.get("institucion") in instituciones:
            correo = persona.get("correo") or ""
            with suppress(ValidationError):
                validate_email(correo)
                con.append(persona)
                continue
            con.append({**persona, "correo": ""})
        else:
            texto = " · ".join(persona.get(c) or "" for c in ("persona", "cargo")).strip(" ·")
            nota = _("El documento no dice de qué institución es; falta indicarla.")
            fila["dudas"].append({"campo": "responsables", "texto_original": texto, "nota": nota})
    return con
