"""The tables of taking part."""

from consultas.models.aportacion import Aportacion, Apoyo
from consultas.models.comentario import Comentario, Participante
from consultas.models.consulta import Consulta, filtro_consultas_visibles
from consultas.models.encuesta import Opcion, Participacion, Pregunta, Respuesta
from consultas.models.evento import ConteoAsistencia, Evento, Mesa
from consultas.models.foto import FotoEvento
from consultas.models.historico import DudaDeConsulta, ResultadoHistorico
from consultas.models.inscripcion import Inscripcion
from consultas.models.moderacion import (
    Apelacion,
    Bloqueo,
    Causa,
    Decision,
    Denuncia,
    PoliticaModeracion,
)
from consultas.models.recado import Recado, SalDelDia
from consultas.models.ruta import PasoDeRuta, Ruta, filtro_rutas_visibles
from consultas.models.texto import Parrafo, VersionTexto

__all__ = [
    "Apelacion",
    "Aportacion",
    "Apoyo",
    "Bloqueo",
    "Causa",
    "Comentario",
    "Consulta",
    "ConteoAsistencia",
    "Decision",
    "Denuncia",
    "DudaDeConsulta",
    "Evento",
    "FotoEvento",
    "Inscripcion",
    "Mesa",
    "Opcion",
    "Parrafo",
    "Participacion",
    "Participante",
    "PasoDeRuta",
    "PoliticaModeracion",
    "Pregunta",
    "Recado",
    "Respuesta",
    "ResultadoHistorico",
    "Ruta",
    "SalDelDia",
    "VersionTexto",
    "filtro_consultas_visibles",
    "filtro_rutas_visibles",
]
