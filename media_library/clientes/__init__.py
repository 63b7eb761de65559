"""Lo que está fuera del proceso: el almacén de archivos y los programas que corren enjaulados."""
