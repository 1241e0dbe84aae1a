"""Every figure of every kind of report: what its pages print is in the data it carries, and those data are what
the API publishes for the same cut-off, today's or a past one."""

import csv
import io
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from django.test import Client
from fabricas import AportacionF, ConsultaF, EventoF, momento

from compromisos.forms import SECCIONES
from compromisos.informes.emitir import emitir
from compromisos.models import Compromiso, Evaluacion, Evidencia, Informe, Plan
from compromisos.servicios.informes import generar_informe, solicitar_informe
from consultas.informes.emitir import emitir as emitir_consulta
from consultas.models import Consulta
from consultas.servicios.eventos import Conteo, escribir_conteos
from consultas.servicios.informes import solicitar_de_consulta
from pal_portal.cimientos.numeros import cifra
from pal_portal.cimientos.pdf import hay_pango
from secretariado.models import Entidad, Institucion, Usuario

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not hay_pango(), reason="falta Pango")]
HOY, ANTES = date(2021, 1, 20), date(2020, 9, 30)
TIPOS = [str(t) for t in Informe.Tipo]
TRES = ("programado", "declarado", "verificado")
Tablas = dict[str, list[dict[str, str]]]


@pytest.fixture
def consulta(guanajuato: Plan) -> Consulta:
    """Proposals, one answered before the past cut-off and one after it, and a meeting with its counts."""
    suya: Consulta = ConsultaF(
        secretariado=guanajuato.secretariado, plan=guanajuato, instrumento="propuestas", inicio=date(2020, 7, 1)
    )
    comunes = {
        "consulta": suya,
        "estado": "incorporada",
        "respuesta": "Se incorpora.",
        "institucion": _organismo(),
    }
    AportacionF(**comunes, creada=momento("2020-07-20"), respondida=momento("2020-08-02"))
    AportacionF(**comunes, creada=momento("2020-07-22"), respondida=momento("2020-12-02"))
    evento = EventoF(consulta=suya, inicio=momento("2020-07-10"), fin=momento("2020-07-11"))
    escribir_conteos(
        evento, [Conteo("total", "", 23), Conteo("sexo", "Mujeres", 13), Conteo("sexo", "Hombres", 10)]
    )
    return suya


def _organismo() -> Institucion:
    return Institucion.objects.filter(garantias__entidad__letras="GTO").earliest("pk")


def ambito(tipo: str, plan: Plan) -> dict[str, Any]:
    if tipo == "monitoreo":
        return {"plan": plan, "secciones": [clave for clave, _nombre in SECCIONES]}
    if tipo == "compromiso":
        return {"compromiso": Compromiso.objects.get(clave="GTO-1-03")}
    if tipo == "evidencia":
        suyas = Evidencia.objects.filter(entrega__actividad__compromiso__plan=plan, verificaciones__isnull=False)
        return {"evidencia": suyas.order_by("pk").first()}
    if tipo in ("intermedia", "final"):
        Evaluacion.objects.filter(plan=plan).update(tipo=tipo)
        return {"evaluacion": Evaluacion.objects.select_related("plan").get(plan=plan)}
    return {"entidad": Entidad.objects.get(letras="GTO")} if tipo == "entidad" else {}


@pytest.fixture
def hacer(guanajuato: Plan, consulta: Consulta, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: None)
    actor = Usuario.objects.get(correo="coordinacion@demo.example")

    def _hacer(tipo: str, corte: date) -> bytes:
        if tipo == "consulta":
            informe = solicitar_de_consulta(actor=actor, consulta=consulta, corte=corte)
        else:
            informe = solicitar_informe(actor=actor, corte=corte, **ambito(tipo, guanajuato))
        assert generar_informe(informe.pk, emitir_consulta if tipo == "consulta" else emitir) == "listo"
        informe = Informe.objects.select_related("archivo").get(pk=informe.pk)
        assert informe.archivo
        with informe.archivo.contenido.open("rb") as archivo:
            return archivo.read()

    return _hacer


def tablas_de(contenido: bytes) -> Tablas:
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        hojas = {n: a.get_file().read_bytes() for n, a in pdf.attachments.items() if n.endswith(".csv")}
    return {
        n.removesuffix(".csv"): list(csv.DictReader(io.StringIO(h.decode("utf-8-sig")))) for n, h in hojas.items()
    }


def texto_de(contenido: bytes) -> str:
    orden = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(orden, input=contenido, capture_output=True, check=True).stdout.decode()


