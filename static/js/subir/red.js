/* La red del aparato: si hay y si se espera a que sea Wi-Fi. */
const CON_CABLE = ["wifi", "ethernet"];
const PREGUNTA = 5000;

export class Red {
  // `casilla`: «sólo con Wi-Fi», donde la página la pone.
  constructor(casilla, alCambiar) {
    this.conexion = navigator.connection;
    this.casilla = casilla;
    if (casilla) this.atenderCasilla(alCambiar);
    window.addEventListener("online", alCambiar);
    window.addEventListener("offline", alCambiar);
    this.conexion?.addEventListener?.("change", alCambiar);
  }

  atenderCasilla(alCambiar) {
    this.casilla.closest("label").hidden = !this.conexion?.type; // sólo donde el navegador sabe qué red es
    this.casilla.checked = localStorage.getItem("subir-wifi") === "si";
    this.casilla.addEventListener("change", () => {
      localStorage.setItem("subir-wifi", this.casilla.checked ? "si" : "no");
      alCambiar();
    });
  }

  get hay() {
    return navigator.onLine !== false;
  }

  get esperaWifi() {
    const tipo = this.conexion?.type;
    return Boolean(this.casilla?.checked && tipo && !CON_CABLE.includes(tipo));
  }
}

// El aviso de que volvió la señal puede perderse: se pregunta cada cinco segundos si el servidor ya contesta.
export function recargarAlVolver() {
  setInterval(async () => {
    try {
      const respuesta = await fetch("/salud/viva", { cache: "no-store" });
      if (respuesta.ok) location.reload();
    } catch {
      /* sigue sin señal */
    }
  }, PREGUNTA);
}
