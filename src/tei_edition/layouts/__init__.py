"""Which part of a capture is the document?  One YAML profile per page layout, one engine."""
