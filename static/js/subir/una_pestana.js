/* Dos pestañas no suben los mismos archivos: cuando a ésta le toca, se llama a `alTocarle`. */
export function cuandoLeToque(quien, alTocarle) {
  const tomar = () =>
    new Promise(() => {
      alTocarle(); // la promesa no termina: el turno se conserva hasta que la pestaña se cierra
    });
  if (navigator.locks) navigator.locks.request(`subidas-${quien}`, tomar);
  else tomar();
}
