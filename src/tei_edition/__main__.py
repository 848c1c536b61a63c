"""`python -m tei_edition` and the console script `tei-edition`."""

from tei_edition.cli.program import main

if __name__ == "__main__":
    main()