def api(ruta: str) -> list[dict[str, Any]]:
    """Every row, page after page."""
    filas: list[dict[str, Any]] = []
    siguiente: str | None = f"/api/v1/{ruta}{'&' if '?' in ruta else '?'}tamano=100"
    while siguiente:
        pagina = Client().get(siguiente).json()
        filas += pagina["resultados"]
        siguiente = pagina["siguiente"]
    return filas


def numeros(fila: dict[str, Any]) -> list[float | None]:
    return [None if fila[c] in ("", None) else float(fila[c]) for c in TRES]


def numericas(tablas: Tablas) -> Iterator[Decimal]:
    for filas in tablas.values():
        for fila in filas:
            yield from (Decimal(v) for v in fila.values() if re.fullmatch(r"-?\d+(\.\d+)?", v or ""))


@pytest.mark.parametrize("corte", [HOY, ANTES], ids=["hoy", "antes"])
@pytest.mark.parametrize("tipo", TIPOS)
def test_every_figure_printed_is_attached_and_is_the_one_of_the_api(hacer: Any, tipo: str, corte: date) -> None:
    contenido = hacer(tipo, corte)
    tablas, texto = tablas_de(contenido), texto_de(contenido)
    impresas = set(re.findall(r"(?<![\d.])\d+\.\d %", texto))
    assert impresas <= {cifra(n) for n in numericas(tablas)}, "una cifra impresa no está en los datos"
    assert impresas or tipo == "consulta"
    _las_filas_se_imprimen(tablas, texto)
    comparadas = sum(comparar(tablas, corte) for comparar in COMPARACIONES)
    assert comparadas, "ninguna cifra se comparó con la API"


def _las_filas_se_imprimen(tablas: Tablas, texto: str) -> None:
    """On one line: the key of each commitment and its three figures. And every SHA-256."""
    renglones = texto.splitlines()
    for f in tablas.get("compromisos", []):
        suyas = [cifra(Decimal(f[c]) if f[c] else None) for c in TRES]
        assert any(all(s in r for s in suyas) for r in renglones), (f["clave"], suyas)
        assert f["clave"] in texto
    juntas = re.sub(r"\s", "", texto)
    for e in [*tablas.get("evidencias", []), *tablas.get("evidencia", [])]:
        assert (e["sha256"] or re.sub(r"\s", "", e["enlace"])) in juntas


def _cortes(corte: date, de: str) -> dict[str, list[float | None]]:
    """What the API publishes of that day."""
    return {c[de]: numeros(c) for c in api(f"cortes/?fecha={corte}") if c[de]}


def _compromisos_y_planes(tablas: Tablas, corte: date) -> int:
    hechas = 0
    for tabla, recurso, de in (("compromisos", "compromisos", "compromiso"), ("planes", "planes", "plan")):
        if filas := tablas.get(tabla):
            de_entonces = _cortes(corte, de)
            de_hoy = {f["clave"]: f for f in api(f"{recurso}/")} if corte == HOY else {}
            for f in filas:
                esperadas = numeros(de_hoy[f["clave"]]) if de_hoy else de_entonces.get(f["clave"], [None] * 3)
                assert numeros(f) == esperadas, (f["clave"], corte)
                if de_hoy and "semaforo" in f:
                    publicada = de_hoy[f["clave"]]
                    assert [f[c] for c in LUCES] == [publicada[c] for c in LUCES]
                hechas += 1
    return hechas


LUCES = ("semaforo", "semaforo_declarado", "cumplimiento")


def _actividades_y_ejes(tablas: Tablas, corte: date) -> int:
    """The API keeps only today's; of a past day, an axis is the mean of its commitments (test_calculo)."""
    if corte != HOY or not tablas.get("actividades"):
        return 0
    suyas = {(a["compromiso"], a["accion"], a["numero"]): a for a in api("actividades/")}
    for f in tablas["actividades"]:
        publicada = suyas[f["compromiso"], int(f["accion"]) if f["accion"] else None, int(f["numero"])]
        assert numeros(f) == numeros(publicada)
        for campo in ("entregas_exigibles", "entregas_hechas"):
            assert int(f[campo]) == publicada[campo], (f, campo)
    ejes = {f"{e['numero']} {e['nombre']}".strip(): e for e in api("ejes/")}
    for f in tablas.get("ejes", []):
        assert numeros(f) == numeros(ejes[f["eje"]])
    for clave in {v["compromiso"] for v in tablas["entregas_vencidas"]}:
        (publicado,) = (c for c in api("compromisos/") if c["clave"] == clave)
        assert publicado["entregas_vencidas"] == sum(v["compromiso"] == clave for v in tablas["entregas_vencidas"])
    return len(tablas["actividades"])


