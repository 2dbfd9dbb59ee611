"""Which words of a sentence tell something else than the news: each rule gives their range.

A rule says why what it marks is no news: it happened another time, it is a count, a memory, a
possession, a distance, a caption. What one place suffers is judged by the words around it, so
a rule marks as little as it can: from where its clause begins to the end of the sentence.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from alerts.resolve.fold import fold
from alerts.resolve.roles import behind, bystanders, times, words_retold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.clauses import (
    EARLY,
    TIME,
    Span,
    around,
    clause,
    clause_end,
    clause_start,
    places,
    whole,
)
from alerts.resolve.roles.sentences import Sentence, sentences
from alerts.resolve.roles.times import Told

_TALLY_REACH = 3
_LAST = 4  # words that hold the verb where it closes the sentence
_VERB_LAST = frozenset(
    fold(phrase.split("_")[0].rstrip("*"))
    for table in (words_retold.COURT, words_retold.MOURNED)
    for language in ("tr", "ku", "fa", "ckb")
    for phrase in table[language].split()
)
_RETOLD = cue.RECALL | cue.COURT | cue.MOURNED | cue.HABIT
_SHORT_LINE = range(4, 41)  # code points; a label and its colon are four
_MANY_BARS = 2
# Spans so short that what came before them is the news of today, in a lead that tells no other.
_SOON = frozenset(
    fold(
        """hour hours day days night heures jour jours lendemain saat gün roj rojekê piştî غداة بعد ساعت ساعاتی روز کاتژمێر ڕۆژ ڕۆژێک
        часа часов день дней дня годин дні днів"""
    ).split()
)
_IN_KURDISH = frozenset(fold("di لە له").split())
_CLOSES = ("de", "da", "دا")
_STOPS = (".", "!", "?", "؟", "۔", "…", "»", '"', "”")
_WAS = frozenset(fold("كان كانت كانوا وكان وكانت وكانوا").split())
_BEHIND = frozenset(fold("sonra ardından").split())  # Turkish puts its "after" behind


def spans(sentence: Sentence, told: Told) -> list[Span]:
    """Give the ranges of words that are background, most sentences none."""
    found: list[Span] = []
    for wanted, rule in _RULES:
        if sentence.any & wanted:
            found += rule(sentence)
    if sentence.any & (cue.MONTH | cue.NUMBER):
        found += times.another_date(sentence, told)
    if sentence.any & cue.YESTERDAY:
        found += times.yesterday(sentence, told)
    if sentence.any & cue.WEEKDAY:
        found += times.another_weekday(sentence, told)
    return found


def is_menu(sentence: Sentence) -> bool:
    """Tell whether a line leads elsewhere: "read also", "Tags: …", a row of links parted by bars."""
    if sentence.field == "/title":
        return False
    first = sentence.cues[:3]
    if any(bits & cue.MENU for bits in first[:2]):
        return True
    for label, sign in pairwise(first):
        if label & cue.LABEL and sign & cue.BREAK:
            return True
    return any(sentence.text.count(bar) >= _MANY_BARS for bar in "|›•" if bar in sentence.text)


def menu_begins(body: str) -> int:
    """Find the line that closes the news and opens a list of others: a bare "Read also"."""
    at = 0
    listed = _headlines_begin(body) if "\n" in body else 0
    for line in body.split("\n") if "\n" in body else ():
        is_short = at and (len(line) in _SHORT_LINE or at >= listed) and line.strip()
        if is_short and any(is_menu(sentence) for sentence in sentences("/body", line, (), 1)):
            return at
        at += len(line) + 1
    return len(body)


def _headlines_begin(body: str) -> int:
    """Find where a body's last lines begin that no full stop ends, as headlines have none."""
    at = len(body)
    while at > 0:
        start = body.rfind("\n", 0, at) + 1
        if body[start:at].rstrip().endswith(_STOPS):
            return at
        at = start - 1
    return 0


def _menu(sentence: Sentence) -> Iterator[Span]:
    if is_menu(sentence):
        yield whole(sentence)


