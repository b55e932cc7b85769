"""Attendance registers (.csv, .tsv, .xlsx): who was at one meeting, to join its minutes."""

from __future__ import annotations

from minutegraph.errors import DocumentError
from minutegraph.loaders.base import SourceFile
from minutegraph.loaders.minutes import Minutes
from minutegraph.loaders.reader.lines import Source
from minutegraph.loaders.reader.read import read
from minutegraph.loaders.reader.scan import decode
from minutegraph.loaders.sources.kinds import kind_of
from minutegraph.loaders.sources.limits import LIMITS, Limits, Refused

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RegisterLoader:
    """Reads registers with a column of names and others such as organisation, role and status.

    The body and the day of the meeting come from columns of their own, from lines above the
    columns, or from the file's name.
    """

    name = "register"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits

    def claims(self, source: SourceFile) -> bool:
        """CSV by suffix; workbooks by content."""
        return kind_of(source) in {"csv", "xlsx"}

    def load(self, source: SourceFile) -> Minutes:
        """Read the attendance of a register.

        Raises:
            DocumentError: it is damaged, breaks a limit, is no register, or one of several
                meetings.
        """
        return read(self.lines(source), source)

    def lines(self, source: SourceFile) -> Source:
        """The lines of a register: a title, a date and a table of people.

        Raises:
            DocumentError: it is damaged, breaks a limit, or is no register.
        """
        from minutegraph.loaders.sources.register import read_csv, read_xlsx

        is_csv = kind_of(source) == "csv"
        try:
            if is_csv:
                text = decode(source.data, str(source.path))
                found = read_csv(text, source.path, self.limits)
            else:
                found = read_xlsx(source.data, source.path, self.limits)
        except Refused as refused:
            raise DocumentError(f"{source.path}{refused}") from None
        warnings = tuple(
            ("no-status", f"the register does not say whether {name} attended", line)
            for line, name in found.unstated
        )
        return Source(found.lines, "text/csv" if is_csv else _XLSX, {}, warnings=warnings)
