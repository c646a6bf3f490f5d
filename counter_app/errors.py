"""Errors that carry a finished sentence for the person at the desk.

Everything else that is raised is a bug of the program: it is logged with its
traceback and shown once, and never reaches the officer as anything but that.
"""


class UserError(Exception):
    """Something the officer can act on; the message is one sentence that says what to do."""


class NotAllowed(UserError):
    """The role, the status or the moment does not permit the act."""


class NotFound(UserError):
    """Nothing answers to the name, code or number given."""


class Duplicate(UserError):
    """The same thing is already there."""


class BadInput(UserError):
    """A value that cannot be accepted; ``field`` names where it stands."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class BadFile(UserError):
    """A file that is damaged, altered, of another kind or of a later version."""


class DeviceProblem(UserError):
    """A disk, printer, scanner or folder that does not do its work."""


class ServerGone(DeviceProblem):
    """The database server does not answer: nothing was written, and a window shows what it has."""
