"""What does not add up when the plan is read as a whole (02-dominio §5). Nothing is corrected here."""

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import Any

from compromisos.importacion.borrador import Borrador, duda, todas
from compromisos.importacion.letras import en_un_renglon, normal

_ENCUESTA = re.compile(
    r"(\d+)\s+(?:encuestas|personas|entrevistas)[^.]{0,80}?(\d+)\s+mujeres\s+y\s+(\d+)\s+hombres"
)
_APROBADOS = re.compile(r"(?:aprobados|temas|ejes|tematicas)[^.\n]{0,40}:\s*\n+([^\n]{20,600})", re.IGNORECASE)
PARECIDO = 0.55


def dudas_del_conjunto(borrador: Borrador, texto: str) -> None:
    datos = borrador.datos
    for compromiso in datos["compromisos"]:
        _de_calendario(compromiso, datos["plan"])
        _de_metas(compromiso)
    _de_ejes(datos)
    _de_encuestas(datos, texto)
    _de_temas(datos, texto)
    _de_personas(datos)
    _de_ponderacion(datos)
    _de_periodo(datos)


def _de_calendario(compromiso: dict[str, Any], plan: dict[str, Any]) -> None:
    dudas = compromiso["dudas"]
    propias = todas(compromiso)
    con_acciones = {
        id(a) for k in compromiso["acciones"] if k["fecha_inicio"] or k["fecha_fin"] for a in k["actividades"]
    }
    for a in propias:
        sin_fechas = not a["fecha_inicio"] and not a["fecha_fin"]
        if sin_fechas and id(a) not in con_acciones:
            dudas.append(duda("actividades", a["nombre"], "Esta actividad no tiene fechas."))
        elif a["periodicidad"] != "unica" and not a["fecha_fin"]:
            dudas.append(
                duda("actividades", a["calendario_texto"] or a["nombre"], "Es periódica y no dice hasta cuándo.")
            )
        elif not sin_fechas and not (a["fecha_inicio"] and a["fecha_fin"]):
            dudas.append(duda("actividades", a["calendario_texto"], "Sólo se imprimió una fecha."))
        if plan["fecha_inicio"] and a["fecha_inicio"] and a["fecha_inicio"] < plan["fecha_inicio"]:
            dudas.append(duda("actividades", a["calendario_texto"], "Empieza antes que el plan."))
        if plan["fecha_fin"] and a["fecha_fin"] and a["fecha_fin"] > plan["fecha_fin"]:
            dudas.append(duda("actividades", a["calendario_texto"], "Termina después que el plan."))
    plazos = Counter(a["calendario_texto"] for a in propias if a["calendario_texto"])
    for plazo, veces in plazos.items():
        if veces > 2:
            dudas.append(duda("actividades", plazo, f"{veces} actividades comparten el mismo plazo."))


def _de_metas(compromiso: dict[str, Any]) -> None:
    texto = compromiso.get("proposito_ciudadano") or ""
    metas = re.findall(r"(?m)^(?:\d+[.)]|primero:|segundo:|tercero:|cuarto:)\s", texto, re.IGNORECASE)
    actividades = len(todas(compromiso))
    if metas and actividades and len(metas) != actividades:
        nota = f"Hay {len(metas)} metas y {actividades} actividades, sin correspondencia entre ellas."
        compromiso["dudas"].append(duda("proposito_ciudadano", "", nota))
    if re.match(r"(?:incrementar|aumentar|reducir|disminuir|ampliar)\b", normal(texto)) and not re.search(
        r"\d+\s*(?:%|por)", texto
    ):
        nota = "La meta no dice de cuánto se parte ni a cuánto se llega: no puede medirse."
        compromiso["dudas"].append(duda("proposito_ciudadano", texto[:120], nota))


