"""What can go wrong that a user can mend; everything else is a bug and keeps its traceback.

    MinutegraphError        exit status 1, one line
    ├── DocumentError       a file cannot be read, or holds no minutes
    │   └── ModelError      structured minutes that do not fit the model
    ├── RegistryError       the file of judgements, or of topics, cannot be read or written
    ├── StoreError          the graph cannot be opened or written
    │   └── StoreLockedError  another process is writing to it
    ├── QueryError          Cypher the engine refuses
    │   └── ReadOnlyError   a write where only reading is allowed
    └── UsageError          exit status 2: no such query, parameter, format, …

Messages are one line that says what, where, and what to do.
"""


class MinutegraphError(Exception):
    """The base: `str(error)` is the one line a user reads."""

    exit_code = 1


class DocumentError(MinutegraphError):
    """A document cannot be read, or holds no minutes."""


class ModelError(DocumentError):
    """Structured minutes that do not fit the model."""


class RegistryError(MinutegraphError):
    """The file of judgements, or of topics, cannot be read or written, or does not fit."""


class StoreError(MinutegraphError):
    """The graph cannot be opened or written."""


class StoreLockedError(StoreError):
    """Another process is writing to the graph."""


class QueryError(MinutegraphError):
    """Cypher that the engine refuses, or that ran into its limits."""


class ReadOnlyError(QueryError):
    """A statement that writes, where only reading is allowed."""


class UsageError(MinutegraphError):
    """A name or option that does not exist, or does not fit."""

    exit_code = 2
