/* Lo que se está haciendo aparece solo: se pregunta cada vez más despacio y se deja de preguntar a los diez minutos. */
(() => {
  "use strict";
  const A_LA_VEZ = 12;
  let empezo;
  let pausa;
  let reloj;
  let vueltas = 0;
  const esperan = () => [...document.querySelectorAll("[data-espera]")];

  async function preguntar(lugar) {
    const respuesta = await fetch(lugar.dataset.espera, {
      method: "HEAD",
      cache: "no-store",
      redirect: "manual",
    }).catch(() => null);
    if (!respuesta || !(respuesta.ok || respuesta.type === "opaqueredirect")) return;
    const imagen = document.createElement("img");
    imagen.alt = lugar.dataset.alt;
    imagen.src = lugar.dataset.espera;
    lugar.replaceWith(imagen);
  }

  async function vuelta() {
    const lugares = esperan();
    if (!document.hidden && lugares.length) {
      const desde = (vueltas * A_LA_VEZ) % lugares.length;
      vueltas += 1;
      await Promise.all(lugares.slice(desde, desde + A_LA_VEZ).map(preguntar));
    }
    pausa = Math.min(pausa * 1.3, 30000);
    clearTimeout(reloj); // si entretanto llegó otra cuadrícula, queda una sola cuenta
    if (esperan().length && Date.now() - empezo < 600000) reloj = setTimeout(vuelta, pausa);
  }
  function empezar() {
    clearTimeout(reloj);
    empezo = Date.now();
    pausa = 3000;
    if (esperan().length) reloj = setTimeout(vuelta, pausa);
  }
  empezar();
  document.addEventListener("htmx:after:settle", empezar);
})();
