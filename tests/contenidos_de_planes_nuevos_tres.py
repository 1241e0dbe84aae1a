"""And the last of them: three for the plans of other countries, four of health and tourism."""

from contenidos_de_planes_nuevos import CompromisoAmplio, actividad

OTRAS_TIERRAS = (
    CompromisoAmplio(
        "Páramos bajo cuidado compartido",
        "La frontera agrícola avanza sobre los páramos que dan agua a tres cantones, y las"
        " comunidades no cuentan con"
        " información oficial sobre los permisos que se otorgan en ellos.",
        "Crear un sistema de información pública sobre los páramos, alimentado por las comunidades y por la"
        " autoridad ambiental.",
        "Doce páramos con ficha pública y guardianes comunitarios acreditados.",
        "Dirección Provincial de Ambiente",
        "Luz Marina Chalá Espinoza",
        "Directora de Gestión Ambiental",
        "15.4",
        "Páramos con ficha pública",
        (
            actividad("Acreditar a los guardianes comunitarios", "2024-02-01", "2024-05-31", "Credenciales"),
            actividad("Levantar las fichas de los doce páramos", "2024-06-01", "2024-11-30", "Fichas"),
            actividad("Publicar el visor geográfico de permisos", "2024-12-01", "2025-03-31", "Visor"),
        ),
        "La propuesta reúne en un visor geográfico los permisos, las denuncias y el estado de cada páramo.",
        "ambiente@provincia.example",
        "06 298 0501",
    ),
    CompromisoAmplio(
        "Compras del Estado en una sola página",
        "Las contrataciones se difunden en cuatro sitios diferentes y sin un identificador común, de"
        " modo que no puede"
        " seguirse una compra desde el llamado hasta el pago.",
        "Unificar la publicación de las contrataciones con un identificador único por proceso.",
        "Todas las contrataciones del año publicadas con identificador único.",
        "Secretaría de Hacienda y Finanzas",
        "Martín Ignacio Bustamante Roldán",
        "Subsecretario de Contrataciones",
        "16.10",
        "Contrataciones con identificador único",
        (
            actividad("Definir el identificador único de procesos", "2024-03-01", "2024-04-30", "Norma técnica"),
            actividad("Migrar los procesos vigentes", "2024-05-01", "2024-10-31", "Base migrada"),
            actividad("Habilitar el buscador ciudadano de compras", "2024-11-01", "2025-02-28", "Buscador"),
            actividad("Evaluar el uso del buscador con periodistas", "2025-03-01", "2025-06-30", "Informe"),
        ),
        "Una sola página reunirá llamados, ofertas, contratos, adendas y pagos.",
        "compras@hacienda.example",
        "0341 480 0502",
    ),
    CompromisoAmplio(
        "Comedores escolares: menús y proveedores abiertos",
        "Las familias desconocen el origen de los alimentos que se sirven en los comedores escolares"
        " y cuánto se paga"
        " por ellos.",
        "Abrir los datos de menús, proveedores, precios e inspecciones de los comedores escolares.",
        "Doscientos cuarenta comedores con menús, proveedores y actas de inspección en línea.",
        "Consejería de Educación",
        "Begoña Uriarte Salaverría",
        "Jefa de Servicio de Comedores",
        "2.1",
        "Comedores con datos en línea",
        (
            actividad(
                "Consultar a familias qué datos necesitan", "2024-01-01", "2024-03-31", "Informe de consulta"
            ),
            actividad("Modificar los pliegos de contratación", "2024-04-01", "2024-09-30", "Pliegos"),
            actividad("Publicar menús, proveedores e inspecciones", "2024-10-01", "2025-06-30", "Datos abiertos"),
        ),
        "Las familias podrán consultar qué se come en cada centro, quién lo sirve y con qué"
        " resultado se inspecciona.",
        "comedores@educacion.example",
        "976 555 503",
    ),
)

