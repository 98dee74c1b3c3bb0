"""What each block of a plain text is for.

A model (boosted trees, `text_model.npz`) says how likely a block is the story's; sections say
what an appeal, a sign-up box or a legal notice takes with it; what its words say (`wording`, then
phrases), the heading above and the neighbours say the kind. Three guards: a lead is never hidden,
a paragraph that only a guess speaks against stays, and where little would be left everything is
shown (text_guards).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reader.core.model import KINDS, SHOWN, Block, Document, Kind, Label
from reader.core.text import words
from reader.declutter import text_model, text_title, wording
from reader.declutter.cues import REASONS
from reader.declutter.neighbours import Matrix
from reader.declutter.sections import Verdict, verdicts
from reader.declutter.tails import resumed
from reader.declutter.text_boxes import CASELESS_MOST, boxes, within
from reader.declutter.text_features import Sight, sights, table, worded
from reader.declutter.text_guards import between, little, noted
from reader.declutter.verdict import CRUMB
from reader.declutter.written import headed, released, written

_ASKED: Final[tuple[Kind, ...]] = ("appeal", "author", "consent", "subscribe", "newsletter")
_ASKING: Final = [KINDS.index(kind) for kind in _ASKED]
_NEWS: Final = KINDS.index("article")
BAR: Final = 0.22
"""A block less likely than this to be the story's is hidden."""
_WHOLE: Final = 0.55
"""The share of that which a sentence needs that nothing but a guess speaks against."""
_WORDED: Final = 0.35
"""The same for what a phrase speaks against."""
_ANNOUNCED: Final = 0.5
_PLAIN_LINE: Final = 0.7
"""The same for a line that is no sentence, where a phrase as strong speaks against it, as in
"Read also: …"."""
_DOUBTED: Final = 0.25
"""What is less likely than this, below a line less likely than twice that, may be a mailing and
its name."""
LEAD: Final = 0.4
"""Log odds by which a block's words must be for such a kind rather than for news."""
_UNSPOKEN: Final = 1.2
"""The same for an appeal that speaks to nobody."""
_PLAIN: Final = 2.0
"""Log odds by which its words are plainly for a note about the author."""
PLEADING: Final = 0.985
"""What the model takes for the story beyond this stays, whatever its words."""
SURE: Final = 0.9
"""A block more likely than this is asked no further questions."""
_NOTE: Final = 8
"""A sentence that asks, or says who somebody is, has so many words."""
_TAKEN: Final[dict[Kind, tuple[Kind, ...]]] = {
    "teaser": ("navigation", "legal", "comments"),
    "newsletter": ("appeal", "subscribe", "control", "author"),
}
"""What short lines below a heading of a kind are taken for, where no wording says it."""
_HEADED: Final = frozenset({"appeal", "subscribe", "consent"})
"""What has a heading of its own, which may be any few words."""
_SENTENCE: Final = 5
"""A line of so many words with an end mark is a sentence."""
_BUTTON: Final = 0.4
"""A few words below an appeal that are less likely than this the story's are its button."""
_TIED: Final = 0.1
"""So much of a paragraph's words stands elsewhere in its story, where it has no names."""
_NAMED: Final = re.compile(r"(?:[^\W\d_][\w.'’-]*\s?){2,3}")

WORDING: Final = 1.2
UNDER: Final = 0.3
NEAR: Final = 0.25
"""What a cue, the heading above and each neighbour weigh beside the model's guess of the kind
(tried in steps on the hand-labelled pages, across sites)."""

APART_BY: Final = 0.3
"""By so much a block's marks must be for another kind than that of the section it heads."""
_SAID: Final = 0.5
"""Wording as strong as this decides a short line's kind whatever stands above it."""

