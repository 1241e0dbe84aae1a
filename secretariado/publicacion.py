"""What is public of this floor."""

from typing import Any

from django.db.models import Case, F, QuerySet, Value, When

from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.models import (
    Acuerdo,
    Asiento,
    Asistencia,
    Entidad,
    Garante,
    Institucion,
    Integrante,
    Secretariado,
    Sesion,
)

CIFRAS = (
    Columna("programado", "programado", "cifra", "Lo que el calendario dice que debería estar hecho."),
    Columna("declarado", "declarado", "cifra", "Lo que la institución responsable declara."),
    Columna("verificado", "verificado", "cifra", "Lo que el organismo garante confirmó con evidencia."),
)
CONTEOS = (
    Columna("compromisos_en_vigor", "compromisos_en_vigor", "entero", "Compromisos que no se han retirado."),
    Columna("compromisos_medidos", "compromisos_medidos", "entero", "Compromisos que cuentan en el promedio."),
    Columna("compromisos_sin_dato", "compromisos_sin_dato", "entero", "De ellos, los que nadie ha reportado."),
    Columna("entregas_vencidas", "entregas_vencidas", "entero", "Entregas vencidas sin verificación completa."),
)
ID = Columna("id", "id", "entero", "Identificador.")


def _sesiones(usuario: Any) -> "QuerySet[Sesion]":
    """Those of which something came, with the hash of their minutes once they are public."""
    huella = Case(When(minuta_publicada=True, then=F("minuta__sha256")), default=Value(""))
    return Sesion.objects.publicas().annotate(minuta_sha256=huella)