SALUD_Y_TURISMO = (
    CompromisoAmplio(
        "Salud mental en tu secundaria",
        "Uno de cada cuatro estudiantes de secundaria reporta síntomas de depresión y en 310 de los"
        " 402 planteles no hay"
        " a quién acudir.",
        "Ofrecer orientación psicológica en los planteles y publicar los tiempos de espera de la"
        " atención especializada.",
        "Orientación en 150 planteles y tiempos de espera publicados cada mes.",
        "Secretaría de Educación Pública y Deporte",
        "Yolanda Cervantes Ibáñez",
        "Directora de Educación Secundaria",
        "3.4",
        "Planteles con orientación psicológica",
        (
            actividad("Firmar convenios con facultades de psicología", "2023-01-09", "2023-03-31", "Convenios"),
            actividad("Asignar practicantes a 150 planteles", "2023-04-03", "2023-08-18", "Oficios de asignación"),
            actividad("Publicar los tiempos de espera", "2023-08-21", "2023-12-15", "Tablero mensual"),
        ),
        "Estudiantes y familias tendrán a quién acudir en su plantel y sabrán cuánto tarda la"
        " atención especializada.",
        "secundarias@sepd.example",
        "614 555 0601",
    ),
    CompromisoAmplio(
        "Turismo con beneficio para las comunidades",
        "El impuesto sobre hospedaje recaudó 96 millones de pesos en 2022 y no hay información sobre"
        " las comunidades en"
        " las que se ejerció.",
        "Informar el destino del impuesto sobre hospedaje y decidir con las comunidades las obras"
        " que se pagan con él.",
        "El 30 % del impuesto asignado a obras votadas por las comunidades.",
        "Secretaría de Turismo",
        "Arturo Benjamín Holguín Terrazas",
        "Director de Turismo Regional",
        "8.9",
        "Porcentaje del impuesto asignado por votación",
        (
            actividad(
                "Publicar el histórico del impuesto sobre hospedaje", "2023-01-16", "2023-02-28", "Histórico"
            ),
            actividad("Celebrar consultas en ocho comunidades", "2023-03-01", "2023-06-30", "Actas de consulta"),
            actividad("Ejecutar las obras votadas", "2023-07-03", "2023-11-30", "Actas de entrega"),
            actividad("Rendir cuentas en asamblea comunitaria", "2023-12-01", "2023-12-20", "Actas de asamblea"),
        ),
        "Las comunidades anfitrionas deciden y vigilan en qué se gasta lo que pagan quienes las visitan.",
        "regional@turismo.example",
        "614 555 0602",
    ),
    CompromisoAmplio(
        "Ambulancias: dónde están y cuánto tardan",
        "No se mide el tiempo de respuesta de las ambulancias; la población sólo conoce los casos que llegan a la"
        " prensa.",
        "Medir y difundir el tiempo de respuesta de cada servicio de ambulancia, por zona y por hora.",
        "Tiempo de respuesta publicado para el 100 % de los servicios.",
        "Centro Regulador de Urgencias Médicas",
        "Saúl Eduardo Quezada Rentería",
        "Coordinador Médico",
        "3.6",
        "Servicios con tiempo de respuesta publicado",
        (
            actividad("Instalar localizadores en 64 ambulancias", "2023-02-01", "2023-05-31", "Localizadores"),
            actividad("Validar la medición con la Cruz Roja", "2023-06-01", "2023-08-31", "Informe técnico"),
            actividad("Abrir el tablero de tiempos de respuesta", "2023-09-01", "2023-11-30", "Tablero"),
        ),
        "Un tablero mostrará, zona por zona, cuánto tarda en llegar una ambulancia.",
        "crum@salud.example",
        "614 555 0603",
    ),
    CompromisoAmplio(
        "Lengua rarámuri en las oficinas públicas",
        "Las personas hablantes de rarámuri son atendidas en español en todas las oficinas y con"
        " frecuencia regresan sin"
        " haber realizado su trámite.",
        "Contar con intérpretes y con información de trámites en lengua rarámuri en las oficinas de"
        " mayor demanda.",
        "Diez oficinas con intérprete y veinte trámites explicados en rarámuri.",
        "Comisión Estatal para los Pueblos Indígenas",
        "Teresa Batista Moreno",
        "Jefa del Departamento de Lenguas",
        "10.3",
        "Oficinas con intérprete",
        (
            actividad("Certificar a quince intérpretes", "2023-01-02", "2023-06-30", "Certificados"),
            actividad("Traducir y grabar veinte trámites", "2023-03-01", "2023-09-29", "Audios"),
            actividad("Abrir módulos de atención en diez oficinas", "2023-10-02", "2023-12-15", "Módulos"),
        ),
        "Quien habla rarámuri podrá hacer su trámite en su lengua, con una persona que la habla.",
        "lenguas@coepi.example",
        "614 555 0604",
    ),
)
