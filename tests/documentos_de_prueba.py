"""Documents in every format, made from one list of blocks: what the importer reads in its tests."""

import csv
import html
import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.style import Footer, Header, MasterPage, PageLayout, Style, TableCellProperties
from odf.table import Table, TableCell, TableRow
from odf.text import H, List, ListItem, P
from openpyxl.styles import PatternFill
from weasyprint import HTML

Bloque = tuple[str, Any]
"""("titulo", texto) · ("parrafo", texto) · ("tabla", [[celda, …], …]); in a cell a blank line parts paragraphs.

Also ("negritas", texto), a heading that is only a bold paragraph; ("lista", [texto, …]) and ("vinetas", [texto,
…]), which the word processor numbers or dots; ("membrete", (arriba, abajo)), what every page repeats; ("hoja",
nombre), a new sheet of the workbook, a new page elsewhere.
"""


class Coloreada(str):
    """A cell with a background, as the calendars of many plans mark a month."""

    __slots__ = ()


def en_docx(bloques: list[Bloque]) -> bytes:
    documento = docx.Document()
    for clase, valor in bloques:
        if clase == "titulo":
            documento.add_heading(valor, 2)
        elif clase in ("parrafo", "negritas"):
            _lineas(documento.add_paragraph(), valor, negritas=clase == "negritas")
        elif clase in ("lista", "vinetas"):
            for texto in valor:
                documento.add_paragraph(texto, style="List Number" if clase == "lista" else "List Bullet")
        elif clase == "membrete":
            documento.sections[0].header.paragraphs[0].text = valor[0]
            documento.sections[0].footer.paragraphs[0].text = valor[1]
        elif clase == "hoja":
            documento.add_page_break()
        else:
            ancho = max(len(f) for f in valor)
            tabla = documento.add_table(rows=0, cols=ancho)
            for fila in valor:
                celdas = tabla.add_row().cells
                if len(fila) < ancho:  # the last cell takes the rest of the row
                    celdas[len(fila) - 1].merge(celdas[-1])
                for celda, texto in zip(celdas, fila, strict=False):
                    if isinstance(texto, Coloreada):
                        fondo = OxmlElement("w:shd")
                        fondo.set(qn("w:val"), "clear")
                        fondo.set(qn("w:fill"), "70AD47")
                        celda._tc.get_or_add_tcPr().append(fondo)
                    partes = texto.split("\n\n")
                    _lineas(celda.paragraphs[0], partes[0])
                    for parte in partes[1:]:
                        _lineas(celda.add_paragraph(), parte)
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def _lineas(parrafo: Any, texto: str, *, negritas: bool = False) -> None:
    for orden, linea in enumerate(texto.split("\n")):
        corrida = parrafo.add_run()
        if negritas:
            corrida.bold = True
        if orden:
            corrida.add_break()
        corrida.add_text(linea)


def en_odt(bloques: list[Bloque]) -> bytes:
    documento = OpenDocumentText()
    for clase, valor in bloques:
        if clase == "titulo":
            documento.text.addElement(H(outlinelevel=2, text=valor))
        elif clase in ("parrafo", "negritas"):
            for linea in valor.split("\n"):
                documento.text.addElement(P(text=linea))
        elif clase in ("lista", "vinetas"):
            documento.text.addElement(_lista_odf(valor))
        elif clase == "membrete":
            _membrete_odf(documento, *valor)
        elif clase == "tabla":
            documento.text.addElement(_tabla_odf(documento, valor, "T"))
    return _guardado(documento)


def _lista_odf(textos: list[str]) -> Any:
    lista = List()
    for texto in textos:
        renglon = ListItem()
        renglon.addElement(P(text=texto))
        lista.addElement(renglon)
    return lista


def _membrete_odf(documento: Any, arriba: str, abajo: str) -> None:
    hoja = PageLayout(name="hoja")
    documento.automaticstyles.addElement(hoja)
    maestra = MasterPage(name="Standard", pagelayoutname=hoja)
    for parte, texto in ((Header(), arriba), (Footer(), abajo)):
        parte.addElement(P(text=texto))
        maestra.addElement(parte)
    documento.masterstyles.addElement(maestra)


def en_ods(bloques: list[Bloque]) -> bytes:
    documento = OpenDocumentSpreadsheet()
    documento.spreadsheet.addElement(_tabla_odf(documento, _filas(bloques), "Plan"))
    return _guardado(documento)


