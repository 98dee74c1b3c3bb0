"""Opening the library's file: permissions, schema, migrations, transactions.

SQLite in WAL mode with `synchronous=NORMAL`: a crash of the program loses nothing, a power
cut at most the last transaction, and neither damages the file. The folder is 0700 and every
file of the database 0600 under any umask, since what a person reads is nobody else's.

The schema's number is `PRAGMA user_version`. Each migration runs in one transaction, after a
backup beside the file (`library.db.backup-1`); a newer file than we know is refused.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from reader.core.errors import StoreError
from reader.core.rank import front_rank
from reader.core.site import site_of
from reader.store.schema import MIGRATIONS

Database = sqlite3.Connection
"""An open library file. Belongs to the thread that opened it."""

OLDEST: Final = (3, 34, 0)
"""RETURNING is not used and FTS5's trigram neither: 3.34 is what Debian 11 ships."""
CACHE: Final = 8_000
"""KiB of the file's pages kept in memory. Linking one more article to 100,000 takes a tenth less
CPU than with SQLite's 2,000: each of its 150 words is counted somewhere else in the file."""
WAIT: Final = 30_000
"""Milliseconds to wait for another program that is writing."""


def connect(path: Path) -> Database:
    """Open the library at `path`, made if missing, brought to the newest schema.

    Raises StoreError: not a library, damaged, newer than this program, no permission.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old", "3.34 or later is needed")
    try:
        _prepare(path)
        db = sqlite3.connect(path, timeout=WAIT / 1000, isolation_level=None)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}", "name another file with --db") from error
    except sqlite3.Error as error:
        raise _said(error, path) from error
    try:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("PRAGMA foreign_keys=ON")
        db.execute(f"PRAGMA cache_size=-{CACHE}")
        db.create_function("site_of", 2, site_of, deterministic=True)
        db.create_function("front_rank", 2, front_rank, deterministic=True)
        _migrate(db, path)
    except sqlite3.Error as error:
        db.close()
        raise _said(error, path) from error
    except StoreError:
        db.close()
        raise
    return db


def revision(db: Database) -> int:
    """A number that is another once some other connection has written to the file. It is read
    from memory that all of them share: 5 µs."""
    (number,) = db.execute("PRAGMA data_version").fetchone()
    return int(number)


def _prepare(path: Path) -> None:
    """The folder 0700 where we make it, the file 0600; SQLite gives its helpers the same."""
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
    if not path.exists():
        # Only then: to close any descriptor of a file ends every lock that this process has on it
        # (POSIX), those of SQLite's other connections included. Another program's last
        # connection would then take the log away from under them ("disk I/O error").
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    path.chmod(0o600)


def _migrate(db: Database, path: Path) -> None:
    """Bring the schema to the newest number, a backup before each step from an older one."""
    while True:
        (number,) = db.execute("PRAGMA user_version").fetchone()
        if number == len(MIGRATIONS):
            return
        if number > len(MIGRATIONS):
            raise StoreError(
                f"{path}: made by a newer newsreader (schema {number})", "update newsreader"
            )
        if number == 0 and db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            raise StoreError(f"{path}: a database, but not newsreader's", "name another with --db")
        if number:
            _back_up(db, path.with_name(f"{path.name}.backup-{number}"))
        db.execute("BEGIN EXCLUSIVE")
        try:
            # Another program may have migrated while we waited for the lock.
            if db.execute("PRAGMA user_version").fetchone() == (number,):
                for statement in MIGRATIONS[number]:
                    db.execute(statement)
                db.execute(f"PRAGMA user_version={number + 1}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise


def _back_up(db: Database, target: Path) -> None:
    """A whole copy beside the file, 0600, written to a new name first."""
    fresh = target.with_name(target.name + ".new")
    fresh.unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(fresh)) as copy:
        db.backup(copy)
    fresh.replace(target)


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Everything inside, or nothing. Raises StoreError with what SQLite said."""
    path = Path(db.execute("PRAGMA database_list").fetchone()[2])
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise _said(error, path) from error


_SAID: Final = (
    ("locked", "is in use by another program that is writing", "try again"),
    ("disk is full", "could not be written: the disk is full", "free some space; nothing was lost"),
    ("disk I/O error", "could not be written: the disk reports an error", "check the disk"),
    ("not a database", "is not a newsreader library", "name another file with --db"),
    ("malformed", "is damaged", "its backup lies beside it; sqlite3's .recover may help"),
    ("readonly", "may not be written by you", "check its permissions"),
    ("unable to open", "cannot be opened", "check its folder's permissions"),
)


def _said(error: sqlite3.Error, path: Path) -> StoreError:
    """SQLite's error as one sentence."""
    for words, message, hint in _SAID:
        if words in str(error):
            return StoreError(f"{path} {message}", hint)
    return StoreError(f"{path}: {error}")
