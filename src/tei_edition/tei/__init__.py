"""`Transcription` → TEI P5, with the home of every character that was written."""
