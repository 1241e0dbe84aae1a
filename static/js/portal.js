// Small enhancements; every page works without them.
(function () {
  "use strict";
  var raiz = document.documentElement;
  var boton = document.querySelector("[data-cambia-tema]");
  if (boton) {
    boton.hidden = false;
    boton.addEventListener("click", function () {
      var oscuro = raiz.dataset.tema ? raiz.dataset.tema === "oscuro" : matchMedia("(prefers-color-scheme: dark)").matches;
      raiz.dataset.tema = oscuro ? "claro" : "oscuro";
      try { localStorage.setItem("tema", raiz.dataset.tema); } catch (e) { /* private mode */ }
    });
  }
  document.querySelectorAll("[data-copiar]").forEach(function (b) {
    if (!navigator.clipboard) return;
    b.hidden = false;
    b.addEventListener("click", function () {
      navigator.clipboard.writeText(b.dataset.copiar).then(function () { b.textContent = b.dataset.hecho; });
    });
  });
})();
