"""Four whose names are whole sentences, as many states write them, and whose problems take a paragraph."""

from contenidos_de_planes_nuevos import CompromisoAmplio, actividad

VERBOS = (
    CompromisoAmplio(
        "Crear el observatorio ciudadano de mercados y centrales de abasto",
        "Los locales de los 23 mercados públicos se asignan sin convocatoria. De acuerdo con la"
        " encuesta de 2023, 58 %"
        " de las personas locatarias pagó a un tercero por su espacio y 7 de cada 10 no recibieron comprobante.",
        "Dar certeza sobre la asignación de locales mediante un padrón público y la vigilancia de un observatorio"
        " integrado por locatarias, clientes y universidades.",
        "Contar con el padrón público de los 23 mercados y dos informes del observatorio.",
        "Secretaría de Desarrollo Económico",
        "Verónica Judith Palacios Méndez",
        "Directora de Abasto y Comercio Interior",
        "8.3",
        "Mercados con padrón público",
        (
            actividad("Convocar e instalar el observatorio ciudadano", "2024-02-01", "2024-03-31", "Acta"),
            actividad("Depurar y publicar el padrón de locatarias", "2024-04-01", "2024-08-31", "Padrón"),
            actividad("Emitir reglas de asignación de locales vacantes", "2024-07-01", "2024-09-30", "Reglas"),
            actividad("Presentar los informes del observatorio", "2024-10-01", "2024-12-31", "Dos informes"),
        ),
        "Un grupo plural revisará cada asignación y publicará sus conclusiones sin filtro de la autoridad.",
        "abasto@sedeco.example",
        "33 5555 0701",
    ),
    CompromisoAmplio(
        "Garantizar bibliotecas públicas abiertas en fin de semana",
        "Ninguna de las 31 bibliotecas abre en domingo. Quienes trabajan o estudian entre semana no"
        " pueden usarlas, y"
        " los horarios publicados en internet no coinciden con los reales.",
        "Ampliar el horario de las bibliotecas con apoyo de comités de lectura y publicar su ocupación por hora.",
        "Lograr que 15 bibliotecas abran sábados y domingos con horario publicado.",
        "Coordinación General de Bibliotecas",
        "Ulises Fabián Arriola Pantoja",
        "Coordinador General",
        "4.6",
        "Bibliotecas abiertas en fin de semana",
        (
            actividad("Aplicar una encuesta de horarios a usuarios", "2024-01-15", "2024-02-29", "Resultados"),
            actividad("Integrar quince comités de lectura", "2024-03-01", "2024-06-14", "Actas de instalación"),
            actividad("Iniciar la apertura de fin de semana", "2024-06-15", "2024-11-30", "Bitácoras de apertura"),
        ),
        "Los comités de lectura cuidan, animan y reportan; la autoridad abre, limpia y paga la luz.",
        "bibliotecas@cgb.example",
        "33 5555 0702",
    ),
    CompromisoAmplio(
        "Reducir los residuos que llegan al relleno sanitario con datos y separación",
        "El relleno sanitario recibe 1,140 toneladas diarias y agotará su capacidad en cuatro años. La ciudadanía"
        " separa en casa, pero el camión vuelve a mezclar todo: no hay rutas diferenciadas ni cifras por colonia.",
        "Establecer rutas de recolección diferenciada en 40 colonias, con cifras abiertas de lo que se recupera.",
        "Recuperar 12 % de los residuos en las 40 colonias participantes.",
        "Secretaría de Ecología y Medio Ambiente",
        "Andrea Paulina Cárdenas Robledo",
        "Jefa de Residuos y Economía Circular",
        "12.5",
        "Porcentaje de residuos recuperados",
        (
            actividad("Trazar las rutas con recolectores y colonos", "2024-01-08", "2024-04-12", "Rutas"),
            actividad("Equipar doce camiones con doble compartimento", "2024-04-15", "2024-08-30", "Camiones"),
            actividad("Publicar las toneladas recuperadas por colonia", "2024-09-02", "2024-12-13", "Tablero"),
        ),
        "Cada colonia verá en un tablero cuánto separó y a dónde fue a parar.",
        "residuos@sema.example",
        "33 5555 0703",
    ),
    CompromisoAmplio(
        "Transparentar los permisos de bares, espectáculos y eventos masivos",
        "En los últimos tres años se otorgaron 2,600 permisos de horario extendido cuya"
        " justificación no es pública;"
        " las quejas vecinales por ruido crecieron 44 % en el mismo periodo.",
        "Hacer públicos, con su fundamento y su monto, todos los permisos de giros restringidos.",
        "Publicar el 100 % de los permisos dentro de los cinco días siguientes a su expedición.",
        "Oficialía Mayor de Padrón y Licencias",
        "Gonzalo Emmanuel Trujillo Vera",
        "Oficial Mayor",
        "16.4",
        "Permisos publicados en plazo",
        (
            actividad("Inventariar los permisos vigentes", "2024-02-05", "2024-04-05", "Inventario"),
            actividad("Desarrollar el registro público de permisos", "2024-04-08", "2024-07-31", "Registro"),
            actividad("Atender las quejas vecinales con plazo y folio", "2024-08-01", "2024-12-20", "Reporte"),
        ),
        "El registro mostrará quién autorizó, con qué fundamento y hasta qué hora.",
        "licencias@padron.example",
        "33 5555 0704",
    ),
)
