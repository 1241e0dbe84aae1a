"""What opens a part of a plan: a commitment, a key action, an axis, a section. Base of the walk."""

import re

from compromisos.importacion.crudo import Accion, Crudo, Eje, Ficha, Trozo
from compromisos.importacion.documento import Pieza
from compromisos.importacion.formulario import Formulario
from compromisos.importacion.letras import normal, sin_acentos, sin_comillas, sin_punto, sin_vineta
from compromisos.importacion.vocabulario import seccion

_ROMANO = r"x{0,3}(?:ix|iv|v?i{1,3}|v|x)"
_ANTES = rf"(?:(?:\d{{1,2}}|{_ROMANO}|[a-h])[.)](?:\s?(?:\d{{1,2}}|{_ROMANO})[.)]?)*\s*[-–—]?\s*)?"
"""The numbering of the document's own parts: «IV.2.», «3.1»."""
_COMPROMISO = re.compile(
    rf"{_ANTES}(?:(?:ficha|cedula|plantilla|formato|hoja)(?: (?:de|del))? )?compromiso\s*(?:no\.?|num\.?|numero|n[°º]|#)?\s*"
    rf"(?:(?P<n>\d{{1,3}}(?:\.\d{{1,2}}){{0,2}}|{_ROMANO})\b|[“\"'«](?P<letra>[a-z]|\d{{1,3}})[”\"'»]|(?P<suelta>[a-z])(?=\s*[.:)–—|-]))"
    r"\s*(?:de \d{1,3}\b)?\s*(?P<sep>[.:,;)·\-–—|/]*)\s*(?P<nombre>.*)"
)
_COMPROMISO_CITADO = re.compile(
    rf"{_ANTES}(?:el )?compromiso\s*[.:–—-]?\s*[“\"«](?P<nombre>[^”\"»]{{4,}})[”\"»]\.?"
)
ORDINALES = (
    "primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "septimo", "octavo", "noveno", "decimo",
)  # fmt: skip
_ORDINAL = "|".join(f"{o}o?" if o.endswith("er") else o for o in ORDINALES)
_COMPROMISO_ORDINAL = re.compile(
    rf"(?:compromiso (?P<a>{_ORDINAL})|(?P<b>{_ORDINAL}) compromiso)\s*(?:[.:)\-–—|]+\s*(?P<nombre>.*)|$)"
)
_EJE = re.compile(
    rf"eje(?: tematico| estrategico| rector)?\s*(?:no\.?|num\.?)?\s*(?P<n>\d{{1,2}}|{_ROMANO}|unico)\b\s*[.:)\-–—]*\s*(?P<nombre>.+)"
)
_ACCION = re.compile(r"accion clave\s*(?:no\.?\s*)?(?P<n>\d{1,2})\s*[.:)\-–—]*\s*(?P<nombre>.*)")
PONDERACION = re.compile(
    r"\(?\s*(?:ponderacion|peso)?\s*:?\s*\b(\d{1,3}(?:[.,]\d{1,2})?)\s*%(?:\s*(?:de\s+)?(?:la\s+)?"
    r"(?:ponderacion|peso)(?:\s+del\s+compromiso)?)?\s*\)?"
)
_CON_PESO = re.compile(r"\(\s*\d{1,3}(?:[.,]\d{1,2})?\s*%\s*(?:de\s+)?(?:ponderacion|peso)[^)]{0,40}\)\s*$")
LARGO_DE_TITULO = 250
_AJENAS = {"fin", "siglas", "integrantes", "antecedentes", "metodologia"}
"""Headings that end a commitment."""


def nombra_parte(texto: str) -> bool:
    """Whether a cell over a whole row is the heading of a commitment, a key action or an axis."""
    plano = sin_acentos(sin_vineta(texto))
    return len(texto) <= LARGO_DE_TITULO and any(
        p.match(plano) for p in (_COMPROMISO, _COMPROMISO_CITADO, _COMPROMISO_ORDINAL, _ACCION, _EJE)
    )


