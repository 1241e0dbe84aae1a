"""More made-up commitments of made-up bodies, wordier than the first ones, as plans write them."""

from dataclasses import dataclass
from datetime import date

from contenidos_de_planes import Actividad, Compromiso


@dataclass(frozen=True)
class CompromisoAmplio(Compromiso):
    """Says besides what it consists of and why it matters, and where to write."""

    descripcion: str = ""
    correo: str = ""
    telefono: str = ""


def actividad(nombre: str, inicio: str, fin: str, producto: str) -> Actividad:
    return Actividad(nombre, date.fromisoformat(inicio), date.fromisoformat(fin), producto)


AGUA_Y_CUIDADOS = (
    CompromisoAmplio(
        "Agua que se cuenta: medición ciudadana de los tandeos",
        "Desde 2019 el organismo operador distribuye el agua por tandeo, pero el calendario no se publica y en 47"
        " colonias el servicio llega menos de dos días por semana. Las familias compran pipas sin saber cuándo"
        " habrá agua.",
        "Poner a disposición de la población el calendario de tandeo por colonia y verificarlo con"
        " mediciones hechas"
        " por los propios usuarios.",
        "Calendario de tandeo publicado para las 47 colonias y al menos 300 mediciones ciudadanas al mes.",
        "Comisión Estatal del Agua",
        "Aurelio Santibáñez Cota",
        "Director de Operación y Mantenimiento",
        "6.1",
        "Colonias con calendario de tandeo verificado",
        (
            actividad(
                "Georreferenciar los sectores de distribución", "2024-03-01", "2024-06-30", "Mapa de sectores"
            ),
            actividad(
                "Publicar el calendario de tandeo en línea y en tableros de las tiendas comunitarias",
                "2024-07-01",
                "2024-09-30",
                "Calendario publicado",
            ),
            actividad("Entregar medidores de presión a comités de vecinos", "2024-10-01", "2024-12-31", "Recibos"),
            actividad(
                "Presentar el informe anual de cumplimiento del tandeo", "2025-01-01", "2025-03-31", "Informe"
            ),
        ),
        "El compromiso abre la operación diaria de la red de agua potable: qué sector se abre, a qué hora y por"
        " cuánto tiempo.",
        "operacion@cea.example",
        "612 555 0101",
    ),
    CompromisoAmplio(
        "Mapa abierto de servicios de cuidado",
        "Las mujeres dedican en promedio 39 horas semanales a cuidar de otras personas y no existe un lugar donde"
        " consultar qué guarderías, centros de día o apoyos hay cerca de su casa.",
        "Reunir en un solo mapa los servicios públicos de cuidado, sus horarios, costos y lugares disponibles.",
        "Un mapa con todos los servicios públicos de cuidado del estado, actualizado cada mes.",
        "Instituto Estatal de las Mujeres",
        "Graciela Montaño Higuera",
        "Coordinadora de Autonomía Económica",
        "5.4",
        "Servicios de cuidado publicados en el mapa",
        (
            actividad(
                "Levantar el censo de servicios de cuidado", "2024-04-01", "2024-07-31", "Base de datos del censo"
            ),
            actividad("Diseñar el mapa con mujeres cuidadoras", "2024-08-01", "2024-10-31", "Prototipo probado"),
            actividad(
                "Poner en línea el mapa y capacitar a promotoras", "2024-11-01", "2025-02-28", "Mapa en línea"
            ),
        ),
        "Se trata de un mapa público, construido con las mujeres que cuidan, para que encuentren apoyo cerca de su"
        " casa.",
        "cuidados@mujeres.example",
        "612 555 0102",
    ),
    CompromisoAmplio(
        "Licencias de construcción sin gestores",
        "Obtener una licencia de construcción menor toma 84 días en promedio; los requisitos cambian"
        " de ventanilla a"
        " ventanilla y ello favorece el pago a intermediarios.",
        "Simplificar el trámite de licencia de construcción menor y hacer pública cada etapa de su resolución.",
        "Reducir de 84 a 20 días hábiles el tiempo de resolución.",
        "Dirección de Desarrollo Urbano y Ecología",
        "Ramón Ernesto Falcón Verdugo",
        "Jefe del Departamento de Licencias",
        "16.5",
        "Días hábiles para resolver",
        (
            actividad(
                "Revisar los requisitos con colegios de arquitectos", "2024-02-12", "2024-05-17", "Dictamen"
            ),
            actividad(
                "Reformar el reglamento de construcciones", "2024-05-20", "2024-10-04", "Reglamento publicado"
            ),
            actividad(
                "Abrir la ventanilla digital con folio de seguimiento", "2024-10-07", "2025-01-31", "Ventanilla"
            ),
        ),
        "Con la ventanilla digital cualquier persona sabrá en qué escritorio se encuentra su expediente.",
        "licencias@ddue.example",
        "612 555 0103",
    ),
)