def _de_ejes(datos: dict[str, Any]) -> None:
    cuenta = Counter(c["eje"] for c in datos["compromisos"] if c["eje"])
    for eje in datos["ejes"]:
        if cuenta[eje["orden"]] > 1:
            nota = f"{cuenta[eje['orden']]} compromisos comparten el número {eje['numero']} de su eje."
            datos["dudas"].append(duda("ejes", eje["numero"], nota))
        if not cuenta[eje["orden"]]:
            datos["dudas"].append(duda("ejes", eje["nombre"], "El eje no tiene compromisos."))
    if datos["ejes"]:
        for compromiso in datos["compromisos"]:
            if not compromiso["eje"]:
                compromiso["dudas"].append(duda("eje", "", "El documento no dice de qué eje es."))


def _de_encuestas(datos: dict[str, Any], texto: str) -> None:
    for hallado in _ENCUESTA.finditer(en_un_renglon(texto)):
        total, mujeres, hombres = (int(hallado[n]) for n in (1, 2, 3))
        if mujeres + hombres != total:
            nota = f"{mujeres} y {hombres} suman {mujeres + hombres}, no {total}."
            datos["dudas"].append(duda("metodologia", hallado[0], nota))


def _de_temas(datos: dict[str, Any], texto: str) -> None:
    """A theme that was approved and did not become a commitment is told."""
    nombres = [normal(c["nombre"]) for c in datos["compromisos"]] + [normal(e["nombre"]) for e in datos["ejes"]]
    for hallado in _APROBADOS.finditer(texto):
        temas = [t.strip(" .") for t in re.sub(r"\s+", " ", hallado[1]).split(", ")]
        temas[-1:] = _separar_ultimo(temas[-1], nombres)
        desconocidos = [t for t in temas if _parecido(t, nombres) < PARECIDO]
        if len(temas) < 3 or len(desconocidos) * 2 > len(temas):
            continue
        for tema in desconocidos:
            nota = f"El tema «{tema}» estaba aprobado y no llegó a compromiso; el documento no dice por qué."
            datos["dudas"].append(duda("metodologia", tema, nota))


def _separar_ultimo(trozo: str, nombres: list[str]) -> list[str]:
    """«A y B y C»: the cut first cut that leaves a known theme on the left."""
    for corte in re.finditer(r" y ", trozo):
        if _parecido(trozo[: corte.start()], nombres) >= 0.9:
            return [trozo[: corte.start()], trozo[corte.end() :]]
    return [trozo]


def _parecido(tema: str, nombres: list[str]) -> float:
    plano = normal(tema)
    if not plano:
        return 1.0
    return max(
        (1.0 if plano in n or n in plano else SequenceMatcher(None, plano, n).ratio() for n in nombres),
        default=0.0,
    )


def _de_personas(datos: dict[str, Any]) -> None:
    titulares = {normal(i["titular"]): i["titular"] for i in datos["secretariado"]["integrantes"]}
    responsables = {normal(r["persona"]) for c in datos["compromisos"] for r in c["responsables"] if r["persona"]}
    dobles = [nombre for clave, nombre in titulares.items() if clave in responsables]
    if dobles:
        nota = "Titulares del Secretariado que son también responsables de un compromiso."
        datos["dudas"].append(duda("integrantes", " · ".join(dobles), nota))


def _de_ponderacion(datos: dict[str, Any]) -> None:
    for compromiso in datos["compromisos"]:
        pesos = [k["ponderacion"] for k in compromiso["acciones"]]
        if not pesos:
            continue
        if any(p is None for p in pesos):
            compromiso["dudas"].append(duda("acciones", "", "Hay acciones clave sin ponderación."))
        elif (suma := sum(float(p) for p in pesos)) != 100:
            compromiso["dudas"].append(
                duda("acciones", " · ".join(pesos), f"Las ponderaciones suman {suma:g}, no 100.")
            )


def _de_periodo(datos: dict[str, Any]) -> None:
    """The dates of the plan printed on every commitment as if they were its own."""
    plan = datos["plan"]
    for compromiso in datos["compromisos"]:
        if plan["fecha_inicio"] and (compromiso["fecha_inicio"], compromiso["fecha_fin"]) == (
            plan["fecha_inicio"],
            plan["fecha_fin"],
        ):
            nota = "Las fechas del compromiso son las del plan completo."
            compromiso["dudas"].append(duda("fecha_inicio", f"{plan['fecha_inicio']} — {plan['fecha_fin']}", nota))
