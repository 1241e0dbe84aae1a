// Cliente de la API de Portal PAL, para navegadores y Node. Sólo usa fetch.
// Hecho por manage.py generar_clientes a partir de docs/openapi.json: no se edita a mano.

export class Problema extends Error {
  constructor(estado, cuerpo) {
    super(`${estado}: ${cuerpo.detail ?? ""}`);
    this.estado = estado;
    this.cuerpo = cuerpo;
    this.errores = Object.fromEntries((cuerpo.errores ?? []).map((e) => [e.campo, e.mensaje]));
  }
}

// new Cliente("https://portal.ejemplo.mx", "pal_…"); sin llave, sólo lee. `marca` es el último ETag recibido.
export class Cliente {
  constructor(sitio, llave = "") {
    this.sitio = sitio.replace(/\/$/, "");
    this.llave = llave;
    this.marca = "";
  }

  async pedir(metodo, ruta, parametros = {}, cuerpo = undefined, cabeceras = {}) {
    const pares = new URLSearchParams();
    for (const [nombre, valor] of Object.entries(parametros)) {
      if (valor === undefined || valor === null) continue;
      pares.append(nombre, Array.isArray(valor) ? valor.join(",") : valor);
    }
    const url = this.sitio + ruta + (pares.size ? `?${pares}` : "");
    const enviadas = { Accept: "application/json" };
    for (const [nombre, valor] of Object.entries(cabeceras)) if (valor) enviadas[nombre] = valor;
    if (this.llave) enviadas.Authorization = `Bearer ${this.llave}`;
    // Con un archivo (Blob o File), el cuerpo va como formulario.
    const formulario = Object.values(cuerpo ?? {}).some((v) => v instanceof Blob) ? new FormData() : null;
    for (const [nombre, valor] of Object.entries(formulario ? cuerpo : {})) formulario.append(nombre, valor);
    if (cuerpo !== undefined && !formulario) enviadas["Content-Type"] = "application/json";
    const respuesta = await fetch(url, {
      method: metodo,
      headers: enviadas,
      body: formulario ?? (cuerpo === undefined ? undefined : JSON.stringify(cuerpo)),
      credentials: "omit",
    });
    this.marca = respuesta.headers.get("ETag") ?? "";
    const texto = await respuesta.text();
    const leido = texto ? JSON.parse(texto) : null;
    if (!respuesta.ok) throw new Problema(respuesta.status, leido ?? {});
    return leido;
  }

  // Planes.
  listar_planes(parametros = {}) {
    return this.pedir("GET", `/api/v1/planes/`, parametros, undefined);
  }

  // Planes: uno, por su clave.
  ver_planes(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/planes/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Ejes temáticos.
  listar_ejes(parametros = {}) {
    return this.pedir("GET", `/api/v1/ejes/`, parametros, undefined);
  }

  // Ejes temáticos: uno, por su id.
  ver_ejes(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/ejes/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Compromisos.
  listar_compromisos(parametros = {}) {
    return this.pedir("GET", `/api/v1/compromisos/`, parametros, undefined);
  }

  // Compromisos: uno, por su clave.
  ver_compromisos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/compromisos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Modificar un compromiso.
  modificar_compromiso(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/compromisos/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Responsables.
  listar_responsables(parametros = {}) {
    return this.pedir("GET", `/api/v1/responsables/`, parametros, undefined);
  }

  // Responsables: uno, por su id.
  ver_responsables(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/responsables/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Alineaciones.
  listar_alineaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/alineaciones/`, parametros, undefined);
  }

  // Alineaciones: uno, por su id.
  ver_alineaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/alineaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Indicadores.
  listar_indicadores(parametros = {}) {
    return this.pedir("GET", `/api/v1/indicadores/`, parametros, undefined);
  }

  // Indicadores: uno, por su id.
  ver_indicadores(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/indicadores/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Mediciones de indicadores.
  listar_mediciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/mediciones/`, parametros, undefined);
  }

  // Mediciones de indicadores: uno, por su id.
  ver_mediciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mediciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Acciones clave.
  listar_acciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/acciones/`, parametros, undefined);
  }

  // Acciones clave: uno, por su id.
  ver_acciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/acciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Modificar una acción clave.
  modificar_accion(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/acciones/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Actividades.
  listar_actividades(parametros = {}) {
    return this.pedir("GET", `/api/v1/actividades/`, parametros, undefined);
  }

  // Actividades: uno, por su id.
  ver_actividades(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/actividades/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Modificar una actividad.
  modificar_actividad(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/actividades/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Entregas.
  listar_entregas(parametros = {}) {
    return this.pedir("GET", `/api/v1/entregas/`, parametros, undefined);
  }

  // Entregas: uno, por su id.
  ver_entregas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/entregas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Declaraciones de avance.
  listar_avances(parametros = {}) {
    return this.pedir("GET", `/api/v1/avances/`, parametros, undefined);
  }

  // Declaraciones de avance: uno, por su id.
  ver_avances(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/avances/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Evidencias.
  listar_evidencias(parametros = {}) {
    return this.pedir("GET", `/api/v1/evidencias/`, parametros, undefined);
  }

  // Evidencias: uno, por su id.
  ver_evidencias(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/evidencias/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Verificaciones.
  listar_verificaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/verificaciones/`, parametros, undefined);
  }

