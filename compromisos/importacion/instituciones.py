"""Bodies and persons: who answers, for which body, and the several names one body has in a plan."""

import re
from dataclasses import dataclass, field

from compromisos.importacion.crudo import Trozo
from compromisos.importacion.letras import CONTACTO, en_un_renglon, normal, sin_acentos, sin_punto, sin_vineta

_CUERPO = (
    r"(?:Poder (?:Legislativo|Ejecutivo|Judicial)|H\. ?(?:Congreso|Ayuntamiento)|Congreso|Secretaría|SECRETARÍA|Instituto"
    r"|Municipio|Ayuntamiento|Universidad|Comisión|Coordinación (?:General|Estatal|Ejecutiva)|Fiscalía|Tribunal|Supremo"
    r" Tribunal|Consejo|Contraloría|Auditoría|Sistema|Organismo|Centro|Colegio|Asociación|Fundación|Colectivo|Red|Gobierno"
    r"|Procuraduría|Consejería|Oficialía|Agencia|Cámara|Confederación|Observatorio|Junta|Escuela|Servicios|Archivo|Registro"
    r" (?:Civil|Público)|Dirección|Subsecretaría|Unidad|Departamento|Oficina|Jefatura|Comité|Patronato|Fideicomiso|Hospital"
    r"|Biblioteca|Museo|Sindicatura|Regiduría|Alcaldía|Delegación|Dependencia)"
)
_ES_CUERPO = re.compile(rf"{_CUERPO}\b|.*\bA\. ?C\.?$|.*\bS\. ?C\.?$", re.IGNORECASE | re.UNICODE)
_SECRETARIA = re.compile(r"Secretar[ií]a\b")
_CARGO = re.compile(
    r"(?:sub)?(?:director|titular|encargad|secretari[oa]\b|coordinador|asesor(?!ia)|jef[ea]\b|subsecretari|regidor|presidente?"
    r"|comisionad|facilitador|responsable|oficial\b|contralor(?!ia)|delegad|enlace|rector(?!ia)|diputad|magistrad|president[ea]"
    r"|consejer(?!ia)|gerente|analista|vocal\b|administrador|procurador|fiscal\b|sindic[oa]\b|subdirector|profesor|investigador|comisari|comandante|inspector(?!ia)|supervisor|gestor|especialista|tesorer[oa]\b|defensor(?!ia)|visitador|intendent|auxiliar|lider\b|vicerrector|decan[oa]|notario|juez|jueza|mandatari|alcald(?!ia)|gobernador)"
)
_TRATO = re.compile(
    r"^(?:(?:c|lic|licda|mtr[oa]|dr|dra|ing|arq|c\.?\s?p|prof|profa|m\.? en \w+|maestr[oa]|licenciad[oa]|ingenier[oa])\b\.?\s+)+",
    re.IGNORECASE,
)
_SUBROTULO = re.compile(
    r"\b(nombre(?: completo)?|titular|responsable|cargo|puesto|instituci[oó]n|dependencia|organizaci[oó]n|[aá]rea|unidad|correo(?: electr[oó]nico)?"
    r"|e-?mail|tel[eé]fono|tel)\s*\.?:\s*",
    re.IGNORECASE,
)
_CAMPO_DE = {
    "nombre": "persona", "titular": "persona", "responsable": "persona", "cargo": "cargo", "puesto": "cargo", "institucion": "institucion", "dependencia": "institucion",
    "organizacion": "institucion", "area": "area", "unidad": "area", "correo": "correo", "email": "correo",
    "e-mail": "correo", "telefono": "telefono", "tel": "telefono",
}  # fmt: skip
_EN_CARGO = re.compile(rf"\b(?:de|del|de la|en la|en el)\s+({_CUERPO}\b[^()]*?)\s*\(([A-ZÁÉÍÓÚ][\w.-]{{1,18}})\)")
_DE_GOBIERNO = re.compile(r"\b(?:Estado|Estatal|Municipal|Nacional|General|Públic[ao]|Ciudadan[ao]|Local)\b")
"""No person's name has these words."""
_CORTADA = re.compile(r"\b(?:de|del|la|las|los|el|y|e|en|para|a)$|,$")
_A_TRAVES = re.compile(r",?\s+(?:a|por) (?:través|medio|conducto) de(?:l| la)?\s+", re.IGNORECASE)
_SIGLAS = re.compile(r"\s*\(([A-ZÁÉÍÓÚÑ][\w.-]{1,18})\)\s*\.?$")
TIPOS = [
    ("poder_legislativo", r"poder legislativo|congreso del estado|h\.? congreso|camara de diputad"),
    ("poder_judicial", r"poder judicial|tribunal (?:superior|supremo)|supremo tribunal"),
    ("poder_ejecutivo", r"poder ejecutivo|gobierno del estado"),
    (
        "osc",
        r"\ba\. ?c\.?$|asociacion|fundacion|colectivo|\bred\b|observatorio ciudadano|organizacion de la sociedad",
    ),
    (
        "organismo_garante",
        r"(?:instituto|comision|consejo).*(?:acceso a la informacion|transparencia)|organismo garante",
    ),
    ("municipio", r"municipio|ayuntamiento|gobierno municipal"),
    ("universidad", r"universidad|\bcolegio de\b|tecnologico de|escuela"),
    ("sector_privado", r"\bs\. ?a\.|camara (?:nacional|mexicana)|confederacion patronal|coparmex|canaco"),
    ("organo_autonomo", r"fiscalia general|comision de derechos humanos|auditoria superior|instituto electoral"),
    ("internacional", r"naciones unidas|organizacion de los estados|pnud|banco mundial"),
]