HEADED: Final[dict[Kind, str]] = {
    "teaser": "stands below a heading of other stories",
    "comments": "stands below the heading of the comments",
    "newsletter": "stands below a newsletter heading",
    "appeal": "stands below an appeal for donations",
    "legal": "follows a notice of rights",
    "author": "stands below a heading about the author",
}
LOOKS: Final[dict[Kind, str]] = {
    "article": "reads like the story",
    "title": "stands above the story like a headline",
    "byline": "has the form of a name or date line",
    "caption": "has the form of a caption",
    "navigation": "has the form of a menu entry",
    "share": "has the form of a share button",
    "newsletter": "reads like a sign-up for mailings",
    "appeal": "reads like an appeal for support",
    "subscribe": "reads like an offer or a log-in",
    "advertisement": "reads like an advertisement",
    "consent": "reads like a privacy notice",
    "legal": "reads like a notice of rights",
    "teaser": "has the form of another story's headline",
    "author": "reads like a note about the author",
    "comments": "reads like part of the comments",
    "control": "has the form of a button's label",
    "repeated": "stands more than once in the text",
}
"""A reason where form and place decided, not wording."""
APART: Final = "differs in words and place from the story"
"""The reason for a sentence that a guess takes for what is no sentence."""
_FORMS: Final[tuple[Kind, ...]] = ("navigation", "share", "teaser", "control", "byline", "caption")


def label_text(document: Document) -> tuple[Label, ...]:
    """One label per block of a plain text, in order. Pure; never raises."""
    if not document.blocks:
        return ()
    seen = sights(document.blocks)
    odds = worded(seen, wording.load())
    chances, kinds = _model(table(document.blocks, seen, odds))
    leads = odds[:, _ASKING] - odds[:, [_NEWS]]
    spoken = _spoken(leads)
    found = verdicts(seen, chances)
    own = written(seen, document.blocks)
    title = text_title.title(seen, chances, kinds, found)
    if own and title is None:
        title = _headline(seen, document.blocks)
    lead = text_title.opening(seen, title)
    lead = text_title.lead(seen, chances, found) if lead is None else lead
    marks = _marks(seen, chances, kinds)
    labels: list[Label] = []
    under: Verdict | None = None
    for index, sight in enumerate(seen):
        verdict, chance = found[index], chances[index]
        if index == title:
            label = Label("title", LOOKS["title"], 0.8)
        elif document.blocks[index].shape == "code" and sight.strength < _SAID:
            label = Label("article", "is set in columns or as code", 0.8)
        elif index == lead and not (verdict and verdict.firm):
            label = Label("article", "opens the story", max(0.7, chance))
        elif verdict and (verdict.firm or chance < 0.5):
            mine = _without_title(marks[index], sight, seen, title)
            label = _told(verdict, sight, _other(sight, chance, mine, under), mine)
        elif _pleads(sight, chance, *spoken[index]):
            kind = spoken[index][0]
            label = Label(kind, REASONS[kind], round(max(0.5, 1 - chance), 3))
        elif chance >= _bar(sight, boxed=bool(labels) and labels[-1].kind == "newsletter"):
            label = Label("article", LOOKS["article"], max(chance, 0.5))
        else:
            label = _other(sight, chance, _without_title(marks[index], sight, seen, title), under)
        labels.append(label)
        under = _under(sight, label, under)
    _names(seen, chances, spoken, labels, title)
    boxes(seen, chances, leads, _ASKED, labels, lead)
    within(seen, chances, kinds, _ASKED, labels)
    told = little(seen, resumed(seen, found, between(seen, labels)), HEADED.values())
    return noted(document, told) if own else told


def _headline(seen: Sequence[Sight], blocks: Sequence[Block]) -> int | None:
    """The headline of somebody's own text: what stands below the word for a press release, or
    apart from all else."""
    release = released(seen)
    if release is not None and release + 1 < len(seen) and not seen[release + 1].ended:
        return release + 1
    return 0 if headed(seen, blocks) else None


def _spoken(leads: Matrix) -> list[tuple[Kind, float]]:
    """For each block the likeliest of the kinds that ask or introduce, by its words alone, and
    by how much these are for it rather than for news."""
    best, most = leads.argmax(axis=1).tolist(), leads.max(axis=1).tolist()
    return [(_ASKED[kind], more) for kind, more in zip(best, most, strict=True)]


