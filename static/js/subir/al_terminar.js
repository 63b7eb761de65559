/* El botón de entregar la cobertura espera a que no falte nada; sin evento elegido, sólo se ve el suyo. */
const recuadro = document.querySelector("[data-al-terminar]");

export function pintarAlTerminar({ faltan, listos, evento }) {
  if (!recuadro) return;
  const pasos = [...recuadro.querySelectorAll("[data-paso-de]")];
  const suyos = pasos.filter((paso) => paso.dataset.pasoDe === evento);
  for (const paso of pasos) paso.hidden = faltan > 0 || !suyos.includes(paso);
  const porEntregar = suyos.some((paso) => paso.querySelector("form"));
  recuadro.querySelector("[data-falta]").hidden = !faltan || !porEntregar;
  recuadro.hidden = !suyos.length || (faltan > 0 && !porEntregar);
  for (const paso of suyos) destacar(paso.querySelector("button"), listos > 0);
}

function destacar(boton, si) {
  if (si) boton?.classList.replace("btn-s", "btn-p");
  else boton?.classList.replace("btn-p", "btn-s");
}
