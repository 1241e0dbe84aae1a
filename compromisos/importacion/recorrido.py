"""The walk over a document: which part of the plan each line belongs to. What has no place is kept apart."""

import re

from compromisos.importacion.actividades import PREFIJO_DE_ACTIVIDAD
from compromisos.importacion.columnas import rehechas, unidas
from compromisos.importacion.crudo import Crudo, Trozo
from compromisos.importacion.documento import Documento, Lugar, Parrafo, Pieza, Tabla, Titulo
from compromisos.importacion.fechas import fechas_en
from compromisos.importacion.formulario import Formulario, inferir, tiene_numero
from compromisos.importacion.letras import normal, sin_acentos, sin_punto, tiene_numeral
from compromisos.importacion.lineas import clave
from compromisos.importacion.partes import LARGO_DE_TITULO, Partes, nombra_parte
from compromisos.importacion.vocabulario import DE_CALENDARIO, SOLO_COLUMNA, rotulo_inicial, seccion

_DE_ODS = re.compile(
    r"(?:objetivo de desarrollo sostenible|ods)\s*\d{1,2}\s*[:.]\s|metas?\s+\d{1,2}\.(?:\d|[a-d])"
)
_META_ODS = re.compile(r"contribu\w+.*\bmetas? \d{1,2}\.[\da-d].*(?:\bods\b|agenda 2030|desarrollo sostenible)")
_NOTA_AL_PIE = re.compile(r"\d{1,2} \S.{0,60}\(\d{4}\)")
_PERIODO_DEL_PLAN = re.compile(
    r"(?:fecha de inicio y (?:fecha de )?(?:conclusion|termino)|vigencia|periodo) del plan"
)
_DE_ACCION = {
    "responsables", "corresponsables", "indicador", "medios_verificacion", "fecha_inicio", "fecha_fin", "periodo",
    "actividades", "plazos", "descripcion", "objetivo", "ponderacion",
}  # fmt: skip
_DE_CADA_ACTIVIDAD = {"medios_verificacion", "responsables", "indicador", "descripcion", "proposito_ciudadano"}
PIEZAS_DE_PORTADA = 12
PIEZAS_DE_FICHA = 6
_DEL_COMPROMISO = {"problema", "objetivo", "descripcion", "proposito_ciudadano"}
_DEL_PLAN = {"fecha_inicio", "fecha_fin", "periodo", "plazos"}


def es_titulo(texto: str) -> bool:
    """A line that looks like a heading in flattened text: numbered or short, and in capitals."""
    letras = [c for c in texto if c.isalpha()]
    if len(letras) < 4 or len(texto) > 150 or texto.endswith((",", ";")):
        return False
    return sum(c.isupper() for c in letras) > 0.8 * len(letras)


def _cita_ods(texto: str) -> bool:
    """A sentence of its own that aligns: «Contribuye a la meta 16.6 de los ODS.»"""
    return len(texto) < 160 and bool(_META_ODS.search(sin_acentos(texto)))


def _continua(nombre: str, linea: str) -> bool:
    return linea[:1].islower() or bool(re.search(r"\b(?:de|del|la|las|los|el|y|e|en|para|con|por|a)$", nombre))


