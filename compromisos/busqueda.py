"""A page of results, as the page and the API show it."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from compromisos.buscador import TOPE, buscar
from compromisos.filtros import BusquedaFiltro
from compromisos.models import Compromiso, EntradaBusqueda, Evidencia, Plan
from pal_portal.cimientos.listas import tamano_pedido
from pal_portal.cimientos.resaltado import Fragmento, extracto, resaltar

ESTADOS: dict[str, dict[str, Any]] = {
    "plan": dict(Plan.Estado.choices),
    "compromiso": dict(Compromiso.Estado.choices),
    "evidencia": dict(Evidencia.Estado.choices),
}


@dataclass(frozen=True, slots=True)
class Resultado:
    """Something found, with what was searched marked."""

    entrada: EntradaBusqueda
    titulo: Fragmento
    fragmento: Fragmento

    @property
    def tipo(self) -> str:
        """One of them, as people name it."""
        nombres = {
            "plan": gettext("Plan"),
            "compromiso": gettext("Compromiso"),
            "actividad": gettext("Actividad"),
            "evidencia": gettext("Evidencia"),
            "consulta": gettext("Consulta"),
        }
        return nombres.get(self.entrada.tipo, str(self.entrada.get_tipo_display()))

    @property
    def estado(self) -> str:
        if self.entrada.estado == "cancelada":
            return gettext("Cancelada")
        return str(ESTADOS.get(self.entrada.tipo, {}).get(self.entrada.estado, ""))


@dataclass(slots=True)
class Pagina:
    """Results of a page, how many there are in all and the addresses of the neighbouring pages."""

    resultados: list[Resultado] = field(default_factory=list)
    total: int = 0
    es_minimo: bool = False
    corregida: str = ""
    cualquiera: bool = False
    anterior: str = ""
    siguiente: str = ""


def pagina_de(filtro: BusquedaFiltro, parametros: QueryDict) -> Pagina:
    """The page asked for of what the (valid) filter finds."""
    texto = filtro.form.cleaned_data.get("q") or ""
    hallazgo = buscar(filtro.qs, texto)
    tamano, numero = tamano_pedido(parametros), _numero(parametros.get("pagina", ""))
    total = hallazgo.filas.order_by().values("pk").count() if texto.strip() else 0
    desde = (numero - 1) * tamano
    filas = hallazgo.filas[desde : desde + tamano] if total > desde else []
    pagina = Pagina(
        [Resultado(e, resaltar(e.titulo, hallazgo.buscado), extracto(e.texto, hallazgo.buscado)) for e in filas],
        total,
        total >= TOPE,
        hallazgo.corregida,
        hallazgo.cualquiera,
    )
    if numero > 1 and total:
        pagina.anterior = _direccion(parametros, min(numero - 1, -(-total // tamano)))
    if desde + tamano < total:
        pagina.siguiente = _direccion(parametros, numero + 1)
    return pagina


def _numero(texto: str) -> int:
    return min(max(int(texto), 1), TOPE) if texto.isascii() and texto.isdigit() and len(texto) < 5 else 1


def _direccion(parametros: QueryDict, numero: int) -> str:
    otros = {k: v for k, v in parametros.items() if k != "pagina" and v}
    return "?" + urlencode(otros | ({"pagina": str(numero)} if numero > 1 else {}))