RECURSOS = (
    Recurso(
        "entidades",
        "Entidades",
        lambda u: Entidad.objects.visibles_para(u),
        "slug",
        (
            Columna("clave_inegi", "clave_inegi", "texto", "Clave del INEGI; 00 es la Federación."),
            Columna("letras", "letras", "texto", "Letras con que empiezan las claves de sus planes."),
            Columna("clave_iso", "clave_iso", "texto", "Clave ISO 3166-2."),
            Columna("slug", "slug", "texto", "Parte de su dirección en el portal."),
            Columna("nombre", "nombre", "texto", "Nombre."),
            Columna("nombre_oficial", "nombre_oficial", "texto", "Nombre oficial."),
            Columna("participa", "participa", "si_no", "Participa en gobierno abierto local."),
            Columna("etapa", "etapa", "texto", "Etapa de su ejercicio local; vacío: sin registro."),
            *CIFRAS,
            *CONTEOS,
        ),
    ),
    Recurso(
        "instituciones",
        "Instituciones",
        lambda u: Institucion.objects.visibles_para(u),
        "slug",
        (
            Columna("slug", "slug", "texto", "Clave pública."),
            Columna("nombre", "nombre", "texto", "Nombre."),
            Columna("siglas", "siglas", "texto", "Siglas."),
            Columna("tipo", "tipo", "texto", "Tipo de institución."),
            Columna("entidad", "entidad__slug", "texto", "Entidad."),
            Columna("pertenece_a", "pertenece_a__slug", "texto_o_nulo", "Institución de la que forma parte."),
            Columna("otros_nombres", "otros_nombres", "lista", "Otros nombres con que aparece."),
            Columna("sitio", "sitio", "texto", "Sitio, como se imprimió."),
        ),
    ),
    Recurso(
        "garantes",
        "Organismos garantes",
        lambda u: Garante.objects.all(),
        "id",
        (
            ID,
            Columna("entidad", "entidad__slug", "texto", "Entidad."),
            Columna("institucion", "institucion__slug", "texto", "Institución."),
            Columna("ambito", "ambito", "texto", "Qué autoridades atiende."),
            Columna("vigente_desde", "vigente_desde", "fecha", "Desde cuándo."),
            Columna("vigente_hasta", "vigente_hasta", "fecha", "Hasta cuándo."),
            Columna("sucesor", "sucesor_id", "entero_o_nulo", "Garante que le sucedió."),
            Columna("nota", "nota", "texto", "Nota."),
        ),
    ),
    Recurso(
        "secretariados",
        "Secretariados técnicos",
        lambda u: Secretariado.objects.visibles_para(u),
        "slug",
        (
            Columna("slug", "slug", "texto", "Clave pública."),
            Columna("nombre", "nombre", "texto", "Nombre."),
            Columna("entidad", "entidad__slug", "texto", "Entidad."),
            Columna("ambito", "ambito", "texto", "Ámbito."),
            Columna("estado", "estado", "texto", "Estado."),
            Columna("fecha_declaratoria", "fecha_declaratoria", "fecha", "Declaratoria conjunta."),
            Columna("fecha_instalacion", "fecha_instalacion", "fecha", "Instalación."),
            Columna("fecha_termino", "fecha_termino", "fecha", "Término."),
            Columna("descripcion", "descripcion", "texto", "Qué es y cómo trabaja."),
            Columna("contacto_institucional", "contacto_institucional", "texto", "Correo institucional."),
            Columna("regla_decision", "regla_decision", "texto", "Cómo decide; vacío: sin registro."),
            Columna("quorum_minimo", "quorum_minimo", "entero_o_nulo", "Asientos con voto que hacen quórum."),
            *CIFRAS,
            *CONTEOS,
        ),
    ),
    Recurso(
        "integrantes",
        "Integrantes de los secretariados",
        lambda u: Integrante.objects.all(),
        "id",
        (
            ID,
            Columna("secretariado", "secretariado__slug", "texto", "Secretariado."),
            Columna("institucion", "institucion__slug", "texto_o_nulo", "Institución del asiento."),
            Columna("papel", "papel", "texto", "Papel."),
            Columna("titular", "titular", "texto", "Titular, como lo publicó el plan."),
            Columna("suplente", "suplente", "texto", "Suplente; vacío: no tiene."),
            Columna("desde", "desde", "fecha", "Desde cuándo."),
            Columna("hasta", "hasta", "fecha", "Hasta cuándo."),
        ),
    ),
    Recurso(
        "sesiones",
        "Sesiones",
        _sesiones,
        "id",
        (
            ID,
            Columna("secretariado", "secretariado__slug", "texto", "Secretariado."),
            Columna("numero", "numero", "entero", "Número."),
            Columna("tipo", "tipo", "texto", "Tipo."),
            Columna("fecha", "fecha", "fecha", "Fecha."),
            Columna("modalidad", "modalidad", "texto", "Modalidad."),
            Columna("estado", "estado", "texto", "Estado."),
            Columna("orden_del_dia", "orden_del_dia", "texto", "Orden del día."),
            Columna(
                "minuta_sha256",
                "minuta_sha256",
                "texto",
                "Huella de su minuta pública, que se lee en /sesiones/ID/minuta/; vacío: no la hay.",
            ),
        ),
    ),
    Recurso(
        "asistencias-de-sesiones",
        "Asistencia a las sesiones",
        lambda u: Asistencia.objects.filter(sesion__minuta_publicada=True),
        "id",
        (
            ID,
            Columna("sesion", "sesion_id", "entero", "Sesión, de las que ya publicaron su minuta."),
            Columna("integrante", "integrante_id", "entero", "Asiento que estuvo presente."),
            Columna("calidad", "calidad", "texto", "Por su titular o por su suplente."),
        ),
    ),
    Recurso(
        "acuerdos",
        "Acuerdos",
        lambda u: Acuerdo.objects.all(),
        "id",
        (
            ID,
            Columna("secretariado", "secretariado__slug", "texto", "Secretariado."),
            Columna("sesion", "sesion_id", "entero_o_nulo", "Sesión; vacío: consta en documento."),
            Columna("numero", "numero", "texto", "Número."),
            Columna("texto", "texto", "texto", "Texto."),
            Columna("documento", "documento", "texto", "Documento en que consta."),
            Columna("estado", "estado", "texto", "Estado."),
            Columna("plazo", "plazo", "fecha", "Plazo."),
            Columna("responsable", "responsable__slug", "texto_o_nulo", "Institución que responde por él."),
            Columna("votos_favor", "votos_favor", "entero_o_nulo", "Votos a favor; vacío: no constan."),
            Columna("votos_contra", "votos_contra", "entero_o_nulo", "Votos en contra."),
            Columna("abstenciones", "abstenciones", "entero_o_nulo", "Abstenciones."),
        ),
    ),
    Recurso(
        "bitacora",
        "Bitácora",
        lambda u: Asiento.objects.filter(publico=True),
        "numero",
        (
            Columna("numero", "numero", "entero", "Número de asiento; los que faltan son reservados."),
            Columna("momento", "momento", "momento", "Cuándo se asentó."),
            Columna("rol", "rol", "texto", "Papel de quien actuó."),
            Columna("institucion", "institucion", "texto", "Institución de quien actuó, si la hay."),
            Columna("accion", "accion", "texto", "Qué se hizo."),
            Columna("asunto", "asunto", "texto", "Sobre qué: tipo y clave."),
            Columna("plan", "plan", "texto", "Clave del plan."),
            Columna("datos", "datos", "objeto", "Lo que cambió, antes y después."),
            Columna("hash_previo", "hash_previo", "texto", "Huella del asiento anterior."),
            Columna("hash", "hash", "texto", "Huella SHA-256 de este asiento."),
        ),
    ),
)
NO_PUBLICO = {
    "Usuario": "datos personales",
    "Membresia": "quién es cada persona no es público; sus actos llevan institución y papel",
    "Invitacion": "datos personales",
    "Archivo": "se lee a través de lo que lo usa",
    "Aviso": "es correo de una persona",
    "PreferenciaAviso": "es correo de una persona",
    "Suscriptor": "datos personales",
    "Suscripcion": "lo que sigue una persona es sólo suyo",
    "Envio": "es correo de una persona",
    "EnlaceCalendario": "es la dirección secreta de una persona",
    "LlaveApi": "abre la cuenta de una persona",
    "PeticionUnica": "es de una cuenta; lo que hizo consta en la bitácora",
}
