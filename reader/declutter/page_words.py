"""What class names, ids and roles say: words that pages all over the web share, in groups."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.declutter.spoken import Numbers, known_words

GROUPS: Final[dict[str, str]] = {
    "content": "article content contents body story entry text main post prose richtext "
    "articlebody articlecontent storybody paragraph copy artikel texto corpo contenu inhalt "
    "chapter",
    "lead": "lead intro standfirst summary dek deck excerpt abstract subtitle subheadline "
    "teasertext vorspann chapo entradilla sommario kicker lede synopsis",
    "heading": "title headline heading titre titel titulo titolo header overline",
    "byline": "byline author authors date time dateline published timestamp meta pubdate datum "
    "autor auteur fecha posted updated reading readtime creditline",
    "caption": "caption figcaption credit credits copyright image img photo photos picture gallery "
    "media figure bild foto bildunterschrift legende slideshow slide thumbnail thumb video "
    "lightbox",
    "navigation": "nav navigation navbar menu menubar breadcrumb breadcrumbs footer masthead "
    "topbar sitemap pagination pager toc tabs tablist toolbar tag tags topic topics category "
    "categories "
    "keywords skip logo banner dropdown submenu subnav sitenav burger hamburger offcanvas drawer",
    "share": "share sharing social socials follow twitter facebook whatsapp linkedin pinterest "
    "telegram addthis sharethis shares partager teilen print copylink bookmark reddit instagram",
    "newsletter": "newsletter newsletters signup mailing mailchimp optin email mailinglist "
    "notification notifications push alert alerts",
    "appeal": "donate donation donations support contribute contribution membership appeal spende "
    "supporter fundraising epic donar donacion doacao doar apoie apoyo sostieni spenden don dons "
    "patreon donorbox crowdfunding",
    "subscribe": "subscribe subscription paywall premium subscriber login signin register offer "
    "meter regwall abo abonnement piano plus loginwall account pricing piwall gate",
    "advertisement": "ad ads advert advertisement advertising adslot adunit sponsor sponsored "
    "promo "
    "promotion promoted outbrain taboola dfp gpt affiliate commercial werbung anzeige publicite "
    "pub banner marketing shop product products deal deals partner partners cta",
    "consent": "cookie cookies consent gdpr privacy cmp onetrust ccpa tcf usercentrics didomi",
    "legal": "legal terms disclaimer copyright imprint impressum rights license licence",
    "teaser": "related teaser teasers recommended recommendation recommendations more trending "
    "popular latest read readmore most card cards listing list feed river stories similar upnext "
    "next previous prev carousel sidebar aside rail widget widgets module grid tile tiles recent "
    "recirc suggested suggestions rss archive",
    "author": "bio biography profile contributor writer avatar about authorbox authorbio",
    "comments": "comment comments disqus discussion reply replies respond commentlist thread "
    "kommentar kommentare comentarios commentaires coral livefyre",
    "control": "button btn player controls control form input select option search modal popup "
    "overlay dialog tooltip loading spinner audio playlist jw vjs field label slider close toggle "
    "accessibility listen tts rating vote poll quiz",
    "unseen": "sr only hidden visually visuallyhidden screenreader offscreen invisible hide none "
    "collapsed noprint print",
}
"""Group names to words; a word may be in several."""

NAMES: Final = tuple(GROUPS)
_MEMBERS: Final[dict[str, tuple[int, ...]]] = {}
for _number, _listed in enumerate(GROUPS.values()):
    for _word in _listed.split():
        _MEMBERS[_word] = (*_MEMBERS.get(_word, ()), _number)
_KNOWN: Final = known_words({word: row for row, word in enumerate(_MEMBERS)}, -1)
_GROUPED: Final = np.zeros((len(_MEMBERS) + 1, len(NAMES)), dtype=bool)
"""By word the groups that it is in, and at the end those of any other word: none."""
for _row, _groups in enumerate(_MEMBERS.values()):
    _GROUPED[_row, _groups] = True


def groups_of(word: str) -> tuple[int, ...]:
    """The numbers of the groups that a class word belongs to."""
    return _MEMBERS.get(word, ())


def grouped(keys: Numbers) -> NDArray[np.bool_]:
    """Which groups class words belong to, given as `hashes`: a row per word, a column per
    group."""
    found: NDArray[np.bool_] = _GROUPED[_KNOWN.get(keys)]
    return found