def _pleads(sight: Sight, chance: float, kind: Kind, lead: float) -> bool:
    """Whether a sentence asks or introduces, by its words, and is tied to nothing else here. An
    appeal speaks to somebody; a note about the author has some of its phrases, and where these
    are plain may name who the story's byline names. What is quoted is what somebody told."""
    spoken, named = sight.we + sight.you > 0, sight.says("author")
    needed = {"appeal": LEAD if spoken else _UNSPOKEN, "author": LEAD if named else 1.0}
    plain = kind == "author" and named >= _SAID and lead >= _PLAIN and chance < SURE / 2
    most = CASELESS_MOST if sight.caseless and not sight.says(kind) else PLEADING
    return (
        lead >= needed.get(kind, LEAD)
        and BAR / (4 if plain else 2) <= chance < most
        and sight.size >= _NOTE
        and (sight.overlap.foreign or plain)
        and not sight.quotes
    )


def _names(
    seen: Sequence[Sight], chances: Sequence[float], spoken: Sequence[tuple[Kind, float]],
    labels: list[Label], title: int | None,
) -> None:  # fmt: skip
    """What lines without any wording are by their place alone: a name below the headline, the
    name of a mailing above what is said of it."""
    below = None if title is None else title + 1
    for index in range(len(labels) - 1):
        line, label = seen[index], labels[index]
        if index == below and not line.ended and line.says("byline") >= _SAID:
            labels[index] = Label("byline", REASONS["byline"], 0.7)
        if line.cues or line.ended or line.size > CRUMB:
            continue
        if labels[index + 1].kind == "author" and index != title:
            labels[index] = Label("author", "heads a note about the author", 0.6)
        elif (
            index == below
            and label.hidden
            and (spoken[index][1] < LEAD or spoken[index][0] == "author")
            and _NAMED.fullmatch(line.text)
        ):
            labels[index] = Label("byline", "a name below the headline", 0.6)
        elif (
            label.kind in {"article", "appeal"}
            and labels[index - 1].kind != "teaser"
            and max(chances[index] - _DOUBTED, chances[index + 1]) < _DOUBTED
            and not line.overlap.names
            and labels[index + 1].kind == "newsletter"
        ):
            labels[index] = Label("newsletter", "names the mailing below it", 0.6)
        elif (
            label.kind == "article"
            and index != title
            and chances[index] < SURE
            and not line.overlap.names
            and labels[index + 1].kind in _HEADED
        ):
            labels[index] = Label(labels[index + 1].kind, "heads what is hidden", 0.6)
        elif (
            label.kind == "article"
            and index
            and chances[index] < _BUTTON
            and not line.overlap.names
            and labels[index - 1].kind == "appeal"
        ):
            labels[index] = Label("appeal", "a button below what is hidden", 0.6)


def _marks(
    seen: Sequence[Sight], chances: Sequence[float], kinds: Sequence[dict[Kind, float]]
) -> list[dict[Kind, float]]:
    """What speaks for each kind of each block: the model's guess, the wording, and a little of
    what its neighbours are where these are not the story's, since menus, teasers and forms come
    in rows."""
    own = []
    for sight, guess in zip(seen, kinds, strict=True):
        marks = dict(guess)
        for cue in sight.cues:
            if cue.kind in marks:
                marks[cue.kind] += cue.strength * WORDING
        own.append(marks)
    found = []
    for index, marks in enumerate(own):
        near = [(own[i], 1 - chances[i]) for i in (index - 1, index + 1) if 0 <= i < len(own)]
        found.append(
            {
                name: value + NEAR * sum(one[name] * other for one, other in near)
                for name, value in marks.items()
            }
        )
    return found


def _model(rows: Matrix) -> tuple[list[float], list[dict[Kind, float]]]:
    """How likely each block is the story's, and if not, what it is.

    The second is asked only of blocks that may be something else: it costs the most.
    """
    model = text_model.load()
    chances = model.chances(rows)
    doubtful = [index for index, value in enumerate(chances) if value < SURE]
    kinds: list[dict[Kind, float]] = [dict.fromkeys(model.names, 0.0) for _ in chances]
    for index, share in zip(doubtful, model.shares(rows, doubtful), strict=True):
        kinds[index] = share
    return chances, kinds


