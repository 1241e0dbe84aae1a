// The text a value, a row or a doubt came from follows what is in use. Everything works without it.
(function () {
  "use strict";
  var panel = document.querySelector(".fuente");
  if (!panel) return;
  function seguir(donde) {
    var campo = donde && donde.closest("[data-pieza]"), pieza = campo && document.getElementById(campo.dataset.pieza);
    var antes = panel.querySelector(".aqui");
    if (!campo) return;
    if (antes) antes.classList.remove("aqui");
    if (!pieza) return;
    pieza.classList.add("aqui");
    if (getComputedStyle(panel).position === "sticky") panel.scrollTop = pieza.offsetTop - panel.offsetTop - panel.clientHeight / 3;
  }
  document.addEventListener("focusin", function (ev) { seguir(ev.target); });
  seguir(document.querySelector(":target"));
})();
