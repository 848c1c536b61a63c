"""`python -m tei_edition` and the console script `tei-edition`."""

try:
    from tei_edition.cli.program import main
except KeyboardInterrupt:  # so early that nothing has been begun
    raise SystemExit(130) from None

if __name__ == "__main__":
    main()
