/* Los subtítulos en renglones junto al reproductor. Todo se escribe en el mismo texto que se guarda: sin este archivo, o si el
   texto trae algo que no se entiende, se edita ahí. */
(() => {
  "use strict";
  const hoja = document.querySelector("[data-subtitulos]");
  const grabacion = document.querySelector("[data-grabacion]");
  if (!hoja) return;
  const texto = hoja.querySelector("textarea[name=texto]");
  const comoTexto = hoja.querySelector("[data-como-texto]");
  const lista = hoja.querySelector("[data-renglones]");
  const plantilla = hoja.querySelector("[data-plantilla]");
  const estado = hoja.querySelector("[data-estado]");
  const vacia = hoja.querySelector("[data-vacia]");
  const LETRAS = 200,
    DURA = 3000,
    PASO = 100;
  let pista = null,
    mia = false;

  const dos = (n, l = 2) => String(n).padStart(l, "0");
  const enReloj = (ms) =>
    `${ms >= 3600000 ? `${Math.floor(ms / 3600000)}:${dos(Math.floor(ms / 60000) % 60)}` : Math.floor(ms / 60000)}:${dos(Math.floor(ms / 1000) % 60)}.${dos(ms % 1000, 3)}`;
  const enSrt = (ms) =>
    `${dos(Math.floor(ms / 3600000))}:${dos(Math.floor(ms / 60000) % 60)}:${dos(Math.floor(ms / 1000) % 60)},${dos(ms % 1000, 3)}`;
  const enMs = (t) =>
    /^\s*(\d{1,2}:)?\d{1,3}(:\d{1,2})?([.,]\d{1,3})?\s*$/.test(t)
      ? Math.round(
          t
            .trim()
            .replace(",", ".")
            .split(":")
            .reduce((suma, p) => suma * 60 + Number(p), 0) * 1000,
        )
      : NaN;
  const ahora = () => Math.round((grabacion ? grabacion.currentTime : 0) * 1000);
  const renglones = () => [...lista.children];
  const campos = (li) => ({
    inicio: li.querySelector("[data-inicio]"),
    fin: li.querySelector("[data-fin]"),
    dice: li.querySelector("[data-dice]"),
  });
  const valores = (li) => {
    const c = campos(li);
    return {
      inicio: enMs(c.inicio.value),
      fin: enMs(c.fin.value),
      dice: c.dice.value
        .replace(/\r/g, "")
        .replace(/\n\s*\n/g, "\n")
        .trim(),
    };
  };

  // Los bloques del texto, o null si alguno no se entiende: entonces manda el texto y no se pierde nada.
  const leer = () => {
    const leidos = [];
    for (const bloque of texto.value
      .replace(/^\ufeff/, "")
      .replace(/\r\n?/g, "\n")
      .split(/\n\s*\n/)) {
      if (!bloque.trim() || /^\s*WEBVTT/.test(bloque)) continue;
      const m = /^\s*(?:[^\n]*\n)?\s*([\d:.,]+)\s*-->\s*([\d:.,]+)[^\n]*(?:\n([\s\S]*))?$/.exec(bloque);
      const [a, b] = m ? [enMs(m[1]), enMs(m[2])] : [NaN, NaN];
      if (Number.isNaN(a) || Number.isNaN(b)) return null;
      leidos.push({ inicio: a, fin: b, dice: (m[3] || "").trim() });
    }
    return leidos;
  };
  const escribir = () => {
    const tiempo = (campo) => {
      const ms = enMs(campo.value);
      return Number.isNaN(ms) ? campo.value.trim() || "?" : enSrt(ms);
    };
    texto.value = renglones()
      .map((li, n) => {
        const c = campos(li);
        return `${n + 1}\n${tiempo(c.inicio)} --> ${tiempo(c.fin)}\n${valores(li).dice}\n`;
      })
      .join("\n");
    mia = true;
    texto.dispatchEvent(new Event("input", { bubbles: true }));
    mia = false;
    repasar();
  };
  const hacer = ({ inicio, fin, dice }) => {
    const li = plantilla.content.firstElementChild.cloneNode(true);
    const c = campos(li);
    [c.inicio.value, c.fin.value, c.dice.value] = [enReloj(inicio), enReloj(fin), dice];
    return li;
  };
  const falta = (v, antes) => {
    if (Number.isNaN(v.inicio) || Number.isNaN(v.fin)) return "Escribe el tiempo como 0:04.500.";
    if (v.fin <= v.inicio) return "Termina antes de empezar.";
    if (antes && v.inicio < antes.fin) return "Empieza antes de que termine el anterior.";
    if (!v.dice) return "Falta lo que se dice.";
    return v.dice.length > LETRAS ? `Tiene ${v.dice.length} letras; usa ${LETRAS} o menos, o pártelo.` : "";
  };
  const repasar = () => {
    let antes = null;
    const buenos = [];
    renglones().forEach((li, n) => {
      const v = valores(li),
        frase = falta(v, antes);
      const aviso = li.querySelector("[data-falta]");
      if (aviso.textContent !== frase) aviso.textContent = frase;
      aviso.hidden = !frase;
      li.classList.toggle("sub-mal", Boolean(frase));
      if (li.dataset.numero !== String(n + 1)) {
        li.dataset.numero = String(n + 1);
        li.querySelectorAll("[data-n]").forEach((s) => {
          s.textContent = ` del subtítulo ${n + 1}`;
        });
      }
      if (!frase) buenos.push(v);
      antes = v;
    });
    vacia.hidden = lista.children.length > 0;
    const cuantos = lista.children.length,
      mal = cuantos - buenos.length;
    estado.textContent = `${cuantos === 1 ? "1 subtítulo" : `${cuantos} subtítulos`}${mal ? `, ${mal} por corregir` : ""}`;
    subtitular(buenos);
  };
  const subtitular = (buenos) => {
    if (!grabacion?.addTextTrack || !window.VTTCue) return;
    pista ||= grabacion.addTextTrack("captions", "Vista previa", "es-MX");
    pista.mode = "showing";
    [...(pista.cues || [])].forEach((c) => pista.removeCue(c));
    buenos.forEach((v) => pista.addCue(new VTTCue(v.inicio / 1000, v.fin / 1000, v.dice)));
  };
  const pintar = () => {
    const leidos = leer();
    hoja.classList.toggle("sub-solo-texto", leidos === null);
    hoja.querySelector("[data-lista]").hidden = leidos === null;
    hoja.querySelector("[data-no-se-entiende]").hidden = leidos !== null;
    if (leidos === null) {
      comoTexto.open = true;
      return;
    }
    lista.replaceChildren(...leidos.map(hacer));
    repasar();
  };
  const enfocar = (li, cual = "dice") => {
    const campo = campos(li)[cual];
    campo.focus();
    li.scrollIntoView({ block: "nearest" });
    return campo;
  };

  const agregar = () => {
    const t = ahora(),
      todos = renglones();
    const antes = todos.filter((li) => valores(li).inicio <= t).pop();
    const sigue = antes ? antes.nextElementSibling : todos[0];
    const inicio = Math.max(t, antes ? valores(antes).fin || 0 : 0);
    const fin = Math.min(inicio + DURA, sigue ? valores(sigue).inicio : Infinity);
    if (!(fin > inicio)) {
      estado.textContent = "Ahí ya no cabe otro: parte el que está o mueve sus tiempos.";
      return;
    }
    const li = hacer({ inicio, fin, dice: "" });
    if (antes) antes.after(li);
    else lista.prepend(li);
    escribir();
    enfocar(li);
  };
  const partir = (li) => {
    const { inicio, fin, dice } = valores(li),
      campo = campos(li).dice;
    const cursor =
      campo.selectionStart > 0 && campo.selectionStart < campo.value.length
        ? campo.selectionStart
        : campo.value.indexOf(" ", Math.floor(campo.value.length / 2)) + 1 || Math.ceil(campo.value.length / 2);
    const [a, b] = [campo.value.slice(0, cursor).trim(), campo.value.slice(cursor).trim()];
    if (!a || !b || !(fin - inicio > 1)) {
      estado.textContent = "Para partirlo escribe al menos dos palabras y pon el cursor entre ellas.";
      return;
    }
    const t =
      ahora() > inicio && ahora() < fin ? ahora() : Math.round(inicio + ((fin - inicio) * a.length) / dice.length);
    const medio = Math.min(fin - 1, Math.max(inicio + 1, t));
    campo.value = a;
    campos(li).fin.value = enReloj(medio);
    const nuevo = hacer({ inicio: medio, fin, dice: b });
    li.after(nuevo);
    escribir();
    enfocar(nuevo).setSelectionRange(0, 0);
  };
  const quitar = (li) => {
    const vecino = li.nextElementSibling || li.previousElementSibling;
    li.remove();
    escribir();
    if (vecino) enfocar(vecino);
    else hoja.querySelector("[data-agregar]").focus();
  };
  const poner = (li, cual) => {
    campos(li)[cual].value = enReloj(ahora());
    escribir();
  };
  const oir = (li) => {
    const { inicio } = valores(li);
    if (grabacion && !Number.isNaN(inicio)) {
      grabacion.currentTime = inicio / 1000;
      grabacion.play();
    }
  };
  const HACER = { inicio: (li) => poner(li, "inicio"), fin: (li) => poner(li, "fin"), oir, partir, quitar };

  hoja.querySelector("[data-agregar]").addEventListener("click", agregar);
  lista.addEventListener("click", (e) => {
    const boton = e.target.closest("[data-hacer]");
    if (boton) HACER[boton.dataset.hacer](boton.closest("li"));
  });
  lista.addEventListener("input", escribir);
  lista.addEventListener("keydown", (e) => {
    const li = e.target.closest("li"),
      tiempo = e.target.closest("[data-inicio],[data-fin]");
    const paso = { ArrowUp: PASO, ArrowDown: -PASO }[e.key];
    if (tiempo && e.key === "Enter") {
      e.preventDefault();
      enfocar(li);
    } else if (tiempo && paso && !e.altKey && !Number.isNaN(enMs(tiempo.value))) {
      e.preventDefault();
      tiempo.value = enReloj(Math.max(0, enMs(tiempo.value) + paso * (e.shiftKey ? 10 : 1)));
      escribir();
    } else if (e.altKey && paso) {
      const otro = e.key === "ArrowUp" ? li.previousElementSibling : li.nextElementSibling;
      if (otro) {
        e.preventDefault();
        enfocar(otro);
      }
    }
  });
  document.addEventListener("keydown", (e) => {
    if (!e.altKey || e.ctrlKey || e.metaKey || hoja.classList.contains("sub-solo-texto")) return;
    const cual = { i: "inicio", o: "fin", p: "oir", k: "partir" }[e.key.toLowerCase()];
    const li = document.activeElement?.closest?.("[data-renglones] > li");
    if (e.key.toLowerCase() === "n") {
      e.preventDefault();
      agregar();
    } else if (cual && li) {
      e.preventDefault();
      HACER[cual](li);
    }
  });
  texto.addEventListener("input", () => {
    if (!mia) pintar();
  });
  grabacion?.addEventListener("timeupdate", () => {
    const t = ahora();
    renglones().forEach((li) => {
      const v = valores(li);
      li.classList.toggle("sub-suena", v.inicio <= t && t < v.fin);
    });
  });
  comoTexto.open = false;
  pintar();
})();
