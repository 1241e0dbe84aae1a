"""The aggregates of this floor, one file each."""

from compromisos.models.actividad import AccionClave, Actividad
from compromisos.models.busqueda import EntradaBusqueda, Vocablo
from compromisos.models.capitulo import CapituloDeInforme
from compromisos.models.compromiso import Alineacion, Compromiso, Responsable
from compromisos.models.corte import CorteAvance
from compromisos.models.duda import Duda
from compromisos.models.enlace import RevisionEnlace
from compromisos.models.entrega import Avance, Entrega
from compromisos.models.evaluacion import Evaluacion, Recomendacion, Seguimiento, Valoracion
from compromisos.models.evidencia import Evidencia, Postura, Verificacion
from compromisos.models.gancho import EnvioGancho, Evento, Gancho, IntentoGancho
from compromisos.models.importacion import Importacion
from compromisos.models.indicador import Indicador, Medicion
from compromisos.models.informe import ConteoDeDescargas, Informe, ProgramaDeInformes
from compromisos.models.marco import Elemento, Marco
from compromisos.models.modificacion import LineaBase, Modificacion
from compromisos.models.plan import Eje, Plan, Umbral
from compromisos.models.volcado import ArchivoDeVolcado, Volcado

__all__ = [
    "AccionClave",
    "Actividad",
    "Alineacion",
    "ArchivoDeVolcado",
    "Avance",
    "CapituloDeInforme",
    "Compromiso",
    "ConteoDeDescargas",
    "CorteAvance",
    "Duda",
    "Eje",
    "Elemento",
    "EntradaBusqueda",
    "Entrega",
    "EnvioGancho",
    "Evaluacion",
    "Evento",
    "Evidencia",
    "Gancho",
    "Importacion",
    "Indicador",
    "Informe",
    "IntentoGancho",
    "LineaBase",
    "Marco",
    "Medicion",
    "Modificacion",
    "Plan",
    "Postura",
    "ProgramaDeInformes",
    "Recomendacion",
    "Responsable",
    "RevisionEnlace",
    "Seguimiento",
    "Umbral",
    "Valoracion",
    "Verificacion",
    "Vocablo",
    "Volcado",
]
