"""Reviewing what was read in a plan's document, through the API: values, doubts, rows, loose texts."""

from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from compromisos.api.importaciones import ENTERO, TEXTO, EnRevision, lista_de, objeto_con
from compromisos.importacion.revision import (
    QUITADO,
    TEXTO_MAXIMO,
    dudas_de,
    listas_de,
    origenes_de,
    por_revisar,
    secciones,
    textos,
)
from compromisos.models import Importacion
from compromisos.servicios.revisiones import (
    SIN_CLASIFICAR,
    aceptar_lo_seguro,
    agregar_fila,
    campos_de_texto,
    colocar_texto,
    revisar_seccion,
)
from secretariado.api.acto import Acto
from secretariado.api.entradas import Entrada
from secretariado.api.escritura import Hecho

SI_NO: dict[str, Any] = {"type": "boolean"}
NUMERO: dict[str, Any] = {"type": "number"}


class ValorEntrada(Entrada):
    ruta = serializers.CharField(max_length=200, help_text="Como compromisos/0/problema.")
    valor = serializers.CharField(
        max_length=TEXTO_MAXIMO, allow_blank=True, trim_whitespace=False, help_text="Lo que debe decir."
    )
    visto = serializers.CharField(
        max_length=TEXTO_MAXIMO,
        allow_blank=True,
        trim_whitespace=False,
        help_text="Lo que decía cuando lo leíste.",
    )


class MarcaEntrada(Entrada):
    ruta = serializers.CharField(max_length=200, help_text="De un valor o de una duda.")
    vista = serializers.BooleanField(help_text="Si alguien ya lo revisó.")


class SeccionEntrada(Entrada):
    valores = serializers.ListField(
        child=ValorEntrada(), default=list, max_length=2000, help_text="Lo que cambia."
    )
    marcas = serializers.ListField(
        child=MarcaEntrada(), default=list, max_length=5000, help_text="Lo que queda revisado, o ya no."
    )


class FilaEntrada(Entrada):
    seccion = serializers.CharField(max_length=20, help_text="plan, secretariado o c1, c2…")
    lista = serializers.CharField(max_length=200, help_text="Una de las `listas` de la sección, o compromisos.")


class TextoEntrada(Entrada):
    ruta = serializers.CharField(
        max_length=200, allow_blank=True, help_text="Campo al final del cual va; vacío: se deja fuera del plan."
    )


class VerRevision(EnRevision):
    metodo = "GET"
    operacion = "ver_revision"
    resumen = "Qué se entendió de un documento, y qué falta revisar"
    salida = objeto_con(
        secciones=lista_de(objeto_con(seccion=TEXTO, nombre=TEXTO, dudas=ENTERO, valores=ENTERO)),
        sin_clasificar=lista_de(objeto_con(indice=ENTERO, lugar=TEXTO, texto=TEXTO, motivo=TEXTO, decidido=SI_NO)),
        campos_de_texto=lista_de(TEXTO),
        avisos=lista_de(TEXTO),
    )

    def hacer(self, request: Request, objeto: Importacion, datos: Any) -> Hecho:
        borrador, decisiones = objeto.borrador, objeto.decisiones
        filas = []
        for seccion in secciones(borrador["datos"]):
            dudas, valores = por_revisar(borrador, decisiones, seccion)
            compromiso = borrador["datos"]["compromisos"][int(seccion[1:]) - 1] if seccion[1:].isdigit() else {}
            fila = {"seccion": seccion, "nombre": str(compromiso.get("nombre") or "")}
            filas.append({**fila, "dudas": len(dudas), "valores": len(valores)})
        sueltos = [
            {"indice": n, **{c: str(s.get(c) or "") for c in ("lugar", "texto", "motivo")}}
            | {"decidido": f"{SIN_CLASIFICAR}/{n}" in decisiones}
            for n, s in enumerate(borrador["sin_clasificar"])
        ]
        lugares = sorted(campos_de_texto(borrador["datos"]))
        cuerpo = {"secciones": filas, "sin_clasificar": sueltos, "campos_de_texto": lugares}
        return Hecho({**cuerpo, "avisos": [str(a) for a in borrador["avisos"]]})


