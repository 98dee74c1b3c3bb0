"""The library's file: who may read it, how it grows, what it refuses."""

import os
import sqlite3
import stat
import subprocess
import sys

import pytest

from reader import store
from reader.core.errors import StoreError
from reader.store import database, schema


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777 - 0o700])
def test_file_and_folder_are_the_persons_own_under_any_umask(tmp_path, umask):
    old = os.umask(umask)
    try:
        path = tmp_path / "new" / "library.db"
        db = store.connect(path)
        with store.transaction(db):
            db.execute("INSERT INTO statuses (article_id) VALUES (1)")
        assert mode(path.parent) == 0o700
        assert {mode(file) for file in path.parent.iterdir()} == {0o600}
        db.close()
    finally:
        os.umask(old)


def test_a_file_of_something_else_is_refused_in_one_sentence(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("not a database, and long enough to be looked at " * 50)
    with pytest.raises(StoreError, match="not a newsreader library"):
        store.connect(text)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE things (name)")
    db.close()
    with pytest.raises(StoreError, match="not newsreader's"):
        store.connect(other)


def test_a_newer_schema_is_refused_not_damaged(tmp_path):
    path = tmp_path / "library.db"
    db = store.connect(path)
    db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(StoreError, match="newer newsreader"):
        store.connect(path)


def test_a_migration_is_backed_up_and_all_or_nothing(tmp_path, monkeypatch):
    path = tmp_path / "library.db"
    store.connect(path).close()
    broken = (*schema.MIGRATIONS, ("CREATE TABLE extra (a)", "CREATE TABLE extra (a)"))
    monkeypatch.setattr(database, "MIGRATIONS", broken)
    with pytest.raises(StoreError):
        store.connect(path)
    whole = (*schema.MIGRATIONS, ("CREATE TABLE extra (a)",))
    monkeypatch.setattr(database, "MIGRATIONS", whole)
    db = store.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (len(whole),)
    before = len(schema.MIGRATIONS)
    backup = tmp_path / f"library.db.backup-{before}"
    assert mode(backup) == 0o600
    with sqlite3.connect(backup) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (before,)
    old.close()
    db.close()


def test_a_failed_transaction_leaves_nothing(tmp_path):
    db = store.connect(tmp_path / "library.db")

    def half():
        with store.transaction(db):
            db.execute("INSERT INTO statuses (article_id) VALUES (1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert db.execute("SELECT count(*) FROM statuses").fetchone() == (0,)
    db.close()


def test_a_full_disk_is_said_and_what_was_kept_stays(tmp_path):
    db = store.connect(tmp_path / "library.db")
    with store.transaction(db):
        db.execute("INSERT INTO statuses (article_id, read) VALUES (1, 1)")
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreError, match="disk is full"), store.transaction(db):
        db.execute("INSERT INTO sites (name) VALUES (?)", ("y" * 200_000,))
    db.execute("PRAGMA max_page_count=1000000")
    with store.transaction(db):
        db.execute("UPDATE statuses SET starred = 1")
    assert db.execute("SELECT read FROM statuses").fetchone() == (1,)
    db.close()


def test_opening_again_keeps_the_locks_so_another_program_leaves_the_log_alone(tmp_path):
    path = tmp_path / "library.db"
    db = store.connect(path)
    with store.transaction(db):
        db.execute("INSERT INTO statuses (article_id) VALUES (1)")
    store.connect(path).close()
    code = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]);"
        "db.execute('INSERT INTO statuses (article_id) VALUES (2)'); db.commit(); db.close()"
    )
    subprocess.run([sys.executable, "-c", code, path], check=True)
    assert path.with_name("library.db-wal").exists()
    assert db.execute("SELECT count(*) FROM statuses").fetchone() == (2,)
    db.close()
