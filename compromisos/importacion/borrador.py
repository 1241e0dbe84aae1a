"""What was understood: the plan in the shape the loader takes, where each value came from, and what is left."""

from dataclasses import dataclass, field
from typing import Any

from compromisos.importacion.crudo import Trozo
from compromisos.importacion.letras import sin_contacto

SEGURA, PROBABLE, PROPUESTA = 0.95, 0.8, 0.4
CITA = 240


@dataclass(frozen=True, slots=True)
class Origen:
    """`confianza` from 0 to 1; below 0.5 it is a proposal that a person must confirm."""

    lugar: str
    cita: str
    confianza: float


@dataclass(slots=True)
class Borrador:
    """`datos` is in the shape of `fixtures/planes/*.json`; `origenes` goes by path («compromisos/0/problema»)."""

    datos: dict[str, Any]
    origenes: dict[str, Origen] = field(default_factory=dict)
    sin_clasificar: list[dict[str, str]] = field(default_factory=list)
    avisos: list[str] = field(default_factory=list)

    def anotar(self, ruta: str, trozos: list[Trozo] | Trozo, confianza: float) -> None:
        lista = [trozos] if isinstance(trozos, Trozo) else trozos
        if lista:
            cita = " ".join(t.texto for t in lista).replace("\n", " ")
            cita = sin_contacto(cita if len(cita) <= CITA else f"{cita[: CITA - 1]}…")
            self.origenes[ruta] = Origen(str(lista[0].lugar), cita, confianza)

    def apartar(self, trozos: list[Trozo], motivo: str) -> None:
        self.sin_clasificar += [
            {"lugar": str(t.lugar), "texto": sin_contacto(t.texto), "motivo": motivo}
            for t in trozos
            if t.texto.strip()
        ]

    def resumen(self) -> dict[str, int]:
        compromisos = self.datos["compromisos"]
        return {
            "compromisos": len(compromisos),
            "ejes": len(self.datos["ejes"]),
            "acciones": sum(len(c["acciones"]) for c in compromisos),
            "actividades": sum(len(todas(c)) for c in compromisos),
            "integrantes": len(self.datos["secretariado"]["integrantes"]),
            "dudas": len(self.datos["dudas"]) + sum(len(c["dudas"]) for c in compromisos),
            "sin_clasificar": len(self.sin_clasificar),
        }


def todas(compromiso: dict[str, Any]) -> list[dict[str, Any]]:
    """Activities of a commitment, of its key actions too."""
    return [*compromiso["actividades"], *(a for k in compromiso["acciones"] for a in k["actividades"])]


def duda(campo: str, original: str, nota: str) -> dict[str, str]:
    return {"campo": campo, "texto_original": sin_contacto(original.replace("\n", " ")), "nota": nota}
