"""El puente sobre Playwright: Chromium."""

from tests.extremo_a_extremo.navegadores.puente import Navegador, TodaviaNo


class ConPlaywright(Navegador):
    def __init__(self, pagina):
        self.pagina = pagina

    def ir(self, direccion):
        self.pagina.goto(direccion)

    def donde(self):
        return self.pagina.url

    def correr(self, guion, *argumentos):
        from playwright.sync_api import Error  # noqa: PLC0415 - sólo quien use navegador lo carga

        try:
            hallado = self.pagina.evaluate_handle(
                f"(argumentos) => (function () {{ {guion} }}).apply(null, argumentos)", list(argumentos)
            )
            return hallado.as_element() or hallado.json_value()
        except Error as error:  # la página se fue a otra mientras se preguntaba
            raise TodaviaNo(error.message) from error

    def oprimir(self, elemento):
        elemento.click()

    def teclear(self, elemento, texto):
        elemento.fill(texto)

    def adjuntar(self, elemento, rutas):
        elemento.set_input_files([str(ruta) for ruta in rutas])

    def olvidar(self):
        self.pagina.goto("about:blank")
        self.pagina.context.clear_cookies()
