"""The bundled example: four reports of an invented event, and what a careful editor would list."""