def _caption(sentence: Sentence) -> Iterator[Span]:
    """Pass over a picture, which shows a place on any day: "File photo: …", "(photo: …)"."""
    for i in places(sentence, cue.CAPTION):
        if i <= 1 or sentence.words[i - 1] in "(:" or sentence.words[i - 1] == "a":
            yield (i, _closing(sentence, i)) if sentence.words[i - 1] == "(" else whole(sentence)


def _recalled(sentence: Sentence) -> Iterator[Span]:
    """Who recalls, or says that it happens again and again, tells no news."""
    for i in places(sentence, _RETOLD):
        is_last = sentence.words[i] in _VERB_LAST and i >= len(sentence.words) - _LAST
        yield whole(sentence) if is_last else clause(sentence, i)


def _pluperfect(sentence: Sentence) -> Iterator[Span]:
    """After the lead, "had been attacked" goes back behind the news; but "said it had" may not."""
    if sentence.field == "/title" or (sentence.place == 0 and not sentence.any & TIME):
        return
    had = places(sentence, cue.HAD)
    done = [i for i in places(sentence, cue.DONE) if _WAS & {*sentence.words[max(0, i - 5) : i]}]
    for i in (*had, *done):
        start, end = around(sentence, i)
        told = any(bits & cue.SAY for bits in sentence.cues[start:i])
        acts = any(bits & cue.EVENT for bits in sentence.cues[start:end])
        if acts and not told:
            yield clause(sentence, i)


def _tally(sentence: Sentence) -> Iterator[Span]:
    """Pass over a count since some day; "the fifth this month" is still the news."""
    if not sentence.any & (cue.SINCE | cue.COUNTED):
        return
    for i in places(sentence, cue.ATTACKS):
        near = sentence.cues[max(0, i - _TALLY_REACH) : i + _TALLY_REACH + 1]
        number = cue.NUMBER | cue.NUMERAL if sentence.place else cue.NUMBER
        counted = any(bits & number for bits in near)
        since = any(bits & cue.SINCE for bits in sentence.cues[i : i + _TALLY_REACH])
        if counted or (since and sentence.cues[i] & cue.EVENT) or sentence.any & cue.COUNTED:
            yield clause(sentence, i)


def _another_story(sentence: Sentence) -> Iterator[Span]:
    """Pass over what it came hours after, or what it answered: another story.

    But where a lead tells nothing else, it tells what came before: "gas flows again two days
    after the attack".
    """
    for i in places(sentence, cue.SPAN):
        end = _end_of_cause(sentence, i)
        if i and sentence.cues[i - 1] & cue.IN and sentence.words[i] in _SOON:
            continue  # "in hours after": soon, and of the same story
        if sentence.place and sentence.cues[i] & cue.RESPOND and not _is_confirmed(sentence, i):
            yield whole(sentence)  # a retaliation, told after the news
        elif sentence.place == 0 and sentence.words[i] in _SOON and _only_there(sentence, i, end):
            continue
        elif (
            i > EARLY
            or not sentence.names
            or sentence.names[0][0] > i
            or not _only_there(sentence, i, end)
        ):
            yield i, _with_relatives(sentence, end) if sentence.place else end


def _end_of_cause(sentence: Sentence, at: int) -> int:
    """Find where it ends what something answered: at a break, or where Kurdish closes its "in"."""
    end = clause_end(sentence, at)
    if sentence.words[at] in _IN_KURDISH or sentence.words[at - 1] in _IN_KURDISH:
        names = {i: fold(name.text) for i, name in sentence.names}
        words = ((i, names.get(i, sentence.words[i])) for i in range(at + 1, end))
        return next((i + 1 for i, word in words if word.endswith(_CLOSES)), end)
    return end


def _is_confirmed(sentence: Sentence, at: int) -> bool:
    """Tell whether somebody says that he did it in answer: "confirmed that it hit … in response to"."""
    said = next((i for i in range(at) if sentence.cues[i] & cue.SAY), at)
    return any(bits & cue.AGAINST for bits in sentence.cues[said:at])


