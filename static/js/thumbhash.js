/* La mancha de color de cada foto mientras llega su miniatura (ThumbHash). Sin este archivo se ve el fondo liso. */
(() => {
  "use strict";
  const LADO = 32;

  function leer(huella) {
    const primero = huella[0] | (huella[1] << 8) | (huella[2] << 16);
    const segundo = huella[3] | (huella[4] << 8);
    const transparente = primero >> 23;
    const acostada = segundo >> 15;
    const tope = transparente ? 5 : 7;
    let lugar = (transparente ? 6 : 5) * 2;
    const ondas = (columnas, renglones, escala) => {
      const canal = [];
      for (let r = 0; r < renglones; r += 1) {
        for (let c = r ? 0 : 1; c * renglones < columnas * (renglones - r); c += 1) {
          const cuarto = (huella[lugar >> 1] >> ((lugar & 1) << 2)) & 15;
          canal.push({ c, r, v: (cuarto / 7.5 - 1) * escala * 2 });
          lugar += 1;
        }
      }
      return canal;
    };
    const columnas = acostada ? tope : segundo & 7;
    const renglones = acostada ? segundo & 7 : tope;
    return {
      razon: columnas / renglones,
      promedios: [(primero & 63) / 63, ((primero >> 6) & 63) / 31.5 - 1, ((primero >> 12) & 63) / 31.5 - 1],
      canales: [
        ondas(Math.max(3, columnas), Math.max(3, renglones), ((primero >> 18) & 31) / 31),
        ondas(3, 3, (((segundo >> 3) & 63) / 63) * 1.25),
        ondas(3, 3, (((segundo >> 9) & 63) / 63) * 1.25),
      ],
    };
  }

  function pintar(huella) {
    const { razon, promedios, canales } = leer(huella);
    const lienzo = document.createElement("canvas");
    lienzo.width = Math.max(1, Math.round(razon > 1 ? LADO : LADO * razon));
    lienzo.height = Math.max(1, Math.round(razon > 1 ? LADO / razon : LADO));
    const pincel = lienzo.getContext("2d");
    const puntos = pincel.createImageData(lienzo.width, lienzo.height);
    const cosenos = (largo, i) => Array.from({ length: 7 }, (_, c) => Math.cos((Math.PI / largo) * (i + 0.5) * c));
    const por_x = Array.from({ length: lienzo.width }, (_, x) => cosenos(lienzo.width, x));
    for (let y = 0, i = 0; y < lienzo.height; y += 1) {
      const fy = cosenos(lienzo.height, y);
      for (let x = 0; x < lienzo.width; x += 1, i += 4) {
        const [l, p, q] = canales.map((canal, n) =>
          canal.reduce((suma, { c, r, v }) => suma + v * por_x[x][c] * fy[r], promedios[n]),
        );
        const azul = l - (2 / 3) * p;
        const rojo = (3 * l - azul + q) / 2;
        [rojo, rojo - q, azul].forEach((v, n) => {
          puntos.data[i + n] = Math.max(0, Math.min(255, 255 * v));
        });
        puntos.data[i + 3] = 255;
      }
    }
    pincel.putImageData(puntos, 0, 0);
    return lienzo.toDataURL();
  }

  const manchar = (imagen) => {
    if (imagen.complete) return;
    try {
      imagen.style.background = `center / cover url(${pintar(Uint8Array.from(atob(imagen.dataset.th), (c) => c.charCodeAt(0)))})`;
    } catch {
      return;
    } // una huella rota deja el fondo liso
    imagen.addEventListener(
      "load",
      () => {
        imagen.style.background = "";
      },
      { once: true },
    );
  };
  document.querySelectorAll("img[data-th]").forEach(manchar);
  document.addEventListener("htmx:after:settle", ({ target }) =>
    target.querySelectorAll?.("img[data-th]").forEach(manchar),
  );
})();
