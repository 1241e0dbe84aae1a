"""Fill a database with N commitments, 10 N deliveries and 20 N pieces of evidence, by SQL (PostgreSQL)."""

from django.db import connection

from compromisos.servicios.recalculo import recalcular_todo

ORDENES = """
INSERT INTO secretariado_entidad (clave_inegi, letras, clave_iso, nombre, nombre_oficial, slug, participa, etapa,
    compromisos_en_vigor, compromisos_medidos, compromisos_sin_dato, compromisos_programados, entregas_vencidas)
  SELECT lpad(n::text, 2, '0'), chr(65 + n / 26) || chr(65 + n % 26) || 'X', '', 'Estado ' || n, 'Estado ' || n, 'e' || n,
    true, 'activo', 0, 0, 0, 0, 0 FROM generate_series(0, 32) n;
INSERT INTO secretariado_secretariado (entidad_id, nombre, slug, ambito, estado, descripcion, contacto_institucional,
    regla_decision, compromisos_en_vigor, compromisos_medidos, compromisos_sin_dato, compromisos_programados, entregas_vencidas)
  SELECT id, 'STL ' || nombre, 'stl-' || slug, 'estatal', 'instalado', '', '', '', 0, 0, 0, 0, 0 FROM secretariado_entidad;
INSERT INTO secretariado_acuerdo (secretariado_id, numero, texto, documento, estado)
  SELECT id, 'A1', 'Publicación', 'Acta', 'cumplido' FROM secretariado_secretariado;
INSERT INTO secretariado_institucion (nombre, siglas, slug, tipo, entidad_id, otros_nombres, sitio)
  SELECT 'Institución ' || n, '', 'i' || n, 'dependencia', (SELECT min(id) FROM secretariado_entidad), '[]', ''
  FROM generate_series(1, 60) n;
INSERT INTO secretariado_usuario (password, is_superuser, correo, nombre, is_active, is_staff, date_joined)
  VALUES ('!', false, 'banco@ejemplo.test', 'Banco', true, false, now());
INSERT INTO compromisos_plan (secretariado_id, numero, clave, slug, titulo, estado, fecha_inicio, fecha_fin,
    objetivo_general, objetivos_especificos, antecedentes, metodologia, fuente, incluye_proactivos, avances_demostracion,
    acuerdo_publicacion_id, publicado_en, compromisos_en_vigor, compromisos_medidos, compromisos_sin_dato, compromisos_programados, entregas_vencidas)
  SELECT s.id, n, e.letras || '-' || n, lower(e.letras) || '-' || n, 'Plan ' || n || ' de ' || e.nombre, 'en_implementacion',
    '2019-07-01', '2021-07-31', '', '[]', '', '', '', false, false, a.id, now(), 0, 0, 0, 0, 0
  FROM secretariado_secretariado s JOIN secretariado_entidad e ON e.id = s.entidad_id
  JOIN secretariado_acuerdo a ON a.secretariado_id = s.id, generate_series(1, {planes}) n;
INSERT INTO compromisos_eje (plan_id, numero, orden, nombre, descripcion, compromisos_en_vigor, compromisos_medidos,
    compromisos_sin_dato, compromisos_programados, entregas_vencidas)
  SELECT p.id, n::text, n, 'Eje ' || n, '', 0, 0, 0, 0, 0 FROM compromisos_plan p, generate_series(1, 4) n;
INSERT INTO compromisos_compromiso (plan_id, eje_id, numero, clave, nombre, descripcion, problema, objetivo,
    objetivo_mediano_plazo, contribucion, proposito_ciudadano, como_se_verifica, medios_verificacion, supuestos,
    relevancia_ogp, perspectiva_genero, informacion_adicional, otros_actores, texto_alineacion, origen, estado, precision,
    actualizado, semaforo, semaforo_declarado, cumplimiento, entregas_total, entregas_vencidas,
    actividades_sin_calendario, evidencias_total, busqueda)
  SELECT x.plan_id, x.id, row_number() OVER (PARTITION BY x.plan_id ORDER BY x.id, k),
    p.clave || '-' || lpad((row_number() OVER (PARTITION BY x.plan_id ORDER BY x.id, k))::text, 2, '0'),
    'Compromiso de transparencia y participación ' || k, repeat('descripción ', 20), repeat('problema ', 20),
    repeat('objetivo ', 20), '', '', '', '', '', '', '', '', '', '', '', 'cocreado', 'en_proceso', 'dia', now(), 'gris',
    'gris', 'sin_evidencia', 0, 0, 0, 0, 'compromiso de transparencia ' || k
  FROM compromisos_eje x JOIN compromisos_plan p ON p.id = x.plan_id, generate_series(1, 5) k;
INSERT INTO compromisos_responsable (compromiso_id, institucion_id, papel, area, persona, cargo, correo, telefono,
    contacto_publico, orden)
  SELECT c.id, i.id, 'responsable', '', '', '', '', '', false, 0 FROM compromisos_compromiso c
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS r FROM secretariado_institucion) i ON i.r = c.id % 60;
INSERT INTO compromisos_actividad (compromiso_id, numero, nombre, descripcion, medio_verificacion, fecha_inicio, fecha_fin,
    precision, calendario_texto, periodicidad, cancelada, origen_calendario, entregas_total, entregas_exigibles,
    entregas_hechas, entregas_a_tiempo, entregas_vencidas, con_termino, evidencias_total)
  SELECT c.id, n, 'Actividad ' || n, '', '', date '2019-07-01' + n * 30,
    CASE WHEN n = 1 THEN NULL ELSE date '2020-12-31' + n * 20 END, 'dia', '', CASE WHEN n = 1 THEN 'trimestral' ELSE 'unica' END,
    false, 'ninguno', 0, 0, 0, 0, 0, true, 0
  FROM compromisos_compromiso c, generate_series(1, 3) n;
INSERT INTO compromisos_entrega (actividad_id, numero, vence, declarado, declarado_el, hecha_el, verificado,
    evidencias_total, version)
  SELECT a.id, n, date '2019-09-30' + n * 91, d, CASE WHEN d IS NOT NULL THEN date '2020-06-01' END,
    CASE WHEN d = 100 THEN date '2020-06-01' END, CASE WHEN d IS NULL THEN 0 ELSE least(d, v) END, 2, 1
  FROM (SELECT a.id, n, CASE WHEN (a.id + n) % 5 = 0 THEN NULL ELSE ((a.id * 7 + n * 13) % 11) * 10 END AS d,
      ((a.id + n * 3) % 10) * 10 AS v
    FROM compromisos_actividad a, LATERAL generate_series(1, CASE WHEN a.numero = 1 THEN 8 ELSE 1 END) n) a;
INSERT INTO compromisos_evidencia (entrega_id, titulo, que_prueba, nombre_archivo, enlace, estado, version, autor_id, rol,
    creado, es_demostracion)
  SELECT e.id, 'Evidencia ' || n, '', '', 'https://ejemplo.test/' || e.id || '/' || n, 'verificada', 1,
    (SELECT min(id) FROM secretariado_usuario), 'responsable', timestamptz '2020-06-01' + (e.id % 300) * interval '1 hour', false
  FROM compromisos_entrega e, generate_series(1, 2) n;
INSERT INTO compromisos_verificacion (evidencia_id, veredicto, porcentaje, motivo, motivo_revocacion, autor_id,
    institucion_id, creado, es_demostracion)
  SELECT id, 'verificada', 1 + id % 100, '', '', autor_id, (SELECT min(id) FROM secretariado_institucion), creado, false
  FROM compromisos_evidencia;
"""


def sembrar(compromisos: int) -> None:
    """Only when the database is empty of plans. Twenty commitments per plan, ten deliveries each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM compromisos_compromiso")
        if cursor.fetchone()[0]:
            return
        print(f"sembrando {compromisos} compromisos…", flush=True)
        for orden in ORDENES.format(planes=-(-compromisos // 660)).split(";\n"):
            if orden.strip():
                cursor.execute(orden)
    recalcular_todo()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
