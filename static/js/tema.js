try { var t = localStorage.getItem("tema"); if (t) document.documentElement.dataset.tema = t; } catch (e) { /* private mode */ }
