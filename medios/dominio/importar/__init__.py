"""Meter al directorio un archivo de Excel o CSV: se lee, se revisa celda por celda, entra y se deshace."""
