"""Clients of the API in Python and in JavaScript, written from its OpenAPI document: one method per operation,
nothing to install. `manage.py generar_clientes` keeps them in docs/clientes/."""

import json
import re
from typing import Any

CABECERA = "Hecho por manage.py generar_clientes a partir de docs/openapi.json: no se edita a mano."
_PYTHON = '''"""Cliente de la API de Portal PAL. Sólo usa la biblioteca estándar.

{cabecera}
"""

import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid


def _formulario(cuerpo):
    """Como multipart/form-data; lo que se puede leer, como archivo, es un archivo."""
    limite = uuid.uuid4().hex
    partes = []
    for nombre, valor in cuerpo.items():
        archivo = hasattr(valor, "read")
        suyo = os.path.basename(getattr(valor, "name", "") or nombre).replace('"', "%22")
        partes.append(f'--{{limite}}\\r\\nContent-Disposition: form-data; name="{{nombre}}"'.encode())
        partes.append(f'; filename="{{suyo}}"'.encode() if archivo else b"")
        partes += [b"\\r\\n\\r\\n", valor.read() if archivo else str(valor).encode(), b"\\r\\n"]
    return b"".join([*partes, f"--{{limite}}--\\r\\n".encode()]), f"multipart/form-data; boundary={{limite}}"


class Problema(Exception):
    """Lo que contestó el portal cuando algo no se pudo: `estado` y `cuerpo` (RFC 9457)."""

    def __init__(self, estado, cuerpo):
        super().__init__(f"{{estado}}: {{cuerpo.get('detail', '')}}")
        self.estado = estado
        self.cuerpo = cuerpo
        self.errores = {{e["campo"]: e["mensaje"] for e in cuerpo.get("errores", [])}}


class Cliente:
    """`Cliente("https://portal.ejemplo.mx", "pal_…")`; sin llave, sólo lee. `marca` es el último ETag recibido."""

    def __init__(self, sitio, llave=""):
        self.sitio = sitio.rstrip("/")
        self.llave = llave
        self.marca = ""

    def _pedir(self, metodo, ruta, parametros=None, cuerpo=None, cabeceras=None):
        pares = []
        for nombre, valor in (parametros or {{}}).items():
            if isinstance(valor, (list, tuple)):
                valor = ",".join(str(v) for v in valor)
            if valor is not None:
                pares.append((nombre, valor))
        url = self.sitio + ruta + ("?" + urllib.parse.urlencode(pares) if pares else "")
        enviadas = {{n: v for n, v in (cabeceras or {{}}).items() if v}}
        enviadas["Accept"] = "application/json"
        if self.llave:
            enviadas["Authorization"] = "Bearer " + self.llave
        datos = None
        if any(hasattr(v, "read") for v in (cuerpo or {{}}).values()):
            datos, enviadas["Content-Type"] = _formulario(cuerpo)
        elif cuerpo is not None:
            datos, enviadas["Content-Type"] = json.dumps(cuerpo).encode(), "application/json"
        peticion = urllib.request.Request(url, data=datos, headers=enviadas, method=metodo)
        try:
            with urllib.request.urlopen(peticion, timeout=60) as respuesta:
                self.marca = respuesta.headers.get("ETag", "")
                leido = respuesta.read()
                return json.loads(leido) if leido else None
        except urllib.error.HTTPError as error:
            leido = error.read()
            raise Problema(error.code, json.loads(leido) if leido else {{}}) from None
'''
_JS = """// Cliente de la API de Portal PAL, para navegadores y Node. Sólo usa fetch.
// {cabecera}

export class Problema extends Error {{
  constructor(estado, cuerpo) {{
    super(`${{estado}}: ${{cuerpo.detail ?? ""}}`);
    this.estado = estado;
    this.cuerpo = cuerpo;
    this.errores = Object.fromEntries((cuerpo.errores ?? []).map((e) => [e.campo, e.mensaje]));
  }}
}}

// new Cliente("https://portal.ejemplo.mx", "pal_…"); sin llave, sólo lee. `marca` es el último ETag recibido.
export class Cliente {{
  constructor(sitio, llave = "") {{
    this.sitio = sitio.replace(/\\/$/, "");
    this.llave = llave;
    this.marca = "";
  }}

  async pedir(metodo, ruta, parametros = {{}}, cuerpo = undefined, cabeceras = {{}}) {{
    const pares = new URLSearchParams();
    for (const [nombre, valor] of Object.entries(parametros)) {{
      if (valor === undefined || valor === null) continue;
      pares.append(nombre, Array.isArray(valor) ? valor.join(",") : valor);
    }}
    const url = this.sitio + ruta + (pares.size ? `?${{pares}}` : "");
    const enviadas = {{ Accept: "application/json" }};
    for (const [nombre, valor] of Object.entries(cabeceras)) if (valor) enviadas[nombre] = valor;
    if (this.llave) enviadas.Authorization = `Bearer ${{this.llave}}`;
    // Con un archivo (Blob o File), el cuerpo va como formulario.
    const formulario = Object.values(cuerpo ?? {{}}).some((v) => v instanceof Blob) ? new FormData() : null;
    for (const [nombre, valor] of Object.entries(formulario ? cuerpo : {{}})) formulario.append(nombre, valor);
    if (cuerpo !== undefined && !formulario) enviadas["Content-Type"] = "application/json";
    const respuesta = await fetch(url, {{
      method: metodo,
      headers: enviadas,
      body: formulario ?? (cuerpo === undefined ? undefined : JSON.stringify(cuerpo)),
      credentials: "omit",
    }});
    this.marca = respuesta.headers.get("ETag") ?? "";
    const texto = await respuesta.text();
    const leido = texto ? JSON.parse(texto) : null;
    if (!respuesta.ok) throw new Problema(respuesta.status, leido ?? {{}});
    return leido;
  }}
"""


