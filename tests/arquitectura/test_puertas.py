"""Doors checked by a tool: writes only in services; each asks, opens a transaction and leaves a trace."""

import ast
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
ESCRITURAS = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
}
PUERTAS = ("servicios", "registro")
# What may write outside, and why.
EXCEPCIONES = {
    "secretariado/models/cuenta.py": "the manager that Django's authentication calls",
}
# Services that act for nobody: called by other services, by commands or by tasks.
SIN_ACTOR = {
    "acuerdos.py": "within the caller's transaction",
    "autorizaciones.py": "first and last halves of the acts that change a plan, in their transaction",
    "recalculo.py": "derived columns",
    "capitulos.py": "parts of a report being made, derived; the order was already permitted",
    "recalculo_sql.py": "text of statements",
    "recalculo_sql_conjuntos.py": "text of statements",
    "avisos.py": "facts computed for tasks and the command line; what is sent is not public",
    "busqueda.py": "the search index, derived; within the caller's transaction",
    "cortes.py": "derived snapshots",
    "curva.py": "derived snapshots",
    "entregas.py": "derived rows, within the caller's transaction",
    "catalogos.py": "command line",
    "carga.py": "command line",
    "historia.py": "command line",
    "demostracion_consultas.py": "command line",
    "demostracion.py": "command line",
    "demostracion_evaluacion.py": "command line",
    "enlaces.py": "automatic checks; the log says the portal did them",
    "ganchos_envio.py": "messages about what is already public, told by tasks",
    "volcados.py": "the daily copy of what is already public; the log says the portal did it",
    "demostracion_comentarios.py": "command line",
    "criba.py": "only reads",
    "limites.py": "the day's salt; otherwise only reads",
    "seguimiento.py": "no account: the link in the mail is the permission; what one follows is secret",
    "peticiones.py": "the envelope of another service's write, in its transaction",
    "recados.py": "mail told by other services and by tasks",
}
SIN_ACTOR_FUNCION = {
    "generar_informe": "the job of an order already permitted",
    "barrer_informes": "periodic sweep",
    "pedir_programados": "periodic; what somebody with permission programmed",
    "llave_de": "whose a presented key is; keeps when it was last used",
    "huella_de": "pure",
    "es_documento": "pure",
    "esta_interrumpido": "reads",
    "lugar_en_la_cola": "reads",
    "tarea_de": "reads",
    "lo_que_falta": "reads",
    "contar_descarga": "a count, of nobody",
    "problemas_para_publicar": "reads",
    "contenido_de": "reads",
    "leer_plan": "reads a document, writes nothing",
    "no_cabe": "pure",
    "guardar_documento": "the stored file; within the acts on imports",
    "plan_importado": "reads",
    "crear_borrador_de_plan": "inner half of importing a plan",
    "instituciones_del_documento": "inner half of updating a plan",
    "agregar_compromiso_importado": "inner half of importing, and of updating a draft",
    "diferencias_con": "reads",
    "leer_importacion": "the job of an upload already permitted",
    "barrer_importaciones": "periodic sweep",
    "lectura_interrumpida": "reads",
    "bloquear_importacion": "reads, within the caller's transaction",
    "anotar_importacion": "last half of the acts on imports",
    "campos_de_texto": "reads",
    "opciones": "reads",
    "en_revision": "reads",
    "congelar_y_publicar": "inner half of publicar_plan, and the loader's door",
    "en_calidad_de": "reads",
    "enlace_valido": "pure",
    "bloquear_evidencia": "reads, within the caller's transaction",
    "reflejar_evidencia": "last half of the acts on evidence",
    "bloquear_sesion": "reads, within the caller's transaction",
    "exigir_abierta": "pure",
    "esta_fijo": "reads",
    "invitacion_de": "reads",
    "avisos_antes_de_suprimir": "reads",
    "abrir_cuenta_invitada": "nobody yet: the link in the mail is the permission; leaves its entry in _entregar",
    "reconocer_identidad": "log-in: an issuer proved the address; leaves an entry when it opens an account",
    "dar_por_verificado": "bookkeeping of allauth's addresses, no act of anybody",
    "participante_de_correo": "nobody yet: an address was typed; a link will prove it",
    "participante_de_cuenta": "bookkeeping of who writes, before the act",
    "pedir_entrada": "nobody yet: sends the link that proves an address",
    "recado_de": "reads",
    "gastar_enlace": "the link in the mail is the permission; within the caller's transaction",
    "entrar_con_enlace": "the link in the mail is the permission",
    "confirmar_comentario": "the link in the mail is the permission",
    "denunciar_comentario": "anybody may report, without saying who",
    "olvidar_cuenta": "within the erasure of the account, which asked and left its entry",
    "limpiar_participacion": "daily task",
    "enviar_enlace": "nobody yet: mails the link that proves an address; writes nothing",
    "pasos_de": "reads",
    "comprobar_abierta": "reads",
    "faltas_de": "reads",
    "enviar_aportacion": "who opened the link; what they wrote is public by itself",
    "sugerir_parecidas": "reads",
    "apoyar": "who opened the link; secret",
    "retirar_aportacion": "who opened the link takes back what they wrote",
    "registrar_participacion": "who opened the link; secret, so no entry says that they took part",
    "retirar_participacion": "who opened the link takes back their own answers",
    "apartar_lugar": "who opened the link; the log never tells who goes where",
    "cancelar_lugar": "who opened the link gives up their own place",
    "ocupar_lugares_libres": "within the transaction of who gave up a place or added some",
    "avisar_del_cambio": "queues mail, within the transaction of the change",
    "escribir_conteos": "derived, within the caller's transaction",
    "olvidar_inscripciones": "daily task",
    "olvidar_correo_participante": "within the erasure of the account or participant, which asked",
    "soltar_lugar": "within the erasure of the account or participant, which asked",
    "correo_de": "reads",
    "olvidar_otros_correos": "bookkeeping of allauth's addresses, within the administration's form",
}