def _only_there(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether nothing happens in a sentence beside a range of its words."""
    return not any(bits & cue.EVENT for bits in (*sentence.cues[:start], *sentence.cues[end:]))


def _with_relatives(sentence: Sentence, end: int) -> int:
    """Take in what goes on about the same: ", for which …", "، الذي …"."""
    while any(bits & cue.CLAUSE for bits in sentence.cues[end + 1 : end + 3]):
        end = clause_end(sentence, end)
    return end


def _ended_story(sentence: Sentence) -> Iterator[Span]:
    """Turkish says first what it came after: "… vurulmasından iki gün sonra"."""
    for i in places(sentence, cue.SPAN_ENDS):
        if not any(word.startswith("ver") for word in sentence.words[i + 1 : i + 2]):
            yield clause_start(sentence, i), i  # but "karşılık verdi" is who answered


def _caused(sentence: Sentence) -> Iterator[Span]:
    """Pass over what attacks began after: "Ankara began the raids after …"."""
    begun = places(sentence, cue.BEGAN) if sentence.place else ()
    for i in begun:
        for after in places(sentence, cue.AFTER):
            is_last = after < i >= len(sentence.words) - 3  # Kurdish, Persian: the verb is last
            start, end = (0, after) if is_last else (i - _TALLY_REACH, i + _TALLY_REACH + 1)
            near = sentence.cues[max(0, start) : end]
            if (is_last or after > i) and any(b & cue.ATTACK and b & cue.ARMS for b in near):
                yield after, i if is_last else len(sentence.words)


def _one_of_several(sentence: Sentence) -> Iterator[Span]:
    """Pass over those that came before: "the third strike in five weeks, after …"."""
    after = [at for at in places(sentence, cue.AFTER) if not sentence.cues[at - 1] & cue.SPAN]
    for i in places(sentence, cue.ORDINAL) if after else ():
        near = sentence.cues[max(0, i - _TALLY_REACH) : i + _TALLY_REACH + 1]
        if any(bits & (cue.EVENT | cue.ATTACKS) and not bits & cue.WEAPON for bits in near):
            yield from ((at, len(sentence.words)) for at in after if at > i)
            yield from (
                (clause_start(sentence, at - 1), at)
                for at in after
                if at < i and sentence.words[at] in _BEHIND
            )


_RULES: tuple[tuple[int, Callable[[Sentence], Iterator[Span]]], ...] = (
    (-1, _menu),
    (cue.CAPTION, _caption),
    (_RETOLD, _recalled),
    (cue.PAST, times.another_time),
    (cue.EARLIER, times.earlier),
    (cue.EVE, times.eve),
    (cue.THIS_SPAN, behind.this_span),
    (cue.ALIKE, behind.alike),
    (cue.WEEKDAY, behind.another_day),
    (cue.MONTH, behind.of_a_month),
    (cue.FROM, behind.seen_from),
    (cue.COUNTED, behind.toll),
    (cue.RUMOUR, behind.rumoured),
    (cue.EVER_SINCE, times.ever_since),
    (cue.HAD | cue.DONE, _pluperfect),
    (cue.ATTACKS, _tally),
    (cue.SPAN, _another_story),
    (cue.SPAN_ENDS, _ended_story),
    (cue.BEGAN, _caused),
    (cue.ORDINAL, _one_of_several),
    (cue.HOLD, bystanders.held),
    (cue.DISTANCE, bystanders.far),
    (cue.OPPOSITE, bystanders.opposite),
    (cue.FEED, bystanders.fed),
    (cue.SPARED, bystanders.spared),
    (cue.TAKEN, bystanders.taken),
    (cue.GUARDED, bystanders.guarded),
    (cue.PRECAUTION, bystanders.shut),
    (cue.WAY, bystanders.on_the_way),
)


def _closing(sentence: Sentence, at: int) -> int:
    closing = [i for i in range(at, len(sentence.words)) if sentence.words[i] == ")"]
    return closing[0] if closing else len(sentence.words)
