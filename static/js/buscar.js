// Suggestions of the header's search box: htmx comes only when somebody goes to type.
(function () {
  "use strict";
  var forma = document.querySelector("[data-sugerencias]");
  if (!forma) return;
  var cuadro = forma.querySelector("input"), lista = document.getElementById("sugerencias");
  cuadro.addEventListener("focus", function () {
    if (window.htmx || document.querySelector("script[data-htmx]")) return;
    var guion = document.createElement("script");
    guion.src = forma.dataset.sugerencias;
    guion.dataset.htmx = "";
    document.head.appendChild(guion);
  }, { once: true });
  function cerrar() { lista.replaceChildren(); }
  forma.addEventListener("keydown", function (e) {
    if (e.key !== "Escape" || !lista.firstChild) return;
    e.preventDefault(); // a search box would also lose what was written
    cerrar();
    cuadro.focus();
  });
  forma.addEventListener("focusout", function (e) {
    if (!forma.contains(e.relatedTarget)) setTimeout(function () { if (!forma.contains(document.activeElement)) cerrar(); }, 150);
  });
})();
