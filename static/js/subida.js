// Uploads with a progress bar. A lost connection or a rejected file leaves the form as it was typed.
(function () {
  "use strict";
  document.querySelectorAll("form[data-subida]").forEach(function (f) {
    var barra = f.querySelector("progress"), aviso = f.querySelector("[data-aviso]"), boton = f.querySelector("[type=submit]");
    f.addEventListener("submit", function (ev) {
      if (!window.FormData || !window.XMLHttpRequest) return;
      ev.preventDefault();
      var campo = f.querySelector("input[type=file][data-maximo]"), total = 0, pesado = "";
      Array.prototype.forEach.call(campo ? campo.files : [], function (a) {
        total += a.size;
        if (a.size > Number(campo.dataset.maximo)) pesado = campo.dataset.pesado + " (" + a.name + ")";
      });
      if (!pesado && campo && total > Number(campo.dataset.maximoEnvio)) pesado = campo.dataset.pesadoEnvio;
      if (pesado) { aviso.textContent = pesado; aviso.focus(); return; }
      var x = new XMLHttpRequest();
      x.open("POST", f.action);
      x.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      boton.disabled = true; barra.hidden = false; barra.value = 0; aviso.textContent = "";
      x.upload.onprogress = function (e) { if (e.lengthComputable) barra.value = Math.round(100 * e.loaded / e.total); };
      function falla(texto) { boton.disabled = false; barra.hidden = true; aviso.textContent = texto; aviso.focus(); }
      x.onerror = function () { falla(f.dataset.sinConexion); };
      x.onload = function () {
        if (x.status === 200 && x.responseURL && x.getResponseHeader("X-Listo")) { location.assign(x.getResponseHeader("X-Listo")); return; }
        if (x.status === 422) {
          var doc = new DOMParser().parseFromString(x.responseText, "text/html");
          var nuevo = doc.querySelector("[data-errores]"), viejo = f.querySelector("[data-errores]");
          if (nuevo && viejo) viejo.replaceWith(document.importNode(nuevo, true));
          boton.disabled = false; barra.hidden = true;
          var foco = f.querySelector("[data-errores]"); if (foco) foco.focus();
          return;
        }
        falla(x.status === 413 && campo ? campo.dataset.pesadoEnvio : f.dataset.error);
      };
      x.send(new FormData(f));
    });
  });
})();
