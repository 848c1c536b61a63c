"""Checks on TEI: the grammar, the project rules, and whether the captured text is still there."""