class VerSeccion(EnRevision):
    metodo = "GET"
    operacion = "ver_seccion"
    resumen = "Los valores, las dudas y las fuentes de una sección"
    salida = objeto_con(
        valores=lista_de(objeto_con(ruta=TEXTO, valor=TEXTO)),
        fuentes=lista_de(
            objeto_con(ruta=TEXTO, lugar=TEXTO, cita=TEXTO, confianza={"type": "number"}, vista=SI_NO)
        ),
        dudas=lista_de(objeto_con(ruta=TEXTO, campo=TEXTO, texto_original=TEXTO, nota=TEXTO, vista=SI_NO)),
        listas=lista_de(TEXTO),
    )

    def hacer(self, request: Request, objeto: Importacion, datos: Any) -> Hecho:
        return self.responder(request, objeto, objeto)

    def responder(self, request: Request, objeto: Any, resultado: Importacion) -> Hecho:
        seccion, leido, vistas = self.ruta["seccion"], resultado.borrador["datos"], resultado.decisiones
        return Hecho(
            {
                "valores": [{"ruta": r, "valor": v} for r, v in textos(leido, seccion).items()],
                "fuentes": [
                    {"ruta": r, "lugar": str(o["lugar"]), "cita": o["cita"], "confianza": o["confianza"]}
                    | {"vista": r in vistas}
                    for r, o in origenes_de(resultado.borrador["origenes"], seccion).items()
                ],
                "dudas": [
                    {"ruta": r, **{c: str(d.get(c) or "") for c in ("campo", "texto_original", "nota")}}
                    | {"vista": r in vistas}
                    for r, d in dudas_de(leido, seccion).items()
                ],
                "listas": sorted(listas_de(leido, seccion)),
            }
        )


class RevisarSeccion(VerSeccion):
    metodo = "PATCH"
    operacion = "revisar_seccion"
    resumen = "Corregir valores de una sección y marcar lo revisado"
    descripcion = (
        "Cada valor va con lo que decía cuando lo leíste: si otra persona lo cambió, no se guarda nada y responde "
        f"409. Una fila se quita con el valor «si» en su ruta terminada en {QUITADO}."
    )
    servicio = staticmethod(revisar_seccion)
    entrada = SeccionEntrada
    ejemplo: ClassVar = {
        "valores": [
            {"ruta": "compromisos/0/nombre", "valor": "Guanajuato Construye", "visto": "Guanajuato construye"}
        ],
        "marcas": [{"ruta": "compromisos/0/dudas/0", "vista": True}],
    }
    hacer = Acto.hacer

    def argumentos(self, request: Request, objeto: Importacion, datos: Any) -> dict[str, Any]:
        seccion = self.ruta["seccion"]
        hay = textos(objeto.borrador["datos"], seccion)
        ajenas = {
            f"valores[{n}].ruta": [_("Esa ruta no es de esta sección.")]
            for n, v in enumerate(datos["valores"])
            if v["ruta"] not in hay
        }
        if ajenas:
            raise ValidationError(ajenas)
        return {
            "seccion": seccion,
            "escrito": {v["ruta"]: v["valor"] for v in datos["valores"]},
            "visto": {v["ruta"]: v["visto"] for v in datos["valores"]},
            "marcas": {m["ruta"]: m["vista"] for m in datos["marcas"]},
        }


class AceptarLoSeguro(EnRevision):
    operacion = "aceptar_lo_seguro"
    resumen = "Dar por revisado todo lo que se leyó con certeza y sin dudas"
    servicio = staticmethod(aceptar_lo_seguro)
    salida = objeto_con(aceptados=ENTERO)

    def responder(self, request: Request, objeto: Any, resultado: int) -> Hecho:
        return Hecho({"aceptados": resultado})


class AgregarFila(EnRevision):
    operacion = "agregar_fila"
    resumen = "Agregar una fila vacía a una lista de lo leído"
    descripcion = "Un compromiso, una actividad, una institución… que no se halló en el documento."
    servicio = staticmethod(agregar_fila)
    entrada = FilaEntrada
    ejemplo: ClassVar = {"seccion": "c1", "lista": "compromisos/0/actividades"}
    salida = objeto_con(ruta=TEXTO)

    def argumentos(self, request: Request, objeto: Importacion, datos: Any) -> dict[str, Any]:
        if datos["seccion"] not in secciones(objeto.borrador["datos"]):
            raise ValidationError({"seccion": [_("Esa sección no existe.")]})
        return dict(datos)

    def responder(self, request: Request, objeto: Any, resultado: str) -> Hecho:
        return Hecho({"ruta": resultado})


class ColocarTexto(EnRevision):
    metodo = "PUT"
    operacion = "colocar_texto"
    resumen = "Decir dónde va un texto que quedó sin clasificar"
    descripcion = "El índice es el de `sin_clasificar` en `ver_revision`; otro responde 404."
    servicio = staticmethod(colocar_texto)
    entrada = TextoEntrada
    ejemplo: ClassVar = {"ruta": "compromisos/0/problema"}

    def objeto(self, request: Request, **ruta: Any) -> Importacion:
        importacion = super().objeto(request, **ruta)
        if ruta["indice"] >= len(importacion.borrador["sin_clasificar"]):
            raise Http404
        return importacion

    def argumentos(self, request: Request, objeto: Importacion, datos: Any) -> dict[str, Any]:
        return {"indice": self.ruta["indice"], "ruta": datos["ruta"]}