class Partes:
    """State of the walk. `destino` is where plain lines go; None is "sin clasificar"."""

    def __init__(self) -> None:
        self.crudo = Crudo()
        self.ficha: Ficha | None = None
        self.accion: Accion | None = None
        self.campo = ""
        self.destino: list[Trozo] | None = None
        self.cola: list[str] = []
        self.celda = -1
        self.aplanada = False
        self.numeral = ""
        self.seccion = ""
        self.eje: int | None = None
        self.resumido = False
        self.fresca = False
        """A heading was read: what follows is a paragraph of its own."""
        self.pegada = False
        """…save that the paragraph began beside its heading."""
        self.anios: list[int] = []
        self.formulario = Formulario()
        self.siguientes: tuple[Pieza, ...] = ()
        self.abierto: Trozo | None = None
        """The name whose next printed line may go on with it."""

    def abre_parte(self, trozo: Trozo) -> bool:
        """Whether the line opens (or repeats the heading of) a commitment, a key action or an axis."""
        texto = sin_vineta(trozo.texto)
        plano = sin_acentos(texto)
        if len(texto) > LARGO_DE_TITULO:
            return False
        if (hallado := _COMPROMISO.match(plano)) and self._es_encabezado(hallado, texto):
            nombre = sin_comillas(texto[hallado.start("nombre") :].strip(" .,;:·-–—|/"))
            numero = hallado["n"] or hallado["letra"] or hallado["suelta"]
            self.abrir_compromiso(numero, Trozo(nombre, trozo.lugar) if nombre else None, trozo)
            return True
        if hallado := _COMPROMISO_CITADO.fullmatch(plano):
            nombre = texto[hallado.start("nombre") : hallado.end("nombre")]
            self.abrir_compromiso("", Trozo(nombre, trozo.lugar), trozo)
            return True
        if hallado := _COMPROMISO_ORDINAL.match(plano):
            nombre = sin_comillas(texto[hallado.start("nombre") :].strip(" .:-–—|")) if hallado["nombre"] else ""
            numero = ORDINALES.index(re.sub("ero$", "er", hallado["a"] or hallado["b"])) + 1
            self.abrir_compromiso(str(numero), Trozo(nombre, trozo.lugar) if nombre else None, trozo)
            return True
        if self.ficha is not None and ((hallado := _ACCION.match(plano)) or _CON_PESO.search(plano)):
            self.abrir_accion(trozo, texto, hallado)
            return True
        if (hallado := _EJE.match(plano)) and not plano.endswith((".", ";")) and len(texto) < 160:
            self.poner_eje(hallado["n"], Trozo(texto[hallado.start("nombre") :], trozo.lugar))
            return True
        return False

    @staticmethod
    def _es_encabezado(hallado: re.Match[str], texto: str) -> bool:
        """Not a sentence («Compromiso 13 busca…»), nor a row of the table of contents («… 12»)."""
        nombre = texto[hallado.start("nombre") :].strip()
        if re.search(r"(\.{3,}|…|_{3,})\s*\d+$", nombre):
            return False
        return not nombre or bool(hallado["sep"]) or not nombre[0].islower()

    def abrir_compromiso(self, impreso: str, nombre: Trozo | None, apertura: Trozo) -> None:
        actual = self.ficha
        if actual is not None and impreso and actual.impreso == impreso:  # the heading of each page
            if self.destino != []:
                self._cerrar_campo()
            if actual.nombre is None:
                actual.nombre = nombre
            return
        anterior = next((f for f in self.crudo.fichas if impreso and f.impreso == impreso), None)
        if anterior is not None and anterior.vacia:  # it was listed before, in a summary
            self.crudo.fichas.remove(anterior)
            if anterior.apertura:
                self.crudo.sin_clasificar.append(anterior.apertura)
        if (vista := self._ya_vista(impreso, nombre)) is not None:
            self.ficha = vista
        else:
            self.ficha = Ficha(impreso, nombre, self.eje, apertura)
            self.crudo.fichas.append(self.ficha)
        self.accion = None
        self.resumido = False
        self._cerrar_campo()
        self.abierto = nombre
        if self.ficha.nombre is None:
            self.campo = "nombre"

    def _ya_vista(self, impreso: str, nombre: Trozo | None) -> Ficha | None:
        """The same commitment again, in an annex: its calendar, its indicators."""
        for ficha in self.crudo.fichas:
            if ficha.vacia or ficha.nombre is None:
                continue
            if nombre is None and impreso and ficha.impreso == impreso:
                return ficha
            if nombre is not None and normal(sin_punto(nombre.texto)) == normal(sin_punto(ficha.nombre.texto)):
                return ficha
        return None

    def nombrar(self, nombre: Trozo) -> None:
        """A printed name: of the commitment that was just opened, or of a new one."""
        impreso = ""
        if hallado := re.match(
            r"(?:\d{1,2}\.)*(\d{1,3})(?:[.)]|(?<=\.\d)|(?<=\.\d\d))\s*[-–—]?\s+(?=\S)", nombre.texto
        ):
            impreso, nombre = hallado[1], Trozo(nombre.texto[hallado.end() :], nombre.lugar)
        nombre = Trozo(sin_comillas(nombre.texto), nombre.lugar)
        if self.ficha is not None and self.ficha.nombre is None and self.ficha.impreso:
            self.ficha.nombre = nombre
        elif self.ficha is None or not self.ficha.vacia or (self.ficha.nombre and not self.ficha.impreso):
            self.abrir_compromiso(impreso, nombre, nombre)
        else:
            self.ficha.nombre = nombre
        self._cerrar_campo()
        self.abierto = nombre

    def abrir_accion(self, trozo: Trozo, texto: str, hallado: re.Match[str] | None) -> None:
        assert self.ficha is not None
        plano = sin_acentos(texto)
        inicio = hallado.start("nombre") if hallado else 0
        peso = PONDERACION.search(plano, inicio)
        nombre = (
            texto[inicio : peso.start()] if peso and texto[peso.end() :].strip(" .)") == "" else texto[inicio:]
        )
        numero = int(hallado["n"]) if hallado else len(self.ficha.acciones) + 1
        self.accion = next((a for a in self.ficha.acciones if a.numero == numero and hallado), None)
        if self.accion is None:
            self.accion = Accion(
                numero,
                Trozo(sin_punto(nombre).strip(" (-–—"), trozo.lugar),
                peso.group(1).replace(",", ".") if peso else "",
                hallado is None,
            )
            self.ficha.acciones.append(self.accion)
        self._cerrar_campo()

    def poner_eje(self, numero: str, nombre: Trozo) -> None:
        self.ficha = self.accion = None
        self._cerrar_campo()
        limpio = Trozo(sin_punto(nombre.texto), nombre.lugar)
        for orden, eje in enumerate(self.crudo.ejes):
            if normal(eje.nombre.texto) == normal(limpio.texto):
                self.eje = orden
                return
        self.abierto = limpio
        self.crudo.ejes.append(Eje(numero or self.numeral or str(len(self.crudo.ejes) + 1), limpio))
        self.eje = len(self.crudo.ejes) - 1

    def titulo(self, trozo: Trozo, marcado: bool) -> bool:
        """A heading that is none of the above: a section of the plan, or a title to remember."""
        nombre = seccion(trozo.texto)
        numeral = re.match(r"\d{1,2}(?:\.\d{1,2})*", trozo.texto)
        if self.ficha is not None:
            if (
                nombre in ("fin", "siglas", "integrantes")
                or (numeral and not marcado)
                or (marcado and numeral and nombre)
            ):
                self.ficha = self.accion = None
                self._cerrar_campo()
            elif not marcado and not self.ficha.vacia:
                return False
        if nombre:
            if nombre in _AJENAS:
                self.ficha = self.accion = None
            self.abrir_seccion(nombre, trozo)
        elif self.ficha is None and numeral and not numeral.group().startswith(f"{self.seccion}."):
            self.campo, self.destino = "", None
        if numeral:
            self.numeral = numeral.group()
        self.crudo.titulos.append(trozo)
        self.cola = []
        return True

    def abrir_seccion(self, nombre: str, trozo: Trozo) -> None:
        if nombre == "fin":
            self.ficha = self.accion = None
        previo, self.campo = self.campo, nombre
        self.destino = self.crudo.secciones.setdefault(nombre, [])
        self.cola = []
        hallado = re.match(r"\d{1,2}(?:\.\d{1,2})*", trozo.texto)
        self.numeral = hallado.group() if hallado else ""
        if not (self.seccion and self.numeral.startswith(f"{self.seccion}.") and previo == nombre):
            self.seccion = self.numeral

    def _cerrar_campo(self) -> None:
        self.campo, self.destino, self.cola, self.celda, self.aplanada = "", None, [], -1, False
