"""What to ask the editor: names to confirm with their evidence, likely duplicates, conflicts."""
