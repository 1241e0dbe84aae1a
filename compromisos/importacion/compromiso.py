"""A commitment of the draft, from what was printed under its headings."""

import re
from typing import Any

from compromisos.importacion.actividades import Actividad, de_lista, de_rejilla
from compromisos.importacion.borrador import PROBABLE, PROPUESTA, SEGURA
from compromisos.importacion.campos import Campos, prosa
from compromisos.importacion.crudo import Accion, Trozo
from compromisos.importacion.fechas import Plazo, fechas_en, plazo_en
from compromisos.importacion.letras import (
    direcciones_reparadas,
    en_un_renglon,
    normal,
    sin_punto,
    sin_vineta,
)
from compromisos.importacion.plazos_de_actividad import es_calendario

PROSA = [
    "descripcion", "problema", "objetivo", "objetivo_mediano_plazo", "contribucion", "proposito_ciudadano",
    "como_se_verifica", "medios_verificacion", "supuestos", "relevancia_ogp", "perspectiva_genero",
    "informacion_adicional", "otros_actores",
]  # fmt: skip
NOMBRE_MAXIMO = 300
ACTIVIDAD_MAXIMA = 800
_ORDINAL_MAL_LEIDO = re.compile(r"\b[1-9]0\.? Plan de Acción")
_REDES = re.compile(r"\b(twitter|facebook|instagram|youtube|tiktok|redes sociales)\b", re.IGNORECASE)
_ROMANOS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


