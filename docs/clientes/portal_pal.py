"""Cliente de la API de Portal PAL. Sólo usa la biblioteca estándar.

Hecho por manage.py generar_clientes a partir de docs/openapi.json: no se edita a mano.
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
        partes.append(f'--{limite}\r\nContent-Disposition: form-data; name="{nombre}"'.encode())
        partes.append(f'; filename="{suyo}"'.encode() if archivo else b"")
        partes += [b"\r\n\r\n", valor.read() if archivo else str(valor).encode(), b"\r\n"]
    return b"".join([*partes, f"--{limite}--\r\n".encode()]), f"multipart/form-data; boundary={limite}"


class Problema(Exception):
    """Lo que contestó el portal cuando algo no se pudo: `estado` y `cuerpo` (RFC 9457)."""

    def __init__(self, estado, cuerpo):
        super().__init__(f"{estado}: {cuerpo.get('detail', '')}")
        self.estado = estado
        self.cuerpo = cuerpo
        self.errores = {e["campo"]: e["mensaje"] for e in cuerpo.get("errores", [])}


class Cliente:
    """`Cliente("https://portal.ejemplo.mx", "pal_…")`; sin llave, sólo lee. `marca` es el último ETag recibido."""

    def __init__(self, sitio, llave=""):
        self.sitio = sitio.rstrip("/")
        self.llave = llave
        self.marca = ""

    def _pedir(self, metodo, ruta, parametros=None, cuerpo=None, cabeceras=None):
        pares = []
        for nombre, valor in (parametros or {}).items():
            if isinstance(valor, (list, tuple)):
                valor = ",".join(str(v) for v in valor)
            if valor is not None:
                pares.append((nombre, valor))
        url = self.sitio + ruta + ("?" + urllib.parse.urlencode(pares) if pares else "")
        enviadas = {n: v for n, v in (cabeceras or {}).items() if v}
        enviadas["Accept"] = "application/json"
        if self.llave:
            enviadas["Authorization"] = "Bearer " + self.llave
        datos = None
        if any(hasattr(v, "read") for v in (cuerpo or {}).values()):
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
            raise Problema(error.code, json.loads(leido) if leido else {}) from None

    def listar_planes(self, **parametros):
        """Planes."""
        return self._pedir("GET", "/api/v1/planes/", parametros, None)

    def ver_planes(self, clave, **parametros):
        """Planes: uno, por su clave."""
        return self._pedir("GET", f"/api/v1/planes/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_ejes(self, **parametros):
        """Ejes temáticos."""
        return self._pedir("GET", "/api/v1/ejes/", parametros, None)

    def ver_ejes(self, clave, **parametros):
        """Ejes temáticos: uno, por su id."""
        return self._pedir("GET", f"/api/v1/ejes/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_compromisos(self, **parametros):
        """Compromisos."""
        return self._pedir("GET", "/api/v1/compromisos/", parametros, None)

    def ver_compromisos(self, clave, **parametros):
        """Compromisos: uno, por su clave."""
        return self._pedir("GET", f"/api/v1/compromisos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def modificar_compromiso(self, clave, cuerpo, clave_unica="", si_es=""):
        """Modificar un compromiso."""
        return self._pedir("PATCH", f"/api/v1/compromisos/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_responsables(self, **parametros):
        """Responsables."""
        return self._pedir("GET", "/api/v1/responsables/", parametros, None)

    def ver_responsables(self, clave, **parametros):
        """Responsables: uno, por su id."""
        return self._pedir("GET", f"/api/v1/responsables/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_alineaciones(self, **parametros):
        """Alineaciones."""
        return self._pedir("GET", "/api/v1/alineaciones/", parametros, None)

    def ver_alineaciones(self, clave, **parametros):
        """Alineaciones: uno, por su id."""
        return self._pedir("GET", f"/api/v1/alineaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_indicadores(self, **parametros):
        """Indicadores."""
        return self._pedir("GET", "/api/v1/indicadores/", parametros, None)

    def ver_indicadores(self, clave, **parametros):
        """Indicadores: uno, por su id."""
        return self._pedir("GET", f"/api/v1/indicadores/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mediciones(self, **parametros):
        """Mediciones de indicadores."""
        return self._pedir("GET", "/api/v1/mediciones/", parametros, None)

    def ver_mediciones(self, clave, **parametros):
        """Mediciones de indicadores: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mediciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_acciones(self, **parametros):
        """Acciones clave."""
        return self._pedir("GET", "/api/v1/acciones/", parametros, None)

    def ver_acciones(self, clave, **parametros):
        """Acciones clave: uno, por su id."""
        return self._pedir("GET", f"/api/v1/acciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def modificar_accion(self, clave, cuerpo, clave_unica="", si_es=""):
        """Modificar una acción clave."""
        return self._pedir("PATCH", f"/api/v1/acciones/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_actividades(self, **parametros):
        """Actividades."""
        return self._pedir("GET", "/api/v1/actividades/", parametros, None)

    def ver_actividades(self, clave, **parametros):
        """Actividades: uno, por su id."""
        return self._pedir("GET", f"/api/v1/actividades/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def modificar_actividad(self, clave, cuerpo, clave_unica="", si_es=""):
        """Modificar una actividad."""
        return self._pedir("PATCH", f"/api/v1/actividades/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_entregas(self, **parametros):
        """Entregas."""
        return self._pedir("GET", "/api/v1/entregas/", parametros, None)

    def ver_entregas(self, clave, **parametros):
        """Entregas: uno, por su id."""
        return self._pedir("GET", f"/api/v1/entregas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_avances(self, **parametros):
        """Declaraciones de avance."""
        return self._pedir("GET", "/api/v1/avances/", parametros, None)

    def ver_avances(self, clave, **parametros):
        """Declaraciones de avance: uno, por su id."""
        return self._pedir("GET", f"/api/v1/avances/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_evidencias(self, **parametros):
        """Evidencias."""
        return self._pedir("GET", "/api/v1/evidencias/", parametros, None)

    def ver_evidencias(self, clave, **parametros):
        """Evidencias: uno, por su id."""
        return self._pedir("GET", f"/api/v1/evidencias/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_verificaciones(self, **parametros):
        """Verificaciones."""
        return self._pedir("GET", "/api/v1/verificaciones/", parametros, None)

    def ver_verificaciones(self, clave, **parametros):
        """Verificaciones: uno, por su id."""
        return self._pedir("GET", f"/api/v1/verificaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_posturas(self, **parametros):
        """Posturas de la sociedad civil sobre la evidencia."""
        return self._pedir("GET", "/api/v1/posturas/", parametros, None)

    def ver_posturas(self, clave, **parametros):
        """Posturas de la sociedad civil sobre la evidencia: uno, por su id."""
        return self._pedir("GET", f"/api/v1/posturas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_revisiones_de_enlaces(self, **parametros):
        """Revisiones de enlaces."""
        return self._pedir("GET", "/api/v1/revisiones-de-enlaces/", parametros, None)

    def ver_revisiones_de_enlaces(self, clave, **parametros):
        """Revisiones de enlaces: uno, por su id."""
        return self._pedir("GET", f"/api/v1/revisiones-de-enlaces/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_modificaciones(self, **parametros):
        """Modificaciones."""
        return self._pedir("GET", "/api/v1/modificaciones/", parametros, None)

    def ver_modificaciones(self, clave, **parametros):
        """Modificaciones: uno, por su id."""
        return self._pedir("GET", f"/api/v1/modificaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_lineas_base(self, **parametros):
        """Líneas base."""
        return self._pedir("GET", "/api/v1/lineas-base/", parametros, None)

    def ver_lineas_base(self, clave, **parametros):
        """Líneas base: uno, por su id."""
        return self._pedir("GET", f"/api/v1/lineas-base/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_cortes(self, **parametros):
        """Cortes de avance."""
        return self._pedir("GET", "/api/v1/cortes/", parametros, None)

    def ver_cortes(self, clave, **parametros):
        """Cortes de avance: uno, por su id."""
        return self._pedir("GET", f"/api/v1/cortes/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_informes(self, **parametros):
        """Reportes."""
        return self._pedir("GET", "/api/v1/informes/", parametros, None)

    def pedir_informe_nacional(self, cuerpo, clave_unica=""):
        """Pedir el reporte comparativo del país."""
        return self._pedir("POST", "/api/v1/informes/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def ver_informes(self, clave, **parametros):
        """Reportes: uno, por su folio."""
        return self._pedir("GET", f"/api/v1/informes/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_descargas_de_informes(self, **parametros):
        """Cuántas veces se descargó cada reporte."""
        return self._pedir("GET", "/api/v1/descargas-de-informes/", parametros, None)

    def ver_descargas_de_informes(self, clave, **parametros):
        """Cuántas veces se descargó cada reporte: uno, por su id."""
        return self._pedir("GET", f"/api/v1/descargas-de-informes/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_marcos(self, **parametros):
        """Marcos de alineación."""
        return self._pedir("GET", "/api/v1/marcos/", parametros, None)

    def ver_marcos(self, clave, **parametros):
        """Marcos de alineación: uno, por su clave."""
        return self._pedir("GET", f"/api/v1/marcos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_elementos(self, **parametros):
        """Elementos de alineación."""
        return self._pedir("GET", "/api/v1/elementos/", parametros, None)

    def ver_elementos(self, clave, **parametros):
        """Elementos de alineación: uno, por su id."""
        return self._pedir("GET", f"/api/v1/elementos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_evaluaciones(self, **parametros):
        """Evaluaciones de los planes."""
        return self._pedir("GET", "/api/v1/evaluaciones/", parametros, None)

    def ver_evaluaciones(self, clave, **parametros):
        """Evaluaciones de los planes: uno, por su clave."""
        return self._pedir("GET", f"/api/v1/evaluaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_valoraciones(self, **parametros):
        """Valoraciones de los compromisos."""
        return self._pedir("GET", "/api/v1/valoraciones/", parametros, None)

    def ver_valoraciones(self, clave, **parametros):
        """Valoraciones de los compromisos: uno, por su id."""
        return self._pedir("GET", f"/api/v1/valoraciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_recomendaciones(self, **parametros):
        """Recomendaciones de las evaluaciones."""
        return self._pedir("GET", "/api/v1/recomendaciones/", parametros, None)

    def ver_recomendaciones(self, clave, **parametros):
        """Recomendaciones de las evaluaciones: uno, por su id."""
        return self._pedir("GET", f"/api/v1/recomendaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_seguimientos(self, **parametros):
        """Seguimiento de las recomendaciones."""
        return self._pedir("GET", "/api/v1/seguimientos/", parametros, None)

    def ver_seguimientos(self, clave, **parametros):
        """Seguimiento de las recomendaciones: uno, por su id."""
        return self._pedir("GET", f"/api/v1/seguimientos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_entidades(self, **parametros):
        """Entidades."""
        return self._pedir("GET", "/api/v1/entidades/", parametros, None)

    def ver_entidades(self, clave, **parametros):
        """Entidades: uno, por su slug."""
        return self._pedir("GET", f"/api/v1/entidades/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_instituciones(self, **parametros):
        """Instituciones."""
        return self._pedir("GET", "/api/v1/instituciones/", parametros, None)

    def ver_instituciones(self, clave, **parametros):
        """Instituciones: uno, por su slug."""
        return self._pedir("GET", f"/api/v1/instituciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_garantes(self, **parametros):
        """Organismos garantes."""
        return self._pedir("GET", "/api/v1/garantes/", parametros, None)

    def ver_garantes(self, clave, **parametros):
        """Organismos garantes: uno, por su id."""
        return self._pedir("GET", f"/api/v1/garantes/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_secretariados(self, **parametros):
        """Secretariados técnicos."""
        return self._pedir("GET", "/api/v1/secretariados/", parametros, None)

    def ver_secretariados(self, clave, **parametros):
        """Secretariados técnicos: uno, por su slug."""
        return self._pedir("GET", f"/api/v1/secretariados/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def describir_secretariado(self, clave, cuerpo, clave_unica="", si_es=""):
        """Cambiar qué es tu secretariado y cómo decide."""
        return self._pedir("PATCH", f"/api/v1/secretariados/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_integrantes(self, **parametros):
        """Integrantes de los secretariados."""
        return self._pedir("GET", "/api/v1/integrantes/", parametros, None)

    def ver_integrantes(self, clave, **parametros):
        """Integrantes de los secretariados: uno, por su id."""
        return self._pedir("GET", f"/api/v1/integrantes/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def corregir_integrante(self, clave, cuerpo, clave_unica="", si_es=""):
        """Corregir un nombre o una fecha mal escritos."""
        return self._pedir("PATCH", f"/api/v1/integrantes/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_sesiones(self, **parametros):
        """Sesiones."""
        return self._pedir("GET", "/api/v1/sesiones/", parametros, None)

    def ver_sesiones(self, clave, **parametros):
        """Sesiones: uno, por su id."""
        return self._pedir("GET", f"/api/v1/sesiones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_asistencias_de_sesiones(self, **parametros):
        """Asistencia a las sesiones."""
        return self._pedir("GET", "/api/v1/asistencias-de-sesiones/", parametros, None)

    def ver_asistencias_de_sesiones(self, clave, **parametros):
        """Asistencia a las sesiones: uno, por su id."""
        return self._pedir("GET", f"/api/v1/asistencias-de-sesiones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_acuerdos(self, **parametros):
        """Acuerdos."""
        return self._pedir("GET", "/api/v1/acuerdos/", parametros, None)

    def ver_acuerdos(self, clave, **parametros):
        """Acuerdos: uno, por su id."""
        return self._pedir("GET", f"/api/v1/acuerdos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def cambiar_acuerdo(self, clave, cuerpo, clave_unica="", si_es=""):
        """Dar seguimiento a un acuerdo, o corregirlo."""
        return self._pedir("PATCH", f"/api/v1/acuerdos/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def quitar_acuerdo(self, clave, clave_unica=""):
        """Quitar un acuerdo capturado por error."""
        return self._pedir("DELETE", f"/api/v1/acuerdos/{urllib.parse.quote(str(clave), safe='')}/", None, None, {"Idempotency-Key": clave_unica})

    def listar_bitacora(self, **parametros):
        """Bitácora."""
        return self._pedir("GET", "/api/v1/bitacora/", parametros, None)

    def ver_bitacora(self, clave, **parametros):
        """Bitácora: uno, por su numero."""
        return self._pedir("GET", f"/api/v1/bitacora/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_comentarios(self, **parametros):
        """Comentarios."""
        return self._pedir("GET", "/api/v1/comentarios/", parametros, None)

    def comentar(self, cuerpo, clave_unica=""):
        """Comentar un compromiso o una actividad."""
        return self._pedir("POST", "/api/v1/comentarios/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def ver_comentarios(self, clave, **parametros):
        """Comentarios: uno, por su id."""
        return self._pedir("GET", f"/api/v1/comentarios/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def editar_comentario(self, clave, cuerpo, clave_unica=""):
        """Corregir un comentario propio."""
        return self._pedir("PATCH", f"/api/v1/comentarios/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def borrar_comentario(self, clave, clave_unica=""):
        """Borrar un comentario propio."""
        return self._pedir("DELETE", f"/api/v1/comentarios/{urllib.parse.quote(str(clave), safe='')}/", None, None, {"Idempotency-Key": clave_unica})

    def listar_decisiones_de_moderacion(self, **parametros):
        """Decisiones de moderación."""
        return self._pedir("GET", "/api/v1/decisiones-de-moderacion/", parametros, None)

    def ver_decisiones_de_moderacion(self, clave, **parametros):
        """Decisiones de moderación: uno, por su id."""
        return self._pedir("GET", f"/api/v1/decisiones-de-moderacion/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_consultas(self, **parametros):
        """Consultas."""
        return self._pedir("GET", "/api/v1/consultas/", parametros, None)

    def crear_consulta(self, cuerpo, clave_unica=""):
        """Crear una consulta en borrador."""
        return self._pedir("POST", "/api/v1/consultas/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def ver_consultas(self, clave, **parametros):
        """Consultas: uno, por su slug."""
        return self._pedir("GET", f"/api/v1/consultas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def editar_consulta(self, clave, cuerpo, clave_unica="", si_es=""):
        """Cambiar una consulta."""
        return self._pedir("PATCH", f"/api/v1/consultas/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_compromisos_de_consultas(self, **parametros):
        """Compromisos de que trata cada consulta."""
        return self._pedir("GET", "/api/v1/compromisos-de-consultas/", parametros, None)

    def ver_compromisos_de_consultas(self, clave, **parametros):
        """Compromisos de que trata cada consulta: uno, por su id."""
        return self._pedir("GET", f"/api/v1/compromisos-de-consultas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_preguntas(self, **parametros):
        """Preguntas de las encuestas."""
        return self._pedir("GET", "/api/v1/preguntas/", parametros, None)

    def ver_preguntas(self, clave, **parametros):
        """Preguntas de las encuestas: uno, por su id."""
        return self._pedir("GET", f"/api/v1/preguntas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def cambiar_pregunta(self, clave, cuerpo, clave_unica="", si_es=""):
        """Cambiar una pregunta."""
        return self._pedir("PATCH", f"/api/v1/preguntas/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def quitar_pregunta(self, clave, clave_unica=""):
        """Quitar una pregunta."""
        return self._pedir("DELETE", f"/api/v1/preguntas/{urllib.parse.quote(str(clave), safe='')}/", None, None, {"Idempotency-Key": clave_unica})

    def listar_opciones(self, **parametros):
        """Opciones de las preguntas."""
        return self._pedir("GET", "/api/v1/opciones/", parametros, None)

    def ver_opciones(self, clave, **parametros):
        """Opciones de las preguntas: uno, por su id."""
        return self._pedir("GET", f"/api/v1/opciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_pasos_de_rutas(self, **parametros):
        """Rutas de participación, paso por paso."""
        return self._pedir("GET", "/api/v1/pasos-de-rutas/", parametros, None)

    def ver_pasos_de_rutas(self, clave, **parametros):
        """Rutas de participación, paso por paso: uno, por su id."""
        return self._pedir("GET", f"/api/v1/pasos-de-rutas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def cambiar_paso(self, clave, cuerpo, clave_unica="", si_es=""):
        """Cambiar un paso de una ruta."""
        return self._pedir("PATCH", f"/api/v1/pasos-de-rutas/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def quitar_paso(self, clave, clave_unica=""):
        """Quitar un paso de una ruta."""
        return self._pedir("DELETE", f"/api/v1/pasos-de-rutas/{urllib.parse.quote(str(clave), safe='')}/", None, None, {"Idempotency-Key": clave_unica})

    def listar_resultados_historicos(self, **parametros):
        """Resultados de consultas anteriores al portal."""
        return self._pedir("GET", "/api/v1/resultados-historicos/", parametros, None)

    def ver_resultados_historicos(self, clave, **parametros):
        """Resultados de consultas anteriores al portal: uno, por su id."""
        return self._pedir("GET", f"/api/v1/resultados-historicos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_dudas_de_consultas(self, **parametros):
        """Lo que no cuadra o no dice la fuente de una consulta."""
        return self._pedir("GET", "/api/v1/dudas-de-consultas/", parametros, None)

    def ver_dudas_de_consultas(self, clave, **parametros):
        """Lo que no cuadra o no dice la fuente de una consulta: uno, por su id."""
        return self._pedir("GET", f"/api/v1/dudas-de-consultas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_eventos(self, **parametros):
        """Foros, mesas y jornadas."""
        return self._pedir("GET", "/api/v1/eventos/", parametros, None)

    def ver_eventos(self, clave, **parametros):
        """Foros, mesas y jornadas: uno, por su id."""
        return self._pedir("GET", f"/api/v1/eventos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesas(self, **parametros):
        """Mesas de trabajo."""
        return self._pedir("GET", "/api/v1/mesas/", parametros, None)

    def ver_mesas(self, clave, **parametros):
        """Mesas de trabajo: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_compromisos_de_mesas(self, **parametros):
        """Compromisos que salieron de cada mesa."""
        return self._pedir("GET", "/api/v1/compromisos-de-mesas/", parametros, None)

    def ver_compromisos_de_mesas(self, clave, **parametros):
        """Compromisos que salieron de cada mesa: uno, por su id."""
        return self._pedir("GET", f"/api/v1/compromisos-de-mesas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_asistencia(self, **parametros):
        """Asistencia a eventos, en números."""
        return self._pedir("GET", "/api/v1/asistencia/", parametros, None)

    def ver_asistencia(self, clave, **parametros):
        """Asistencia a eventos, en números: uno, por su id."""
        return self._pedir("GET", f"/api/v1/asistencia/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_fotos_de_eventos(self, **parametros):
        """Fotografías de eventos."""
        return self._pedir("GET", "/api/v1/fotos-de-eventos/", parametros, None)

    def ver_fotos_de_eventos(self, clave, **parametros):
        """Fotografías de eventos: uno, por su id."""
        return self._pedir("GET", f"/api/v1/fotos-de-eventos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_aportaciones(self, **parametros):
        """Aportaciones y su respuesta (trazabilidad)."""
        return self._pedir("GET", "/api/v1/aportaciones/", parametros, None)

    def ver_aportaciones(self, clave, **parametros):
        """Aportaciones y su respuesta (trazabilidad): uno, por su id."""
        return self._pedir("GET", f"/api/v1/aportaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def retirar_aportacion(self, clave, clave_unica=""):
        """Retirar una aportación propia."""
        return self._pedir("DELETE", f"/api/v1/aportaciones/{urllib.parse.quote(str(clave), safe='')}/", None, None, {"Idempotency-Key": clave_unica})

    def listar_parrafos(self, **parametros):
        """Textos en consulta, por versión y párrafo."""
        return self._pedir("GET", "/api/v1/parrafos/", parametros, None)

    def ver_parrafos(self, clave, **parametros):
        """Textos en consulta, por versión y párrafo: uno, por su id."""
        return self._pedir("GET", f"/api/v1/parrafos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesa_invitaciones(self, **parametros):
        """Invitaciones de tu secretariado."""
        return self._pedir("GET", "/api/v1/mesa-invitaciones/", parametros, None)

    def invitar(self, cuerpo, clave_unica=""):
        """Invitar a una persona a un papel."""
        return self._pedir("POST", "/api/v1/mesa-invitaciones/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def ver_mesa_invitaciones(self, clave, **parametros):
        """Invitaciones de tu secretariado: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-invitaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesa_sesiones(self, **parametros):
        """Sesiones de tu secretariado, también las convocadas."""
        return self._pedir("GET", "/api/v1/mesa-sesiones/", parametros, None)

    def ver_mesa_sesiones(self, clave, **parametros):
        """Sesiones de tu secretariado, también las convocadas: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-sesiones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def cambiar_sesion(self, clave, cuerpo, clave_unica="", si_es=""):
        """Cambiar los datos de una sesión."""
        return self._pedir("PATCH", f"/api/v1/mesa-sesiones/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_mesa_asistencias(self, **parametros):
        """Asistencia a las sesiones de tu secretariado, también sin minuta pública."""
        return self._pedir("GET", "/api/v1/mesa-asistencias/", parametros, None)

    def ver_mesa_asistencias(self, clave, **parametros):
        """Asistencia a las sesiones de tu secretariado, también sin minuta pública: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-asistencias/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesa_informes(self, **parametros):
        """Reportes pedidos y cómo van."""
        return self._pedir("GET", "/api/v1/mesa-informes/", parametros, None)

    def ver_mesa_informes(self, clave, **parametros):
        """Reportes pedidos y cómo van: uno, por su folio."""
        return self._pedir("GET", f"/api/v1/mesa-informes/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesa_programas(self, **parametros):
        """Planes cuyo reporte se hace solo."""
        return self._pedir("GET", "/api/v1/mesa-programas/", parametros, None)

    def ver_mesa_programas(self, clave, **parametros):
        """Planes cuyo reporte se hace solo: uno, por su plan__clave."""
        return self._pedir("GET", f"/api/v1/mesa-programas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesa_evaluaciones(self, **parametros):
        """Evaluaciones en tu mesa, también en borrador."""
        return self._pedir("GET", "/api/v1/mesa-evaluaciones/", parametros, None)

    def ver_mesa_evaluaciones(self, clave, **parametros):
        """Evaluaciones en tu mesa, también en borrador: uno, por su clave."""
        return self._pedir("GET", f"/api/v1/mesa-evaluaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def escribir_evaluacion(self, clave, cuerpo, clave_unica="", si_es=""):
        """Escribir los textos de una evaluación en borrador."""
        return self._pedir("PATCH", f"/api/v1/mesa-evaluaciones/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_mesa_valoraciones(self, **parametros):
        """Valoraciones en tu mesa."""
        return self._pedir("GET", "/api/v1/mesa-valoraciones/", parametros, None)

    def ver_mesa_valoraciones(self, clave, **parametros):
        """Valoraciones en tu mesa: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-valoraciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def valorar_compromiso(self, clave, cuerpo, clave_unica="", si_es=""):
        """Valorar un compromiso."""
        return self._pedir("PATCH", f"/api/v1/mesa-valoraciones/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_mesa_recomendaciones(self, **parametros):
        """Recomendaciones en tu mesa."""
        return self._pedir("GET", "/api/v1/mesa-recomendaciones/", parametros, None)

    def ver_mesa_recomendaciones(self, clave, **parametros):
        """Recomendaciones en tu mesa: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-recomendaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def cambiar_recomendacion(self, clave, cuerpo, clave_unica="", si_es=""):
        """Cambiar una recomendación en borrador."""
        return self._pedir("PATCH", f"/api/v1/mesa-recomendaciones/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def quitar_recomendacion(self, clave, clave_unica=""):
        """Quitar una recomendación en borrador."""
        return self._pedir("DELETE", f"/api/v1/mesa-recomendaciones/{urllib.parse.quote(str(clave), safe='')}/", None, None, {"Idempotency-Key": clave_unica})

    def listar_mesa_importaciones(self, **parametros):
        """Documentos de planes que se importan."""
        return self._pedir("GET", "/api/v1/mesa-importaciones/", parametros, None)

    def subir_plan(self, cuerpo, clave_unica=""):
        """Subir el documento de un plan para importarlo."""
        return self._pedir("POST", "/api/v1/mesa-importaciones/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def ver_mesa_importaciones(self, clave, **parametros):
        """Documentos de planes que se importan: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesa_eventos(self, **parametros):
        """Encuentros de las consultas que facilitas."""
        return self._pedir("GET", "/api/v1/mesa-eventos/", parametros, None)

    def ver_mesa_eventos(self, clave, **parametros):
        """Encuentros de las consultas que facilitas: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-eventos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def cambiar_evento(self, clave, cuerpo, clave_unica="", si_es=""):
        """Cambiar un encuentro, o decir qué resultó de él."""
        return self._pedir("PATCH", f"/api/v1/mesa-eventos/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def listar_mesa_fotos(self, **parametros):
        """Fotografías de los encuentros que facilitas, también sin constancia."""
        return self._pedir("GET", "/api/v1/mesa-fotos/", parametros, None)

    def ver_mesa_fotos(self, clave, **parametros):
        """Fotografías de los encuentros que facilitas, también sin constancia: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-fotos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def describir_foto(self, clave, cuerpo, clave_unica="", si_es=""):
        """Corregir qué se ve en una fotografía, o su constancia."""
        return self._pedir("PATCH", f"/api/v1/mesa-fotos/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def quitar_foto(self, clave, clave_unica=""):
        """Borrar una fotografía."""
        return self._pedir("DELETE", f"/api/v1/mesa-fotos/{urllib.parse.quote(str(clave), safe='')}/", None, None, {"Idempotency-Key": clave_unica})

    def listar_mesa_inscripciones(self, **parametros):
        """Quién apartó lugar en los encuentros que facilitas."""
        return self._pedir("GET", "/api/v1/mesa-inscripciones/", parametros, None)

    def ver_mesa_inscripciones(self, clave, **parametros):
        """Quién apartó lugar en los encuentros que facilitas: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-inscripciones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesa_versiones(self, **parametros):
        """Versiones de los textos que pones a consulta."""
        return self._pedir("GET", "/api/v1/mesa-versiones/", parametros, None)

    def ver_mesa_versiones(self, clave, **parametros):
        """Versiones de los textos que pones a consulta: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-versiones/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesa_rutas(self, **parametros):
        """Rutas de participación que armas."""
        return self._pedir("GET", "/api/v1/mesa-rutas/", parametros, None)

    def ver_mesa_rutas(self, clave, **parametros):
        """Rutas de participación que armas: uno, por su plan__clave."""
        return self._pedir("GET", f"/api/v1/mesa-rutas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def listar_mesa_bloqueos(self, **parametros):
        """Suspensiones vigentes en los secretariados que moderas."""
        return self._pedir("GET", "/api/v1/mesa-bloqueos/", parametros, None)

    def ver_mesa_bloqueos(self, clave, **parametros):
        """Suspensiones vigentes en los secretariados que moderas: uno, por su id."""
        return self._pedir("GET", f"/api/v1/mesa-bloqueos/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def levantar_bloqueo(self, clave, clave_unica=""):
        """Levantar una suspensión."""
        return self._pedir("DELETE", f"/api/v1/mesa-bloqueos/{urllib.parse.quote(str(clave), safe='')}/", None, None, {"Idempotency-Key": clave_unica})

    def listar_mesa_politicas(self, **parametros):
        """Cuándo se moderan los comentarios de los secretariados que facilitas."""
        return self._pedir("GET", "/api/v1/mesa-politicas/", parametros, None)

    def ver_mesa_politicas(self, clave, **parametros):
        """Cuándo se moderan los comentarios de los secretariados que facilitas: uno, por su secretariado__slug."""
        return self._pedir("GET", f"/api/v1/mesa-politicas/{urllib.parse.quote(str(clave), safe='')}/", parametros, None)

    def buscar(self, **parametros):
        """Buscar en planes, compromisos, actividades y evidencias."""
        return self._pedir("GET", "/api/v1/buscar/", parametros, None)

    def ver_resultados(self, slug):
        """Resultados de una encuesta, como en su página."""
        return self._pedir("GET", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/resultados/", None, None)

    def reportar_lote(self, cuerpo, clave_unica=""):
        """Declarar el avance de muchas entregas."""
        return self._pedir("POST", "/api/v1/entregas/lote/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def declarar_avance(self, clave, cuerpo, clave_unica="", si_es=""):
        """Declarar el avance de una entrega."""
        return self._pedir("POST", f"/api/v1/entregas/{urllib.parse.quote(str(clave), safe='')}/avances/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def adjuntar_evidencia(self, clave, cuerpo, clave_unica=""):
        """Adjuntar evidencia a una entrega."""
        return self._pedir("POST", f"/api/v1/entregas/{urllib.parse.quote(str(clave), safe='')}/evidencias/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def corregir_evidencia(self, clave, cuerpo, clave_unica="", si_es=""):
        """Corregir una evidencia devuelta o rechazada."""
        return self._pedir("POST", f"/api/v1/evidencias/{urllib.parse.quote(str(clave), safe='')}/correccion/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def retirar_evidencia(self, clave, cuerpo, clave_unica="", si_es=""):
        """Retirar una evidencia."""
        return self._pedir("POST", f"/api/v1/evidencias/{urllib.parse.quote(str(clave), safe='')}/retiro/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def verificar_evidencia(self, clave, cuerpo, clave_unica="", si_es=""):
        """Resolver una evidencia."""
        return self._pedir("POST", f"/api/v1/evidencias/{urllib.parse.quote(str(clave), safe='')}/verificacion/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def revocar_verificacion(self, clave, cuerpo, clave_unica="", si_es=""):
        """Revocar la verificación vigente de una evidencia."""
        return self._pedir("POST", f"/api/v1/evidencias/{urllib.parse.quote(str(clave), safe='')}/revocacion/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def opinar_sobre_evidencia(self, clave, cuerpo, clave_unica="", si_es=""):
        """Avalar u objetar una evidencia."""
        return self._pedir("POST", f"/api/v1/evidencias/{urllib.parse.quote(str(clave), safe='')}/posturas/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def publicar_plan(self, clave, cuerpo, clave_unica="", si_es=""):
        """Publicar el borrador de un plan."""
        return self._pedir("POST", f"/api/v1/planes/{urllib.parse.quote(str(clave), safe='')}/publicacion/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def modificar_ponderaciones(self, clave, cuerpo, clave_unica="", si_es=""):
        """Cambiar el peso de las acciones clave de un compromiso."""
        return self._pedir("PUT", f"/api/v1/compromisos/{urllib.parse.quote(str(clave), safe='')}/ponderaciones/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def retirar_compromiso(self, clave, cuerpo, clave_unica="", si_es=""):
        """Retirar un compromiso de un plan publicado."""
        return self._pedir("POST", f"/api/v1/compromisos/{urllib.parse.quote(str(clave), safe='')}/retiro/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def agregar_actividad(self, clave, cuerpo, clave_unica="", si_es=""):
        """Agregar una actividad a un compromiso."""
        return self._pedir("POST", f"/api/v1/compromisos/{urllib.parse.quote(str(clave), safe='')}/actividades/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def cancelar_actividad(self, clave, cuerpo, clave_unica="", si_es=""):
        """Cancelar una actividad."""
        return self._pedir("POST", f"/api/v1/actividades/{urllib.parse.quote(str(clave), safe='')}/cancelacion/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def responder_comentario(self, clave, cuerpo, clave_unica=""):
        """Responder por tu institución."""
        return self._pedir("POST", f"/api/v1/comentarios/{urllib.parse.quote(str(clave), safe='')}/respuestas/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def denunciar_comentario(self, clave, cuerpo, clave_unica=""):
        """Denunciar un comentario."""
        return self._pedir("POST", f"/api/v1/comentarios/{urllib.parse.quote(str(clave), safe='')}/denuncias/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def moderar_comentario(self, clave, cuerpo, clave_unica=""):
        """Resolver un comentario."""
        return self._pedir("POST", f"/api/v1/comentarios/{urllib.parse.quote(str(clave), safe='')}/moderacion/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def apelar_decision(self, clave, cuerpo, clave_unica=""):
        """Apelar que se ocultara un comentario tuyo."""
        return self._pedir("POST", f"/api/v1/decisiones-de-moderacion/{urllib.parse.quote(str(clave), safe='')}/apelacion/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def resolver_apelacion(self, clave, cuerpo, clave_unica=""):
        """Resolver una apelación."""
        return self._pedir("POST", f"/api/v1/apelaciones/{urllib.parse.quote(str(clave), safe='')}/resolucion/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def enviar_aportacion(self, slug, cuerpo, clave_unica=""):
        """Enviar una aportación a una consulta abierta."""
        return self._pedir("POST", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/aportaciones/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def apoyar_aportacion(self, clave):
        """Apoyar una aportación."""
        return self._pedir("PUT", f"/api/v1/aportaciones/{urllib.parse.quote(str(clave), safe='')}/apoyo/", None, None)

    def dejar_de_apoyar_aportacion(self, clave):
        """Retirar el apoyo a una aportación."""
        return self._pedir("DELETE", f"/api/v1/aportaciones/{urllib.parse.quote(str(clave), safe='')}/apoyo/", None, None)

    def responder_aportacion(self, clave, cuerpo, clave_unica="", si_es=""):
        """Decir qué pasó con una aportación."""
        return self._pedir("PUT", f"/api/v1/aportaciones/{urllib.parse.quote(str(clave), safe='')}/respuesta/", None, cuerpo, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def ver_participacion(self, slug):
        """Saber si ya contestaste una encuesta."""
        return self._pedir("GET", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/participacion/", None, None)

    def contestar_encuesta(self, slug, cuerpo):
        """Contestar una encuesta abierta."""
        return self._pedir("POST", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/participacion/", None, cuerpo)

    def retirar_participacion(self, slug):
        """Retirar tu participación en una encuesta."""
        return self._pedir("DELETE", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/participacion/", None, None)

    def ver_lugar(self, clave):
        """Saber si tienes lugar en un evento."""
        return self._pedir("GET", f"/api/v1/eventos/{urllib.parse.quote(str(clave), safe='')}/lugar/", None, None)

    def apartar_lugar(self, clave, cuerpo):
        """Apartar lugar en un evento."""
        return self._pedir("PUT", f"/api/v1/eventos/{urllib.parse.quote(str(clave), safe='')}/lugar/", None, cuerpo)

    def cancelar_lugar(self, clave):
        """Cancelar tu lugar en un evento."""
        return self._pedir("DELETE", f"/api/v1/eventos/{urllib.parse.quote(str(clave), safe='')}/lugar/", None, None)

    def pedir_informe_de_plan(self, clave, cuerpo, clave_unica=""):
        """Pedir el reporte de monitoreo de un plan."""
        return self._pedir("POST", f"/api/v1/planes/{urllib.parse.quote(str(clave), safe='')}/informes/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def pedir_ficha_de_compromiso(self, clave, cuerpo, clave_unica=""):
        """Pedir la ficha de un compromiso."""
        return self._pedir("POST", f"/api/v1/compromisos/{urllib.parse.quote(str(clave), safe='')}/informes/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def pedir_constancia_de_evidencia(self, clave, cuerpo, clave_unica=""):
        """Pedir la constancia de verificación de una evidencia."""
        return self._pedir("POST", f"/api/v1/evidencias/{urllib.parse.quote(str(clave), safe='')}/informes/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def pedir_informe_de_entidad(self, slug, cuerpo, clave_unica=""):
        """Pedir el reporte de una entidad."""
        return self._pedir("POST", f"/api/v1/entidades/{urllib.parse.quote(str(slug), safe='')}/informes/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def pedir_informe_de_evaluacion(self, clave, cuerpo, clave_unica=""):
        """Pedir el reporte de una evaluación publicada."""
        return self._pedir("POST", f"/api/v1/evaluaciones/{urllib.parse.quote(str(clave), safe='')}/informes/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def cancelar_informe(self, folio, clave_unica=""):
        """Cancelar un reporte en curso."""
        return self._pedir("POST", f"/api/v1/mesa-informes/{urllib.parse.quote(str(folio), safe='')}/cancelacion/", None, None, {"Idempotency-Key": clave_unica})

    def reintentar_informe(self, folio, clave_unica=""):
        """Volver a intentar un reporte."""
        return self._pedir("POST", f"/api/v1/mesa-informes/{urllib.parse.quote(str(folio), safe='')}/reintento/", None, None, {"Idempotency-Key": clave_unica})

    def programar_informes(self, clave, cuerpo, clave_unica=""):
        """Hacer que el reporte de un plan se genere solo."""
        return self._pedir("PUT", f"/api/v1/planes/{urllib.parse.quote(str(clave), safe='')}/programa/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def dejar_de_programar_informes(self, clave, clave_unica=""):
        """Que el reporte de un plan ya no se genere solo."""
        return self._pedir("DELETE", f"/api/v1/planes/{urllib.parse.quote(str(clave), safe='')}/programa/", None, None, {"Idempotency-Key": clave_unica})

    def abrir_evaluacion(self, clave, cuerpo, clave_unica=""):
        """Abrir la evaluación de un plan."""
        return self._pedir("POST", f"/api/v1/planes/{urllib.parse.quote(str(clave), safe='')}/evaluaciones/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def publicar_evaluacion(self, clave, clave_unica="", si_es=""):
        """Publicar una evaluación."""
        return self._pedir("POST", f"/api/v1/mesa-evaluaciones/{urllib.parse.quote(str(clave), safe='')}/publicacion/", None, None, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def agregar_recomendacion(self, clave, cuerpo, clave_unica=""):
        """Agregar una recomendación a una evaluación en borrador."""
        return self._pedir("POST", f"/api/v1/mesa-evaluaciones/{urllib.parse.quote(str(clave), safe='')}/recomendaciones/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def responder_recomendacion(self, clave, cuerpo, clave_unica=""):
        """Responder una recomendación por tu institución."""
        return self._pedir("POST", f"/api/v1/recomendaciones/{urllib.parse.quote(str(clave), safe='')}/respuesta/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def seguir_recomendacion(self, clave, cuerpo, clave_unica=""):
        """Decir si una recomendación se atendió."""
        return self._pedir("POST", f"/api/v1/recomendaciones/{urllib.parse.quote(str(clave), safe='')}/seguimiento/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def publicar_consulta(self, slug, clave_unica="", si_es=""):
        """Publicar una consulta."""
        return self._pedir("POST", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/publicacion/", None, None, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def publicar_resultados_de_consulta(self, slug, cuerpo, clave_unica=""):
        """Publicar los resultados de una consulta que cerró."""
        return self._pedir("PUT", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/resumen/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def publicar_version_de_texto(self, slug, cuerpo, clave_unica=""):
        """Publicar una versión del texto que se consulta."""
        return self._pedir("POST", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/versiones/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def pedir_informe_de_consulta(self, slug, cuerpo, clave_unica=""):
        """Pedir el reporte de una consulta publicada."""
        return self._pedir("POST", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/informes/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def agregar_pregunta(self, slug, cuerpo, clave_unica=""):
        """Agregar una pregunta al final de una encuesta."""
        return self._pedir("POST", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/preguntas/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def crear_evento(self, slug, cuerpo, clave_unica=""):
        """Anunciar un encuentro de una consulta."""
        return self._pedir("POST", f"/api/v1/consultas/{urllib.parse.quote(str(slug), safe='')}/eventos/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def unir_aportaciones(self, clave, cuerpo, clave_unica=""):
        """Unir una aportación a otra que dice lo mismo."""
        return self._pedir("POST", f"/api/v1/aportaciones/{urllib.parse.quote(str(clave), safe='')}/union/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def convertir_aportacion_en_compromiso(self, clave, cuerpo, clave_unica=""):
        """Hacer de una aportación un compromiso en borrador."""
        return self._pedir("POST", f"/api/v1/aportaciones/{urllib.parse.quote(str(clave), safe='')}/compromiso/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def pasar_asistencia(self, clave, cuerpo, clave_unica=""):
        """Decir quiénes vinieron a un encuentro."""
        return self._pedir("POST", f"/api/v1/mesa-eventos/{urllib.parse.quote(str(clave), safe='')}/asistencia/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def agregar_foto(self, clave, cuerpo, clave_unica=""):
        """Agregar una fotografía a un encuentro."""
        return self._pedir("POST", f"/api/v1/mesa-eventos/{urllib.parse.quote(str(clave), safe='')}/fotos/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def presentar_ruta(self, clave, cuerpo, clave_unica=""):
        """Escribir la presentación de la ruta de participación de un plan."""
        return self._pedir("PUT", f"/api/v1/planes/{urllib.parse.quote(str(clave), safe='')}/ruta/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def publicar_ruta(self, clave, clave_unica=""):
        """Publicar la ruta de participación de un plan."""
        return self._pedir("POST", f"/api/v1/planes/{urllib.parse.quote(str(clave), safe='')}/ruta/publicacion/", None, None, {"Idempotency-Key": clave_unica})

    def agregar_paso(self, clave, cuerpo, clave_unica=""):
        """Agregar un paso al final de la ruta de un plan."""
        return self._pedir("POST", f"/api/v1/planes/{urllib.parse.quote(str(clave), safe='')}/ruta/pasos/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def mover_paso(self, clave, cuerpo, clave_unica=""):
        """Mover un paso de una ruta un lugar."""
        return self._pedir("POST", f"/api/v1/pasos-de-rutas/{urllib.parse.quote(str(clave), safe='')}/lugar/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def bloquear_persona(self, clave, cuerpo, clave_unica=""):
        """Suspender a quien escribió un comentario."""
        return self._pedir("POST", f"/api/v1/comentarios/{urllib.parse.quote(str(clave), safe='')}/bloqueo/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def bloquear_sitio(self, slug, cuerpo, clave_unica=""):
        """No admitir enlaces a un sitio en los comentarios de un secretariado."""
        return self._pedir("POST", f"/api/v1/secretariados/{urllib.parse.quote(str(slug), safe='')}/bloqueos/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def fijar_politica_de_moderacion(self, slug, cuerpo, clave_unica=""):
        """Decir cuándo se moderan los comentarios de un secretariado."""
        return self._pedir("PUT", f"/api/v1/secretariados/{urllib.parse.quote(str(slug), safe='')}/politica/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def corregir_seudonimo(self, cuerpo, clave_unica=""):
        """Cambiar el seudónimo con que firmas."""
        return self._pedir("PUT", "/api/v1/cuenta/seudonimo/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def corregir_nombre(self, cuerpo, clave_unica=""):
        """Corregir tu nombre."""
        return self._pedir("PATCH", "/api/v1/cuenta/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def ver_avisos(self):
        """Qué avisos recibes por correo."""
        return self._pedir("GET", "/api/v1/cuenta/avisos/", None, None)

    def elegir_avisos(self, cuerpo, clave_unica=""):
        """Elegir qué avisos recibes por correo."""
        return self._pedir("PATCH", "/api/v1/cuenta/avisos/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def crear_calendario(self):
        """Hacer la dirección de tu calendario personal."""
        return self._pedir("POST", "/api/v1/cuenta/calendario/", None, None)

    def revocar_calendario(self, clave_unica=""):
        """Que la dirección de tu calendario deje de servir."""
        return self._pedir("DELETE", "/api/v1/cuenta/calendario/", None, None, {"Idempotency-Key": clave_unica})

    def reenviar_invitacion(self, clave, clave_unica=""):
        """Enviar otra vez una invitación."""
        return self._pedir("POST", f"/api/v1/mesa-invitaciones/{urllib.parse.quote(str(clave), safe='')}/reenvio/", None, None, {"Idempotency-Key": clave_unica})

    def revocar_invitacion(self, clave, clave_unica=""):
        """Revocar una invitación."""
        return self._pedir("POST", f"/api/v1/mesa-invitaciones/{urllib.parse.quote(str(clave), safe='')}/revocacion/", None, None, {"Idempotency-Key": clave_unica})

    def sumar_integrante(self, slug, cuerpo, clave_unica=""):
        """Abrir un asiento en tu secretariado."""
        return self._pedir("POST", f"/api/v1/secretariados/{urllib.parse.quote(str(slug), safe='')}/integrantes/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def relevar_integrante(self, clave, cuerpo, clave_unica=""):
        """Dar un asiento a otra persona."""
        return self._pedir("POST", f"/api/v1/integrantes/{urllib.parse.quote(str(clave), safe='')}/relevo/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def terminar_integrante(self, clave, cuerpo, clave_unica=""):
        """Cerrar un asiento."""
        return self._pedir("POST", f"/api/v1/integrantes/{urllib.parse.quote(str(clave), safe='')}/termino/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def convocar_sesion(self, slug, cuerpo, clave_unica=""):
        """Convocar una sesión de tu secretariado."""
        return self._pedir("POST", f"/api/v1/secretariados/{urllib.parse.quote(str(slug), safe='')}/sesiones/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def celebrar_sesion(self, clave, cuerpo, clave_unica=""):
        """Decir quién asistió a una sesión."""
        return self._pedir("POST", f"/api/v1/mesa-sesiones/{urllib.parse.quote(str(clave), safe='')}/celebracion/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def cancelar_sesion(self, clave, clave_unica=""):
        """Cancelar una sesión convocada."""
        return self._pedir("POST", f"/api/v1/mesa-sesiones/{urllib.parse.quote(str(clave), safe='')}/cancelacion/", None, None, {"Idempotency-Key": clave_unica})

    def adjuntar_minuta(self, clave, cuerpo, clave_unica=""):
        """Subir la minuta de una sesión."""
        return self._pedir("POST", f"/api/v1/mesa-sesiones/{urllib.parse.quote(str(clave), safe='')}/minuta/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def publicar_minuta(self, clave, clave_unica="", si_es=""):
        """Publicar la minuta de una sesión."""
        return self._pedir("POST", f"/api/v1/mesa-sesiones/{urllib.parse.quote(str(clave), safe='')}/publicacion/", None, None, {"Idempotency-Key": clave_unica, "If-Match": si_es})

    def tomar_acuerdo(self, clave, cuerpo, clave_unica=""):
        """Registrar un acuerdo de una sesión."""
        return self._pedir("POST", f"/api/v1/mesa-sesiones/{urllib.parse.quote(str(clave), safe='')}/acuerdos/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def cancelar_importacion(self, clave, clave_unica=""):
        """Cancelar una lectura o dejar a un lado una revisión."""
        return self._pedir("POST", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/cancelacion/", None, None, {"Idempotency-Key": clave_unica})

    def reintentar_importacion(self, clave, clave_unica=""):
        """Retomar una importación que falló, se interrumpió o se canceló."""
        return self._pedir("POST", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/reintento/", None, None, {"Idempotency-Key": clave_unica})

    def ver_revision(self, clave):
        """Qué se entendió de un documento, y qué falta revisar."""
        return self._pedir("GET", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/revision/", None, None)

    def ver_seccion(self, clave, seccion):
        """Los valores, las dudas y las fuentes de una sección."""
        return self._pedir("GET", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/secciones/{urllib.parse.quote(str(seccion), safe='')}/", None, None)

    def revisar_seccion(self, clave, seccion, cuerpo, clave_unica=""):
        """Corregir valores de una sección y marcar lo revisado."""
        return self._pedir("PATCH", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/secciones/{urllib.parse.quote(str(seccion), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def aceptar_lo_seguro(self, clave, clave_unica=""):
        """Dar por revisado todo lo que se leyó con certeza y sin dudas."""
        return self._pedir("POST", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/aceptacion/", None, None, {"Idempotency-Key": clave_unica})

    def agregar_fila(self, clave, cuerpo, clave_unica=""):
        """Agregar una fila vacía a una lista de lo leído."""
        return self._pedir("POST", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/filas/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def colocar_texto(self, clave, indice, cuerpo, clave_unica=""):
        """Decir dónde va un texto que quedó sin clasificar."""
        return self._pedir("PUT", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/textos/{urllib.parse.quote(str(indice), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def crear_plan_revisado(self, clave, clave_unica=""):
        """Crear el plan, en borrador, de lo revisado."""
        return self._pedir("POST", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/plan/", None, None, {"Idempotency-Key": clave_unica})

    def ver_diferencias(self, clave):
        """En qué difiere el documento del plan que actualiza."""
        return self._pedir("GET", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/diferencias/", None, None)

    def actualizar_plan(self, clave, cuerpo, clave_unica=""):
        """Aplicar al plan las diferencias que se aceptan."""
        return self._pedir("POST", f"/api/v1/mesa-importaciones/{urllib.parse.quote(str(clave), safe='')}/actualizacion/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def listar_ganchos(self):
        """Tus avisos automáticos a otros sistemas."""
        return self._pedir("GET", "/api/v1/ganchos/", None, None)

    def crear_gancho(self, cuerpo, clave_unica=""):
        """Pedir que se avise a otro sistema."""
        return self._pedir("POST", "/api/v1/ganchos/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def ver_gancho(self, clave):
        """Uno de tus avisos automáticos."""
        return self._pedir("GET", f"/api/v1/ganchos/{urllib.parse.quote(str(clave), safe='')}/", None, None)

    def cambiar_gancho(self, clave, cuerpo, clave_unica=""):
        """Cambiar, detener o encender un aviso automático."""
        return self._pedir("PATCH", f"/api/v1/ganchos/{urllib.parse.quote(str(clave), safe='')}/", None, cuerpo, {"Idempotency-Key": clave_unica})

    def borrar_gancho(self, clave, clave_unica=""):
        """Borrar un aviso automático."""
        return self._pedir("DELETE", f"/api/v1/ganchos/{urllib.parse.quote(str(clave), safe='')}/", None, None, {"Idempotency-Key": clave_unica})

    def ver_secreto_de_gancho(self, clave):
        """El secreto con que se comprueba la firma."""
        return self._pedir("GET", f"/api/v1/ganchos/{urllib.parse.quote(str(clave), safe='')}/secreto/", None, None)

    def rotar_secreto_de_gancho(self, clave, clave_unica=""):
        """Cambiar el secreto."""
        return self._pedir("POST", f"/api/v1/ganchos/{urllib.parse.quote(str(clave), safe='')}/secreto/", None, None, {"Idempotency-Key": clave_unica})

    def listar_envios_de_gancho(self, clave):
        """Los últimos cien mensajes y sus intentos."""
        return self._pedir("GET", f"/api/v1/ganchos/{urllib.parse.quote(str(clave), safe='')}/envios/", None, None)

    def reintentar_envio(self, clave, envio, clave_unica=""):
        """Enviar otra vez un mensaje."""
        return self._pedir("POST", f"/api/v1/ganchos/{urllib.parse.quote(str(clave), safe='')}/envios/{urllib.parse.quote(str(envio), safe='')}/reintento/", None, None, {"Idempotency-Key": clave_unica})
