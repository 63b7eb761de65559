def asegurar_servidores(argv): pass
