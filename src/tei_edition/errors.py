"""Errors after which a command cannot go on, each with its exit code and its cure.

Something odd *in a document* is never an error but a `Finding` (see `model`), and the run goes on.
"""


class TeiEditionError(Exception):
    """A fault that stops the command; `remedy` tells the editor what to do, `exit_code` is what the shell gets."""

    exit_code = 70

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.remedy)


def _rebuild(kind: type[TeiEditionError], message: str, remedy: str) -> TeiEditionError:
    return kind(message, remedy=remedy)


class WrongUse(TeiEditionError):
    """The command line asks for something that makes no sense."""

    exit_code = 2


class BadConfiguration(TeiEditionError):
    """`edition.yaml`, `captures.csv`, a layout profile or `authorities.yaml` is not valid or not there."""

    exit_code = 3


class UnreadableInput(TeiEditionError):
    """An input does not exist, cannot be opened, or is not text."""

    exit_code = 4


class UnwritableOutput(TeiEditionError):
    """The output folder or a file in it cannot be written."""

    exit_code = 5


class MissingExtra(TeiEditionError):
    """An optional part of the program is not installed; the remedy names it."""

    exit_code = 6