class Recorrido(Partes):
    """Reads the lines in order into the parts."""

    def andar(self, documento: Documento) -> Crudo:
        from compromisos.importacion.rejillas import Rejillas

        rejillas = Rejillas(self)
        self.anios = _anios(documento)
        self.crudo.anio = self.anios[0] if len(self.anios) == 1 else None
        self.formulario = inferir(documento)
        piezas = unidas(documento.piezas, self.formulario.columna)
        if documento.formato == "txt":
            piezas = rehechas(piezas, self.formulario.columna, self.crudo.anio)
        for orden, pieza in enumerate(piezas):
            self.siguientes = piezas[orden + 1 : orden + 1 + PIEZAS_DE_FICHA]
            if isinstance(pieza, Tabla):
                rejillas.tabla(pieza)
            else:
                rejillas.interrumpir(isinstance(pieza, Titulo))
                self.parrafo(pieza)
        return self.crudo

    def parrafo(self, pieza: Titulo | Parrafo) -> None:
        titulo = isinstance(pieza, Titulo)
        celdas, corte = (0, False) if isinstance(pieza, Titulo) else (pieza.celdas, pieza.corte)
        for orden, linea in enumerate(pieza.texto.split("\n")):
            primera = orden == 0
            self.linea(linea, pieza.lugar, celdas * primera, corte and primera, primera, titulo)

    def linea(
        self,
        texto: str,
        lugar: Lugar,
        celdas: int = 0,
        corte: bool = False,
        nueva: bool = True,
        titulo: bool = False,
    ) -> None:
        trozo = Trozo(texto, lugar)
        if (lugar, texto) in self.formulario.pies:
            self.crudo.sin_clasificar.append(trozo)
            return
        if nueva:
            self.abierto = None
        sola = nueva or titulo or texto[:1].isupper()
        if (
            self.abre_por_su_forma(trozo)
            or (sola and self.abre_parte(trozo))
            or self.rotulo(trozo, celdas, sola)
            or self.encabeza(trozo, nueva, titulo)
        ):
            self.fresca, self.pegada = not self.pegada, False
            return
        if self.abierto is not None and not nueva and _continua(self.abierto.texto, texto):
            self.abierto.texto = sin_punto(f"{self.abierto.texto} {texto}")
            return
        self.abierto = None
        if self.ficha is not None and nueva and PREFIJO_DE_ACTIVIDAD.match(texto) and self.accion is None:
            self._al_campo("actividades")
        if self.ficha is not None and nueva and self.campo != "texto_alineacion" and _cita_ods(texto):
            self._al_campo("texto_alineacion")
        if self.ficha is not None and _DE_ODS.match(sin_acentos(texto)) and self.campo != "texto_alineacion":
            self._al_campo("texto_alineacion")
        self.agregar(trozo, celdas, corte, nueva or self.fresca)
        self.fresca = False

    def abre_por_su_forma(self, trozo: Trozo) -> bool:
        """A name that stands where the document's own form puts them."""
        apertura = self.formulario.aperturas.get((trozo.lugar, trozo.texto))
        inicial = rotulo_inicial(trozo.texto)
        if apertura is None or nombra_parte(trozo.texto) or (inicial and inicial.campo == "nombre"):
            return False
        numero, nombre = apertura
        self.abrir_compromiso(numero, Trozo(nombre, trozo.lugar), trozo)
        return True

    def encabeza(self, trozo: Trozo, nueva: bool, titulo: bool) -> bool:
        """Whether the line is a heading that is none of a commitment's."""
        if self.campo == "nombre" and self.ficha is not None and self.ficha.nombre is None:
            return False  # the name, printed below the number as one more heading
        capitales, numerada = es_titulo(trozo.texto), tiene_numeral(trozo.texto)
        if nueva and (titulo or capitales or numerada) and self._nombra_lo_que_sigue(trozo):
            self.nombrar(Trozo(sin_punto(trozo.texto), trozo.lugar))
            return True
        if (
            self.ficha is None
            and nueva
            and (nombre := seccion(trozo.texto))
            and (numerada or trozo.texto.endswith(":"))
        ):
            self.abrir_seccion(nombre, trozo)
            self.crudo.titulos.append(trozo)
            return True
        if nueva and seccion(trozo.texto) in ("fin", "siglas", "integrantes"):
            return self.titulo(trozo, titulo)
        dentro = self.ficha is not None and self.campo in ("texto_alineacion", "responsables", "corresponsables")
        if dentro and not titulo and not (capitales and numerada):
            return False
        return (titulo or capitales) and self.titulo(trozo, titulo)

    def _nombra_lo_que_sigue(self, trozo: Trozo) -> bool:
        """A heading that says «compromiso» nowhere, but whose text has the fields of one below it."""
        if (
            trozo.lugar.hoja
            or trozo.lugar.fila
            or len(trozo.texto) > LARGO_DE_TITULO
            or seccion(trozo.texto)
            or re.search("plan de accion", sin_acentos(trozo.texto))
        ):
            return False
        campos = rotulos_de(self.siguientes, self.formulario)
        if len(set(campos)) < 2 or campos[0] not in _DEL_COMPROMISO:
            return False
        return self.ficha is None or campos[0] == next(iter(self.ficha.campos), "")

    # Labels ----------------------------------------------------------------------------------------------

    def rotulo(self, trozo: Trozo, celdas: int, nueva: bool) -> bool:
        """Whether the line is, or begins with, the heading of a field."""
        if _PERIODO_DEL_PLAN.match(sin_acentos(trozo.texto)) and fechas_en(trozo.texto):
            self.crudo.periodo.append(trozo)
            return True
        inicial = rotulo_inicial(trozo.texto) or self.formulario.inicial(trozo.texto)
        campo, resto = (inicial.campo, inicial.resto) if inicial else (self.formulario.entero(trozo.texto), "")
        campo = self.formulario.propios.get(clave(inicial.impreso), campo) if inicial else campo
        if self.ficha is not None and inicial and campo == "actividad" and resto:
            self._al_campo("actividades")
            self.agregar(Trozo(resto, trozo.lugar), celdas, False, True)
            return True
        if self.ficha is not None and campo == "actividad" and not resto and tiene_numero(trozo.texto):
            self._al_campo("actividades")
            return True
        if inicial and self._es_de_actividad(campo, inicial.impreso):
            return False
        if (
            not campo
            or (not inicial and not nueva and not celdas)
            or self.es_contenido(campo, resto, inicial is not None)
        ):
            return False
        if campo == "nombre" and self.campo == "siglas" and resto[:1].islower():
            return False  # what the glossary says a commitment is
        if campo == "nombre" and (inicial or celdas or clave(trozo.texto) in self.formulario.rotulos):
            self.nombrar(Trozo(sin_punto(resto), trozo.lugar)) if resto else self._esperar_nombre(trozo)
            return True
        if campo == "eje" and inicial and resto and not fechas_en(resto):
            self.poner_eje("", Trozo(resto, trozo.lugar))
            return True
        if self.ficha is None:
            return self._rotulo_del_plan(campo, resto, trozo, celdas)
        if campo == "descripcion" and normal(trozo.texto) == "resumen ejecutivo" and self._repite_resumen():
            return True
        if campo in SOLO_COLUMNA or campo == "eje":
            return False
        self.abierto = None
        self._encolar(campo, bool(inicial and resto), celdas)
        if resto:
            self.agregar(Trozo(resto, trozo.lugar), 0, False, True)
            self.pegada = True
        return True

    def es_contenido(self, campo: str, resto: str, con_dos_puntos: bool) -> bool:
        """A word of the vocabulary that is part of the value being read."""
        if self.campo == "texto_alineacion" and (
            re.match(r"\d", resto) or (campo == "texto_alineacion" and resto)
        ):
            return True
        if self.campo in ("actividades", "plazos") and campo in DE_CALENDARIO and con_dos_puntos and not self.cola:
            return True
        if (
            self.campo in ("actividades", "plazos")
            and campo in DE_CALENDARIO
            and self.celda >= 0
            and con_dos_puntos
        ):
            return True
        if (
            self.ficha is not None
            and campo in ("objetivo", "proposito_ciudadano")
            and re.match(r"[\d.,\sbcy]+$", resto)
        ):
            self._al_campo("texto_alineacion")
            return True
        return self.campo in ("responsables", "corresponsables") and campo in SOLO_COLUMNA

    def _es_de_actividad(self, campo: str, impreso: str) -> bool:
        """«Producto: …» below each activity is of it, not of the commitment."""
        return (
            self.campo in ("actividades", "plazos")
            and bool(self.destino)
            and campo in _DE_CADA_ACTIVIDAD
            and clave(impreso) in self.formulario.de_actividad
        )

    def _esperar_nombre(self, trozo: Trozo) -> None:
        self.abrir_compromiso(
            "", None, trozo
        ) if self.ficha is None or not self.ficha.vacia else self._cerrar_campo()
        self.campo = "nombre"

    def _rotulo_del_plan(self, campo: str, resto: str, trozo: Trozo, celdas: int) -> bool:
        if campo in ("titular", "suplente", "institucion") and (celdas or self.cola):
            self._encolar(campo, False, celdas)
            return True
        if campo in _DEL_PLAN and resto and fechas_en(resto):
            self.crudo.periodo.append(trozo)
            return True
        return False

    def _repite_resumen(self) -> bool:
        """The running head «Resumen ejecutivo»: it opens the field the first time only."""
        if self.accion is not None:
            return True
        repetido, self.resumido = self.resumido, True
        if repetido:
            self._cerrar_campo()
        return repetido

    def _encolar(self, campo: str, con_valor: bool, celdas: int) -> None:
        """Headings that follow one another head the columns of a flattened table."""
        if self.cola and self.celda < 0 and not con_valor and celdas:
            self.cola.append(campo)
        else:
            self.cola = [campo]
        self.celda = -1
        self.aplanada = bool(celdas) or (self.aplanada and not con_valor)
        self._al_campo(campo)

    def _al_campo(self, campo: str) -> None:
        assert self.ficha is not None or campo in SOLO_COLUMNA
        self.campo = campo
        if self.ficha is None:
            self.destino = None
        elif self.accion is not None and campo in _DE_ACCION:
            self.destino = self.accion.campos.setdefault(campo, [])
        else:
            self.destino = self.ficha.campos.setdefault(campo, [])

    # Text ------------------------------------------------------------------------------------------------

    def agregar(self, trozo: Trozo, celdas: int, corte: bool, nueva: bool) -> None:
        if self.campo == "nombre" and self.ficha is not None and self.ficha.nombre is None:
            self.ficha.nombre = Trozo(sin_punto(trozo.texto), trozo.lugar)
            self._cerrar_campo()
            return
        if self._repite_encabezado(trozo):
            return
        if self.ficha is None and _NOTA_AL_PIE.match(trozo.texto):
            self.crudo.sin_clasificar.append(trozo)
            return
        if len(self.cola) > 1:
            self._a_la_columna(trozo, celdas, nueva)
            return
        if corte and nueva and not celdas and self.aplanada and self.celda >= 0 and self._frase_cerrada():
            self._cerrar_campo()  # a new page after a cell that ended: nothing says it goes on
        self.celda = max(self.celda, 0)
        self._poner(self.crudo.sin_clasificar if self.destino is None else self.destino, trozo, nueva)

    def _frase_cerrada(self) -> bool:
        return bool(self.destino) and self.destino[-1].texto.rstrip().endswith((".", "…", ":"))  # type: ignore[index]

    def _repite_encabezado(self, trozo: Trozo) -> bool:
        """The commitment's name below its running heading, on each of its pages."""
        if self.ficha is None or self.ficha.nombre is None or self.destino:
            return False
        return normal(trozo.texto) == normal(self.ficha.nombre.texto)

    def _a_la_columna(self, trozo: Trozo, celdas: int, nueva: bool) -> None:
        self.celda = max(0, celdas - 1) if self.celda < 0 else self.celda + celdas
        fila, columna = divmod(self.celda, len(self.cola))
        campo = self.cola[columna]
        if self.ficha is None:
            asientos = self.crudo.asientos
            while len(asientos) <= fila:
                asientos.append({})
            if campo in asientos[fila]:
                asientos[fila][campo].texto += f"\n{trozo.texto}"
            else:
                asientos[fila][campo] = trozo
            return
        self.ficha.aplanada = True
        self._al_campo(campo)
        self._poner(self.destino or self.ficha.campos[campo], trozo, nueva or celdas > 0)

    @staticmethod
    def _poner(destino: list[Trozo], trozo: Trozo, nueva: bool) -> None:
        if nueva or not destino:
            destino.append(trozo)
        else:
            destino[-1].texto += f"\n{trozo.texto}"


