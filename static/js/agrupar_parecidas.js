/* Las casi iguales van bajo la más nítida; su botón las enseña. Sin este archivo se ven todas. */
const agrupar = (boton) => {
  const suyas = document.querySelectorAll(`[data-va-con="${boton.dataset.pila}"]`);
  const tarjeta = boton.closest(".bib-tarjeta");
  const poner = (abierta) => {
    boton.setAttribute("aria-expanded", String(abierta));
    tarjeta.classList.toggle("bib-apilada", !abierta);
    // Lo marcado nunca queda escondido: se vería menos de lo que se va a cambiar.
    suyas.forEach((t) => {
      t.hidden = !abierta && !t.querySelector("input:checked");
    });
  };
  boton.hidden = false;
  boton.addEventListener("click", () => poner(boton.getAttribute("aria-expanded") !== "true"));
  boton.closest("form").addEventListener("seleccion", () => poner(boton.getAttribute("aria-expanded") === "true"));
  poner(false);
};
const agruparTodas = (tramo) => tramo.querySelectorAll?.("[data-pila]").forEach(agrupar);
agruparTodas(document);
document.addEventListener("htmx:after:settle", ({ target }) => agruparTodas(target));
