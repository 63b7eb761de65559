"""Las vistas del portal: las públicas y las de la oficina."""
