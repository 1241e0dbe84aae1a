"""Text for searching, and how the log is told to people: keys are never shown."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from compromisos.models import Actividad, Compromiso, Recomendacion
from pal_portal.cimientos.lengua import plegar
from pal_portal.cimientos.plantillas import fecha
from secretariado.models import Acuerdo, Integrante, Secretariado, Sesion


def texto_de_busqueda(*partes: str) -> str:
    """The parts as one line for `Compromiso.busqueda`."""
    return re.sub(r"\s+", " ", plegar(" ".join(p for p in partes if p))).strip()


TEXTOS = (
    "nombre",
    "descripcion",
    "problema",
    "objetivo",
    "objetivo_mediano_plazo",
    "contribucion",
    "proposito_ciudadano",
    "como_se_verifica",
    "medios_verificacion",
    "supuestos",
    "relevancia_ogp",
    "perspectiva_genero",
    "informacion_adicional",
    "otros_actores",
    "texto_alineacion",
)
"""Texts of a commitment, which its search column holds."""


def busqueda_de(compromiso: Any) -> str:
    """What the text filter of the list looks in."""
    return texto_de_busqueda(compromiso.clave, *(getattr(compromiso, c) for c in TEXTOS))


ACCIONES_DE_BITACORA = {
    "avance.declarado": _("Se declaró avance"),
    "evidencia.enviada": _("Se envió evidencia"),
    "evidencia.corregida": _("Se corrigió evidencia"),
    "evidencia.retirada": _("Se retiró evidencia"),
    "evidencia.verificada": _("Se verificó evidencia"),
    "evidencia.observada": _("Se devolvió evidencia con observaciones"),
    "evidencia.rechazada": _("Se rechazó evidencia"),
    "evidencia.revocada": _("Se revocó una verificación"),
    "evidencia.avalada": _("Una organización avaló evidencia"),
    "evidencia.objetada": _("Una organización objetó evidencia"),
    "enlace.roto": _("Se encontró roto el enlace de una evidencia"),
    "enlace.sin_respuesta": _("Dejó de responder el enlace de una evidencia"),
    "enlace.cambio": _("Cambió el contenido del enlace de una evidencia"),
    "enlace.vivo": _("Volvió a estar bien el enlace de una evidencia"),
    "compromiso.propuesto": _("Se propuso un compromiso"),
    "compromiso.concluido": _("Se cerró el compromiso"),
    "compromiso.retirado": _("Se retiró el compromiso"),
    "compromiso.modificado": _("Se modificó el compromiso"),
    "accion.modificada": _("Se modificó una acción clave"),
    "actividad.modificada": _("Se modificó una actividad"),
    "actividad.agregada": _("Se agregó una actividad"),
    "actividad.cancelada": _("Se canceló una actividad"),
    "ponderacion.modificada": _("Cambió la ponderación de las acciones clave"),
    "importacion.subida": _("Se subió el documento de un plan"),
    "importacion.cancelada": _("Se canceló la importación de un documento"),
    "importacion.reintentada": _("Se retomó la importación de un documento"),
    "plan.actualizado": _("Se comparó el plan con una versión nueva de su documento"),
    "plan.importado": _("Se importó el plan de su documento, como borrador"),
    "plan.publicado": _("Se publicó el plan"),
    "evaluacion.abierta": _("Se abrió una evaluación del plan"),
    "evaluacion.escrita": _("Se escribió en una evaluación del plan"),
    "evaluacion.publicada": _("Se publicó una evaluación del plan"),
    "recomendacion.respondida": _("Una institución respondió una recomendación"),
    "recomendacion.revisada": _("Se revisó si se atendió una recomendación"),
    "informes.programados": _("Se programaron los reportes del plan"),
    "informe.cancelado": _("Se canceló un reporte"),
    "informe.solicitado": _("Se pidió un reporte"),
    "informe.reintentado": _("Se volvió a intentar un reporte"),
    "informe.publicado": _("Se publicó un reporte"),
    "datos.publicados": _("Se publicó la copia diaria de los datos abiertos"),
    "comentario.respondido": _("Una institución respondió un comentario"),
    "comentario.respuesta_editada": _("Una institución corrigió su respuesta a un comentario"),
    "comentario.publicado": _("La moderación publicó un comentario"),
    "comentario.ocultado": _("La moderación ocultó un comentario"),
    "comentario.mantenido": _("La moderación mantuvo un comentario denunciado"),
    "comentario.restituido": _("Un comentario volvió a mostrarse tras una apelación"),
    "comentario.sigue_oculto": _("Un comentario siguió oculto tras una apelación"),
    "bloqueo.impuesto": _("La moderación suspendió una participación o los enlaces a un sitio"),
    "bloqueo.levantado": _("La moderación levantó una suspensión"),
    "moderacion.politica": _("Cambió cuándo se moderan los comentarios"),
    "consulta.creada": _("Se preparó una consulta"),
    "consulta.modificada": _("Se modificó una consulta"),
    "consulta.publicada": _("Se publicó una consulta"),
    "consulta.resultados": _("Se publicaron los resultados de una consulta"),
    "consulta.evento": _("Se guardó un evento de una consulta"),
    "consulta.asistencia": _("Se contó la asistencia a un evento"),
    "consulta.foto": _("Se guardó una fotografía de un evento"),
    "consulta.foto_quitada": _("Se quitó una fotografía de un evento"),
    "consulta.preguntas": _("Se cambiaron las preguntas de una encuesta"),
    "consulta.texto": _("Se publicó una versión del texto en consulta"),
    "sesion.convocada": _("Se convocó una sesión"),
    "sesion.modificada": _("Se corrigieron los datos de una sesión"),
    "sesion.celebrada": _("Se celebró una sesión con quórum"),
    "sesion.sin_quorum": _("Una sesión no tuvo quórum"),
    "sesion.cancelada": _("Se canceló una sesión"),
    "sesion.minuta": _("Se subió o se sustituyó la minuta de una sesión"),
    "sesion.minuta_publicada": _("Se publicó la minuta de una sesión"),
    "acuerdo.tomado": _("Se tomó un acuerdo"),
    "acuerdo.modificado": _("Se actualizó un acuerdo"),
    "acuerdo.quitado": _("Se quitó un acuerdo capturado por error"),
    "integrante.sumado": _("Se sumó un integrante al secretariado"),
    "integrante.corregido": _("Se corrigieron los datos de un integrante"),
    "integrante.relevado": _("Cambió quién ocupa un asiento del secretariado"),
    "integrante.terminado": _("Terminó un asiento del secretariado"),
    "secretariado.descrito": _("Cambiaron los datos del secretariado"),
    "ruta.modificada": _("Cambió la ruta de participación"),
    "ruta.paso_quitado": _("Se quitó un paso de la ruta de participación"),
    "ruta.publicada": _("Se publicó la ruta de participación"),
    "aportacion.respondida": _("Se respondió una aportación"),
    "aportacion.unida": _("Se unieron dos aportaciones parecidas"),
    "aportacion.convertida": _("De una aportación salió el borrador de un compromiso"),
}
NOMBRES_DE_DATO = {
    "responsables": _("Responsables"),
    "indicadores": _("Indicadores"),
    "cambios": _("Cambios"),
    "accion": _("Acción clave"),
    "abstenciones": _("Abstenciones"),
    "asistentes": _("Asientos presentes"),
    "integrante": _("Asiento número"),
    "plazo": _("Plazo"),
    "quorum_minimo": _("Quórum mínimo"),
    "regla_decision": _("Cómo decide"),
    "responsable": _("Responsable"),
    "sesion": _("Sesión"),
    "archivos": _("Archivos"),
    "actividad": _("Actividad"),
    "acuerdo": _("Acuerdo"),
    "calendario_texto": _("Plazo, como se imprimió"),
    "cancelada": _("Cancelada"),
    "a_cargo_de": _("A cargo de"),
    "causa": _("Causa"),
    "clase": _("De qué"),
    "comentario": _("Comentario número"),
    "como_se_verifica": _("Cómo se verifica"),
    "consentimiento": _("Consentimiento"),
    "contribucion": _("Cómo contribuye"),
    "corte": _("Fecha de corte"),
    "descripcion": _("Descripción"),
    "dias": _("Días hasta la respuesta"),
    "enlace": _("Enlace"),
    "entrega": _("Entrega número"),
    "estado": _("Estado"),
    "estado_recomendacion": _("Estado de la recomendación"),
    "evidencia": _("Evidencia"),
    "fecha_fin": _("Fecha de término"),
    "fecha_inicio": _("Fecha de inicio"),
    "hasta": _("Hasta"),
    "informacion_adicional": _("Información adicional"),
    "institucion": _("Institución"),
    "linea_base": _("Huella de la línea base"),
    "medio_verificacion": _("Medio de verificación"),
    "medios_verificacion": _("Medios de verificación"),
    "modo": _("Cuándo se modera"),
    "motivo": _("Motivo"),
    "nombre": _("Nombre"),
    "objetivo": _("Objetivo"),
    "objetivo_mediano_plazo": _("Objetivo de mediano plazo"),
    "otros_actores": _("Otros actores"),
    "paginas": _("Páginas"),
    "periodicidad": _("Periodicidad"),
    "perspectiva_genero": _("Perspectiva de género"),
    "peso": _("Peso"),
    "ponderacion": _("Ponderación"),
    "porcentaje": _("Porcentaje que sustenta"),
    "problema": _("Problema"),
    "proposito_ciudadano": _("Propósito ciudadano"),
    "relevancia_ogp": _("Relevancia para los valores de gobierno abierto"),
    "recomendacion": _("Recomendación número"),
    "recomendaciones": _("Recomendaciones"),
    "respuesta": _("Respuesta"),
    "sha256": _("Huella SHA-256"),
    "supuestos": _("Supuestos y riesgos"),
    "texto": _("Texto"),
    "titulo": _("Título"),
    "alineaciones": _("Alineación (ODS, PNA…)"),
    "antecedentes": _("Antecedentes"),
    "area": _("Área"),
    "cargo": _("Cargo"),
    "correo": _("Correo"),
    "eje": _("Eje"),
    "meta": _("Meta"),
    "metodologia": _("Cómo se elaboró"),
    "numero": _("Número"),
    "objetivo_general": _("Objetivo general"),
    "objetivos_especificos": _("Objetivos específicos"),
    "papel": _("Papel"),
    "persona": _("Persona"),
    "_quitado": _("Fila quitada"),
    "siglas": _("Siglas"),
    "suplente": _("Suplente"),
    "telefono": _("Teléfono"),
    "texto_alineacion": _("Alineación, como se imprimió"),
    "tipo": _("Tipo"),
    "titular": _("Titular"),
    "unidad": _("Unidad"),
    "sin_clasificar": _("Sin clasificar"),
}
_OPCIONES: dict[str, dict[str, Any]] = {
    "periodicidad": dict(Actividad.Periodicidad.choices),
    "estado": dict(Acuerdo.Estado.choices) | dict(Compromiso.Estado.choices),
    "papel": dict(Integrante.Papel.choices),
    "regla_decision": dict(Secretariado.Regla.choices),
    "tipo": dict(Sesion.Tipo.choices),
    "estado_recomendacion": dict(Recomendacion.Estado.choices),
    "cancelada": {"si": _("sí"), "no": _("no")},
}
_RUTAS_DE_ASUNTO = {
    "compromiso": "compromiso",
    "plan": "plan",
    "informe": "informe",
    "evidencia": "evidencia",
    "volcado": "datos_volcado",
    "consulta": "consulta",
    "evaluacion": "evaluacion",
}

_TIPOS_SIN_CLAVE = {"actividad": _("actividad"), "parrafo": _("párrafo"), "aportacion": _("aportación")}


def frase_de_bitacora(accion: str) -> str:
    """What an entry says was done."""
    return str(ACCIONES_DE_BITACORA.get(accion, _("Otro acto")))


def nombre_de_dato(clave: str) -> str:
    """The label of a datum kept in an entry or in a modification. "ponderacion 2" is that of key action 2."""
    nombre, _espacio, resto = clave.partition(" ")
    return f"{NOMBRES_DE_DATO.get(nombre, nombre.replace('_', ' ').capitalize())} {resto}".strip()


def nombre_de_asunto(asunto: str) -> str:
    """`compromiso:GTO-1-05` as a person reads it; what has no key of its own, with its kind."""
    tipo, _dos_puntos, clave = asunto.partition(":")
    return f"{_TIPOS_SIN_CLAVE[tipo]} {clave}" if tipo in _TIPOS_SIN_CLAVE else clave or asunto


def enlace_de_asunto(asunto: str) -> str:
    """The page of what an entry is about, "" when it has none."""
    tipo, _dos_puntos, clave = asunto.partition(":")
    if tipo not in _RUTAS_DE_ASUNTO:
        return ""
    try:
        return reverse(_RUTAS_DE_ASUNTO[tipo], args=[clave.lower() if tipo == "plan" else clave])
    except NoReverseMatch:
        return ""


def nombrar_opciones(campo: str, opciones: Iterable[tuple[Any, Any]]) -> None:
    """Have the codes kept under `campo` told by their names: the floors above bring theirs."""
    _OPCIONES[campo] = {**_OPCIONES.get(campo, {}), **dict(opciones)}


def valor_legible(campo: str, valor: str) -> str:
    """A kept value as people read it: dates, and options by their name; anything else as it is."""
    if campo in _OPCIONES:
        return str(_OPCIONES[campo].get(valor, valor))
    return fecha(date.fromisoformat(valor)) if re.fullmatch(r"\d{4}-\d\d-\d\d", valor) else valor


def renglones_de_cambio(antes: Mapping[str, Any], despues: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(field, before, after) of what differs, as texts."""

    def texto(campo: str, valor: Any) -> str:
        return "" if valor is None else valor_legible(campo, str(valor))

    claves = [*(antes or {}), *(c for c in despues or {} if c not in (antes or {}))]
    filas = [(c, texto(c, (antes or {}).get(c)), texto(c, (despues or {}).get(c))) for c in claves]
    return [f for f in filas if f[1] != f[2]]
