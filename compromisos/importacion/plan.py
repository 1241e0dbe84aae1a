"""The plan and its secretariat in the draft: who sits, objectives, period, axes."""

import re
from collections import Counter
from typing import Any

from compromisos.importacion.borrador import PROBABLE, PROPUESTA, SEGURA, Borrador, duda, todas
from compromisos.importacion.campos import prosa
from compromisos.importacion.crudo import Crudo, Fila, Trozo
from compromisos.importacion.documento import Lugar
from compromisos.importacion.fechas import fechas_en, plazo_en
from compromisos.importacion.instituciones import Padron, sin_punto_de_ac
from compromisos.importacion.letras import (
    direcciones_reparadas,
    en_un_renglon,
    normal,
    sin_acentos,
    sin_punto,
    sin_vineta,
)

_STL = re.compile(
    r"Secretariado Técnico (?:Local|Municipal|Estatal)(?: de Gobierno Abierto)?(?: (?:para|del|de|en)(?: el| la)?"
    r"(?: Estado de| Municipio de)? [A-ZÁÉÍÓÚ][\wáéíóúñ]+(?: [A-ZÁÉÍÓÚ][\wáéíóúñ]+)*)"
)
_TITULO = re.compile(
    r"(?:(?:Primer|Segundo|Tercer|Cuarto|Quinto|\d[.°ºo]*)\s+)?Plan de Acción (?:Local|Municipal|Nacional|de Gobierno Abierto)"
    r"[^\n.:;]{0,120}",
    re.IGNORECASE,
)
_NO_ES_NOMBRE = re.compile(r"(facilitador|secretari[oa] tecnic|coordinador|observador)")
TITULO_MAXIMO = 200


def secretariado(crudo: Crudo, borrador: Borrador, padron: Padron, entidad: str, texto: str) -> dict[str, Any]:
    parrafos = [
        t for nombre in ("integrantes", "antecedentes", "metodologia") for t in crudo.secciones.get(nombre, [])
    ]
    instalacion, parrafo = _fecha_de(parrafos, r"acta de instalacion|instal(?:o|acion) (?:el|del)? ?secretariado")
    declaratoria, anterior = _fecha_de(parrafos, r"declaratoria")
    if parrafo:
        borrador.anotar("secretariado/fecha_instalacion", parrafo, PROBABLE)
    if anterior:
        borrador.anotar("secretariado/fecha_declaratoria", anterior, PROBABLE)
    nombres = [en_un_renglon(n) for n in _STL.findall(re.sub(r"\s+", " ", texto))]
    nombre = max(
        (n for n in nombres if "Gobierno Abierto" in n), key=len, default=max(nombres, key=len, default="")
    )
    return {
        "entidad": entidad,
        "nombre": nombre[:200],
        "fecha_declaratoria": declaratoria,
        "fecha_instalacion": instalacion,
        "texto_instalacion": prosa([parrafo]) if parrafo else "",
        "integrantes": _integrantes(crudo.asientos, borrador, padron),
    }


def _fecha_de(parrafos: list[Trozo], patron: str) -> tuple[str | None, Trozo | None]:
    """The only date of the sentence that speaks of it."""
    for parrafo in parrafos:
        for frase in re.split(r"(?<=[.”])\s+", en_un_renglon(parrafo.texto)):
            if re.search(patron, sin_acentos(frase)):
                fechas = [f for f in fechas_en(frase) if f.precision == "dia"]
                if len(fechas) == 1:
                    return fechas[0].desde.isoformat(), parrafo
    return None, None


def _integrantes(asientos: list[Fila], borrador: Borrador, padron: Padron) -> list[dict[str, Any]]:
    filas: list[dict[str, Any]] = []
    for asiento in asientos:
        celdas = {campo: en_un_renglon(trozo.texto) for campo, trozo in asiento.items()}
        titular = celdas.get("titular") or celdas.get("persona", "")
        suplente, institucion, papel = celdas.get("suplente", ""), celdas.get("institucion", ""), "integrante"
        for campo in ("suplente", "institucion", "cargo"):
            if hallado := _NO_ES_NOMBRE.match(sin_acentos(celdas.get(campo, ""))):
                papel = "facilitacion" if hallado[1].startswith("facil") else "secretaria_tecnica"
                suplente = "" if campo == "suplente" else suplente
                institucion = "" if campo == "institucion" else institucion
        if re.fullmatch(r"(sin suplente|vacante|n/?a|-+|por designar)\.?", sin_acentos(suplente)):
            suplente = ""
        if not titular and not institucion:
            borrador.apartar(list(asiento.values()), "integrantes")
            continue
        codigo = padron.codigo(institucion)[0] if institucion else None
        orden = len(filas)
        borrador.anotar(f"secretariado/integrantes/{orden}", list(asiento.values()), PROBABLE)
        filas.append(
            {
                "orden": orden + 1,
                "titular": titular[:150],
                "suplente": suplente[:150],
                "institucion": codigo,
                "papel": papel,
            }
        )
        if not suplente and papel == "integrante":
            nota = "El asiento no tiene suplente en el documento."
            borrador.datos["dudas"].append(duda("integrantes", sin_punto_de_ac(institucion) or titular, nota))
    return filas


