"""And more of them: the countryside, culture, the city and its safety."""

from contenidos_de_planes_nuevos import CompromisoAmplio, actividad

CAMPO_Y_CULTURA = (
    CompromisoAmplio(
        "Riego transparente en los módulos del distrito 041",
        "El reparto del agua de riego se decide en asambleas a las que asiste menos del 10 % de las"
        " personas usuarias y"
        " los volúmenes entregados a cada módulo no se dan a conocer.",
        "Difundir cada semana los volúmenes de agua entregados a cada módulo de riego y abrir las asambleas a la"
        " observación ciudadana.",
        "Publicar 52 reportes semanales de volúmenes entregados durante el año.",
        "Secretaría de Agricultura, Ganadería y Recursos Hidráulicos",
        "Eusebio Armenta Valdez",
        "Director de Infraestructura Hidroagrícola",
        "6.5",
        "Reportes semanales publicados",
        (
            actividad(
                "Instalar medidores en los módulos de riego", "2025-01-01", "2025-04-30", "Medidores instalados"
            ),
            actividad("Publicar el reporte semanal de volúmenes", "2025-03-01", "2025-12-31", "Reportes"),
            actividad("Convocar a observadores de las asambleas", "2025-05-01", "2025-08-31", "Convocatoria"),
        ),
        "Las personas usuarias de riego conocerán cuánta agua recibe cada módulo y podrán reclamar a tiempo.",
        "riego@sagarh.example",
        "644 555 0301",
    ),
    CompromisoAmplio(
        "Casas de cultura con cuentas claras",
        "Las 18 casas de cultura reciben recursos públicos y cuotas de talleres, pero sólo dos informan en qué los"
        " gastan.",
        "Que las casas de cultura informen de manera sencilla sus ingresos, gastos y actividades.",
        "Las 18 casas de cultura con informe semestral de ingresos y gastos.",
        "Instituto de Cultura y las Artes",
        "Rosa Elvira Camargo Nieto",
        "Coordinadora de Vinculación Municipal",
        "12.8",
        "Casas de cultura que informan sus cuentas",
        (
            actividad("Diseñar el formato único de informe", "2025-01-01", "2025-02-28", "Formato"),
            actividad("Capacitar al personal de las 18 casas de cultura", "2025-03-01", "2025-06-30", "Listas"),
            actividad("Difundir los informes en murales y redes", "2025-07-01", "2025-10-31", "Informes"),
            actividad("Celebrar audiencias con talleristas y usuarios", "2025-11-01", "2025-12-31", "Relatorías"),
        ),
        "Cada casa de cultura rendirá cuentas a su comunidad en un formato que cabe en una hoja.",
        "vinculacion@cultura.example",
        "644 555 0302",
    ),
    CompromisoAmplio(
        "Bacheo 72: reportes con respuesta",
        "De cada cien reportes de baches, 61 no reciben respuesta; la gente desconoce el criterio"
        " con el que se decide"
        " cuáles se atienden primero.",
        "Atender los reportes de baches con un criterio público de prioridad y avisar de su solución"
        " a quien reporta.",
        "Responder el 100 % de los reportes en un máximo de 72 horas.",
        "Secretaría de Servicios Públicos Municipales",
        "Leopoldo Iván Montes Arce",
        "Director de Mantenimiento Vial",
        "11.3",
        "Porcentaje de reportes con respuesta en 72 horas",
        (
            actividad(
                "Acordar los criterios de prioridad con comités vecinales", "2025-01-01", "2025-04-30", "Criterios"
            ),
            actividad("Poner en operación la línea de reportes", "2025-05-01", "2025-06-30", "Línea en servicio"),
            actividad("Publicar el mapa de baches atendidos", "2025-07-01", "2025-12-31", "Mapa"),
        ),
        "Quien reporte un bache recibirá un folio y un mensaje cuando haya sido reparado.",
        "bacheo@sspm.example",
        "644 555 0303",
    ),
    CompromisoAmplio(
        "Escuelas con agua segura para beber",
        "Tres de cada cinco bebederos escolares no funcionan y ninguna autoridad publica los"
        " análisis de la calidad del"
        " agua.",
        "Dar mantenimiento a los bebederos escolares y publicar los análisis de la calidad de su agua.",
        "Cuatrocientas escuelas con análisis de agua publicados.",
        "Instituto de Infraestructura Educativa",
        "Blanca Estela Ruelas Medina",
        "Subdirectora de Mantenimiento Escolar",
        "4.a",
        "Escuelas con análisis publicados",
        (
            actividad("Revisar el estado de los bebederos", "2025-01-01", "2025-02-28", "Diagnóstico"),
            actividad("Reparar los bebederos de 400 escuelas", "2025-03-01", "2025-08-31", "Actas de entrega"),
            actividad("Publicar los análisis de calidad del agua", "2025-09-01", "2025-12-31", "Análisis"),
        ),
        "Madres y padres de familia sabrán si el agua de la escuela puede beberse.",
        "bebederos@iie.example",
        "644 555 0304",
    ),
)

