// Trabajador de servicio: si no hay señal, una página que lo dice en vez del error del navegador.
const CAJA = "comsocial-v1";
const PAGINA = "/oficina/sin-conexion/";
self.addEventListener("install", (evento) => {
  evento.waitUntil(caches.open(CAJA).then((caja) => caja.add(PAGINA)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (evento) => evento.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (evento) => {
  if (evento.request.mode !== "navigate") return;
  evento.respondWith(fetch(evento.request).catch(() => caches.match(PAGINA)));
});
