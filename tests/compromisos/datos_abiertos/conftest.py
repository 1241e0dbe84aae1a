"""A portal with texts that formats get wrong: formulas, quotes, line ends, blanks, control characters."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from fabricas import AvanceF, Elenco, EvidenciaF, VerificacionF, momento

from compromisos.models import Compromiso, CorteAvance, Indicador, Medicion, Plan, RevisionEnlace
from secretariado.models import Institucion
from secretariado.registro.bitacora import asentar

DIFICIL = 'Dijo "sí", y\nsiguió;\tcon  dos espacios, ñandú & <b>más</b>\r\nfin \\. '


@pytest.fixture
def escena(elenco: Elenco) -> Any:
    AvanceF(entrega=elenco.entrega, que_se_hizo=DIFICIL, autor=elenco.dario, creado=momento("2020-07-01"))
    evidencia = EvidenciaF(entrega=elenco.entrega, titulo="@Minuta", que_prueba="uno\rdos", autor=elenco.dario)
    VerificacionF(evidencia=evidencia, motivo="-1+1", porcentaje=Decimal("33.3333"))
    RevisionEnlace.objects.create(
        evidencia=evidencia,
        dia=date(2020, 7, 2),
        momento=momento("2020-07-02").replace(microsecond=120),
        resultado="bien",
        estado_http=200,
        direccion_final="https://ejemplo.test/minuta.pdf",
    )
    for valor in ("0.5", "100", "-12.3400", "1234567890.25"):
        indicador = Indicador.objects.create(
            compromiso=elenco.compromiso, nombre="Índice", linea_base=Decimal(0), meta=Decimal(valor)
        )
        Medicion.objects.create(indicador=indicador, fecha=date(2020, 1, 1), valor=Decimal(valor))
    Plan.objects.filter(pk=elenco.plan.pk).update(
        objetivos_especificos=["Uno, con coma", 'Dos "comillas"', {"clave": [1, 2.5, None, True]}],
        programado=Decimal("66.666666666667"),
        declarado=Decimal(100),
        verificado=Decimal(0),
    )
    Institucion.objects.filter(pk=elenco.osc.pk).update(otros_nombres=["=Otra", "Ñ"], siglas=" GU ")
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(
        nombre='=HYPERLINK("http://mal.test")', problema=DIFICIL, objetivo="+1", programado=Decimal("0.00005")
    )
    CorteAvance.objects.create(fecha=date(1899, 12, 31), compromiso=elenco.compromiso, declarado=Decimal("12.5"))
    from django.db import transaction

    with transaction.atomic():
        asentar(
            actor=None,
            rol="portal",
            institucion=None,
            accion="plan.publicado",
            asunto="plan:GTO-1",
            datos={"b": 1, "a": ["=x", 2.0, None], "texto": DIFICIL},
        )
    return elenco