JUSTICIA_Y_DATOS = (
    CompromisoAmplio(
        "Sentencias en lenguaje claro",
        "Siete de cada diez personas que reciben una sentencia familiar declaran que no la entienden y acuden a un"
        " abogado sólo para que se la explique.",
        "Redactar en lenguaje ciudadano las sentencias en materia familiar y publicarlas en versión pública.",
        "Quinientas sentencias con resumen en lenguaje claro al término del plan.",
        "Poder Judicial del Estado",
        "Norma Angélica Cisneros Ávalos",
        "Magistrada de la Segunda Sala Familiar",
        "16.3",
        "Sentencias con resumen en lenguaje claro",
        (
            actividad("Elaborar la guía de redacción judicial", "2021-09-01", "2021-12-31", "Guía"),
            actividad(
                "Capacitar a 60 proyectistas y secretarias de acuerdos", "2022-01-01", "2022-04-30", "Constancias"
            ),
            actividad(
                "Publicar los resúmenes en el buscador de sentencias", "2022-05-01", "2022-11-30", "Buscador"
            ),
        ),
        "Cada sentencia llevará al inicio un resumen de una cuartilla, escrito para quien la recibe"
        " y no para quien"
        " la dicta.",
        "sala2@pj.example",
        "55 5555 0201",
    ),
    CompromisoAmplio(
        "Padrón único de programas sociales",
        "Existen 63 programas sociales con padrones separados, por lo que no es posible saber quién"
        " recibe más de un"
        " apoyo ni quién se ha quedado fuera.",
        "Integrar y publicar en formatos abiertos el padrón único de personas beneficiarias, con protección de sus"
        " datos personales.",
        "Padrón único con los 63 programas, en datos abiertos y con actualización trimestral.",
        "Secretaría del Bienestar",
        "Joaquín Alberto Pimentel Rico",
        "Director de Padrones y Evaluación",
        "1.3",
        "Programas integrados al padrón único",
        (
            actividad("Expedir los lineamientos del padrón único", "2021-10-01", "2021-12-31", "Lineamientos"),
            actividad("Conciliar los 63 padrones existentes", "2022-01-01", "2022-06-30", "Base conciliada"),
            actividad("Abrir el padrón en el portal de datos", "2022-07-01", "2022-09-30", "Conjunto de datos"),
            actividad("Auditar una muestra con universidades", "2022-10-01", "2022-12-31", "Informe de auditoría"),
        ),
        "Consiste en unir los registros de todos los programas y someterlos al escrutinio público.",
        "padrones@bienestar.example",
        "55 5555 0202",
    ),
    CompromisoAmplio(
        "Alerta temprana por personas no localizadas",
        "Entre el reporte de una desaparición y la primera diligencia transcurren 31 horas en"
        " promedio. Las familias"
        " repiten su declaración ante tres autoridades distintas.",
        "Contar con un protocolo de actuación inmediata, elaborado con los colectivos, y con el"
        " seguimiento en línea"
        " de cada reporte.",
        "Primera diligencia dentro de las 3 horas siguientes al reporte en el 90 % de los casos.",
        "Comisión Local de Búsqueda de Personas",
        "Irma Leticia Barragán Soto",
        "Titular de la Unidad de Análisis de Contexto",
        "16.1",
        "Horas entre el reporte y la primera diligencia",
        (
            actividad(
                "Realizar mesas de trabajo con colectivos de familias", "2021-09-15", "2021-11-30", "Minutas"
            ),
            actividad("Aprobar el protocolo de actuación inmediata", "2021-12-01", "2022-03-15", "Protocolo"),
            actividad("Poner en marcha la consulta en línea de reportes", "2022-03-16", "2022-08-31", "Sistema"),
        ),
        "El protocolo fija quién hace qué durante las primeras horas y obliga a informar a la familia.",
        "busqueda@clb.example",
        "55 5555 0203",
    ),
    CompromisoAmplio(
        "Obra pública a la vista de todas y todos",
        "Las obras se anuncian con una lona, pero nadie informa su costo final, sus convenios"
        " modificatorios ni las"
        " razones de sus retrasos.",
        "Publicar el ciclo completo de cada obra pública bajo el estándar de datos de contrataciones abiertas.",
        "Las 120 obras del programa anual con expediente abierto.",
        "Secretaría de Infraestructura",
        "Hugo César Lozada Benítez",
        "Subsecretario de Obras Públicas",
        "9.1",
        "Obras con expediente abierto",
        (
            actividad("Adoptar el estándar de contrataciones abiertas", "2021-11-01", "2022-02-28", "Acuerdo"),
            actividad("Capturar los expedientes de las 120 obras", "2022-03-01", "2022-08-31", "Expedientes"),
            actividad(
                "Organizar recorridos de contraloría social", "2022-09-01", "2022-12-15", "Cédulas de vigilancia"
            ),
        ),
        "Permite seguir una obra desde su proyecto hasta su entrega, con sus documentos originales.",
        "obras@sinfra.example",
        "55 5555 0204",
    ),
)