def del_plan(crudo: Crudo, borrador: Borrador, compromisos: list[dict[str, Any]], texto: str) -> dict[str, Any]:
    plan: dict[str, Any] = {"titulo": _titulo(crudo, borrador, texto), "estado": "en_formulacion"}
    for campo in ("objetivo_general", "metodologia", "antecedentes"):
        trozos = crudo.secciones.get(campo, [])
        plan[campo], rotas = direcciones_reparadas(prosa(trozos))
        borrador.anotar(f"plan/{campo}", trozos, SEGURA if campo == "objetivo_general" else PROBABLE)
        for impresa in rotas:
            borrador.datos["dudas"].append(
                duda(campo, impresa, "La dirección está partida por un espacio; se unió.")
            )
    especificos = crudo.secciones.get("objetivos_especificos", [])
    borrador.anotar("plan/objetivos_especificos", especificos, SEGURA)
    renglones = [p for t in especificos for p in prosa([t]).split("\n\n")]
    plan["objetivos_especificos"] = [re.sub(r"[;,.]\s*y?$", "", sin_vineta(r)).strip() for r in renglones if r]
    plan["fecha_inicio"], plan["fecha_fin"] = _periodo(crudo, borrador, compromisos)
    return plan


def _titulo(crudo: Crudo, borrador: Borrador, texto: str) -> str:
    """The first printed title; there is none in a document without its cover."""
    for trozo in crudo.titulos[:30]:
        plano = en_un_renglon(trozo.texto)
        if (hallado := _TITULO.search(plano)) and normal(plano).find("plan de accion") < 25:
            borrador.anotar("plan/titulo", trozo, PROBABLE)
            return sin_punto(hallado.group(0))[:TITULO_MAXIMO]
    inicio = re.search(r"^\W*((?:\w+ )?Plan de Acción[^\n]{0,150})$", texto[:600], re.IGNORECASE | re.MULTILINE)
    if inicio:
        borrador.anotar("plan/titulo", Trozo(inicio[1], Lugar(parrafo=1)), PROBABLE)
        return sin_punto(inicio[1])[:TITULO_MAXIMO]
    nota = "El documento no conserva la portada: no da título. Se puso uno general."
    borrador.datos["dudas"].append(duda("titulo", "", nota))
    return "Plan de Acción Local"


def _periodo(crudo: Crudo, borrador: Borrador, compromisos: list[dict[str, Any]]) -> tuple[str | None, str | None]:
    if len(crudo.periodo) > 1:
        nota = "El periodo del plan se imprimió en cada página, como si fuera el de cada compromiso."
        borrador.datos["dudas"].append(duda("fecha_inicio", crudo.periodo[0].texto, nota))
    for trozo in crudo.periodo:
        plazo = plazo_en(trozo.texto)
        if plazo.inicio and plazo.fin:
            borrador.anotar("plan/fechas", trozo, SEGURA)
            return plazo.inicio.isoformat(), plazo.fin.isoformat()
    inicios, fines = Counter[str](), Counter[str]()
    for compromiso in compromisos:
        for actividad in todas(compromiso):
            if actividad["fecha_inicio"] and actividad["fecha_fin"]:
                inicios[actividad["fecha_inicio"]] += 1
                fines[actividad["fecha_fin"]] += 1
    if not inicios:
        borrador.datos["dudas"].append(duda("fecha_inicio", "", "El documento no imprime el periodo del plan."))
        return None, None
    inicio, fin = inicios.most_common(1)[0][0], fines.most_common(1)[0][0]
    if fin < inicio:
        inicio, fin = min(inicios), max(fines)
    nota = f"El documento no imprime el periodo del plan. Se propone el plazo que más se repite: {inicio} a {fin}."
    borrador.datos["dudas"].append(duda("fecha_inicio", "", nota))
    borrador.anotar("plan/fechas", Trozo(f"{inicio} — {fin}", Lugar()), PROPUESTA)
    return inicio, fin


def ejes(crudo: Crudo, borrador: Borrador) -> list[dict[str, Any]]:
    filas = []
    for orden, eje in enumerate(crudo.ejes, 1):
        borrador.anotar(f"ejes/{orden - 1}", eje.nombre, SEGURA)
        nombre = en_un_renglon(eje.nombre.texto)
        filas.append({"numero": eje.numero[:12], "orden": orden, "nombre": sin_punto(nombre)[:200]})
    return filas