def _bar(sight: Sight, *, boxed: bool) -> float:
    """How likely the story's a block must be to be shown: a sentence that no wording speaks
    against needs little more than half as much, since only a guess would hide it; so does a
    paragraph that speaks to nobody and names what the story names, whatever words it uses. Where
    a story goes on behind a sign-up box (`boxed`) the model sees mostly the box, so still less
    will do. What a phrase says to ask, or to introduce its author, and nothing ties to the story
    needs more, and a line that is no sentence more than that."""
    whole = sight.long or (sight.ended and sight.size >= _SENTENCE)
    tied = bool(sight.overlap.names) or sight.overlap.terms >= _TIED
    reports = sight.long and tied and not sight.we + sight.you
    if boxed and whole and not sight.cues and not sight.we + sight.you:
        return BAR / 5
    if not whole and sight.strength >= _PLAIN_LINE:
        return _ANNOUNCED
    asks = 0.0 if sight.quotes else sight.says(*_ASKED)
    if (asks >= _SAID and not tied) or (asks >= SURE and not sight.overlap.names):
        return _WORDED
    return BAR * _WHOLE if whole and (reports or sight.strength < 0.3) else BAR


def _told(verdict: Verdict, sight: Sight, other: Label, marks: dict[Kind, float]) -> Label:
    """A section's verdict, but where the marks are clearly for something else: for what heads
    other stories by its wording alone ("More", "Read also"), which menus and players say as well,
    and for what has a phrase of that other kind, too."""
    open_ = verdict.reason == REASONS["teaser"] or sight.says(other.kind) > _SAID
    if open_ and marks[other.kind] > marks.get(verdict.kind, 0.0) + APART_BY:
        return other
    return Label(verdict.kind, verdict.reason, verdict.confidence)


def _without_title(
    marks: dict[Kind, float], sight: Sight, seen: Sequence[Sight], title: int | None
) -> dict[Kind, float]:
    """The marks, without those for a title where the headline is known and this is not nearly
    it: a line of that form elsewhere is some other story's headline."""
    if title is None:
        return marks
    mine, known = ({word.casefold() for word in words(one.text)} for one in (sight, seen[title]))
    if len(mine & known) * 2 >= len(mine | known):
        return marks
    return {kind: value for kind, value in marks.items() if kind != "title"}


def _other(sight: Sight, chance: float, marks: dict[Kind, float], under: Verdict | None) -> Label:
    """The likeliest kind of a block that is not the story's."""
    above = under.kind if under else None
    open_ = {
        name: value + (UNDER if name == above else 0.0)
        for name, value in marks.items()
        if name != "author" or _may_note(sight, above)
    }
    kind = max(open_, key=lambda name: open_[name])
    if above and kind in _TAKEN.get(above, ()) and sight.says(kind) < _SAID and sight.size <= CRUMB:
        kind = above
    said = sight.says(kind)
    if said >= 0.5:
        return Label(kind, REASONS[kind], round(max(1 - chance, said * 0.9), 3))
    if under and under.kind == kind:
        return Label(kind, under.reason, round(1 - chance, 3))
    # A sentence has no button's form, and where no phrase says what it asks, only its place did.
    form = sight.ended and (not sight.cues or (kind in _FORMS and sight.size >= _SENTENCE))
    return Label(kind, APART if form else LOOKS[kind], round(1 - chance, 3))


def _may_note(sight: Sight, above: Kind | None) -> bool:
    """Whether a block may be a note about the author: a few words are one only where they say so
    or stand below such a heading. A name alone says who wrote it."""
    return sight.size >= _NOTE or above == "author" or sight.says("author") > 0


def _under(sight: Sight, label: Label, under: Verdict | None) -> Verdict | None:
    """The heading that the next block stands under: none once the story begins or goes on."""
    if label.kind in SHOWN:
        return None if label.kind in {"article", "title"} else under
    if sight.size <= 12 and any(
        cue.opens and cue.kind == label.kind and cue.strength >= 0.7 for cue in sight.cues
    ):
        return Verdict(label.kind, HEADED.get(label.kind, label.reason), 0.7, firm=False)
    if under and label.kind != under.kind and sight.long:
        return None
    return under
