"""The rows of a grid with headed columns, by what its columns speak of: commitments, activities, actions, seats."""

import re

from compromisos.importacion.crudo import Accion, Ficha, Fila, Trozo
from compromisos.importacion.documento import Lugar
from compromisos.importacion.encabezados import ACTIVIDAD
from compromisos.importacion.letras import normal, sin_punto, tiene_numeral
from compromisos.importacion.recorrido import Recorrido

FECHADAS = {"fecha_inicio", "fecha_fin", "periodo", "plazos", "periodicidad"}
PERSONA = {"persona": "Nombre", "cargo": "Cargo", "institucion": "Institución"}
_DE_ACCION = {"descripcion_actividad": "descripcion"}


class Filas:
    """What was gathered under a header goes to the state of the walk."""

    def __init__(self, recorrido: Recorrido) -> None:
        self.r = recorrido
        self.columnas: dict[int, str] = {}
        self.filas: list[Fila] = []

    def _vaciar(self) -> None:
        """The rows gathered under a header, by what its columns speak of."""
        filas, self.filas = self.filas, []
        if not filas:
            return
        columnas, r = set(self.columnas.values()).union(*filas), self.r
        if (
            ("titular" in columnas and "nombre" not in columnas)
            or "suplente" in columnas
            or (r.ficha is None and {"persona", "institucion"} <= columnas)
        ):
            r.crudo.asientos += filas
        elif "nombre" in columnas and {"actividad", "actividades"} & columnas and self._nombra_otros(filas):
            for fila in filas:
                self._horizontal(fila)
        elif "actividad" in columnas:
            self._actividades(filas, "nombre" in columnas)
        elif "accion" in columnas:
            for fila in filas:
                self._accion(fila)
        elif "nombre" in columnas:
            for fila in filas:
                self._compromiso(fila)
        elif "actividades" in columnas and (columnas & FECHADAS):
            self._actividades(
                [{("actividad" if c == "actividades" else c): t for c, t in f.items()} for f in filas], False
            )
        elif r.accion is not None and {"indicador", "descripcion_actividad"} & columnas:
            self._a_los_campos(filas, r.accion.campos)
        elif r.ficha is not None:
            self._a_los_campos(filas, r.ficha.campos)
        else:
            r.crudo.sin_clasificar += [t for f in filas for t in f.values()]

    def _nombra_otros(self, filas: list[Fila]) -> bool:
        """Whether the commitments its rows name were not printed before."""
        vistas = {normal(f.nombre.texto) for f in self.r.crudo.fichas if f.nombre}
        numeros = {n for orden, f in enumerate(self.r.crudo.fichas, 1) for n in (f.impreso, str(orden))}
        nombres = [normal(sin_punto(f["nombre"].texto)) for f in filas if "nombre" in f]
        return any(n not in vistas and n.removeprefix("compromiso ") not in numeros for n in nombres)

    def _a_los_campos(self, filas: list[Fila], campos: dict[str, list[Trozo]]) -> None:
        for fila in filas:
            if "titular" in fila and "persona" not in fila:
                fila["persona"] = fila.pop("titular")
            personas = [(c, fila.pop(c)) for c in ("persona", "cargo", "institucion") if c in fila]
            if personas:
                texto = "\n".join(f"{PERSONA[c]}: {t.texto}" for c, t in personas)
                campos.setdefault("responsables", []).append(Trozo(texto, personas[0][1].lugar))
            for campo, trozo in fila.items():
                lista = campos.setdefault(_DE_ACCION.get(campo, campo), [])
                ya = {t.texto for t in lista}
                lista += [Trozo(p, trozo.lugar) for p in trozo.texto.split("\n\n") if p not in ya]

    def _actividades(self, filas: list[Fila], con_compromiso: bool) -> None:
        r = self.r
        numeradas = any(tiene_numeral(f["actividad"].texto) for f in filas if "actividad" in f)
        por_clave = not con_compromiso and self._citan(filas)
        for fila in filas:
            impresa = fila["actividad"].texto if "actividad" in fila else ""
            if "descripcion_actividad" in fila and not re.search(r"[^\W\d]", impresa):
                # The number of the step in one column, the step in another.
                fila["actividad"] = fila.pop("descripcion_actividad")
            if con_compromiso:
                self._buscar(fila.pop("nombre", None))
            elif por_clave and "numero" in fila:
                self._buscar(Trozo(_clave(fila.pop("numero")), Lugar()))
            if r.ficha is None:
                r.crudo.sin_clasificar += list(fila.values())
                continue
            if "accion" in fila:
                numero = re.search(r"\d+", fila.pop("accion").texto)
                r.accion = next((a for a in r.ficha.acciones if numero and a.numero == int(numero[0])), None)
            elif con_compromiso:
                r.accion = None
            destino = r.ficha.filas if r.accion is None else r.accion.filas
            nombre = fila["actividad"].texto if "actividad" in fila else ""
            previa = destino[-1] if destino else None
            if previa is not None and (
                not nombre or ((numeradas or _numerada(previa)) and not tiene_numeral(nombre))
            ):
                _continuar(previa, fila)
            else:
                destino.append(fila)

    def _citan(self, filas: list[Fila]) -> bool:
        """Whether the first number of each row is its commitment's: it comes back, and all are known."""
        claves = [_clave(f["numero"]) for f in filas if "numero" in f]
        impresos = {f.impreso for f in self.r.crudo.fichas if f.impreso}
        return len(impresos) > 1 and len(set(claves)) < len(claves) and set(claves) <= impresos

    def _horizontal(self, fila: Fila) -> None:
        """A row for each activity, with its commitment in the first of them, or in all."""
        suyas = {c: fila.pop(c) for c in (*ACTIVIDAD, *FECHADAS, "medios_verificacion") if c in fila}
        nombre = fila.get("nombre")
        if nombre is not None:
            self._buscar(Trozo(nombre.texto, nombre.lugar))
            if self.r.ficha is None:
                self._compromiso(fila)
        elif self.r.ficha is not None:
            self._a_los_campos([fila], self.r.ficha.campos)
        if self.r.ficha is None:
            self.r.crudo.sin_clasificar += [*fila.values(), *suyas.values()]
            return
        for campo in ACTIVIDAD & set(suyas):
            suyas["actividad"] = suyas.pop(campo)
        if "actividad" in suyas and "\n" in suyas["actividad"].texto and not FECHADAS & set(suyas):
            self._a_los_campos([{"actividades": suyas.pop("actividad"), **suyas}], self.r.ficha.campos)
        elif "actividad" in suyas:
            self.r.ficha.filas.append(suyas)
        else:
            self.r.crudo.sin_clasificar += suyas.values()

    def _buscar(self, celda: Trozo | None) -> None:
        """The commitment an activity's row names by number or name; empty is that of the row above."""
        if celda is None:
            return
        texto = normal(celda.texto)
        numero = re.search(r"\d+", texto)
        for orden, ficha in enumerate(self.r.crudo.fichas, 1):
            if ficha.nombre and normal(ficha.nombre.texto) == normal(sin_punto(texto)):
                self.r.ficha = ficha
                return
            if numero and re.fullmatch(r"(compromiso )?\d+", texto) and numero[0] == (ficha.impreso or str(orden)):
                self.r.ficha = ficha
                return
        self.r.ficha = None

    def _accion(self, fila: Fila) -> None:
        if "nombre" in fila:
            self._buscar(fila.pop("nombre"))
        ficha = self.r.ficha
        if ficha is None:
            self.r.crudo.sin_clasificar += list(fila.values())
            return
        numero = fila.pop("numero", None)
        nombre = fila.pop("accion")
        peso = fila.pop("ponderacion", None)
        accion = Accion(
            int(numero.texto) if numero and numero.texto.isdigit() else len(ficha.acciones) + 1,
            Trozo(sin_punto(nombre.texto), nombre.lugar),
            peso.texto.strip(" %").replace(",", ".") if peso else "",
        )
        ficha.acciones.append(accion)
        self._a_los_campos([fila], accion.campos)

    def _compromiso(self, fila: Fila) -> None:
        if "nombre" not in fila:
            self.r.crudo.sin_clasificar += list(fila.values())
            return
        if "eje" in fila:
            self.r.poner_eje("", fila.pop("eje"))
        numero = fila.pop("numero", None)
        hallado = re.search(r"\d+", numero.texto.rpartition("-")[2]) if numero else None
        nombre = fila.pop("nombre")
        impreso = str(int(hallado[0])) if hallado else ""
        ficha = Ficha(impreso, Trozo(sin_punto(nombre.texto.replace("\n", " ")), nombre.lugar), self.r.eje, nombre)
        self.r.crudo.fichas.append(ficha)
        self.r.ficha, self.r.accion = ficha, None
        self._a_los_campos([fila], ficha.campos)


def _clave(celda: Trozo) -> str:
    """«C-01» is cited as it is numbered: 1."""
    hallado = re.search(r"\d+", celda.texto.split("\n\n")[0].rpartition("-")[2])
    return str(int(hallado[0])) if hallado else ""


def _numerada(fila: Fila) -> bool:
    return "actividad" in fila and tiene_numeral(fila["actividad"].texto)


def _continuar(previa: Fila, fila: Fila) -> None:
    """A row that goes on below, after the page ended: each cell under its own."""
    for campo, trozo in fila.items():
        if campo in previa:
            previa[campo].texto += f"\n{trozo.texto}"
        else:
            previa[campo] = trozo