  // Verificaciones: uno, por su id.
  ver_verificaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/verificaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Posturas de la sociedad civil sobre la evidencia.
  listar_posturas(parametros = {}) {
    return this.pedir("GET", `/api/v1/posturas/`, parametros, undefined);
  }

  // Posturas de la sociedad civil sobre la evidencia: uno, por su id.
  ver_posturas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/posturas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Revisiones de enlaces.
  listar_revisiones_de_enlaces(parametros = {}) {
    return this.pedir("GET", `/api/v1/revisiones-de-enlaces/`, parametros, undefined);
  }

  // Revisiones de enlaces: uno, por su id.
  ver_revisiones_de_enlaces(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/revisiones-de-enlaces/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Modificaciones.
  listar_modificaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/modificaciones/`, parametros, undefined);
  }

  // Modificaciones: uno, por su id.
  ver_modificaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/modificaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Líneas base.
  listar_lineas_base(parametros = {}) {
    return this.pedir("GET", `/api/v1/lineas-base/`, parametros, undefined);
  }

  // Líneas base: uno, por su id.
  ver_lineas_base(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/lineas-base/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Cortes de avance.
  listar_cortes(parametros = {}) {
    return this.pedir("GET", `/api/v1/cortes/`, parametros, undefined);
  }

  // Cortes de avance: uno, por su id.
  ver_cortes(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/cortes/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Reportes.
  listar_informes(parametros = {}) {
    return this.pedir("GET", `/api/v1/informes/`, parametros, undefined);
  }

  // Pedir el reporte comparativo del país.
  pedir_informe_nacional(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/informes/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Reportes: uno, por su folio.
  ver_informes(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/informes/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Cuántas veces se descargó cada reporte.
  listar_descargas_de_informes(parametros = {}) {
    return this.pedir("GET", `/api/v1/descargas-de-informes/`, parametros, undefined);
  }

  // Cuántas veces se descargó cada reporte: uno, por su id.
  ver_descargas_de_informes(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/descargas-de-informes/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Marcos de alineación.
  listar_marcos(parametros = {}) {
    return this.pedir("GET", `/api/v1/marcos/`, parametros, undefined);
  }

  // Marcos de alineación: uno, por su clave.
  ver_marcos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/marcos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Elementos de alineación.
  listar_elementos(parametros = {}) {
    return this.pedir("GET", `/api/v1/elementos/`, parametros, undefined);
  }

  // Elementos de alineación: uno, por su id.
  ver_elementos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/elementos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Evaluaciones de los planes.
  listar_evaluaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/evaluaciones/`, parametros, undefined);
  }

  // Evaluaciones de los planes: uno, por su clave.
  ver_evaluaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/evaluaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Valoraciones de los compromisos.
  listar_valoraciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/valoraciones/`, parametros, undefined);
  }

  // Valoraciones de los compromisos: uno, por su id.
  ver_valoraciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/valoraciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Recomendaciones de las evaluaciones.
  listar_recomendaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/recomendaciones/`, parametros, undefined);
  }

  // Recomendaciones de las evaluaciones: uno, por su id.
  ver_recomendaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/recomendaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Seguimiento de las recomendaciones.
  listar_seguimientos(parametros = {}) {
    return this.pedir("GET", `/api/v1/seguimientos/`, parametros, undefined);
  }

  // Seguimiento de las recomendaciones: uno, por su id.
  ver_seguimientos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/seguimientos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Entidades.
  listar_entidades(parametros = {}) {
    return this.pedir("GET", `/api/v1/entidades/`, parametros, undefined);
  }

  // Entidades: uno, por su slug.
  ver_entidades(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/entidades/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Instituciones.
  listar_instituciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/instituciones/`, parametros, undefined);
  }

  // Instituciones: uno, por su slug.
  ver_instituciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/instituciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Organismos garantes.
  listar_garantes(parametros = {}) {
    return this.pedir("GET", `/api/v1/garantes/`, parametros, undefined);
  }

  // Organismos garantes: uno, por su id.
  ver_garantes(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/garantes/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Secretariados técnicos.
  listar_secretariados(parametros = {}) {
    return this.pedir("GET", `/api/v1/secretariados/`, parametros, undefined);
  }

  // Secretariados técnicos: uno, por su slug.
  ver_secretariados(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/secretariados/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Cambiar qué es tu secretariado y cómo decide.
  describir_secretariado(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/secretariados/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Integrantes de los secretariados.
  listar_integrantes(parametros = {}) {
    return this.pedir("GET", `/api/v1/integrantes/`, parametros, undefined);
  }

  // Integrantes de los secretariados: uno, por su id.
  ver_integrantes(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/integrantes/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Corregir un nombre o una fecha mal escritos.
  corregir_integrante(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/integrantes/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Sesiones.
  listar_sesiones(parametros = {}) {
    return this.pedir("GET", `/api/v1/sesiones/`, parametros, undefined);
  }

  // Sesiones: uno, por su id.
  ver_sesiones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/sesiones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Asistencia a las sesiones.
  listar_asistencias_de_sesiones(parametros = {}) {
    return this.pedir("GET", `/api/v1/asistencias-de-sesiones/`, parametros, undefined);
  }

  // Asistencia a las sesiones: uno, por su id.
  ver_asistencias_de_sesiones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/asistencias-de-sesiones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Acuerdos.
  listar_acuerdos(parametros = {}) {
    return this.pedir("GET", `/api/v1/acuerdos/`, parametros, undefined);
  }

  // Acuerdos: uno, por su id.
  ver_acuerdos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/acuerdos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Dar seguimiento a un acuerdo, o corregirlo.
  cambiar_acuerdo(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/acuerdos/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Quitar un acuerdo capturado por error.
  quitar_acuerdo(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/acuerdos/${encodeURIComponent(clave)}/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Bitácora.
  listar_bitacora(parametros = {}) {
    return this.pedir("GET", `/api/v1/bitacora/`, parametros, undefined);
  }

  // Bitácora: uno, por su numero.
  ver_bitacora(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/bitacora/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Comentarios.
  listar_comentarios(parametros = {}) {
    return this.pedir("GET", `/api/v1/comentarios/`, parametros, undefined);
  }

  // Comentar un compromiso o una actividad.
  comentar(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/comentarios/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Comentarios: uno, por su id.
  ver_comentarios(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/comentarios/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Corregir un comentario propio.
  editar_comentario(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/comentarios/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Borrar un comentario propio.
  borrar_comentario(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/comentarios/${encodeURIComponent(clave)}/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Decisiones de moderación.
  listar_decisiones_de_moderacion(parametros = {}) {
    return this.pedir("GET", `/api/v1/decisiones-de-moderacion/`, parametros, undefined);
  }

  // Decisiones de moderación: uno, por su id.
  ver_decisiones_de_moderacion(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/decisiones-de-moderacion/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Consultas.
  listar_consultas(parametros = {}) {
    return this.pedir("GET", `/api/v1/consultas/`, parametros, undefined);
  }

  // Crear una consulta en borrador.
  crear_consulta(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/consultas/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Consultas: uno, por su slug.
  ver_consultas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/consultas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Cambiar una consulta.
  editar_consulta(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/consultas/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Compromisos de que trata cada consulta.
  listar_compromisos_de_consultas(parametros = {}) {
    return this.pedir("GET", `/api/v1/compromisos-de-consultas/`, parametros, undefined);
  }

  // Compromisos de que trata cada consulta: uno, por su id.
  ver_compromisos_de_consultas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/compromisos-de-consultas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Preguntas de las encuestas.
  listar_preguntas(parametros = {}) {
    return this.pedir("GET", `/api/v1/preguntas/`, parametros, undefined);
  }

  // Preguntas de las encuestas: uno, por su id.
  ver_preguntas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/preguntas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Cambiar una pregunta.
  cambiar_pregunta(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/preguntas/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Quitar una pregunta.
  quitar_pregunta(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/preguntas/${encodeURIComponent(clave)}/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Opciones de las preguntas.
  listar_opciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/opciones/`, parametros, undefined);
  }

  // Opciones de las preguntas: uno, por su id.
  ver_opciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/opciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Rutas de participación, paso por paso.
  listar_pasos_de_rutas(parametros = {}) {
    return this.pedir("GET", `/api/v1/pasos-de-rutas/`, parametros, undefined);
  }

  // Rutas de participación, paso por paso: uno, por su id.
  ver_pasos_de_rutas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/pasos-de-rutas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Cambiar un paso de una ruta.
  cambiar_paso(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/pasos-de-rutas/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Quitar un paso de una ruta.
  quitar_paso(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/pasos-de-rutas/${encodeURIComponent(clave)}/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Resultados de consultas anteriores al portal.
  listar_resultados_historicos(parametros = {}) {
    return this.pedir("GET", `/api/v1/resultados-historicos/`, parametros, undefined);
  }

  // Resultados de consultas anteriores al portal: uno, por su id.
  ver_resultados_historicos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/resultados-historicos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Lo que no cuadra o no dice la fuente de una consulta.
  listar_dudas_de_consultas(parametros = {}) {
    return this.pedir("GET", `/api/v1/dudas-de-consultas/`, parametros, undefined);
  }

  // Lo que no cuadra o no dice la fuente de una consulta: uno, por su id.
  ver_dudas_de_consultas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/dudas-de-consultas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Foros, mesas y jornadas.
  listar_eventos(parametros = {}) {
    return this.pedir("GET", `/api/v1/eventos/`, parametros, undefined);
  }

  // Foros, mesas y jornadas: uno, por su id.
  ver_eventos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/eventos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Mesas de trabajo.
  listar_mesas(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesas/`, parametros, undefined);
  }

  // Mesas de trabajo: uno, por su id.
  ver_mesas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Compromisos que salieron de cada mesa.
  listar_compromisos_de_mesas(parametros = {}) {
    return this.pedir("GET", `/api/v1/compromisos-de-mesas/`, parametros, undefined);
  }

  // Compromisos que salieron de cada mesa: uno, por su id.
  ver_compromisos_de_mesas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/compromisos-de-mesas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Asistencia a eventos, en números.
  listar_asistencia(parametros = {}) {
    return this.pedir("GET", `/api/v1/asistencia/`, parametros, undefined);
  }

  // Asistencia a eventos, en números: uno, por su id.
  ver_asistencia(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/asistencia/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Fotografías de eventos.
  listar_fotos_de_eventos(parametros = {}) {
    return this.pedir("GET", `/api/v1/fotos-de-eventos/`, parametros, undefined);
  }

  // Fotografías de eventos: uno, por su id.
  ver_fotos_de_eventos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/fotos-de-eventos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Aportaciones y su respuesta (trazabilidad).
  listar_aportaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/aportaciones/`, parametros, undefined);
  }

  // Aportaciones y su respuesta (trazabilidad): uno, por su id.
  ver_aportaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/aportaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Retirar una aportación propia.
  retirar_aportacion(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/aportaciones/${encodeURIComponent(clave)}/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Textos en consulta, por versión y párrafo.
  listar_parrafos(parametros = {}) {
    return this.pedir("GET", `/api/v1/parrafos/`, parametros, undefined);
  }

  // Textos en consulta, por versión y párrafo: uno, por su id.
  ver_parrafos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/parrafos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Invitaciones de tu secretariado.
  listar_mesa_invitaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-invitaciones/`, parametros, undefined);
  }

  // Invitar a una persona a un papel.
  invitar(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-invitaciones/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Invitaciones de tu secretariado: uno, por su id.
  ver_mesa_invitaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-invitaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Sesiones de tu secretariado, también las convocadas.
  listar_mesa_sesiones(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-sesiones/`, parametros, undefined);
  }

  // Sesiones de tu secretariado, también las convocadas: uno, por su id.
  ver_mesa_sesiones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-sesiones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Cambiar los datos de una sesión.
  cambiar_sesion(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/mesa-sesiones/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Asistencia a las sesiones de tu secretariado, también sin minuta pública.
  listar_mesa_asistencias(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-asistencias/`, parametros, undefined);
  }

  // Asistencia a las sesiones de tu secretariado, también sin minuta pública: uno, por su id.
  ver_mesa_asistencias(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-asistencias/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Reportes pedidos y cómo van.
  listar_mesa_informes(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-informes/`, parametros, undefined);
  }

  // Reportes pedidos y cómo van: uno, por su folio.
  ver_mesa_informes(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-informes/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Planes cuyo reporte se hace solo.
  listar_mesa_programas(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-programas/`, parametros, undefined);
  }

  // Planes cuyo reporte se hace solo: uno, por su plan__clave.
  ver_mesa_programas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-programas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Evaluaciones en tu mesa, también en borrador.
  listar_mesa_evaluaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-evaluaciones/`, parametros, undefined);
  }

  // Evaluaciones en tu mesa, también en borrador: uno, por su clave.
  ver_mesa_evaluaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-evaluaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Escribir los textos de una evaluación en borrador.
  escribir_evaluacion(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/mesa-evaluaciones/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Valoraciones en tu mesa.
  listar_mesa_valoraciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-valoraciones/`, parametros, undefined);
  }

  // Valoraciones en tu mesa: uno, por su id.
  ver_mesa_valoraciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-valoraciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Valorar un compromiso.
  valorar_compromiso(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/mesa-valoraciones/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Recomendaciones en tu mesa.
  listar_mesa_recomendaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-recomendaciones/`, parametros, undefined);
  }

  // Recomendaciones en tu mesa: uno, por su id.
  ver_mesa_recomendaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-recomendaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Cambiar una recomendación en borrador.
  cambiar_recomendacion(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/mesa-recomendaciones/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Quitar una recomendación en borrador.
  quitar_recomendacion(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/mesa-recomendaciones/${encodeURIComponent(clave)}/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Documentos de planes que se importan.
  listar_mesa_importaciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-importaciones/`, parametros, undefined);
  }

  // Subir el documento de un plan para importarlo.
  subir_plan(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-importaciones/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Documentos de planes que se importan: uno, por su id.
  ver_mesa_importaciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Encuentros de las consultas que facilitas.
  listar_mesa_eventos(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-eventos/`, parametros, undefined);
  }

  // Encuentros de las consultas que facilitas: uno, por su id.
  ver_mesa_eventos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-eventos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Cambiar un encuentro, o decir qué resultó de él.
  cambiar_evento(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/mesa-eventos/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Fotografías de los encuentros que facilitas, también sin constancia.
  listar_mesa_fotos(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-fotos/`, parametros, undefined);
  }

  // Fotografías de los encuentros que facilitas, también sin constancia: uno, por su id.
  ver_mesa_fotos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-fotos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Corregir qué se ve en una fotografía, o su constancia.
  describir_foto(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/mesa-fotos/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Borrar una fotografía.
  quitar_foto(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/mesa-fotos/${encodeURIComponent(clave)}/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Quién apartó lugar en los encuentros que facilitas.
  listar_mesa_inscripciones(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-inscripciones/`, parametros, undefined);
  }

  // Quién apartó lugar en los encuentros que facilitas: uno, por su id.
  ver_mesa_inscripciones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-inscripciones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Versiones de los textos que pones a consulta.
  listar_mesa_versiones(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-versiones/`, parametros, undefined);
  }

  // Versiones de los textos que pones a consulta: uno, por su id.
  ver_mesa_versiones(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-versiones/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Rutas de participación que armas.
  listar_mesa_rutas(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-rutas/`, parametros, undefined);
  }

  // Rutas de participación que armas: uno, por su plan__clave.
  ver_mesa_rutas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-rutas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Suspensiones vigentes en los secretariados que moderas.
  listar_mesa_bloqueos(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-bloqueos/`, parametros, undefined);
  }

  // Suspensiones vigentes en los secretariados que moderas: uno, por su id.
  ver_mesa_bloqueos(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-bloqueos/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Levantar una suspensión.
  levantar_bloqueo(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/mesa-bloqueos/${encodeURIComponent(clave)}/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Cuándo se moderan los comentarios de los secretariados que facilitas.
  listar_mesa_politicas(parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-politicas/`, parametros, undefined);
  }

  // Cuándo se moderan los comentarios de los secretariados que facilitas: uno, por su secretariado__slug.
  ver_mesa_politicas(clave, parametros = {}) {
    return this.pedir("GET", `/api/v1/mesa-politicas/${encodeURIComponent(clave)}/`, parametros, undefined);
  }

  // Buscar en planes, compromisos, actividades y evidencias.
  buscar(parametros = {}) {
    return this.pedir("GET", `/api/v1/buscar/`, parametros, undefined);
  }

  // Resultados de una encuesta, como en su página.
  ver_resultados(slug) {
    return this.pedir("GET", `/api/v1/consultas/${encodeURIComponent(slug)}/resultados/`, {}, undefined);
  }

  // Declarar el avance de muchas entregas.
  reportar_lote(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/entregas/lote/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Declarar el avance de una entrega.
  declarar_avance(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/entregas/${encodeURIComponent(clave)}/avances/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Adjuntar evidencia a una entrega.
  adjuntar_evidencia(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/entregas/${encodeURIComponent(clave)}/evidencias/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Corregir una evidencia devuelta o rechazada.
  corregir_evidencia(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/evidencias/${encodeURIComponent(clave)}/correccion/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Retirar una evidencia.
  retirar_evidencia(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/evidencias/${encodeURIComponent(clave)}/retiro/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Resolver una evidencia.
  verificar_evidencia(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/evidencias/${encodeURIComponent(clave)}/verificacion/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Revocar la verificación vigente de una evidencia.
  revocar_verificacion(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/evidencias/${encodeURIComponent(clave)}/revocacion/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Avalar u objetar una evidencia.
  opinar_sobre_evidencia(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/evidencias/${encodeURIComponent(clave)}/posturas/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Publicar el borrador de un plan.
  publicar_plan(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/planes/${encodeURIComponent(clave)}/publicacion/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Cambiar el peso de las acciones clave de un compromiso.
  modificar_ponderaciones(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PUT", `/api/v1/compromisos/${encodeURIComponent(clave)}/ponderaciones/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Retirar un compromiso de un plan publicado.
  retirar_compromiso(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/compromisos/${encodeURIComponent(clave)}/retiro/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Agregar una actividad a un compromiso.
  agregar_actividad(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/compromisos/${encodeURIComponent(clave)}/actividades/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Cancelar una actividad.
  cancelar_actividad(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/actividades/${encodeURIComponent(clave)}/cancelacion/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Responder por tu institución.
  responder_comentario(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/comentarios/${encodeURIComponent(clave)}/respuestas/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Denunciar un comentario.
  denunciar_comentario(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/comentarios/${encodeURIComponent(clave)}/denuncias/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Resolver un comentario.
  moderar_comentario(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/comentarios/${encodeURIComponent(clave)}/moderacion/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Apelar que se ocultara un comentario tuyo.
  apelar_decision(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/decisiones-de-moderacion/${encodeURIComponent(clave)}/apelacion/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Resolver una apelación.
  resolver_apelacion(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/apelaciones/${encodeURIComponent(clave)}/resolucion/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Enviar una aportación a una consulta abierta.
  enviar_aportacion(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/consultas/${encodeURIComponent(slug)}/aportaciones/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Apoyar una aportación.
  apoyar_aportacion(clave) {
    return this.pedir("PUT", `/api/v1/aportaciones/${encodeURIComponent(clave)}/apoyo/`, {}, undefined);
  }

  // Retirar el apoyo a una aportación.
  dejar_de_apoyar_aportacion(clave) {
    return this.pedir("DELETE", `/api/v1/aportaciones/${encodeURIComponent(clave)}/apoyo/`, {}, undefined);
  }

  // Decir qué pasó con una aportación.
  responder_aportacion(clave, cuerpo, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("PUT", `/api/v1/aportaciones/${encodeURIComponent(clave)}/respuesta/`, {}, cuerpo, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Saber si ya contestaste una encuesta.
  ver_participacion(slug) {
    return this.pedir("GET", `/api/v1/consultas/${encodeURIComponent(slug)}/participacion/`, {}, undefined);
  }

  // Contestar una encuesta abierta.
  contestar_encuesta(slug, cuerpo) {
    return this.pedir("POST", `/api/v1/consultas/${encodeURIComponent(slug)}/participacion/`, {}, cuerpo);
  }

  // Retirar tu participación en una encuesta.
  retirar_participacion(slug) {
    return this.pedir("DELETE", `/api/v1/consultas/${encodeURIComponent(slug)}/participacion/`, {}, undefined);
  }

  // Saber si tienes lugar en un evento.
  ver_lugar(clave) {
    return this.pedir("GET", `/api/v1/eventos/${encodeURIComponent(clave)}/lugar/`, {}, undefined);
  }

  // Apartar lugar en un evento.
  apartar_lugar(clave, cuerpo) {
    return this.pedir("PUT", `/api/v1/eventos/${encodeURIComponent(clave)}/lugar/`, {}, cuerpo);
  }

  // Cancelar tu lugar en un evento.
  cancelar_lugar(clave) {
    return this.pedir("DELETE", `/api/v1/eventos/${encodeURIComponent(clave)}/lugar/`, {}, undefined);
  }

  // Pedir el reporte de monitoreo de un plan.
  pedir_informe_de_plan(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/planes/${encodeURIComponent(clave)}/informes/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Pedir la ficha de un compromiso.
  pedir_ficha_de_compromiso(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/compromisos/${encodeURIComponent(clave)}/informes/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Pedir la constancia de verificación de una evidencia.
  pedir_constancia_de_evidencia(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/evidencias/${encodeURIComponent(clave)}/informes/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Pedir el reporte de una entidad.
  pedir_informe_de_entidad(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/entidades/${encodeURIComponent(slug)}/informes/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Pedir el reporte de una evaluación publicada.
  pedir_informe_de_evaluacion(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/evaluaciones/${encodeURIComponent(clave)}/informes/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Cancelar un reporte en curso.
  cancelar_informe(folio, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-informes/${encodeURIComponent(folio)}/cancelacion/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Volver a intentar un reporte.
  reintentar_informe(folio, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-informes/${encodeURIComponent(folio)}/reintento/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Hacer que el reporte de un plan se genere solo.
  programar_informes(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PUT", `/api/v1/planes/${encodeURIComponent(clave)}/programa/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Que el reporte de un plan ya no se genere solo.
  dejar_de_programar_informes(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/planes/${encodeURIComponent(clave)}/programa/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Abrir la evaluación de un plan.
  abrir_evaluacion(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/planes/${encodeURIComponent(clave)}/evaluaciones/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Publicar una evaluación.
  publicar_evaluacion(clave, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-evaluaciones/${encodeURIComponent(clave)}/publicacion/`, {}, undefined, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Agregar una recomendación a una evaluación en borrador.
  agregar_recomendacion(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-evaluaciones/${encodeURIComponent(clave)}/recomendaciones/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Responder una recomendación por tu institución.
  responder_recomendacion(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/recomendaciones/${encodeURIComponent(clave)}/respuesta/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Decir si una recomendación se atendió.
  seguir_recomendacion(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/recomendaciones/${encodeURIComponent(clave)}/seguimiento/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Publicar una consulta.
  publicar_consulta(slug, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/consultas/${encodeURIComponent(slug)}/publicacion/`, {}, undefined, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Publicar los resultados de una consulta que cerró.
  publicar_resultados_de_consulta(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PUT", `/api/v1/consultas/${encodeURIComponent(slug)}/resumen/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Publicar una versión del texto que se consulta.
  publicar_version_de_texto(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/consultas/${encodeURIComponent(slug)}/versiones/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Pedir el reporte de una consulta publicada.
  pedir_informe_de_consulta(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/consultas/${encodeURIComponent(slug)}/informes/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Agregar una pregunta al final de una encuesta.
  agregar_pregunta(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/consultas/${encodeURIComponent(slug)}/preguntas/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Anunciar un encuentro de una consulta.
  crear_evento(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/consultas/${encodeURIComponent(slug)}/eventos/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Unir una aportación a otra que dice lo mismo.
  unir_aportaciones(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/aportaciones/${encodeURIComponent(clave)}/union/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Hacer de una aportación un compromiso en borrador.
  convertir_aportacion_en_compromiso(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/aportaciones/${encodeURIComponent(clave)}/compromiso/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Decir quiénes vinieron a un encuentro.
  pasar_asistencia(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-eventos/${encodeURIComponent(clave)}/asistencia/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Agregar una fotografía a un encuentro.
  agregar_foto(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-eventos/${encodeURIComponent(clave)}/fotos/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Escribir la presentación de la ruta de participación de un plan.
  presentar_ruta(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PUT", `/api/v1/planes/${encodeURIComponent(clave)}/ruta/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Publicar la ruta de participación de un plan.
  publicar_ruta(clave, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/planes/${encodeURIComponent(clave)}/ruta/publicacion/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Agregar un paso al final de la ruta de un plan.
  agregar_paso(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/planes/${encodeURIComponent(clave)}/ruta/pasos/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Mover un paso de una ruta un lugar.
  mover_paso(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/pasos-de-rutas/${encodeURIComponent(clave)}/lugar/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Suspender a quien escribió un comentario.
  bloquear_persona(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/comentarios/${encodeURIComponent(clave)}/bloqueo/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // No admitir enlaces a un sitio en los comentarios de un secretariado.
  bloquear_sitio(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/secretariados/${encodeURIComponent(slug)}/bloqueos/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Decir cuándo se moderan los comentarios de un secretariado.
  fijar_politica_de_moderacion(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PUT", `/api/v1/secretariados/${encodeURIComponent(slug)}/politica/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Cambiar el seudónimo con que firmas.
  corregir_seudonimo(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PUT", `/api/v1/cuenta/seudonimo/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Corregir tu nombre.
  corregir_nombre(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/cuenta/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Qué avisos recibes por correo.
  ver_avisos() {
    return this.pedir("GET", `/api/v1/cuenta/avisos/`, {}, undefined);
  }

  // Elegir qué avisos recibes por correo.
  elegir_avisos(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/cuenta/avisos/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Hacer la dirección de tu calendario personal.
  crear_calendario() {
    return this.pedir("POST", `/api/v1/cuenta/calendario/`, {}, undefined);
  }

  // Que la dirección de tu calendario deje de servir.
  revocar_calendario({ clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/cuenta/calendario/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Enviar otra vez una invitación.
  reenviar_invitacion(clave, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-invitaciones/${encodeURIComponent(clave)}/reenvio/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Revocar una invitación.
  revocar_invitacion(clave, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-invitaciones/${encodeURIComponent(clave)}/revocacion/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Abrir un asiento en tu secretariado.
  sumar_integrante(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/secretariados/${encodeURIComponent(slug)}/integrantes/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Dar un asiento a otra persona.
  relevar_integrante(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/integrantes/${encodeURIComponent(clave)}/relevo/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Cerrar un asiento.
  terminar_integrante(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/integrantes/${encodeURIComponent(clave)}/termino/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Convocar una sesión de tu secretariado.
  convocar_sesion(slug, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/secretariados/${encodeURIComponent(slug)}/sesiones/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Decir quién asistió a una sesión.
  celebrar_sesion(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-sesiones/${encodeURIComponent(clave)}/celebracion/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Cancelar una sesión convocada.
  cancelar_sesion(clave, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-sesiones/${encodeURIComponent(clave)}/cancelacion/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Subir la minuta de una sesión.
  adjuntar_minuta(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-sesiones/${encodeURIComponent(clave)}/minuta/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Publicar la minuta de una sesión.
  publicar_minuta(clave, { clave_unica = "", si_es = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-sesiones/${encodeURIComponent(clave)}/publicacion/`, {}, undefined, { "Idempotency-Key": clave_unica, "If-Match": si_es });
  }

  // Registrar un acuerdo de una sesión.
  tomar_acuerdo(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-sesiones/${encodeURIComponent(clave)}/acuerdos/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Cancelar una lectura o dejar a un lado una revisión.
  cancelar_importacion(clave, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/cancelacion/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Retomar una importación que falló, se interrumpió o se canceló.
  reintentar_importacion(clave, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/reintento/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Qué se entendió de un documento, y qué falta revisar.
  ver_revision(clave) {
    return this.pedir("GET", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/revision/`, {}, undefined);
  }

  // Los valores, las dudas y las fuentes de una sección.
  ver_seccion(clave, seccion) {
    return this.pedir("GET", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/secciones/${encodeURIComponent(seccion)}/`, {}, undefined);
  }

  // Corregir valores de una sección y marcar lo revisado.
  revisar_seccion(clave, seccion, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/secciones/${encodeURIComponent(seccion)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Dar por revisado todo lo que se leyó con certeza y sin dudas.
  aceptar_lo_seguro(clave, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/aceptacion/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Agregar una fila vacía a una lista de lo leído.
  agregar_fila(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/filas/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Decir dónde va un texto que quedó sin clasificar.
  colocar_texto(clave, indice, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PUT", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/textos/${encodeURIComponent(indice)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Crear el plan, en borrador, de lo revisado.
  crear_plan_revisado(clave, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/plan/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // En qué difiere el documento del plan que actualiza.
  ver_diferencias(clave) {
    return this.pedir("GET", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/diferencias/`, {}, undefined);
  }

  // Aplicar al plan las diferencias que se aceptan.
  actualizar_plan(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/mesa-importaciones/${encodeURIComponent(clave)}/actualizacion/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Tus avisos automáticos a otros sistemas.
  listar_ganchos() {
    return this.pedir("GET", `/api/v1/ganchos/`, {}, undefined);
  }

  // Pedir que se avise a otro sistema.
  crear_gancho(cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/ganchos/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Uno de tus avisos automáticos.
  ver_gancho(clave) {
    return this.pedir("GET", `/api/v1/ganchos/${encodeURIComponent(clave)}/`, {}, undefined);
  }

  // Cambiar, detener o encender un aviso automático.
  cambiar_gancho(clave, cuerpo, { clave_unica = "" } = {}) {
    return this.pedir("PATCH", `/api/v1/ganchos/${encodeURIComponent(clave)}/`, {}, cuerpo, { "Idempotency-Key": clave_unica });
  }

  // Borrar un aviso automático.
  borrar_gancho(clave, { clave_unica = "" } = {}) {
    return this.pedir("DELETE", `/api/v1/ganchos/${encodeURIComponent(clave)}/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // El secreto con que se comprueba la firma.
  ver_secreto_de_gancho(clave) {
    return this.pedir("GET", `/api/v1/ganchos/${encodeURIComponent(clave)}/secreto/`, {}, undefined);
  }

  // Cambiar el secreto.
  rotar_secreto_de_gancho(clave, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/ganchos/${encodeURIComponent(clave)}/secreto/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }

  // Los últimos cien mensajes y sus intentos.
  listar_envios_de_gancho(clave) {
    return this.pedir("GET", `/api/v1/ganchos/${encodeURIComponent(clave)}/envios/`, {}, undefined);
  }

  // Enviar otra vez un mensaje.
  reintentar_envio(clave, envio, { clave_unica = "" } = {}) {
    return this.pedir("POST", `/api/v1/ganchos/${encodeURIComponent(clave)}/envios/${encodeURIComponent(envio)}/reintento/`, {}, undefined, { "Idempotency-Key": clave_unica });
  }
}
