"""Lo que se le pregunta a la máquina: usuario, puertos libres y límites."""