def cliente_python(esquema: dict[str, Any]) -> str:
    partes = [_PYTHON.format(cabecera=CABECERA)]
    for metodo, ruta, op in _operaciones(esquema):
        camino, escribe, cabeceras = _de_ruta(op), "requestBody" in op, _cabeceras(op)
        argumentos = ["self", *camino, *(["cuerpo"] if escribe else []), *(f'{a}=""' for a in cabeceras)]
        consulta = any(p["in"] == "query" for p in op["parameters"])
        argumentos += ["**parametros"] if consulta else []
        sustituida = re.sub(r"\{(\w+)\}", lambda m: f"{{urllib.parse.quote(str({m[1]}), safe='')}}", ruta)
        llamada = [f'"{metodo}"', f'f"{sustituida}"' if camino else f'"{ruta}"']
        llamada.append("parametros" if consulta else "None")
        llamada.append("cuerpo" if escribe else "None")
        if cabeceras:
            llamada.append("{" + ", ".join(f'"{c}": {a}' for a, c in cabeceras.items()) + "}")
        partes.append(
            f"\n    def {_nombre(op)}({', '.join(argumentos)}):\n"
            f'        """{op["summary"]}."""\n        return self._pedir({", ".join(llamada)})\n'
        )
    return "".join(partes)


def cliente_js(esquema: dict[str, Any]) -> str:
    partes = [_JS.format(cabecera=CABECERA)]
    for metodo, ruta, op in _operaciones(esquema):
        camino, escribe, cabeceras = _de_ruta(op), "requestBody" in op, _cabeceras(op)
        consulta = any(p["in"] == "query" for p in op["parameters"])
        argumentos = [*camino, *(["cuerpo"] if escribe else []), *(["parametros = {}"] if consulta else [])]
        argumentos += ["{ " + ", ".join(f'{a} = ""' for a in cabeceras) + " } = {}"] if cabeceras else []
        sustituida = re.sub(r"\{(\w+)\}", r"${encodeURIComponent(\1)}", ruta)
        llamada = [json.dumps(metodo), f"`{sustituida}`", "parametros" if consulta else "{}"]
        llamada.append("cuerpo" if escribe else "undefined")
        if cabeceras:
            llamada.append("{ " + ", ".join(f'"{c}": {a}' for a, c in cabeceras.items()) + " }")
        partes.append(
            f"\n  // {op['summary']}.\n  {_nombre(op)}({', '.join(argumentos)}) {{\n"
            f"    return this.pedir({', '.join(llamada)});\n  }}\n"
        )
    return "".join(partes) + "}\n"


def _operaciones(esquema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(m.upper(), ruta, op) for ruta, metodos in esquema["paths"].items() for m, op in metodos.items()]


def _nombre(op: dict[str, Any]) -> str:
    return str(op["operationId"]).replace("-", "_")


def _de_ruta(op: dict[str, Any]) -> list[str]:
    return [p["name"] for p in op["parameters"] if p["in"] == "path"]


def _cabeceras(op: dict[str, Any]) -> dict[str, str]:
    """Argument → header."""
    nombres = {"Idempotency-Key": "clave_unica", "If-Match": "si_es"}
    return {nombres[p["name"]]: p["name"] for p in op["parameters"] if p["in"] == "header"}
