"""Tables: which are grids with headed columns, which are a heading beside its value, and what each row says."""

import re
from dataclasses import replace

from compromisos.importacion.columnas import anio_impreso, enderezada, por_columnas
from compromisos.importacion.crudo import Accion, Ficha, Fila, Trozo
from compromisos.importacion.documento import Celda, Lugar, Tabla
from compromisos.importacion.encabezados import ACTIVIDAD, Encabezado, encabezado, fondo_vacio, marcas
from compromisos.importacion.fechas import fechas_en
from compromisos.importacion.letras import normal, sin_acentos, sin_punto, tiene_numeral
from compromisos.importacion.partes import nombra_parte
from compromisos.importacion.recorrido import Recorrido, es_titulo
from compromisos.importacion.vocabulario import rotulo_entero, rotulo_inicial, seccion

_CONECTOR = re.compile(
    r"(al respecto|asimismo|ademas|a su vez|adicionalmente|por otra parte|finalmente|en este sentido)\b"
)
_FECHADAS = {"fecha_inicio", "fecha_fin", "periodo", "plazos", "periodicidad"}
_DEL_COMPROMISO = {"problema", "objetivo", "proposito_ciudadano", "descripcion"}
_PERSONA = {"persona": "Nombre", "cargo": "Cargo", "institucion": "Institución"}
_DE_SUELTA = {"actividad", *_FECHADAS, "medios_verificacion", "descripcion_actividad", "responsables"}
_DE_ACCION = {"descripcion_actividad": "descripcion"}


class Rejillas:
    """Reads tables into the state of the walk."""

    def __init__(self, recorrido: Recorrido) -> None:
        self.r = recorrido
        self.columnas: dict[int, str] = {}
        self.tiempos: dict[int, str] = {}
        """Columns of a calendar, where a mark tells when."""
        self.vacio = ""
        self.anio: int | None = None
        """Of the dates of the grid, when only its header prints it."""
        self.anio_de_arriba: int | None = None
        self.pagina: int | None = None
        self.suelta: Fila | None = None
        """An activity told in rows of its own: what, from when, until when."""
        self.filas: list[Fila] = []
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
        elif r.ficha is not None and campo in _PERSONA:
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
        elif r.ficha is None and self.campo in _FECHADAS and fechas_en(celda.texto):
            r.crudo.periodo.append(Trozo(celda.texto, celda.lugar))
        elif self.campo in _PERSONA and r.destino is not None:
            r.destino.append(Trozo(f"{_PERSONA[self.campo]}: {celda.texto}", celda.lugar))
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
        elif "actividades" in columnas and (columnas & _FECHADAS):
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
                texto = "\n".join(f"{_PERSONA[c]}: {t.texto}" for c, t in personas)
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
        suyas = {c: fila.pop(c) for c in (*ACTIVIDAD, *_FECHADAS, "medios_verificacion") if c in fila}
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
        if "actividad" in suyas and "\n" in suyas["actividad"].texto and not _FECHADAS & set(suyas):
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