def rotulos_de(piezas: tuple[Pieza, ...], formulario: Formulario) -> list[str]:
    """The fields that the next pieces are headed by, up to the first heading of something else."""
    campos: list[str] = []
    for pieza in piezas:
        if isinstance(pieza, Tabla):
            primeras = [f[0].texto for f in pieza.filas if len([c for c in f if c.texto.strip()]) == 2]
            return campos + [c for t in primeras if (c := formulario.entero(t))]
        for linea in pieza.texto.split("\n"):
            inicial = rotulo_inicial(linea) or formulario.inicial(linea)
            if campo := inicial.campo if inicial else formulario.entero(linea):
                campos.append(campo)
            elif not campos:
                return []
    return campos


def _anios(documento: Documento) -> list[int]:
    """The years of the plan, from the first of its first lines that prints any."""
    lineas: list[str] = []
    for pieza in documento.piezas[:PIEZAS_DE_PORTADA]:
        filas = pieza.filas[:PIEZAS_DE_PORTADA] if isinstance(pieza, Tabla) else ()
        lineas += [c.texto for f in filas for c in f] if filas else [getattr(pieza, "texto", "")]
    for linea in lineas:
        if anios := re.findall(r"(?<!\d)20\d\d(?!\d)", linea):
            return sorted({int(a) for a in anios})
    return []


def recorrer(documento: Documento) -> Crudo:
    return Recorrido().andar(documento)
