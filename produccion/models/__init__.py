from produccion.models.reuniones import EntregaDeLaminas, ImagenDeLamina, Reunion, VersionDeLaminas

__all__ = ["EntregaDeLaminas", "ImagenDeLamina", "Reunion", "VersionDeLaminas"]