def _tabla_odf(documento: Any, filas: list[list[str]], nombre: str) -> Any:
    pintada = Style(name=f"Pintada{len(documento.automaticstyles.childNodes)}", family="table-cell")
    pintada.addElement(TableCellProperties(backgroundcolor="#70AD47"))
    documento.automaticstyles.addElement(pintada)
    tabla = Table(name=nombre)
    for fila in filas:
        renglon = TableRow()
        for texto in fila:
            estilo = {"stylename": pintada} if isinstance(texto, Coloreada) else {}
            celda = TableCell(valuetype="string", **estilo)
            for parte in texto.split("\n"):
                celda.addElement(P(text=parte))
            renglon.addElement(celda)
        tabla.addElement(renglon)
    return tabla


def _guardado(documento: Any) -> bytes:
    salida = io.BytesIO()
    documento.write(salida)
    return salida.getvalue()


def _filas(bloques: list[Bloque]) -> list[list[str]]:
    filas: list[list[str]] = []
    for clase, valor in bloques:
        if clase in ("lista", "vinetas"):
            filas += [[texto] for texto in _numerada(clase, valor)]
        elif clase not in ("membrete", "hoja"):
            filas += valor if clase == "tabla" else [[valor]]
    return filas


def _numerada(clase: str, textos: list[str]) -> list[str]:
    return [f"{n}. {texto}" if clase == "lista" else f"• {texto}" for n, texto in enumerate(textos, 1)]


def _hojas(bloques: list[Bloque]) -> list[tuple[str, list[Bloque]]]:
    hojas: list[tuple[str, list[Bloque]]] = [("Plan", [])]
    for bloque in bloques:
        if bloque[0] == "hoja":
            hojas.append((bloque[1], []))
        else:
            hojas[-1][1].append(bloque)
    return [hoja for hoja in hojas if hoja[1]] or hojas[:1]


def en_xlsx(bloques: list[Bloque]) -> bytes:
    libro = openpyxl.Workbook()
    libro.remove(libro.active)
    for nombre, suyos in _hojas(bloques):
        hoja = libro.create_sheet(nombre)
        for fila in _filas(suyos):
            hoja.append([str(c) for c in fila])
            for celda, texto in zip(hoja[hoja.max_row], fila, strict=False):
                if isinstance(texto, Coloreada):
                    celda.fill = PatternFill("solid", fgColor="FF70AD47")
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def en_csv(bloques: list[Bloque]) -> bytes:
    salida = io.StringIO()
    csv.writer(salida).writerows(_filas(bloques))
    return salida.getvalue().encode()


def en_pdf(bloques: list[Bloque]) -> bytes:
    estilo = (
        "@page{size:A4;margin:15mm}body{font:9pt sans-serif}table{border-collapse:collapse;width:100%}"
        "td{border:1px solid;padding:4px;vertical-align:top;width:33%}p{margin:0 0 12px}h2{font-size:12pt}"
    )

    def parrafos(texto: str) -> str:
        partes = (html.escape(p).replace("\n", "<br>") for p in texto.split("\n\n"))
        return "".join(f"<p>{p}</p>" for p in partes)

    cuerpo = []
    for clase, valor in bloques:
        if clase == "titulo":
            cuerpo.append(f"<h2>{html.escape(valor)}</h2>")
        elif clase in ("parrafo", "negritas"):
            cuerpo.append(f"<b>{parrafos(valor)}</b>" if clase == "negritas" else parrafos(valor))
        elif clase in ("lista", "vinetas"):
            puntos = "".join(f"<li>{html.escape(texto)}</li>" for texto in valor)
            cuerpo.append(f"<ol>{puntos}</ol>" if clase == "lista" else f"<ul>{puntos}</ul>")
        elif clase == "membrete":
            estilo += (
                f'@page{{font-size:8pt;@top-center{{content:"{valor[0]}"}}'
                f'@bottom-right{{content:"{valor[1]} Página " counter(page) " de " counter(pages)}}}}'
            )
        elif clase == "hoja":
            cuerpo.append('<div style="break-before:page"></div>')
        else:
            ancho = max(len(f) for f in valor)
            filas = []
            for fila in valor:
                resto = ancho - len(fila) + 1
                celdas = [f"<td{_pintada(t)}>{parrafos(t)}</td>" for t in fila[:-1]]
                celdas.append(f'<td colspan="{resto}"{_pintada(fila[-1])}>{parrafos(fila[-1])}</td>')
                filas.append(f'<tr style="break-inside:avoid">{"".join(celdas)}</tr>')
            cuerpo.append(f"<table>{''.join(filas)}</table>")
    return bytes(HTML(string=f"<style>{estilo}</style>{''.join(cuerpo)}").write_pdf())


