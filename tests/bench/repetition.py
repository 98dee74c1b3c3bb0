"""What repetition costs an article that arrives, by how many articles of its site are stored.

    python -m tests.bench.repetition 100 1000 10000

Each article has twelve paragraphs of 20 to 60 invented words with eight names of its own, an
appeal of three paragraphs that all of them share, and a notice that three of them share. Told
are milliseconds of CPU: `look` lays what repeats over the labels, `keep` stores the prints and
finds who shares them, `again` labels these again, `read` opens a stored article, `read before`
the same without repetition; then the bytes of an article's prints and of the whole library.
"""

from __future__ import annotations

import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader import store
from reader.core.model import Block, Document, Label, Payload, Run
from reader.core.when import now
from reader.library import digest, linking, overlay, repeating
from reader.library import entry as written
from reader.library.pool import Result
from tests.bench.fill import vocabulary

ARRIVING = 40


def article(number: int, rng: random.Random, known: list[str], appeal: list[str]) -> Result:
    """An article of the site, as the worker would hand it over."""
    names = [word.title() for word in rng.sample(known, 8)]
    texts = [_paragraph(rng, known, names) for _ in range(12)] + appeal
    texts.append(_paragraph(random.Random(number // 3), known, ["Series"]))
    blocks = tuple(Block("paragraph", (Run(text),)) for text in texts)
    labels = (Label("article", "a paragraph of the story", 0.9),) * len(blocks)
    url = f"https://bench.example/{number}"
    title = " ".join(names[:4])
    document = Document(url, title, None, None, "Bench", "en", blocks)
    data = "\n".join(texts).encode()
    return Result(Payload(data, url), document, labels, digest.fingerprint(document, labels))


def _paragraph(rng: random.Random, known: list[str], names: list[str]) -> str:
    words = rng.choices(known, k=rng.randint(20, 60)) + rng.choices(names, k=3)
    rng.shuffle(words)
    return " ".join(words) + "."


def _cpu(work: Callable[[], Any], spent: list[float]) -> Any:
    began = time.process_time()
    made = work()
    spent.append((time.process_time() - began) * 1000)
    return made


def _stored(db: store.Database, result: Result) -> int:
    entry = written.entry(result, now)
    article_id = store.articles.add(db, entry)
    store.search.index(db, article_id, entry.title, entry.body)
    return article_id


def arrive(db: store.Database, results: list[Result], known: linking.Frequencies) -> list[float]:
    """The mean milliseconds of each step over these arrivals."""
    look: list[float] = []
    keep: list[float] = []
    again: list[float] = []
    read: list[float] = []
    load: list[float] = []
    for result in results:
        with store.transaction(db):
            laid = _cpu(lambda it=result: overlay.laid_on(db, it, None), look)
            article_id = _stored(db, laid)
            parts = (db, article_id, result.document, result.labels)
            others = _cpu(lambda it=parts: repeating.keep(*it), keep)
            _cpu(lambda it=others: [overlay.refresh(db, one, known) for one in it], again)
        held = _cpu(lambda it=article_id: store.articles.load(db, it), load)
        _cpu(lambda it=held: overlay.overlaid(db, it.document, it.labels, it.id), read)
    steps = [sum(spent) / len(spent) for spent in (look, keep, again, read, load)]
    return [*steps[:3], steps[3] + steps[4], steps[4]]


def main(sizes: list[int]) -> None:
    """Fill a library to each size in turn and print a row for each."""
    rng = random.Random(7)
    words = vocabulary(rng)
    appeal = [_paragraph(rng, words, ["Bench", "Example", "Harbour"]) for _ in range(3)]
    print("stored   look  keep  again  read  read before   bytes of prints, of the library")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library.db")
        db = store.connect(path)
        db.execute("PRAGMA synchronous=OFF")
        known = linking.Frequencies(db)
        numbers = itertools.count()
        stored = 0
        for size in sorted(sizes):
            while stored < size:
                with store.transaction(db):
                    for _ in range(min(100, size - stored)):
                        result = article(next(numbers), rng, words, appeal)
                        repeating.keep(db, _stored(db, result), result.document, result.labels)
                        stored += 1
            fresh = [article(next(numbers), rng, words, appeal) for _ in range(ARRIVING)]
            steps = arrive(db, fresh, known)
            stored += ARRIVING
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            own, whole = _bytes(db, stored), path.stat().st_size / stored
            print(f"{size:6}  {' '.join(f'{step:6.2f}' for step in steps)}   {own:.0f} {whole:.0f}")
        db.close()


def _bytes(db: store.Database, stored: int) -> float:
    """Bytes of one article's rows; nan where SQLite was built without the table that tells."""
    try:
        (size,) = db.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name IN ('prints', 'imprints', 'sites')"
        ).fetchone()
    except store.Database.OperationalError:
        return float("nan")
    return float(size) / stored


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 1000])
