import pytest

from reader import store


@pytest.fixture
def db(tmp_path):
    with_db = store.connect(tmp_path / "library.db")
    yield with_db
    with_db.close()
