"""The command line: parse, call one function, report, pick the exit code."""
