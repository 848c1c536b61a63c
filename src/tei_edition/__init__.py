"""Plain-text captures of archival documents become valid TEI P5 and a reading edition."""

__version__ = "0.1.0"
