"""A text consulted paragraph by paragraph, and what changed because of whom."""

import pytest
from django.test import Client
from fabricas import ConsultaF, Elenco
from hypothesis import given
from hypothesis import strategies as st

from consultas.models import Aportacion, Consulta, Parrafo
from consultas.participantes import enlace_de
from consultas.servicios.respuestas import responder_aportacion
from consultas.servicios.textos import publicar_version
from consultas.versiones import emparejar, partir
from pal_portal.cimientos.errores import ReglaIncumplida

MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
PRIMERO = "El Congreso publicará sus gastos cada año.\n\nHabrá una mesa ciudadana.\n\nSe editará un boletín."
SEGUNDO = "Objeto del plan.\n\nEl Congreso publicará sus gastos cada mes.\n\nHabrá una mesa ciudadana."


@given(st.text(alphabet="ab\n\r ", max_size=60))
def test_splitting_loses_no_word_and_leaves_no_empty_paragraph(texto: str) -> None:
    parrafos = partir(texto)
    assert " ".join(parrafos).split() == texto.split()
    assert all(parrafos)


parrafos = st.lists(st.sampled_from(["uno dos tres", "uno dos", "cuatro cinco", "seis", "siete ocho"]), max_size=6)


@given(parrafos, parrafos)
def test_each_old_paragraph_is_the_origin_of_at_most_one_in_order(antes: list[str], despues: list[str]) -> None:
    origen = [o for o in emparejar(antes, despues) if o is not None]
    assert origen == sorted(set(origen))


def test_a_paragraph_rewritten_in_part_is_the_same_and_a_new_one_is_new() -> None:
    assert emparejar(partir(PRIMERO), partir(SEGUNDO)) == [None, 0, 1]


@pytest.mark.django_db
def test_from_the_first_version_to_what_changed_and_because_of_whom(
    elenco: Elenco, client: Client, settings: object
) -> None:
    consulta: Consulta = ConsultaF(
        secretariado=elenco.stl,
        plan=elenco.plan,
        instrumento="consulta_publica",
        inicio="2020-08-01",
        cierre="2020-08-31",
    )
    client.force_login(elenco.alicia, backend=MOTOR)
    desk = f"/mesa/consultas/{consulta.slug}/texto/"
    assert client.post(desk, {"texto": PRIMERO}).status_code == 302
    settings.PAL_HOY = "2020-08-10"  # type: ignore[attr-defined]
    assert client.post(desk, {"texto": SEGUNDO}).status_code == 422, "abierta, el texto no cambia"
    base = f"/consultas/{consulta.slug}/"
    gastos = Parrafo.objects.get(orden=1)
    vecina = Client()
    ruta = enlace_de(consulta, "ana@ejemplo.test")
    vecina.get(ruta[ruta.index("/consultas/") :])
    assert gastos.texto in vecina.get(f"{base}aportar/?parrafo={gastos.pk}").content.decode()
    datos = {"titulo": "Que sea cada mes", "texto": "Un año es mucho.", "firma": "Vecina"}
    assert vecina.post(f"{base}aportar/?parrafo={gastos.pk}", datos).status_code == 302
    assert vecina.get(f"{base}aportar/?parrafo=999999").status_code == 404
    assert "1 aportación" in Client().get(f"{base}texto/").content.decode()
    assert "Que sea cada mes" in Client().get(f"{base}parrafos/{gastos.pk}/").content.decode()
    settings.PAL_HOY = "2020-09-01"  # type: ignore[attr-defined]
    a = Aportacion.objects.get()
    responder_aportacion(
        actor=elenco.dario, aportacion=a, estado="incorporada", respuesta="Sí.", compromiso=elenco.compromiso
    )
    publicar_version(actor=elenco.alicia, consulta=consulta, texto=SEGUNDO, nota="Con lo que se dijo")
    with pytest.raises(ReglaIncumplida, match="igual"):
        publicar_version(actor=elenco.alicia, consulta=consulta, texto=SEGUNDO)
    cambios = Client().get(f"{base}texto/2/cambios/").content.decode()
    for dicho in ("<del>año.</del>", "<ins>mes.</ins>", "Que sea cada mes", "Vecina", "Se quitó", "no estaba"):
        assert dicho in cambios, dicho
    assert "Habrá una mesa" not in cambios, "lo que no cambió no se repite"
    assert Client().get(f"{base}texto/1/cambios/").status_code == 404
    assert "Se editará un boletín." in Client().get(f"{base}texto/1/").content.decode()
