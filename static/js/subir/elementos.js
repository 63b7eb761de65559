/* Lo que se repite en la pantalla de subir: elementos, botones y tamaños en palabras. */

export function crear(etiqueta, propiedades, texto = "") {
  const elemento = Object.assign(document.createElement(etiqueta), propiedades);
  if (texto) elemento.textContent = texto;
  return elemento;
}

// El lector de pantalla oye también de qué archivo es.
export function boton(texto, de, alOprimir) {
  const elemento = crear("button", { type: "button", className: "btn btn-s btn-chico" }, texto);
  elemento.append(crear("span", { className: "vh" }, ` ${de}`));
  elemento.addEventListener("click", alOprimir);
  return elemento;
}

export function tamano(octetos) {
  if (octetos < 1e6) return `${Math.max(1, Math.round(octetos / 1e3))} kB`;
  if (octetos < 1e9) return `${(octetos / 1e6).toFixed(1)} MB`;
  return `${(octetos / 1e9).toFixed(2)} GB`;
}