@dataclass(slots=True)
class Persona:
    institucion: str = ""
    persona: str = ""
    cargo: str = ""
    area: str = ""
    correo: str = ""
    telefono: str = ""
    trozo: Trozo | None = None

    def falta_todo(self) -> bool:
        return not (self.institucion or self.persona or self.cargo)


def personas_en(trozos: list[Trozo]) -> tuple[list[Persona], list[Trozo]]:
    """Those a field names, and the pieces that were none of body, person or post."""
    texto = " ".join(t.texto for t in trozos)
    if len(_SUBROTULO.findall(texto)) >= 2 or any(_SUBROTULO.match(t.texto) for t in trozos[1:]):
        return _con_subrotulos(trozos)
    halladas: list[Persona] = []
    sobras: list[Trozo] = []
    for trozo in trozos:
        suelto = _SUBROTULO.match(trozo.texto)
        lineas = [sin_vineta(linea) for linea in trozo.texto[suelto.end() if suelto else 0 :].split("\n")]
        corrida = partes_de([en_un_renglon("\n".join(lineas))])
        if len(lineas) > 1 and len(corrida) > 1 and {clase_de(p) for p in corrida} >= {"persona", "cargo"}:
            lineas = corrida  # one sentence, cut by the width of the page
        for orden, linea in enumerate(partes_de(lineas)):
            _leer(linea, trozo, orden > 0, halladas, sobras)
    institucion = ""
    for hallada in halladas:  # one body above several persons
        institucion = hallada.institucion or institucion
        hallada.institucion = institucion
        hallada.persona, hallada.cargo = en_un_renglon(hallada.persona), en_un_renglon(hallada.cargo)
    return halladas, sobras


def partes_de(lineas: list[str]) -> list[str]:
    """A line that holds all: «Secretaría X (Lic. Juan Pérez, Director)», «Juan Pérez, Director, Secretaría X»."""
    partes: list[str] = []
    for linea in lineas:
        if _EN_CARGO.search(linea) and clase_de(linea) == "cargo":
            partes.append(linea)
        elif (hallado := re.search(r"\(([^()]+,[^()]+)\)\s*$", linea)) and _ES_CUERPO.match(linea):
            partes += [linea[: hallado.start()].strip(), *re.split(r",\s*", hallado.group(1), maxsplit=1)]
        elif (hallado := re.fullmatch(r"([^()]+?)\s*\(([^()]+)\)\.?", linea)) and [
            clase_de(h) for h in hallado.groups()
        ] == ["persona", "cargo"]:
            partes += hallado.groups()
        elif seguidas := _de_corrido(linea):
            partes += seguidas
        elif len(tramos := _A_TRAVES.split(sin_punto(linea))) == 2 and clase_de(tramos[0]) == "institucion":
            partes += [tramos[0], *partes_de([tramos[1]])]
        elif (
            _ES_CUERPO.match(linea)
            and (hallado := re.search(r"\.\s+([^.,]+),\s*([^.]+)\.?$", linea))
            and clase_de(hallado.group(1)) == "persona"
        ):
            partes += [linea[: hallado.start()].strip(), *hallado.groups()]
        elif _son_varias(trozos := re.split(r"\s+[–—/|-]\s+|;\s+", linea)):
            partes += trozos
        elif (
            (cabeza := linea.partition(", "))
            and clase_de(cabeza[0]) == "persona"
            and clase_de(cabeza[2]) in ("cargo", "institucion")
        ):
            partes.append(cabeza[0])
            partes += _cargo_y_cuerpo(cabeza[2])
        else:
            partes.append(linea)
    return partes