def _lo_que_se_envio(tablas: Tablas, corte: date) -> int:
    """Evidence, decisions and declarations: those of the API until that day, each as the API has it."""
    hechas = 0
    fin = f"{corte}T23:59:59-06:00"
    suyos = {f.get("clave") for f in tablas.get("compromisos", [])}
    for tabla, recurso, campos in (
        ("evidencias", "evidencias", ("titulo", "sha256", "enlace")),
        ("declaraciones", "avances", ("porcentaje", "que_se_hizo", "obstaculos")),
        ("evidencia", "evidencias", ("titulo", "sha256", "enlace")),
        ("verificaciones", "verificaciones", ("veredicto", "porcentaje", "motivo", "institucion")),
    ):
        if tabla not in tablas:
            continue
        publicadas = {str(f["id"]): f for f in api(f"{recurso}/")}
        for f in tablas[tabla]:
            for campo in campos:
                publicado = publicadas[f["id"]][campo]
                igual = float(f[campo] or "nan") == publicado if isinstance(publicado, float) else None
                assert igual if igual is not None else f[campo] == (publicado or ""), (tabla, f["id"], campo)
            hechas += 1
        if suyos and tabla in ("evidencias", "declaraciones"):
            hasta = {k for k, f in publicadas.items() if f["compromiso"] in suyos and _antes(f["creado"], fin)}
            assert {f["id"] for f in tablas[tabla]} == hasta, (tabla, corte)
    return hechas


def _antes(uno: str, otro: str) -> bool:
    from datetime import datetime

    return datetime.fromisoformat(uno) <= datetime.fromisoformat(otro)


def _entidades(tablas: Tablas, corte: date) -> int:
    """Of a past day the API keeps the plans; the states of the demonstration have one each."""
    publicadas = {e["clave_inegi"]: e for e in api("entidades/")}
    de_planes = {p["entidad"]: p for p in tablas.get("planes", []) if p["verificado"]}
    for e in tablas.get("entidades", []):
        otra = publicadas[e["clave_inegi"]] if corte == HOY else de_planes.get(e["entidad"])
        assert numeros(e) == (numeros(otra) if otra else [None] * 3), (e["entidad"], corte)
    return len(tablas.get("entidades", []))


def _evaluacion(tablas: Tablas, corte: date) -> int:
    """Its figures are those of the day it evaluates; its follow-up, what was known at the report's cut-off."""
    if "valoraciones" not in tablas:
        return 0
    evaluacion = Evaluacion.objects.get()
    assert [numeros(f) for f in tablas["plan"]] == [_cortes(evaluacion.corte, "plan")["GTO-1"]]
    de_entonces = _cortes(evaluacion.corte, "compromiso")
    juicios = {v["compromiso"]: v for v in api("valoraciones/") if v["evaluacion"] == evaluacion.clave}
    for f in tablas["valoraciones"]:
        assert numeros(f) == de_entonces[f["compromiso"]]
        for campo in ("ambicion", "cumplimiento", "cumplimiento_sugerido", "resultados"):
            assert f[campo] == juicios[f["compromiso"]][campo]
    seguidas = [s for s in api("seguimientos/") if _antes(s["creado"], f"{corte}T23:59:59-06:00")]
    assert [f["texto"] for f in tablas["seguimientos"]] == [s["texto"] for s in seguidas]
    return len(tablas["valoraciones"])


def _consulta(tablas: Tablas, corte: date) -> int:
    if "aportaciones" not in tablas:
        return 0
    publicadas = {str(a["id"]): a for a in api("aportaciones/")}
    for f in tablas["aportaciones"]:
        publicada = publicadas[f["id"]]
        respondida = bool(publicada["respondida"]) and _antes(publicada["respondida"], f"{corte}T23:59:59-06:00")
        esperada = [publicada["estado"], publicada["respuesta"]] if respondida else ["recibida", ""]
        assert [f["estado"], f["respuesta"]] == esperada, (f["id"], corte)
    asistieron = {(a["dimension"], a["grupo"]): a["personas"] for a in api("asistencia/")}
    for f in tablas["asistencia"]:
        assert (int(f["personas"]) if f["personas"] else None) == asistieron[f["dimension"], f["grupo"]]
    return len(tablas["aportaciones"]) + len(tablas["asistencia"])


COMPARACIONES = (
    _compromisos_y_planes,
    _actividades_y_ejes,
    _lo_que_se_envio,
    _entidades,
    _evaluacion,
    _consulta,
)
