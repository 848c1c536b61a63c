"""Authority files in the forms that projects have (TEI, tables), and what an editor confirmed, to and from entries."""
