"""Reviewing a draft that was read from a document, and making the plan of it.

Several people may work at once: each value is compared with what its author saw, so nobody's is lost.
Saves of the review leave no entry in the log; the plan that comes out does.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from compromisos.importacion.revision import (
    ESQUEMA,
    OPCION,
    agregar,
    depurado,
    dudas_de,
    grupos_de,
    listas_de,
    obtener,
    origenes_de,
    poner,
    secciones,
    seguras,
    texto_de,
    textos,
)
from compromisos.models import Actividad, Importacion, Indicador, Plan, Responsable
from compromisos.servicios.busqueda import indexar_planes
from compromisos.servicios.importacion import NO_CABE, crear_borrador_de_plan, no_cabe, plan_importado
from compromisos.servicios.importaciones import YaImportado, anotar_importacion, bloquear_importacion
from compromisos.servicios.recalculo import bloquear_entidades
from compromisos.textos import nombre_de_dato
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Institucion, Integrante, Usuario
from secretariado.permisos import exigir

Estado = Importacion.Estado
SIN_CLASIFICAR = "sin_clasificar"


def revisar_seccion(
    *,
    actor: Usuario,
    importacion: Importacion,
    seccion: str,
    escrito: Mapping[str, str],
    visto: Mapping[str, str],
    marcas: Mapping[str, bool],
) -> Importacion:
    """Save a section: values typed, beside those that were seen, by path; and which doubts and values the person
    marked as looked at, or unmarked. OtraPersonaCambio: nothing was saved, and says which values differ."""
    exigir("compromisos.importar_plan", actor, importacion.secretariado)
    with transaction.atomic():
        importacion = _abrir(importacion)
        datos = importacion.borrador["datos"]
        actual = textos(datos, seccion)
        cambiadas = {r for r, t in escrito.items() if r in actual and t != visto.get(r, "") and t != actual[r]}
        _sin_choque(actual, visto, cambiadas, escrito)
        for ruta in sorted(cambiadas):
            _poner(datos, ruta, escrito[ruta])
        validas = {*dudas_de(datos, seccion), *origenes_de(importacion.borrador["origenes"], seccion)}
        _decidir(importacion, actor, {r: m for r, m in marcas.items() if r in validas}, cambiadas)
        _guardar(importacion, actor)
    return importacion


def _sin_choque(
    actual: Mapping[str, str], visto: Mapping[str, str], cambiadas: set[str], escrito: Mapping[str, str]
) -> None:
    chocan = sorted(r for r in cambiadas if r in visto and actual[r] != visto[r])
    if chocan:
        lista = "; ".join(f"{nombre_de_dato(r.rpartition('/')[2])}: «{actual[r][:200]}»" for r in chocan)
        raise OtraPersonaCambio(
            _(
                "Mientras escribías, otra persona cambió esto: %(lista)s. Lo que escribiste sigue aquí; "
                "revísalo y guarda de nuevo si todavía corresponde."
            )
            % {"lista": lista}
        )


def opciones(datos: dict[str, Any], clase: str, campo: str) -> list[tuple[str, str]]:
    """What a field of options takes, with its label."""
    if campo == "institucion":
        filas = [(i["codigo"], i.get("siglas") or i.get("nombre") or i["codigo"]) for i in datos["instituciones"]]
        return [("", _("Sin indicar")), *filas]
    if campo == "eje":
        return [("", _("Sin eje")), *((str(e["orden"]), f"{e['numero']} {e['nombre']}") for e in datos["ejes"])]
    fijas: dict[tuple[str, str], Any] = {
        ("integrantes", "papel"): Integrante.Papel,
        ("responsables", "papel"): Responsable.Papel,
        ("instituciones", "tipo"): Institucion.Tipo,
        ("indicadores", "clase"): Indicador.Clase,
        ("actividades", "periodicidad"): Actividad.Periodicidad,
    }
    return [(str(v), str(t)) for v, t in fijas[clase, campo].choices]


def _poner(datos: dict[str, Any], ruta: str, texto: str) -> None:
    campo = ruta.rpartition("/")[2]
    clase = next(p for p in reversed(ruta.split("/")[:-1]) if not p.isdigit())
    motivo = ""
    if (campo, OPCION) in [(c, f) for c, f, _m in ESQUEMA[clase]]:
        motivo = "" if texto in dict(opciones(datos, clase, campo)) else _("no es una de las opciones")
    if not motivo:
        try:
            poner(datos, ruta, texto)
        except ValueError as error:
            motivo = _motivo(campo, str(error))
    if motivo:
        raise ReglaIncumplida(f"{nombre_de_dato(campo)}: {motivo}.", ruta)


def _motivo(campo: str, error: str) -> str:
    if error == "largo":
        return _("el texto es demasiado largo")
    if campo == "alineaciones":
        return _("escribe marco y clave, como «ods 16.6», separados por comas")
    return _("el valor no tiene la forma que pide el campo")


def _decidir(importacion: Importacion, actor: Usuario, marcas: Mapping[str, bool], cambiadas: set[str]) -> None:
    for ruta, vista in marcas.items():
        if not vista:
            importacion.decisiones.pop(ruta, None)
        elif ruta not in importacion.decisiones:
            tocada = any(c == ruta or c.startswith(f"{ruta}/") for c in cambiadas)
            importacion.decisiones[ruta] = _decision(actor, "corregida" if tocada else "confirmada")


def _decision(actor: Usuario, que: str) -> dict[str, Any]:
    return {"que": que, "quien": actor.pk, "cuando": ahora().isoformat()}


def aceptar_lo_seguro(*, actor: Usuario, importacion: Importacion) -> int:
    """Mark as looked at every value read with certainty and without doubts; how many they were."""
    exigir("compromisos.importar_plan", actor, importacion.secretariado)
    with transaction.atomic():
        importacion = _abrir(importacion)
        nuevas = [r for r in seguras(importacion.borrador) if r not in importacion.decisiones]
        for ruta in nuevas:
            importacion.decisiones[ruta] = _decision(actor, "segura")
        _guardar(importacion, actor)
    return len(nuevas)


def agregar_fila(*, actor: Usuario, importacion: Importacion, seccion: str, lista: str) -> str:
    """An empty row in one of the lists of a section ("compromisos" from any); its path."""
    exigir("compromisos.importar_plan", actor, importacion.secretariado)
    with transaction.atomic():
        importacion = _abrir(importacion)
        datos = importacion.borrador["datos"]
        clase = {**listas_de(datos, seccion), "compromisos": "compromisos"}.get(lista)
        if clase is None:
            raise ReglaIncumplida(_("Esa lista ya no está en el borrador."))
        ruta = agregar(datos, lista, clase)
        _guardar(importacion, actor)
    return ruta


def colocar_texto(*, actor: Usuario, importacion: Importacion, indice: int, ruta: str) -> Importacion:
    """Put a text that had no place at the end of a field (`ruta`), or leave it out of the plan ("")."""
    exigir("compromisos.importar_plan", actor, importacion.secretariado)
    with transaction.atomic():
        importacion = _abrir(importacion)
        sueltos = importacion.borrador["sin_clasificar"]
        clave = f"{SIN_CLASIFICAR}/{indice}"
        if not 0 <= indice < len(sueltos):
            raise ReglaIncumplida(_("Ese texto no está entre los que faltan por clasificar."))
        if clave in importacion.decisiones:
            raise ReglaIncumplida(_("Otra persona ya decidió sobre ese texto."))
        if ruta:
            if ruta not in campos_de_texto(importacion.borrador["datos"]):
                raise ReglaIncumplida(_("Ese lugar ya no está en el borrador."))
            antes = texto_de(obtener(importacion.borrador["datos"], ruta), "texto")
            _poner(importacion.borrador["datos"], ruta, f"{antes}\n\n{sueltos[indice]['texto']}".strip())
        importacion.decisiones[clave] = _decision(actor, "colocada" if ruta else "descartada")
        _guardar(importacion, actor)
    return importacion


def campos_de_texto(datos: dict[str, Any]) -> set[str]:
    """Paths of the long texts of the plan and its commitments."""
    grupos = [g for s in secciones(datos) for g in grupos_de(datos, s) if g.clase in ("plan", "compromisos")]
    return {d.ruta for g in grupos for d in g.datos if d.clase == "texto"}


def crear_plan_revisado(*, actor: Usuario, importacion: Importacion) -> Plan:
    """The draft plan of a review; the one that there is, when it was made already."""
    exigir("compromisos.importar_plan", actor, importacion.secretariado)
    with transaction.atomic():
        bloquear_entidades([importacion.secretariado.entidad_id])
        importacion = bloquear_importacion(importacion)
        if importacion.estado == Estado.APLICADA and importacion.plan:
            return importacion.plan
        en_revision(importacion)
        if previo := plan_importado(importacion.secretariado, importacion.archivo.sha256):
            raise YaImportado(previo)
        datos = depurado(importacion.borrador, importacion.decisiones)
        _comprobar(datos)
        sueltos = [
            s
            for i, s in enumerate(importacion.borrador["sin_clasificar"])
            if f"{SIN_CLASIFICAR}/{i}" not in importacion.decisiones
        ]
        try:
            with transaction.atomic():
                plan = crear_borrador_de_plan(importacion.secretariado, datos, sueltos, importacion.nombre)
        except NO_CABE as error:
            raise no_cabe() from error
        plan.documento = importacion.archivo
        plan.save(update_fields=["documento"])
        indexar_planes([plan.pk])
        importacion.estado, importacion.plan = Estado.APLICADA, plan
        importacion.save(update_fields=["estado", "plan"])
        anotar_importacion(actor, importacion, "plan.importado", {"sha256": importacion.archivo.sha256})
    return plan


def _comprobar(datos: dict[str, Any]) -> None:
    """What a person can mend is said by name."""
    if not datos["compromisos"]:
        raise ReglaIncumplida(_("El borrador no tiene compromisos. Agrega al menos uno."))
    vistos: set[int] = set()
    for c in datos["compromisos"]:
        if not c.get("nombre"):
            raise ReglaIncumplida(_("A un compromiso le falta el nombre."))
        if not c.get("numero") or c["numero"] in vistos:
            raise ReglaIncumplida(
                _("El número del compromiso «%(nombre)s» falta o está repetido.") % {"nombre": c["nombre"][:80]}
            )
        vistos.add(c["numero"])
        filas = [c, *c["acciones"], *c["actividades"], *(a for x in c["acciones"] for a in x["actividades"])]
        for fila in filas:
            if (fila.get("fecha_inicio") or "") > (fila.get("fecha_fin") or "9999"):
                raise ReglaIncumplida(
                    _("En «%(nombre)s» el término es anterior al inicio.") % {"nombre": fila["nombre"][:80]}
                )
            if not fila.get("nombre"):
                raise ReglaIncumplida(
                    _("A una acción o actividad de «%(nombre)s» le falta el nombre.")
                    % {"nombre": c["nombre"][:80]}
                )


def _abrir(importacion: Importacion) -> Importacion:
    importacion = bloquear_importacion(importacion)
    en_revision(importacion)
    return importacion


def en_revision(importacion: Importacion) -> None:
    """Raise ReglaIncumplida unless it is."""
    if importacion.estado != Estado.EN_REVISION:
        raise ReglaIncumplida(_("Esta importación ya no está en revisión: abre su página para ver qué pasó."))


def _guardar(importacion: Importacion, actor: Usuario) -> None:
    importacion.version += 1
    importacion.editado, importacion.editado_por = ahora(), actor
    importacion.save(update_fields=["borrador", "decisiones", "version", "editado", "editado_por"])
