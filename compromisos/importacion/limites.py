"""What a document may weigh, and the sentence a person reads when it cannot be taken."""

import io
import zipfile

PESO = 50 * 1024 * 1024
DESPLEGADO = 200 * 1024 * 1024
PARTES = 5_000
RAZON = 200
PAGINAS = 1_000
CARACTERES = 3_000_000
PIEZAS = 60_000
CELDAS = 300_000
COLUMNAS = 60
_BLOQUE = 1 << 20


class DocumentoIlegible(Exception):
    """The document was not taken. `mensaje` is for a person: what is wrong and what to do."""

    def __init__(self, motivo: str, **valores: object) -> None:
        self.motivo = motivo
        self.valores = valores
        self.mensaje = MENSAJES[motivo] % valores
        super().__init__(self.mensaje)


MENSAJES = {
    "vacio": "El archivo no tiene texto. Revisa que sea el plan completo y súbelo de nuevo.",
    "pesado": "El archivo pesa más de %(mb)s MB. Quita las imágenes o divídelo y súbelo de nuevo.",
    "cifrado": "El archivo está protegido con contraseña. Quítasela y súbelo de nuevo.",
    "danado": "El archivo está dañado o incompleto. Ábrelo en tu programa, guárdalo de nuevo y súbelo.",
    "desconocido": "No se reconoce el tipo de archivo. Sube el plan en Word (DOCX), ODT, PDF con texto, "
    "Excel (XLSX), ODS, CSV, texto o el JSON que exporta este portal.",
    "imagen": "El archivo es una imagen y de ella no se lee texto. Sube el Word original, o un PDF con texto.",
    "rtf": "Es un archivo RTF. Ábrelo en tu programa, guárdalo como DOCX y súbelo.",
    "doc_antiguo": "Es un archivo de Office anterior a 2007. Ábrelo, guárdalo como DOCX o XLSX y súbelo.",
    "paginas": "El documento tiene %(paginas)s páginas y se leen hasta %(maximo)s. "
    "Sube sólo las páginas del plan.",
    "largo": "El documento trae más texto del que puede tener un plan. Sube sólo las páginas del plan.",
    "bomba": "El archivo se expande demasiado al abrirlo y no se leyó. Guárdalo de nuevo desde tu programa.",
    "escaneado": "El PDF es una imagen escaneada, sin texto. Sube el Word original o pásalo antes por un "
    "reconocedor de texto (OCR).",
    "otro_idioma": "El documento no parece estar en español. Sube la versión en español del plan.",
    "no_es_plan": "No se encontraron compromisos en el documento. Revisa que sea un plan de acción; si lo es, "
    "titula cada uno «Compromiso 1», «Compromiso 2»… y vuelve a intentarlo.",
    "plantilla_vacia": "La plantilla no tiene compromisos. Escribe al menos el número y el nombre de uno en la hoja "
    "Compromisos y súbela de nuevo.",
    "tiempo": "Leer el archivo tomó demasiado. Divídelo, o súbelo como DOCX en lugar de PDF.",
    "json_ajeno": "El JSON no es una exportación de este portal. Descárgala de nuevo en «Importar un plan», junto a "
    "la clave del plan.",
}


def revisar_peso(cuerpo: bytes) -> None:
    if not cuerpo.strip(b"\x00 \r\n\t"):
        raise DocumentoIlegible("vacio")
    if len(cuerpo) > PESO:
        raise DocumentoIlegible("pesado", mb=PESO // 1024 // 1024)


def partes_del_zip(cuerpo: bytes) -> list[str]:
    """The names inside, after unpacking each part to the air: what the directory declares may lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(cuerpo)) as paquete:
            partes = paquete.infolist()
            if len(partes) > PARTES or sum(p.file_size for p in partes) > DESPLEGADO:
                raise DocumentoIlegible("bomba")
            total = 0
            for parte in partes:
                if parte.flag_bits & 1:
                    raise DocumentoIlegible("cifrado")
                total += _medir(paquete, parte, DESPLEGADO - total)
            return [p.filename for p in partes]
    except DocumentoIlegible:
        raise
    except Exception as error:  # zipfile and zlib meet damaged files with errors of every class
        raise DocumentoIlegible("danado") from error


def _medir(paquete: zipfile.ZipFile, parte: zipfile.ZipInfo, tope: int) -> int:
    leido = 0
    tope = min(tope, max(_BLOQUE, parte.compress_size * RAZON))
    with paquete.open(parte) as flujo:
        while bloque := flujo.read(_BLOQUE):
            leido += len(bloque)
            if leido > tope:
                raise DocumentoIlegible("bomba")
    return leido
