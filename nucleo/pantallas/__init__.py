"""Lo que comparten las pantallas de todas las apps."""