def _de_corrido(linea: str) -> list[str]:
    """«Secretaría de Salud, Ana Ruiz Sosa, Directora de Abasto»: body, person and post in one line."""
    trozos = sin_punto(linea).split(", ")
    for k in range(1, len(trozos) - 1):
        cuerpo, cargo = ", ".join(trozos[:k]), ", ".join(trozos[k + 1 :])
        if [clase_de(cuerpo), clase_de(trozos[k]), clase_de(cargo)] == ["institucion", "persona", "cargo"]:
            return [cuerpo, trozos[k], cargo]
    return []


def _cargo_y_cuerpo(texto: str) -> list[str]:
    hallado = re.search(rf",\s+(?={_CUERPO})", texto)
    if hallado and clase_de(texto) == "cargo":
        return [texto[: hallado.start()], texto[hallado.end() :]]
    return [texto]


def _son_varias(trozos: list[str]) -> bool:
    """«Lic. Juan Pérez – Director»; but «Secretaría de Salud - Instituto de Salud Pública» is one body."""
    clases = [clase_de(t) for t in trozos]
    return len(trozos) > 1 and all(clases) and "persona" in clases


def clase_de(texto: str) -> str:
    """«institucion», «cargo», «persona» or «»."""
    limpio = sin_punto(texto)
    if not limpio or len(limpio) > 300:
        return ""
    if _SECRETARIA.match(limpio) and not re.match(
        r"Secretaria\s+(?:General|Técnica|Ejecutiva|Particular)", limpio
    ):
        return "institucion"
    if _CARGO.match(sin_acentos(limpio)):
        return "cargo"
    if _ES_CUERPO.match(texto.strip()):
        return "institucion"
    return "persona" if parece_persona(limpio) else ""


def parece_persona(texto: str) -> bool:
    palabras = _TRATO.sub("", texto).split()
    if not 2 <= len(palabras) <= 7 or re.search(r"[\d:;@/]", texto) or _DE_GOBIERNO.search(texto):
        return False
    menores = {"de", "del", "la", "las", "los", "y", "e", "da", "von"}
    return all(p[0].isupper() or p.lower() in menores for p in palabras) and palabras[0][0].isupper()


def _leer(linea: str, trozo: Trozo, sigue: bool, halladas: list[Persona], sobras: list[Trozo]) -> None:
    actual = halladas[-1] if halladas else None
    if contacto := CONTACTO.search(linea):
        if actual is not None:
            campo = "correo" if "@" in contacto.group() else "telefono"
            setattr(actual, campo, contacto.group())
        linea = CONTACTO.sub("", linea).strip(" ,;:")
        if not re.search(r"\w{3}", linea):
            return
    clase = clase_de(linea)
    if actual is not None and sigue and (not clase or _va_cortada(actual, linea, clase)):
        campo = _ultimo(actual)
        setattr(actual, campo, f"{getattr(actual, campo)}\n{linea}".strip())
    elif not clase:
        if actual is None and len(linea) < 200 and not linea.endswith("."):
            halladas.append(Persona(institucion=sin_punto(linea), trozo=trozo))  # a body of a kind not known
        else:
            sobras.append(Trozo(linea, trozo.lugar))
    elif (
        actual is None
        or getattr(actual, clase)
        or (clase == "institucion" and (actual.persona or actual.cargo) and not sigue)
    ):
        halladas.append(Persona(**{clase: linea}, trozo=trozo))
    else:
        setattr(actual, clase, linea)


def _ultimo(persona: Persona) -> str:
    return "cargo" if persona.cargo else "persona" if persona.persona else "institucion"


def _va_cortada(persona: Persona, linea: str, clase: str) -> bool:
    """A line cut by the width of its cell: what came before cannot end there."""
    previo = getattr(persona, _ultimo(persona))
    if _CORTADA.search(previo):
        return True
    if clase == "persona" and _ultimo(persona) == "institucion" and " " not in previo:
        return True
    if clase == "persona" and _ultimo(persona) == "persona" and not previo.endswith("."):
        return len(previo.split()) <= 2 and len(linea.split()) <= 3  # a name has at least three words
    return clase == "persona" and bool(persona.cargo) and linea.endswith(".") and not previo.endswith(".")


def _con_subrotulos(trozos: list[Trozo]) -> tuple[list[Persona], list[Trozo]]:
    halladas: list[Persona] = []
    sobras: list[Trozo] = []
    for trozo in trozos:
        texto = en_un_renglon(trozo.texto)
        marcas = list(_SUBROTULO.finditer(texto))
        previo = texto[: marcas[0].start()] if marcas else texto
        if previo.strip():
            _continuar(previo.strip(), trozo, halladas, sobras)
        finales = [*(m.start() for m in marcas[1:]), len(texto)]
        for marca, fin in zip(marcas, finales, strict=False):
            campo = _CAMPO_DE.get(normal(marca.group(1)).split(" ")[0], "")
            valor = texto[marca.end() : fin].strip(" ;,")
            if campo and valor:
                if not halladas or getattr(halladas[-1], campo):
                    halladas.append(Persona(trozo=trozo))
                setattr(halladas[-1], campo, valor)
    return halladas, sobras


