"""Tables: which are grids with headed columns, which are a heading beside its value, and what each row says."""

import re
from dataclasses import replace

from compromisos.importacion.columnas import anio_impreso, enderezada, por_columnas
from compromisos.importacion.crudo import Fila, Trozo
from compromisos.importacion.documento import Celda, Tabla
from compromisos.importacion.encabezados import Encabezado, encabezado, fondo_vacio, marcas
from compromisos.importacion.fechas import fechas_en
from compromisos.importacion.filas import FECHADAS, PERSONA, Filas
from compromisos.importacion.letras import normal, sin_acentos, sin_punto
from compromisos.importacion.partes import nombra_parte
from compromisos.importacion.recorrido import Recorrido, es_titulo
from compromisos.importacion.vocabulario import rotulo_entero, rotulo_inicial, seccion

_CONECTOR = re.compile(
    r"(al respecto|asimismo|ademas|a su vez|adicionalmente|por otra parte|finalmente|en este sentido)\b"
)
_DEL_COMPROMISO = {"problema", "objetivo", "proposito_ciudadano", "descripcion"}
_DE_SUELTA = {"actividad", *FECHADAS, "medios_verificacion", "descripcion_actividad", "responsables"}


class Rejillas(Filas):
    """Reads tables into the state of the walk."""

    def __init__(self, recorrido: Recorrido) -> None:
        super().__init__(recorrido)
        self.tiempos: dict[int, str] = {}
        """Columns of a calendar, where a mark tells when."""
        self.vacio = ""
        self.anio: int | None = None
        """Of the dates of the grid, when only its header prints it."""
        self.anio_de_arriba: int | None = None
        self.pagina: int | None = None
        self.suelta: Fila | None = None
        """An activity told in rows of its own: what, from when, until when."""
        self.campo = ""
        self.de_compromiso = False
        """Whether the number that follows is a commitment's."""

    def interrumpir(self, titulo: bool) -> None:
        """Something else was printed after a table; a heading ends what the table was about."""
        self.suelta = None
        if titulo:
            self.columnas, self.campo = {}, ""

    def tabla(self, tabla: Tabla) -> None:
        filas = enderezada([f for f in tabla.filas if any(c.texto.strip() for c in f)], self.r.formulario.columna)
        saltar = 0
        if tabla.lugar.pagina is None or tabla.lugar.pagina == self.pagina:
            self.suelta = None
        self.pagina = tabla.lugar.pagina
        for orden, fila in enumerate(filas):
            if saltar:
                saltar -= 1
            elif self.r.ficha is not None and (
                agenda := por_columnas(filas[orden : orden + 2], self.r.crudo.anio)
            ):
                self._vaciar()
                (self.r.ficha if self.r.accion is None else self.r.accion).filas += agenda
                self.columnas, saltar = {}, 1
            elif hallado := self._encabezado(filas, orden):
                self._vaciar()
                self.anio = hallado.anio or self.anio_de_arriba
                self.columnas, self.tiempos, saltar = hallado.columnas, hallado.tiempos, hallado.filas - 1
                self.vacio = fondo_vacio(filas[orden + hallado.filas :], self.tiempos)
                if not hallado.filas:
                    self._fila(fila, [], primera=False)
            else:
                siguiente = [c for c in filas[orden + 1] if c.texto.strip()] if orden + 1 < len(filas) else []
                self._fila(fila, siguiente, primera=orden == 0)
        self._vaciar()
        self.r._cerrar_campo()

    def _encabezado(self, filas: list[tuple[Celda, ...]], orden: int) -> Encabezado | None:
        """What is known by its cells alone waits for a commitment, and for a table without a header yet."""
        hallado = encabezado(filas[orden:], self.r.anios, self.r.formulario.columna)
        if hallado is None or not hallado.supuesto:
            return hallado
        otra = orden == 0 and hallado.filas and any(self._rotulo(c) for c in filas[0])
        return hallado if self.r.ficha is not None and (otra or not self.columnas) else None

    def _fila(self, completa: tuple[Celda, ...], siguiente: list[Celda], *, primera: bool) -> None:
        fila = [c for c in completa if c.texto.strip()]
        rotulos = [self._rotulo(c) for c in fila]
        if self.columnas and self._sigue_la_rejilla(fila, rotulos, primera):
            self._a_la_rejilla(completa)
            return
        self._vaciar()
        hueco = not completa[0].texto.strip()
        self.anio_de_arriba = anio_impreso(fila) if len(fila) == 1 else None
        if len(fila) == 1 and not rotulos[0]:
            if primera or not nombra_parte(fila[0].texto):
                self.columnas = {}
            self._sola(fila[0], siguiente, hueco)
        else:
            self.columnas = {}
            self._con_rotulo(fila, rotulos, hueco)

    def _rotulo(self, celda: Celda) -> str:
        """Within a commitment «Objetivo general» is its own; elsewhere, the plan's."""
        suyo = self.r.ficha is not None and seccion(celda.texto) == "objetivo_general"
        return "objetivo" if suyo else self.r.formulario.entero(celda.texto)

    def _sigue_la_rejilla(self, fila: list[Celda], rotulos: list[str], primera: bool) -> bool:
        if primera and any(rotulos):
            return False  # another table, with its own headings
        if len(fila) <= 2 and nombra_parte(fila[0].texto):
            return False
        if len(fila) == 1 and self.r.campo == "nombre":
            return False  # the name of the commitment whose number stands in the row above
        if len(fila) == 1 and (rotulos[0] or rotulo_inicial(fila[0].texto) or self._abre_parte(fila[0])):
            return False
        return not (rotulos[0] and len(fila) < max(len(self.columnas) + len(self.tiempos), 3))

    def _abre_parte(self, celda: Celda) -> bool:
        if (celda.lugar, celda.texto.split("\n")[0]) in self.r.formulario.aperturas:
            return True
        return nombra_parte(celda.texto) or es_titulo(celda.texto) or bool(seccion(celda.texto))

    # Heading beside its value ----------------------------------------------------------------------------

    def _sola(self, celda: Celda, siguiente: list[Celda], hueco: bool) -> None:
        """A cell over the whole width, or a row whose heading was printed beside another."""
        r = self.r
        if not hueco or not self.campo or r.ficha is None or rotulo_inicial(celda.texto):
            self._como_texto(celda)
            return
        if re.fullmatch(r"[\d.,\s]+", celda.texto):
            r.crudo.sin_clasificar.append(Trozo(celda.texto, celda.lugar))
        elif self._va_con_la_siguiente(celda, siguiente):
            campo = rotulo_entero(siguiente[0].texto)
            r._al_campo(campo)
            self._valor(celda)
            self.campo = campo
        else:
            r._al_campo(self.campo)
            self._valor(celda)

    @staticmethod
    def _va_con_la_siguiente(celda: Celda, siguiente: list[Celda]) -> bool:
        """A heading centred beside several paragraphs is printed with the middle one."""
        if len(siguiente) < 2 or not rotulo_entero(siguiente[0].texto):
            return False
        if celda.texto.rstrip().endswith(":"):
            return True
        conecta, conectada = (bool(_CONECTOR.match(sin_acentos(t.texto))) for t in (celda, siguiente[1]))
        return conectada and not conecta

    def _como_texto(self, celda: Celda) -> None:
        for parrafo in celda.texto.split("\n\n"):
            for orden, linea in enumerate(parrafo.split("\n")):
                self.r.linea(linea, celda.lugar, celdas=0, nueva=orden == 0)
        self.campo = self.r.campo or self.campo

    def _con_rotulo(self, fila: list[Celda], rotulos: list[str], hueco: bool) -> None:
        if len(fila) > 2 and rotulos[0] == "nombre" and not (len(fila) == 4 and rotulos[2]):
            # «Compromiso | Avance | Semáforo»: a table of something else.
            self.r.crudo.sin_clasificar += [Trozo(c.texto, c.lugar) for c in fila]
            return
        pendiente: Celda | None = None
        for celda, rotulo in zip(fila, rotulos, strict=True):
            if rotulo:
                self._abrir(rotulo, celda, en_par=len(fila) == 2 and not rotulos[1])
            elif celda is fila[0] and not hueco:
                pendiente = celda
            elif pendiente is not None:
                self._desconocida(pendiente, celda)
            else:
                self._valor(celda)
        if pendiente is not None and len(fila) == 1:
            self._como_texto(pendiente)

    def _abrir(self, campo: str, celda: Celda, *, en_par: bool) -> None:
        r = self.r
        self.campo = campo
        self.de_compromiso = "compromiso" in normal(celda.texto)
        if campo not in _DE_SUELTA:
            self.suelta = None
        if campo == "actividad" and r.ficha is not None and en_par:
            self.suelta = {}
            (r.ficha if r.accion is None else r.accion).filas.append(self.suelta)
        elif self.suelta is not None and campo in _DE_SUELTA:
            return
        elif campo in ("nombre", "eje", "numero"):
            r._cerrar_campo()
            r.campo = campo
        elif r.ficha is not None and campo in PERSONA:
            r.cola = []
            r._al_campo("responsables")
        elif r.ficha is None:
            r.rotulo(Trozo(celda.texto, celda.lugar), 1, True)
        else:
            r.cola = []
            r._al_campo(campo)

    def _valor(self, celda: Celda) -> None:
        r = self.r
        if self.suelta is not None and self.campo in _DE_SUELTA:
            if self.campo in self.suelta:
                self.suelta[self.campo].texto += f"\n{celda.texto}"
            else:
                self.suelta[self.campo] = Trozo(celda.texto, celda.lugar)
        elif self.campo == "nombre" and r.campo == "nombre":
            r.nombrar(Trozo(sin_punto(celda.texto.replace("\n", " ")), celda.lugar))
        elif self.campo == "numero" and self.de_compromiso and re.fullmatch(r"\d{1,3}", celda.texto.strip()):
            r.abrir_compromiso(str(int(celda.texto)), None, Trozo(celda.texto, celda.lugar))
        elif self.campo == "eje" and r.campo == "eje":
            r.poner_eje("", Trozo(celda.texto.replace("\n", " "), celda.lugar))
        elif r.ficha is None and self.campo in FECHADAS and fechas_en(celda.texto):
            r.crudo.periodo.append(Trozo(celda.texto, celda.lugar))
        elif self.campo in PERSONA and r.destino is not None:
            r.destino.append(Trozo(f"{PERSONA[self.campo]}: {celda.texto}", celda.lugar))
        else:
            destino = r.crudo.sin_clasificar if r.destino is None else r.destino
            destino += [Trozo(p, celda.lugar) for p in celda.texto.split("\n\n")]

    def _desconocida(self, rotulo: Celda, valor: Celda) -> None:
        self._como_texto(rotulo)
        self._como_texto(valor)

    # Grids -----------------------------------------------------------------------------------------------

    def _a_la_rejilla(self, celdas: tuple[Celda, ...]) -> None:
        fila: Fila = {}
        celdas = self._alineadas(celdas)
        if marcadas := marcas(celdas, self.tiempos, self.vacio):
            fila["periodo"] = Trozo(f"{marcadas[0]} a {marcadas[-1]}", celdas[0].lugar)
        for celda in celdas:
            columna = celda.lugar.columna or 0
            if columna in self.tiempos or not celda.texto.strip():
                continue
            campo = self.columnas[columna] if columna in self.columnas else self._mas_cercana(columna)
            if not campo:  # a column of which nothing is known
                self.r.crudo.sin_clasificar.append(Trozo(celda.texto, celda.lugar))
                continue
            if campo in fila:
                fila[campo].texto += f"\n\n{celda.texto}"
            else:
                fila[campo] = Trozo(celda.texto, celda.lugar)
        if self.anio:
            fila["anio"] = Trozo(str(self.anio), celdas[0].lugar)
        self.filas.append(fila)

    def _alineadas(self, celdas: tuple[Celda, ...]) -> tuple[Celda, ...]:
        """On the next page a table may count its columns otherwise: as many cells as headings go in their order."""
        claves = sorted({*self.columnas, *self.tiempos})
        if len(celdas) != len(claves):
            return celdas
        return tuple(replace(c, lugar=replace(c.lugar, columna=k)) for c, k in zip(celdas, claves, strict=True))

    def _mas_cercana(self, columna: int) -> str:
        return self.columnas[min(self.columnas, key=lambda c: abs(c - columna))]
