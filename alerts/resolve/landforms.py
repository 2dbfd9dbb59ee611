"""Mountains, valleys, deserts and rivers that sites are called after: they are none.

Attackers flee "towards the Hamrin mountains", "باتجاه جبال حمرين": nothing happened at the field of
that name. But where what a site is stands by as well, the site is meant, and the land is where it
lies: "وادي حقل العمر", "the gas field on Mount Shaer", "the Khor Mor valley gas complex". Lakes and
islands are left out, as dams make the ones and terminals lie on the others.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.heads import heads_of
from alerts.resolve.spelling import ARTICLES
from alerts.resolve.words import Words

_BEHIND = Words(
    """mountain mountains mount hill hills ridge range valley desert plain plains river wadi dağ dağı dağın* dağına dağları*
    dağlar dağlarına dağlarında dağlarının tepesi tepesin* tepeleri* vadisi* çölü* ovası* nehri* горы горах хребт*"""
)
_BEFORE = Words(
    """mount mountains wadi mont monts montagne montagnes colline collines vallée désert plaine fleuve rivière
    جبل جبال تلال تلة سلسلة وادي صحراء بادية سهل سهول نهر
    کوه کوه‌ها* کوههای کوهستان* ارتفاعات تپه‌های دره دشت بیابان رود رودخانه
    چیای چیا چیاکانی شاخی شاخەکانی زنجیرەچیای دۆڵی دەشتی بیابانی ڕووباری گردی گردەکانی
    çiya çiyayê çiyayên çiyayan zinarên newala geliyê deşta çola çemê girê girên
    горы гор гору горам горами горах гора горе холмы холмов холмам холмах хребет хребта хребту хребте долина долины
    долине долину пустыня пустыни пустыне пустыню равнина равнины равнине река реки реке реку
    гори гір горам горами горах пагорби пагорбів пагорбах хребет хребта хребту хребті долина долини долині долину
    пустеля пустелі пустелю рівнина рівнини рівнині річка річки річці річку"""
)
# What may stand between a name and the words that tell what it is.
_STUFF = Words(
    "oil gas crude natural نفط* غاز* نفت* گاز* نەوت* neft* petrol* gaz* нефт* газ* нафт* pétrol*"
)
_JOINTS = ARTICLES | frozenset(fold("the of de du des les la d l ya yê yên a").split())
_ON = frozenset(fold("on in at atop sur dans في على در بر لە لەسەر li ser di в на у").split())
_REACH = 60  # letters that hold the words looked at
_BEHIND_REACH = 3  # words behind a name and its land in which a noun is the name's
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[^\w\s'’-]")
_IDIOM = re.compile(r" plain and simple\b")

Spans = Sequence[tuple[int, int, *tuple[object, ...]]]  # where names begin and end


def is_land(text: str, start: int, end: int, entity_type: str, names: Spans) -> bool:
    """Tell whether a site's name in folded text is the name of land there.

    What a word within another of the `names` says, it does not say of this one.
    """
    before, after = _before(text, start), _after(text, end)
    is_behind = bool(after) and _BEHIND.have(after[0]) and not _IDIOM.match(text, end)
    last = _without_joints(before)
    is_before = not is_behind and bool(last) and _BEFORE.have(last[-1].group())
    if not is_behind and not is_before:
        return False
    have = _heads(entity_type).have
    if any(have(word) for word in _WORD.findall(text[start:end])):
        return False
    if _follows(after[1:] if is_behind else after, have):
        return False
    named = _without_joints(last if is_behind else last[:-1])
    if named and named[-1].group() in _ON:
        named = _without_joints(named[:-1])
    while named and _STUFF.have(named[-1].group()):
        named = _without_joints(named[:-1])
    if not named or not have(named[-1].group()):
        return True
    at = named[-1].start()
    return any(name[0] <= at < name[1] and name[0] != start for name in names)


def _before(text: str, start: int) -> list[re.Match[str]]:
    """Give the words before a name, to the last stop."""
    first = max(0, start - _REACH)
    stops = [stop.end() for stop in _STOP.finditer(text, first, start)]
    return list(_WORD.finditer(text, stops[-1] if stops else first, start))


def _after(text: str, end: int) -> list[str]:
    """Give the words after a name, to the next stop."""
    stop = _STOP.search(text, end, end + _REACH)
    return _WORD.findall(text[end : stop.start() if stop else end + _REACH])


def _without_joints(words: list[re.Match[str]]) -> list[re.Match[str]]:
    while words and words[-1].group() in _JOINTS:
        words = words[:-1]
    return words


def _follows(words: list[str], have: Callable[[str], bool]) -> bool:
    """Tell whether what a site is, or what is got there, comes right behind its name."""
    return bool(words) and (
        have(words[0]) or (_STUFF.have(words[0]) and any(have(w) for w in words[1:_BEHIND_REACH]))
    )


@lru_cache(maxsize=64)
def _heads(entity_type: str) -> Words:
    return Words(heads_of(Kind.FACILITY, entity_type))