def _continuar(texto: str, trozo: Trozo, halladas: list[Persona], sobras: list[Trozo]) -> None:
    """A paragraph without a label goes on with a value that was cut («… Protección de» / «Datos Personales»)."""
    actual = halladas[-1] if halladas else None
    clase = clase_de(texto)
    if actual is not None and not actual.correo and _CORTADA.search(actual.institucion):
        actual.institucion = f"{actual.institucion} {texto}"
    elif clase and (actual is None or getattr(actual, clase)):
        halladas.append(Persona(**{clase: texto}, trozo=trozo))
    elif clase and actual is not None:
        setattr(actual, clase, texto)
    else:
        sobras.append(Trozo(texto, trozo.lugar))


def cuerpo_del_cargo(cargo: str) -> tuple[str, str]:
    """(name, acronym) of the body a post belongs to, when the post prints both."""
    halladas = list(_EN_CARGO.finditer(cargo))
    if not halladas:
        return "", ""
    return halladas[-1].group(1).strip(" -"), halladas[-1].group(2)


def tipo_de(nombre: str) -> str:
    plano = normal(nombre)
    return next((tipo for tipo, patron in TIPOS if re.search(patron, plano)), "dependencia")


@dataclass(slots=True)
class Padron:
    """The bodies of a plan, each once, by the code that the rest of the draft cites."""

    filas: dict[str, dict[str, object]] = field(default_factory=dict)
    siglas: dict[str, str] = field(default_factory=dict)
    """Acronym → name, from the plan's own glossary."""

    def del_glosario(self, texto: str) -> tuple[str, str]:
        """The glossary's body that `texto` names (acronym, name); the longest of several."""
        plano = normal(texto)
        halladas = [(s, n) for s, n in self.siglas.items() if len(n) > 8 and normal(n) in plano]
        return max(halladas, key=lambda par: len(par[1]), default=("", ""))

    def codigo(self, nombre: str, *, pertenece_a: str | None = None, siglas: str = "") -> tuple[str, str]:
        """The code of a body, and the other acronym it came with when it is known under one already."""
        nombre = sin_punto_de_ac(en_un_renglon(nombre))
        if hallado := _SIGLAS.search(nombre):
            siglas, nombre = siglas or hallado.group(1), nombre[: hallado.start()].strip()
        for codigo, fila in self.filas.items():
            if normal(str(fila["nombre"])).replace(",", "") == normal(nombre).replace(",", ""):
                return codigo, self._otro_nombre(fila, siglas)
        conocidas = next((s for s, n in self.siglas.items() if normal(n) == normal(nombre)), "")
        otra = siglas if conocidas and siglas and siglas != conocidas else ""
        elegidas = conocidas or siglas
        codigo = elegidas if elegidas and elegidas not in self.filas else f"I{len(self.filas) + 1}"
        self.filas[codigo] = {
            "codigo": codigo,
            "siglas": elegidas[:20],
            "nombre": nombre[:200],
            "tipo": tipo_de(nombre),
            "otros_nombres": [otra] if otra else [],
            "pertenece_a": pertenece_a,
            "sitio": "",
        }
        return codigo, otra

    @staticmethod
    def _otro_nombre(fila: dict[str, object], siglas: str) -> str:
        otros = fila["otros_nombres"]
        if not siglas or siglas == fila["siglas"] or not isinstance(otros, list):
            return ""
        if not fila["siglas"]:
            fila["siglas"] = siglas[:20]
            return ""
        if siglas not in otros:
            otros.append(siglas)
        return siglas


def sin_punto_de_ac(nombre: str) -> str:
    return nombre if re.search(r"\b[A-Z]\. ?[A-Z]\.$", nombre) else sin_punto(nombre)


def glosario(trozos: list[Trozo]) -> dict[str, str]:
    """«IPLANEG: Instituto de Planeación…», a line for each."""
    siglas = {}
    for trozo in trozos:
        for linea in trozo.texto.split("\n"):
            clave, separador, nombre = linea.partition(":")
            if separador and 2 <= len(clave.strip()) <= 18 and " " not in clave.strip():
                siglas[clave.strip()] = sin_punto(en_un_renglon(nombre))
    return siglas
