// Trabajador de servicio: sin señal, una página que lo dice; y para subir, una que guarda los archivos en el aparato.
// Delante de este archivo el servidor pone VERSION y archivos_por_subir.js.
const CAJA = `comsocial-${VERSION}`;
const PAGINA = "/oficina/sin-conexion/";
const SUBIR = "/oficina/biblioteca/subir/";
const SUBIR_SIN_SENAL = "/oficina/biblioteca/subir/sin-senal/";
const COMPARTIR = "/oficina/biblioteca/compartir/";

async function preparar() {
  const caja = await caches.open(CAJA);
  await caja.add(PAGINA);
  // La misma para todos: sin sesión ni avisos de nadie.
  const respuesta = await fetch(SUBIR_SIN_SENAL, { credentials: "omit" });
  const html = await respuesta.clone().text();
  await caja.put(SUBIR_SIN_SENAL, respuesta);
  const piezas = [...html.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map((hallada) => hallada[1]);
  await Promise.all([...new Set(piezas)].map((pieza) => guardarConSusModulos(caja, pieza)));
}
// Un módulo pide otros que la página no nombra.
async function guardarConSusModulos(caja, direccion) {
  if (await caja.match(direccion)) return;
  const respuesta = await fetch(direccion);
  if (!respuesta.ok) throw new Error(`${direccion}: ${respuesta.status}`);
  const guion = direccion.endsWith(".js") ? await respuesta.clone().text() : "";
  await caja.put(direccion, respuesta);
  const base = new URL(direccion, location.origin);
  const modulos = [...guion.matchAll(/^import [^;]*?"(\.[^"]+)";$/gm)].map(
    (hallado) => new URL(hallado[1], base).pathname,
  );
  await Promise.all(modulos.map((modulo) => guardarConSusModulos(caja, modulo)));
}
async function limpiar() {
  const viejas = (await caches.keys()).filter((nombre) => nombre.startsWith("comsocial-") && nombre !== CAJA);
  await Promise.all(viejas.map((nombre) => caches.delete(nombre)));
  await self.clients.claim();
}
// Compartir → Comunicación Social: los archivos se guardan aquí y se abre la pantalla de subir.
async function recibirCompartido(peticion) {
  const datos = await peticion.formData();
  for (const archivo of datos.getAll("archivos")) {
    if (archivo instanceof File) await ArchivosPorSubir.guardar(ArchivosPorSubir.nuevo(archivo, {}));
  }
  return Response.redirect(SUBIR, 303);
}
// Lo que el editor manda al cerrarse se pierde si pasa por aquí cuando la página ya no está: va directo a la red.
const AL_CERRAR = { requestMethod: "POST", urlPattern: "/oficina/boletines/*" };
self.addEventListener("install", (evento) => evento.addRoutes?.({ condition: AL_CERRAR, source: "network" }));
self.addEventListener("install", (evento) => evento.waitUntil(preparar().then(() => self.skipWaiting())));
self.addEventListener("activate", (evento) => evento.waitUntil(limpiar()));
self.addEventListener("fetch", (evento) => {
  const { request: peticion } = evento;
  const camino = new URL(peticion.url).pathname;
  if (peticion.method === "POST" && camino === COMPARTIR) evento.respondWith(recibirCompartido(peticion));
  else if (peticion.mode === "navigate" && peticion.method === "GET") {
    const respaldo = camino === SUBIR ? SUBIR_SIN_SENAL : PAGINA;
    evento.respondWith(fetch(peticion).catch(() => caches.match(respaldo)));
  } else if (camino.startsWith("/static/") && peticion.method === "GET") {
    evento.respondWith(
      fetch(peticion).catch(() => caches.match(peticion).then((guardada) => guardada || Response.error())),
    );
  }
});
