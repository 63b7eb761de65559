"""Lo que está fuera del proceso: los programas que abren, enjaulados, las láminas que alguien sube."""
