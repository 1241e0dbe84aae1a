"""Row 9: the first 20 finds of the search page against an accent-blind LIKE without index, on the same entries."""

from typing import Any

NOMBRES = """UPDATE compromisos_compromiso SET nombre = a.p || ' y ' || b.p || ' para ' || c.p || ' ' || id
FROM unnest(string_to_array(%s, ' ')) WITH ORDINALITY a(p, n), unnest(string_to_array(%s, ' ')) WITH ORDINALITY b(p, n),
unnest(string_to_array(%s, ' ')) WITH ORDINALITY c(p, n)
WHERE a.n = 1 + id %% 13 AND b.n = 1 + id / 13 %% 11 AND c.n = 1 + id / 143 %% 10"""
ASUNTOS = "Licitaciones Becas Sentencias Presupuestos Denuncias Trámites Obras Compras Nóminas Contratos Permisos Auditorías Donativos"
MEDIOS = (
    "bibliotecas mapas infografías consultas plataformas talleres foros tableros encuestas bitácoras boletines"
)
PARA = "jóvenes mujeres municipios escuelas artesanos periodistas campesinos hospitales migrantes cooperativas"
LIKE = """SELECT id FROM (SELECT e.id, e.orden, translate(lower(e.titulo || ' ' || e.contexto || ' ' || e.texto),
    'áéíóúüñ', 'aeiouun') AS t FROM compromisos_entradabusqueda e JOIN compromisos_plan p ON p.id = e.plan_id
  WHERE e.vigente AND p.publicado_en IS NOT NULL {filtro}) x WHERE {palabras} ORDER BY orden, id"""


def sembrar_indice() -> None:
    """Names that differ, as real ones do, and the index of everything."""
    from django.db import connection

    from compromisos.models import EntradaBusqueda
    from compromisos.servicios.busqueda import reindexar

    if EntradaBusqueda.objects.exists():
        return
    print("indexando…", flush=True)
    with connection.cursor() as cursor:
        cursor.execute(NOMBRES, [ASUNTOS, MEDIOS, PARA])
    reindexar()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE compromisos_entradabusqueda, compromisos_compromiso, compromisos_vocablo")


def busqueda() -> None:
    """Both sides find the same entries; ours also orders them by how well they match and takes the first 20."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection

    from bench.medir import comparar, fila
    from compromisos.buscador import buscar
    from compromisos.models import Compromiso, EntradaBusqueda
    from pal_portal.cimientos.lengua import VACIAS, palabras

    sembrar_indice()
    todo = EntradaBusqueda.objects.visibles_para(AnonymousUser())

    def medir(numero: str, nombre: str, filas: Any, filtro: str, consulta: str, raices: list[str]) -> None:
        sql = LIKE.format(filtro=filtro, palabras=" AND ".join(["t LIKE %s"] * len(raices)))
        parametros = [f"%{r}%" for r in raices]

        def parecido(limite: str = " LIMIT 20") -> list[int]:
            with connection.cursor() as cursor:
                cursor.execute(sql + limite, parametros)
                return [f[0] for f in cursor.fetchall()]

        def nuestra() -> list[Any]:
            return list(buscar(filas, consulta).filas[:20])

        propias = set(buscar(filas, consulta).filas.values_list("pk", flat=True))
        assert propias == set(parecido("")), "las dos partes deben hallar lo mismo"
        assert len(propias) >= 20, len(propias)
        medida = comparar(nuestra, parecido, pares=9)
        fila(numero, f"{nombre}, {len(propias)} hallazgos (LIKE sin acentos)", medida, round(1 / 30, 4))
        print(f"    {1 / medida.razon:.0f} veces más rápida (barra 30)")

    compromiso = "AND e.tipo = 'compromiso'"
    solo = todo.filter(tipo="compromiso")
    medir("9a", "buscar en compromisos", solo, compromiso, "licitación mapas", ["licitacion", "mapa"])
    uno = Compromiso.objects.order_by("pk")[Compromiso.objects.count() // 2].nombre
    medir("9b", "buscar en todo", todo, "", uno, [p for p in palabras(uno) if p not in VACIAS])
