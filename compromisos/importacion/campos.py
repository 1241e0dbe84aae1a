"""Who answers for a commitment and what it is aligned with, from what was printed under those headings."""

import re
from typing import Any

from compromisos.importacion.borrador import SEGURA, Borrador, duda
from compromisos.importacion.crudo import Ficha, Trozo
from compromisos.importacion.instituciones import Padron, Persona, cuerpo_del_cargo, personas_en
from compromisos.importacion.letras import (
    en_un_renglon,
    normal,
    sin_punto,
    sin_vineta,
    tiene_numeral,
    tiene_vineta,
)
from compromisos.importacion.metas_ods import alineaciones_en


def prosa(trozos: list[Trozo]) -> str:
    """Paragraphs parted by a blank line; the printed lines of each joined, except those of a list."""
    parrafos: list[str] = []
    for trozo in trozos:
        actual: list[str] = []
        for linea in trozo.texto.split("\n"):
            if actual and (tiene_vineta(linea) or tiene_numeral(linea)):
                parrafos.append(en_un_renglon("\n".join(actual)))
                actual = []
            actual.append(sin_vineta(linea))
        parrafos.append(en_un_renglon("\n".join(actual)))
    return "\n\n".join(p for p in parrafos if p)


class Campos:
    """Alignment and persons of a commitment; base of its assembly."""

    def __init__(
        self, borrador: Borrador, padron: Padron, ficha: Ficha, orden: int, anio: int | None = None
    ) -> None:
        self.b, self.padron, self.ficha, self.anio = borrador, padron, ficha, anio
        self.ruta = f"compromisos/{orden}"
        self.dudas: list[dict[str, str]] = []
        self.orden = orden

    def dudar(self, campo: str, original: str, nota: str) -> None:
        self.dudas.append(duda(campo, original, nota))

    # Alignment -------------------------------------------------------------------------------------------

    def _alineacion(self) -> tuple[str, list[dict[str, Any]]]:
        trozos = self.ficha.campos.get("texto_alineacion", [])
        completo = "\n".join(t.texto for t in trozos)
        metas, dudas, _ = alineaciones_en(completo)
        self.b.anotar(f"{self.ruta}/alineaciones", trozos, SEGURA)
        for impresa, nota in dudas:
            self.dudar("alineaciones", impresa, nota)
        glosas = []
        for trozo in trozos:
            resto = alineaciones_en(trozo.texto)[2] if len(trozo.texto) < 400 else trozo.texto
            if re.search(r"\w{4}", resto):
                glosas.append(trozo)
        texto = prosa(glosas)
        self.b.anotar(f"{self.ruta}/texto_alineacion", glosas, SEGURA)
        if texto and not re.search(r"[.!?”»)]$", texto):
            self.dudar("texto_alineacion", texto[-60:], "El texto termina sin punto: puede estar cortado.")
        filas: list[dict[str, Any]] = [
            {"marco": "ods", "clave": m.clave, "texto_original": m.impresa, "confirmada": m.confirmada}
            for m in metas
        ]
        pnd = " ".join(t.texto for t in self.ficha.campos.get("pnd", []))
        if hallado := re.match(r"Eje\s+(I{1,3}|[1-3])\b", pnd):
            clave = hallado[1] if hallado[1].startswith("I") else "I" * int(hallado[1])
            filas.append({"marco": "pnd", "clave": clave, "texto_original": "", "confirmada": True})
        return texto, filas

    # Who -------------------------------------------------------------------------------------------------

    def _responsables(self, campos: dict[str, list[Trozo]], ruta: str) -> list[dict[str, str]]:
        filas: list[dict[str, str]] = []
        for campo, papel in (("responsables", "responsable"), ("corresponsables", "corresponsable")):
            trozos = campos.get(campo, [])
            personas, sobras = personas_en(trozos)
            self.b.apartar(sobras, f"{self.ficha.nombre.texto if self.ficha.nombre else ''}: {campo}")
            for persona in personas:
                fila = self._responsable(persona, papel)
                if persona.trozo:
                    self.b.anotar(f"{ruta}/responsables/{len(filas)}", persona.trozo, SEGURA)
                filas.append(fila)
        nombres = [f["persona"] for f in filas if f["papel"] == "responsable" and f["persona"]]
        if len(nombres) > 1:
            self.dudar(
                "responsables", " · ".join(nombres), f"El documento nombra a {len(nombres)} personas responsables."
            )
        for fila in filas:
            if not fila["persona"] and fila["cargo"]:
                self.dudar("responsables", fila["cargo"], "El documento da el cargo, pero no el nombre.")
        return filas

    def _responsable(self, persona: Persona, papel: str) -> dict[str, str]:
        cargo = sin_punto(en_un_renglon(persona.cargo))
        impresa = en_un_renglon(persona.institucion)
        padre = self.padron.codigo(impresa)[0] if impresa else ""
        cuerpo, siglas = cuerpo_del_cargo(cargo)
        if not cuerpo:
            siglas, cuerpo = self.padron.del_glosario(cargo)
        codigo = padre
        if padre and siglas and normal(cuerpo) == normal(str(self.padron.filas[padre]["nombre"])):
            self.padron.codigo(cuerpo, siglas=siglas)
        # «Poder Ejecutivo» is the whole government: the post says which of its bodies answers.
        if cuerpo and (not padre or self.padron.filas[padre]["tipo"] in ("poder_ejecutivo", "municipio")):
            codigo, otra = self.padron.codigo(cuerpo, pertenece_a=padre or None, siglas=siglas)
            if otra:
                usual = self.padron.filas[codigo]["siglas"]
                self.dudar(
                    "responsables",
                    otra,
                    f"La misma institución aparece como {usual} y como {otra}; se tomó por la misma.",
                )
        area = persona.area
        if not area and (
            hallado := re.search(r", ((?:Dirección|Unidad|Coordinación|Subsecretaría|Subdirección) .+)$", cargo)
        ):
            cargo, area = cargo[: hallado.start()], hallado[1]
        return {
            "papel": papel,
            "institucion": codigo,
            "area": area[:200],
            "persona": sin_punto(persona.persona)[:150],
            "cargo": re.sub(r"(?<=\w)\((?=[A-Z])", " (", cargo)[:250],
            "correo": re.sub(r"\s", "", persona.correo),
            "telefono": persona.telefono[:40],
        }