class Armador(Campos):
    """Turns the pieces of one commitment into its data."""

    def armar(self, eje: str | None) -> dict[str, Any]:
        nombre = self._nombre()
        datos: dict[str, Any] = {"numero": self._numero(), "nombre": nombre, "eje": eje, "origen": "cocreado"}
        for campo in PROSA:
            datos[campo] = self._prosa(campo)
        datos["texto_alineacion"], datos["alineaciones"] = self._alineacion()
        datos["responsables"] = self._responsables(self._con_quien_responde(), self.ruta)
        datos["acciones"] = [self._accion(a, i) for i, a in enumerate(self.ficha.acciones)]
        actividades = self._actividades(self.ficha.campos, self.ficha.filas, datos)
        datos["actividades"] = self._datos_de(actividades, f"{self.ruta}/actividades")
        self._fechas(datos)
        datos["indicadores"] = self._indicadores(self.ficha.campos, datos["medios_verificacion"])
        self._ordinales()
        datos["dudas"] = self.dudas
        self._sobrantes()
        return datos

    # Names and prose -------------------------------------------------------------------------------------

    def _con_quien_responde(self) -> dict[str, list[Trozo]]:
        """Where only the activities say who answers, and all say the same, it is the commitment's."""
        campos = self.ficha.campos
        suyos = [f["responsables"] for f in self.ficha.filas if "responsables" in f]
        if campos.get("responsables") or len(suyos) < len(self.ficha.filas) or len({t.texto for t in suyos}) != 1:
            return campos
        return {**campos, "responsables": suyos[:1]}

    def _numero(self) -> int | None:
        impreso = self.ficha.impreso.lower()
        return int(impreso) if impreso.isdigit() else _ROMANOS.get(impreso)

    def _nombre(self) -> str:
        trozo = self.ficha.nombre
        if trozo is None:
            self.dudar(
                "nombre", self.ficha.apertura.texto if self.ficha.apertura else "", "El documento no da nombre."
            )
            return f"Compromiso {self.ficha.impreso}".strip()
        self.b.anotar(f"{self.ruta}/nombre", trozo, SEGURA)
        nombre = sin_punto(en_un_renglon(trozo.texto))
        if len(nombre) > NOMBRE_MAXIMO:
            self.dudar("nombre", nombre, f"El nombre impreso pasa de {NOMBRE_MAXIMO} letras; se cortó.")
            nombre = f"{nombre[: NOMBRE_MAXIMO - 1]}…"
        return nombre

    def _prosa(self, campo: str) -> str:
        trozos = self.ficha.campos.get(campo, [])
        texto, rotas = direcciones_reparadas(prosa(trozos))
        if not texto:
            return ""
        self.b.anotar(f"{self.ruta}/{campo}", trozos, PROBABLE if self.ficha.aplanada else SEGURA)
        for impresa in dict.fromkeys(rotas):
            self.dudar(campo, impresa, "La dirección está partida por un espacio o le falta una letra; se reparó.")
        if campo == "medios_verificacion" and _REDES.search(texto):
            parrafo = next(p for p in texto.split("\n\n") if _REDES.search(p))
            self.dudar(campo, parrafo, "Las cuentas de redes sociales no son evidencia específica.")
        return texto

    # Actions and activities ------------------------------------------------------------------------------

    def _accion(self, accion: Accion, orden: int) -> dict[str, Any]:
        ruta = f"{self.ruta}/acciones/{orden}"
        self.b.anotar(f"{ruta}/nombre", accion.nombre, PROPUESTA if accion.cortada else SEGURA)
        nombre = self._nombre_completo(accion)
        campos = accion.campos
        medio = prosa(campos.get("medios_verificacion", [])).replace("\n\n", " ")
        plazo = _plazo_de(campos)
        actividades = [*de_rejilla(accion.filas, self.anio), *de_lista(campos.get("actividades", []), self.anio)]
        return {
            "numero": accion.numero,
            "nombre": nombre[:NOMBRE_MAXIMO],
            "descripcion": prosa([*campos.get("descripcion", []), *campos.get("objetivo", [])]),
            "ponderacion": f"{float(accion.ponderacion):.2f}"
            if re.fullmatch(r"\d+(\.\d+)?", accion.ponderacion)
            else None,
            "fecha_inicio": _iso(plazo.inicio),
            "fecha_fin": _iso(plazo.fin),
            "medio_verificacion": medio,
            "responsables": self._responsables(campos, ruta),
            "indicadores": self._indicadores(campos, medio),
            "actividades": self._datos_de(actividades, f"{ruta}/actividades"),
        }

    def _nombre_completo(self, accion: Accion) -> str:
        """A heading that lost its beginning is completed with the sentence that announced it, if any."""
        nombre = sin_punto(en_un_renglon(accion.nombre.texto))
        if not accion.cortada:
            return nombre
        anuncio = prosa(self.ficha.campos.get("como_se_verifica", []))
        for frase in re.split(r"(?<=[.:;])\s+", anuncio):
            if normal(sin_punto(frase)).endswith(normal(nombre)):
                nota = "El encabezado de la acción clave está cortado; se completó con la lista que la anuncia."
                self.dudar("acciones", accion.nombre.texto, nota)
                return sin_punto(frase)
        self.dudar("acciones", accion.nombre.texto, "El encabezado de la acción clave puede estar cortado.")
        return nombre

    def _actividades(
        self, campos: dict[str, list[Trozo]], filas: list[Any], datos: dict[str, Any]
    ) -> list[Actividad]:
        actividades = [*de_rejilla(filas, self.anio), *de_lista(campos.get("actividades", []), self.anio)]
        plazos = campos.get("plazos", [])
        if not actividades and not plazos and len(campos.get("periodo", [])) > 1:
            plazos = campos["periodo"]  # «Calendario de trabajo»
        if not plazos:
            return actividades
        lineas = [sin_vineta(linea) for t in plazos for linea in t.texto.split("\n")]
        con_nombre = [a for a in de_lista(plazos, self.anio) if not es_calendario(a.nombre, self.anio)]
        if not actividades and con_nombre:
            return con_nombre
        plazo = plazo_en(" · ".join(lineas), anio=self.anio)
        texto = " · ".join(lineas)
        if len(actividades) == 1 and not actividades[0].calendario:
            actividades[0].calendario = [texto]
            actividades[0].fechar(plazo)
        elif not actividades and datos["proposito_ciudadano"]:
            meta = datos["proposito_ciudadano"].split("\n\n")[0]
            corta = meta.partition(",")[0] if meta.find(",") > 40 else meta
            unica = Actividad(sin_punto(corta)[:ACTIVIDAD_MAXIMA], plazos[0].lugar, meta, [texto])
            unica.fechar(plazo)
            nota = "El documento imprime plazos, pero ninguna actividad. Se tomó la meta como única actividad."
            unica.dudas.append((f"Plazos: {texto}", nota))
            actividades = [unica]
        if plazo.inicio or plazo.fin:
            datos.setdefault("_plazo", plazo)
        return actividades

    def _datos_de(self, actividades: list[Actividad], ruta: str) -> list[dict[str, Any]]:
        filas = []
        for numero, a in enumerate(actividades, 1):
            self.b.anotar(f"{ruta}/{numero - 1}", Trozo(f"{a.cita} {a.calendario_texto}", a.lugar), SEGURA)
            nombre = a.nombre
            if len(nombre) > ACTIVIDAD_MAXIMA:
                a.dudas.append(
                    (nombre, "El nombre impreso de la actividad es muy largo; se cortó y quedó en la descripción.")
                )
                a.descripcion = f"{nombre}\n\n{a.descripcion}".strip()
                nombre = f"{nombre[: ACTIVIDAD_MAXIMA - 1]}…"
            if a.responsable:
                a.dudas.append((a.responsable, f"Actividad {numero}: responsable propio, por confirmar."))
            for original, nota in a.dudas:
                self.dudar("actividades", original, nota)
            filas.append(
                {
                    "numero": numero,
                    "nombre": nombre,
                    "descripcion": a.descripcion,
                    "medio_verificacion": direcciones_reparadas(a.medio)[0],
                    "fecha_inicio": _iso(a.inicio),
                    "fecha_fin": _iso(a.fin),
                    "precision": a.precision,
                    "periodicidad": a.periodicidad,
                    "calendario_texto": a.calendario_texto[:200],
                }
            )
        return filas

    def _fechas(self, datos: dict[str, Any]) -> None:
        plazo = _plazo_de(self.ficha.campos)
        if plazo == Plazo():
            plazo = datos.pop("_plazo", plazo)
        datos.pop("_plazo", None)
        datos["fecha_inicio"], datos["fecha_fin"] = _iso(plazo.inicio), _iso(plazo.fin)
        precisiones = {a["precision"] for a in datos["actividades"] if a["fecha_inicio"] or a["fecha_fin"]}
        datos["precision"] = (
            plazo.precision if plazo.inicio or plazo.fin else "mes" if "mes" in precisiones else "dia"
        )
        for actividad in datos["actividades"]:
            if not actividad["fecha_inicio"] and not actividad["fecha_fin"]:
                actividad["precision"] = datos["precision"]
        for campo in ("periodo", "fecha_inicio", "fecha_fin"):
            self.b.anotar(f"{self.ruta}/fechas", self.ficha.campos.get(campo, []), SEGURA)

    def _indicadores(self, campos: dict[str, list[Trozo]], medio: str) -> list[dict[str, Any]]:
        nombre = prosa(campos.get("indicador", [])).replace("\n\n", " ")
        if not nombre:
            return []
        plano = normal(nombre)
        clase = (
            "binario" if "binario" in plano or "si o no" in plano
            else "porcentaje" if "porcentaje" in plano or "%" in plano
            else "numerico" if re.match(r"(numero|cantidad|total|num)\b", plano)
            else "entregable"
        )  # fmt: skip
        if clase == "binario":
            self.dudar(
                "indicadores",
                nombre,
                "Se imprimió la clase del indicador en lugar de su nombre, línea base y meta.",
            )
        return [
            {
                "nombre": nombre[:NOMBRE_MAXIMO],
                "definicion": "",
                "clase": clase,
                "linea_base": None,
                "meta": None,
                "unidad": "",
                "medio_verificacion": medio,
            }
        ]

    def _ordinales(self) -> None:
        """«40 Plan de Acción» for «4o Plan»."""
        filas = [*self.ficha.filas, *(f for a in self.ficha.acciones for f in a.filas)]
        trozos = [t for lista in self.ficha.campos.values() for t in lista] + [
            t for f in filas for t in f.values()
        ]
        for impreso in dict.fromkeys(h for t in trozos for h in _ORDINAL_MAL_LEIDO.findall(t.texto)):
            self.dudar(
                "texto",
                impreso,
                f"Puede ser un error de lectura por «{impreso[0]}o Plan»; se dejó como se imprimió.",
            )

    def _sobrantes(self) -> None:
        """Fields with no place in a commitment are kept as printed."""
        usados = {
            *PROSA, "texto_alineacion", "responsables", "corresponsables", "actividades", "plazos", "periodo",
            "fecha_inicio", "fecha_fin", "indicador", "pnd",
        }  # fmt: skip
        nombre = self.ficha.nombre.texto if self.ficha.nombre else self.ficha.impreso
        for campo, trozos in self.ficha.campos.items():
            if campo not in usados:
                self.b.apartar(trozos, f"{nombre}: {campo}")
        pnd = self.ficha.campos.get("pnd", [])
        if pnd and not re.match(r"Eje\s+(I{1,3}|[1-3])\b", pnd[0].texto):
            self.b.apartar(pnd, f"{nombre}: pnd")


def _plazo_de(campos: dict[str, list[Trozo]]) -> Plazo:
    inicio = fechas_en(" ".join(t.texto for t in campos.get("fecha_inicio", [])))
    fin = fechas_en(" ".join(t.texto for t in campos.get("fecha_fin", [])))
    if inicio or fin:
        desde, hasta = inicio[0].desde if inicio else None, fin[-1].hasta if fin else None
        if desde and hasta and hasta < desde:
            return Plazo()
        return Plazo(desde, hasta, "mes" if any(f.precision == "mes" for f in inicio + fin) else "dia")
    return plazo_en(" ".join(t.texto for t in campos.get("periodo", [])))


def _iso(dia: Any) -> str | None:
    return dia.isoformat() if dia else None
