// The text a value came from follows the field in use. Everything works without it.
(function () {
  "use strict";
  var panel = document.querySelector(".fuente");
  if (!panel) return;
  document.querySelectorAll("[data-pieza]").forEach(function (campo) {
    campo.addEventListener("focusin", function () {
      var pieza = document.getElementById(campo.dataset.pieza), antes = panel.querySelector(".aqui");
      if (antes) antes.classList.remove("aqui");
      if (!pieza) return;
      pieza.classList.add("aqui");
      if (getComputedStyle(panel).position === "sticky") panel.scrollTop = pieza.offsetTop - panel.offsetTop - panel.clientHeight / 3;
    });
  });
})();