CIUDAD_Y_SEGURIDAD = (
    CompromisoAmplio(
        "Policía de barrio que rinde cuentas",
        "Sólo 14 % de la población confía en la policía municipal y no se conocen los resultados de"
        " las quejas contra"
        " sus elementos.",
        "Establecer reuniones mensuales de rendición de cuentas entre la policía y los barrios, y"
        " hacer públicos los"
        " resultados de las quejas.",
        "Veinte barrios con reuniones mensuales y el 100 % de las quejas con resultado público.",
        "Secretaría de Seguridad Ciudadana",
        "Édgar Omar Saldívar Tovar",
        "Comisario de Proximidad Social",
        "16.6",
        "Barrios con reuniones mensuales",
        (
            actividad(
                "Seleccionar los veinte barrios participantes", "2022-08-15", "2022-10-14", "Acta de selección"
            ),
            actividad("Formar a mandos en mediación y escucha", "2022-10-17", "2023-01-31", "Constancias"),
            actividad(
                "Celebrar las reuniones mensuales de barrio", "2023-02-01", "2023-07-31", "Minutas públicas"
            ),
        ),
        "Los mandos de cada sector se sientan una vez al mes con sus vecinas y vecinos a informar y escuchar.",
        "proximidad@ssc.example",
        "81 5555 0401",
    ),
    CompromisoAmplio(
        "Aire limpio: datos en tiempo real",
        "Las estaciones de monitoreo publican promedios con dos días de retraso, cuando la"
        " contingencia ya pasó; además,"
        " el sur de la ciudad carece de estaciones.",
        "Ofrecer los datos de calidad del aire en tiempo real y ampliar la red con sensores ciudadanos.",
        "Quince sensores ciudadanos en operación y datos con menos de una hora de retraso.",
        "Secretaría de Medio Ambiente",
        "Claudia Ivonne Garza Elizondo",
        "Directora de Gestión de la Calidad del Aire",
        "11.6",
        "Sensores ciudadanos en operación",
        (
            actividad(
                "Abrir la interfaz de datos de las estaciones", "2022-09-01", "2022-11-30", "Interfaz de datos"
            ),
            actividad("Instalar quince sensores con escuelas y vecinos", "2022-12-01", "2023-04-28", "Sensores"),
            actividad("Difundir alertas por mensaje de texto", "2023-05-02", "2023-07-31", "Alertas"),
        ),
        "Una red compartida entre autoridad y ciudadanía que avisa antes de que el aire haga daño.",
        "aire@sma.example",
        "81 5555 0402",
    ),
    CompromisoAmplio(
        "Presupuesto participativo con seguimiento",
        "Los proyectos que la gente vota se ejecutan tarde o cambian sin explicación: de 90"
        " proyectos ganadores en 2021,"
        " 37 no se habían concluido un año después.",
        "Dar seguimiento público a cada proyecto ganador del presupuesto participativo, desde el"
        " voto hasta la entrega.",
        "Noventa proyectos con ficha de avance actualizada cada mes.",
        "Dirección de Participación Ciudadana",
        "Mónica Alejandra Rentería Lugo",
        "Titular de la Dirección",
        "10.2",
        "Proyectos con ficha de avance al día",
        (
            actividad("Publicar las fichas de los proyectos ganadores", "2022-08-01", "2022-09-30", "Fichas"),
            actividad("Integrar comités de vigilancia en cada delegación", "2022-10-03", "2022-12-16", "Actas"),
            actividad(
                "Entregar los proyectos en asamblea pública", "2023-01-09", "2023-07-14", "Actas de entrega"
            ),
        ),
        "Cada proyecto tendrá una ficha con su presupuesto, su contratista, sus fotografías y su"
        " fecha de entrega.",
        "participa@municipio.example",
        "81 5555 0403",
    ),
)
