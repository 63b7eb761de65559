/* Los archivos por subir, guardados en este aparato (IndexedDB). Los usan la página y el trabajador de servicio, que no
   lleva módulos: por eso éste no lo es. */
const ArchivosPorSubir = (() => {
  const BASE = "comsocial-subidas";
  const CAJON = "archivos";

  function abrir() {
    return new Promise((bien, mal) => {
      const pedido = indexedDB.open(BASE, 1);
      pedido.onupgradeneeded = () => pedido.result.createObjectStore(CAJON, { keyPath: "id" });
      pedido.onsuccess = () => bien(pedido.result);
      pedido.onerror = () => mal(pedido.error);
    });
  }

  async function hacer(modo, acto) {
    const base = await abrir();
    try {
      return await new Promise((bien, mal) => {
        const trato = base.transaction(CAJON, modo);
        const pedido = acto(trato.objectStore(CAJON));
        trato.oncomplete = () => bien(pedido.result);
        trato.onabort = () => mal(trato.error || new Error("No hay espacio"));
        trato.onerror = () => mal(trato.error);
      });
    } finally {
      base.close();
    }
  }

  return {
    // Lo que hace falta para mandarlo después: el archivo, a quién pertenece y para qué evento.
    nuevo(archivo, datos) {
      return {
        id: `${Date.now()}-${Math.random().toString(36).slice(2)}`,
        nombre: archivo.name,
        octetos: archivo.size,
        tipo: archivo.type,
        archivo,
        direccion: "",
        quien: "",
        evento: "",
        credito: "",
        ...datos,
      };
    },
    guardar: (item) => hacer("readwrite", (cajon) => cajon.put(item)),
    quitar: (id) => hacer("readwrite", (cajon) => cajon.delete(id)),
    todos: () => hacer("readonly", (cajon) => cajon.getAll()),
  };
})();
