// Con el foco en las flechas del periodo, ← y → llevan al anterior y al siguiente.
document.querySelector("[data-periodo]")?.addEventListener("keydown", (tecla) => {
  const hacia = { ArrowLeft: "prev", ArrowRight: "next" }[tecla.key];
  const enlace = hacia && tecla.currentTarget.querySelector(`[rel="${hacia}"]`);
  if (!enlace || tecla.ctrlKey || tecla.altKey || tecla.metaKey) return;
  tecla.preventDefault();
  enlace.click();
});
