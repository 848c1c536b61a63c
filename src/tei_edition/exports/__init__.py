"""Exports: what other programs read, made from the TEI files of an edition and nothing else."""
