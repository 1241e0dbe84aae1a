// Says on the page when a passkey could not be used; allauth only tells the console.
(function () {
  "use strict";
  document.addEventListener("allauth.error", function (ev) {
    var aviso = document.querySelector("[data-aviso-llave]");
    if (!aviso) return;
    ev.preventDefault();
    aviso.hidden = false;
    aviso.focus();
  });
})();
