"""The page that explains the API: what is public, what needs a key, and each operation under its scope."""

import re

import pytest
from django.test import Client

from pal_portal.api import PROPIOS, RECURSOS
from pal_portal.escrituras import ESCRITURAS

pytestmark = pytest.mark.django_db


def test_every_contents_link_of_the_map_leads_somewhere_and_every_operation_is_there_once(client: Client) -> None:
    html = client.get("/api/v1/docs/").text
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert {*RECURSOS, *PROPIOS} <= set(re.findall(r'href="#([^"]+)"', html))
    assert html.count('<th scope="row">') == sum(len(vistas) for _nombre, _ruta, vistas in ESCRITURAS)


def test_the_map_offers_no_download_of_what_needs_a_key(client: Client) -> None:
    html = client.get("/api/v1/docs/").text
    for nombre in RECURSOS:
        assert f"/api/v1/{nombre}/?formato=csv" in html
    for nombre in PROPIOS:
        assert f"/api/v1/{nombre}/?formato=csv" not in html
