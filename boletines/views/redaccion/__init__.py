"""Las pantallas con que se escribe."""