SIN_ASIENTO = {
    "revisar_seccion": "saves of a private draft under review; the plan that comes out leaves it",
    "aceptar_lo_seguro": "the same",
    "agregar_fila": "the same",
    "colocar_texto": "the same",
    "escribir_comentario": "what citizens say is no act of an institution; the log never holds people",
    "editar_comentario": "the same; official ones do leave it",
    "retirar_comentario": "the same",
    "corregir_seudonimo": "the same",
    "solicitar_de_consulta": "solicitar_informe, which it calls, leaves it",
    "olvidar_participante": "the same",
    "apelar_decision": "its answer does",
}
CONSTANCIAS = (
    "asentar",
    "anotar",
    "reflejar_evidencia",
    "declarar_avance",
    "reportar_entrega",
    "dejar_constancia",
    "_anotar",
    "_dar_seguimiento",
    "_asentar_respuesta",
    "_asentar_bloqueo",
    "_entregar",
    "anotar_importacion",
)
"""What leaves an entry in the log, by itself or within."""


def fuentes() -> list[Path]:
    return [
        p
        for paquete in ("pal_portal", "secretariado", "compromisos", "consultas")
        for p in (RAIZ / paquete).rglob("*.py")
        if "migrations" not in p.parts
    ]


def escribe(nodo: ast.AST) -> bool:
    """A call like `.objects.create(…)`, `queryset.update(…)` or `instance.save(…)`."""
    if (
        not isinstance(nodo, ast.Call)
        or not isinstance(nodo.func, ast.Attribute)
        or nodo.func.attr not in ESCRITURAS
    ):
        return False
    dueno = ast.unparse(nodo.func.value)
    return not any(
        p in dueno
        for p in (
            "huella",
            "env.",
            "globals",
            "filters",
            "cache",
            "entorno",
            "salida",
            "vars()",
            "kwargs",
            "opciones",
            "libro",
            "pdf",
        )
    )


def test_nothing_is_written_outside_the_doors() -> None:
    fuera = []
    for archivo in fuentes():
        ruta = archivo.relative_to(RAIZ).as_posix()
        if ruta in EXCEPCIONES or any(p in archivo.parts for p in PUERTAS):
            continue
        fuera += [f"{ruta}:{n.lineno}" for n in ast.walk(ast.parse(archivo.read_text())) if escribe(n)]
    assert fuera == []


def test_every_door_asks_opens_a_transaction_and_leaves_a_trace() -> None:
    fallas, revisadas = [], 0
    for archivo in [
        p
        for piso in ("secretariado", "compromisos", "consultas")
        for p in (RAIZ / piso / "servicios").glob("*.py")
    ]:
        if archivo.name in SIN_ACTOR:
            continue
        arbol = ast.parse(archivo.read_text())
        for funcion in arbol.body:
            if not isinstance(funcion, ast.FunctionDef) or funcion.name.startswith("_"):
                continue
            if funcion.name in SIN_ACTOR_FUNCION:
                continue
            revisadas += 1
            texto = ast.unparse(funcion)
            lugar = f"{archivo.name}:{funcion.name}"
            if "actor" not in [a.arg for a in funcion.args.kwonlyargs] or funcion.args.args:
                fallas.append(f"{lugar} no pide actor por nombre")
            if "exigir(" not in texto:
                fallas.append(f"{lugar} no pide permiso")
            if "transaction.atomic()" not in texto:
                fallas.append(f"{lugar} no abre transacción")
            if funcion.name not in SIN_ASIENTO and not any(f"{f}(" in texto for f in CONSTANCIAS):
                fallas.append(f"{lugar} no deja asiento")
    assert fallas == []
    assert revisadas >= 16
