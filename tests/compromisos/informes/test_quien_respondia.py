"""A report of the past names who answered then, and what the commitment was aligned with, not who does today."""

from datetime import date
from typing import Any

import pytest
from django.template.loader import render_to_string

from compromisos.informes.contenido import Contenido, reunir
from compromisos.informes.emitir import emitir
from compromisos.models import Alineacion, Elemento, Marco
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.informes import solicitar_informe
from compromisos.servicios.modificaciones_listas import Renglon, modificar_lista

pytestmark = pytest.mark.django_db
ANTES = "Secretaría de Infraestructura · Luis Enrique Ramos Pérez · Director General"
CORRESPONSABLE = "Gentileza es Unión A.C. · Luis Enrique Ramos Pérez · Director General (corresponsable)"


def cambiar(elenco: Any, settings: Any, dia: str, lista: str, *renglones: Renglon) -> None:
    settings.PAL_HOY = dia
    modificar_lista(
        actor=elenco.alicia,
        objeto=elenco.compromiso,
        lista=lista,
        renglones=renglones,
        autorizacion=Autorizacion("Cambió el gobierno", elenco.plan.acuerdo_publicacion),
    )


def impreso(contenido: Contenido) -> list[str]:
    (ficha,) = contenido.fichas
    return [f"{r.institucion} ({r.papel.label}): {r.quien}" for r in ficha.responsables]


def test_the_report_of_each_date_names_who_answered_then(elenco: Any, settings: Any) -> None:
    nueva = {"papel": "responsable", "institucion": elenco.garante, "persona": "Ana Ruiz", "area": "Datos"}
    cambiar(elenco, settings, "2020-09-10", "responsables", Renglon(ANTES, None), Renglon("", nueva))
    hoy = "Instituto de Acceso · Datos · Ana Ruiz"
    cambiar(elenco, settings, "2020-11-10", "responsables", Renglon(hoy, {**nueva, "persona": "Eva Gil"}))
    osc = "Gentileza es Unión A.C. (Corresponsable): Luis Enrique Ramos Pérez, Director General"
    sicom = "Secretaría de Infraestructura (Responsable): Luis Enrique Ramos Pérez, Director General"
    de_cada_fecha = {
        date(2020, 9, 9): sicom,
        date(2020, 9, 10): "Instituto de Acceso (Responsable): Datos, Ana Ruiz",
        date(2020, 11, 10): "Instituto de Acceso (Responsable): Datos, Eva Gil",
    }
    assert {al: impreso(reunir(elenco.plan, al)) for al in de_cada_fecha} == {
        al: [osc, quien] for al, quien in de_cada_fecha.items()
    }


def test_without_anybody_left_the_past_is_not_empty(elenco: Any, settings: Any) -> None:
    cambiar(elenco, settings, "2020-09-10", "responsables", Renglon(CORRESPONSABLE, None))
    assert len(impreso(reunir(elenco.plan, date(2020, 9, 9)))) == 2
    assert len(impreso(reunir(elenco.plan, date(2020, 9, 10)))) == 1


def test_so_are_its_alignments(elenco: Any, settings: Any) -> None:
    marco = Marco.objects.get_or_create(clave="ods", defaults={"nombre": "Agenda 2030"})[0]
    viejo = Elemento.objects.create(marco=marco, clave="99.1", nivel="meta", nombre="Vieja", orden=1)
    Elemento.objects.create(marco=marco, clave="99.2", nivel="meta", nombre="Nueva", orden=2)
    Alineacion.objects.create(compromiso=elenco.compromiso, elemento=viejo, confirmada=False)
    nueva = {"marco": "ods", "clave": "99.2"}
    cambiar(elenco, settings, "2020-09-10", "alineaciones", Renglon("ODS 99.1", None), Renglon("", nueva))

    def claves(al: date) -> list[str]:
        return [a.elemento.clave for f in reunir(elenco.plan, al).fichas for a in f.alineaciones]

    assert (claves(date(2020, 9, 9)), claves(date(2020, 9, 10))) == (["99.1"], ["99.2"])


def test_it_is_what_the_document_prints(elenco: Any, settings: Any) -> None:
    nueva = {"papel": "responsable", "institucion": elenco.garante, "persona": "Ana Ruiz"}
    cambiar(elenco, settings, "2020-09-10", "responsables", Renglon(ANTES, None), Renglon("", nueva))
    informe = solicitar_informe(
        actor=elenco.alicia, corte=date(2020, 9, 9), plan=elenco.plan, compromiso=elenco.compromiso
    )
    vistos: list[str] = []

    def guardar(plantilla: str, contexto: dict[str, Any]) -> str:
        vistos.append(render_to_string(plantilla, contexto))
        return vistos[-1]

    with pytest.MonkeyPatch.context() as parche:
        parche.setattr("compromisos.informes.emitir.render_to_string", guardar)
        emitir(informe, lambda n: None)
    quien = vistos[0].partition("Quién responde")[2].partition("</ul>")[0]
    assert "Secretaría de Infraestructura (Responsable): Luis Enrique Ramos Pérez" in quien
    assert "Ana Ruiz" not in quien