def _pintada(texto: str) -> str:
    return ' style="background:#70ad47"' if isinstance(texto, Coloreada) else ""


def en_txt(bloques: list[Bloque]) -> bytes:
    """As a converter flattens it: each cell begins with a tab on a line of its own."""
    partes = []
    for clase, valor in bloques:
        if clase == "tabla":
            partes += [f"\t{celda}" for fila in valor for celda in fila]
        elif clase in ("lista", "vinetas"):
            partes += _numerada(clase, valor)
        elif clase not in ("membrete", "hoja"):
            partes.append(f"{valor}\n")
    return "\n\n".join(partes).encode()


FORMATOS: dict[str, Callable[[list[Bloque]], bytes]] = {
    "plan.docx": en_docx,
    "plan.odt": en_odt,
    "plan.pdf": en_pdf,
    "plan.xlsx": en_xlsx,
    "plan.ods": en_ods,
    "plan.csv": en_csv,
    "plan.txt": en_txt,
}


def bloques_de(datos: dict[str, Any]) -> list[Bloque]:
    """A transcribed plan, printed with the headings and the tables of the document of Guanajuato."""
    nombres = {i["codigo"]: i["nombre"] for i in datos["instituciones"]}
    plan = datos["plan"]
    bloques: list[Bloque] = [
        ("titulo", plan["titulo"]),
        ("titulo", "INTEGRANTES DEL SECRETARIADO TÉCNICO LOCAL"),
        (
            "tabla",
            [
                ["TITULAR", "SUPLENTE", "INSTITUCIÓN/ORGANIZACIÓN QUE REPRESENTA"],
                *(
                    [i["titular"], i["suplente"], nombres[i["institucion"]]]
                    for i in datos["secretariado"]["integrantes"]
                    if i["institucion"]
                ),
            ],
        ),
        ("titulo", "3.1.- OBJETIVO GENERAL"),
        ("parrafo", plan["objetivo_general"]),
        ("titulo", "3.2.- OBJETIVOS ESPECÍFICOS"),
        *(("parrafo", f"· {o};") for o in plan["objetivos_especificos"]),
        ("titulo", "4.- EJES TEMÁTICOS"),
    ]
    vistos = set()
    for compromiso in datos["compromisos"]:
        eje = next(e for e in datos["ejes"] if e["numero"] == compromiso["eje"])
        if eje["numero"] not in vistos:
            bloques.append(("titulo", f"{eje['numero']}.- {eje['nombre'].upper()}"))
            vistos.add(eje["numero"])
        bloques += _compromiso(compromiso, eje["nombre"], nombres)
    return bloques


def _compromiso(compromiso: dict[str, Any], eje: str, nombres: dict[str, str]) -> list[Bloque]:
    actividades = "\n\n".join(
        "\n".join([f"{a['nombre']}:", *(f"· {p}" for p in a["calendario_texto"].split(" · ") if p)])
        for a in compromiso["actividades"]
    )
    responsables = nombres[compromiso["responsables"][0]["institucion"]]
    for r in compromiso["responsables"]:
        responsables += f"\n\n{r['persona']}\n{r['cargo']}."
    objetivos = [a["clave"] for a in compromiso["alineaciones"] if "." not in a["clave"]]
    metas = [a.get("texto_original") or a["clave"] for a in compromiso["alineaciones"] if "." in a["clave"]]
    alineacion = f"Objetivo: {', '.join(objetivos)}\nMetas: {', '.join(metas)}\n\n{compromiso['texto_alineacion']}"
    descripcion = compromiso["descripcion"].split("\n\n")
    return [
        ("parrafo", f"Nombre del eje: {eje}"),
        ("parrafo", f"Nombre del compromiso: {compromiso['nombre']}."),
        ("parrafo", f"Descripción y relevancia del compromiso: {descripcion[0]}"),
        *(("parrafo", p) for p in descripcion[1:]),
        (
            "tabla",
            [
                ["Problema", compromiso["problema"]],
                ["Objetivo Principal", compromiso["objetivo"]],
                ["Propósito ciudadano (metas verificables)", "Actividades y Plazos", "Medios de verificación"],
                [compromiso["proposito_ciudadano"], actividades, compromiso["medios_verificacion"]],
                ["Responsable(s)", responsables],
                ["Alineación con las metas específicas de la Agenda 2030", alineacion],
            ],
        ),
    ]
