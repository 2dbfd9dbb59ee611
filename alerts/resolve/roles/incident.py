"""Whether a report tells that something was done to somebody, or that nobody did anything.

Contracts, repairs and accidents have their strikes, targets and fires too. Where they open a
report, only words that are beyond doubt make it the report of an attack.
"""

from collections.abc import Sequence

from alerts.model.entity import Kind
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles import unreal
from alerts.resolve.roles.clauses import Span, around
from alerts.resolve.roles.sentences import Sentence
from alerts.resolve.words import Words

# Where none of these stands, the text is in a language that the tables do not know, or hardly
# one: a missed report is the worst fault there is, so what it names is taken for the news.
_FAMILIAR = (
    cue.EVENT
    | cue.SAY
    | cue.BUSINESS
    | cue.MENU
    | cue.CAPTION
    | cue.HOLD
    | cue.OFFICE
    | cue.FEED
    | cue.HAD
    | cue.PAST
    | cue.UPKEEP
    | cue.ACCIDENT
    | cue.DRILL
    | cue.CEREMONY
    | cue.WEEKDAY
    | cue.SPEAKERS
    | cue.SPORT
)
_FEW = 2
# Who dies there was hurt elsewhere, or by nobody.
_NO_BLOW = Words(
    """hospital* clinic* crash collision flood* earthquake* heatwave drown* hôpital hôpitaux clinique* séisme* inondation* hastane* kaza*
    deprem* sel nexweşxane* qeza* erdhej* lehî مستشفى مستشفيات حادث* زلزال* فيضان* غرق بیمارستان* تصادف* زلزله* سیل نەخۆشخانە*
    بوومەلەرزە* لافاو* больниц* госпитал* дтп авари* землетрясен* наводнен* лікарн* госпітал* аварі* землетрус* повін*"""
)
LEAD = 3  # sentences of the body that may say what the news is
Marked = tuple[Sentence, list[Span]]


def within(marks: list[Span], at: int) -> bool:
    """Tell whether a word is in a range of background."""
    return any(start <= at < end for start, end in marks)


def happens(sentence: Sentence, marks: list[Span]) -> bool:
    """Tell whether something happens in a sentence, beside what is background in it."""
    if not sentence.any & cue.EVENT:
        return False
    if sentence.any & cue.BUSINESS and not sentence.any & cue.VIOLENCE:
        return False
    return not marks or any(
        bits & cue.EVENT and not within(marks, i) for i, bits in enumerate(sentence.cues)
    )


def are_killed(sentence: Sentence, at: int) -> bool:
    """Tell whether people die by the number, in the place at a word: "three people died in Hama"."""
    if not sentence.any & cue.VICTIM or sentence.any & (cue.TAKEN | cue.ACCIDENT):
        return False
    start, end = around(sentence, at)
    here = range(start, end)
    counted = any(sentence.cues[i] & (cue.NUMBER | cue.NUMERAL) for i in here)
    return (
        counted
        and any(sentence.cues[i] & cue.VICTIM for i in here)
        and not any(map(_NO_BLOW.have, sentence.words[start:end]))
    )


def is_incident(marked: Sequence[Marked], lead: int) -> bool:
    """Tell whether the title, or one of the first sentences, says that something happened."""
    told = [sentence for sentence, _ in marked]
    if _is_played(told):
        return False
    opening = [s for s in told if s.place == 0]
    first = [(s, marks) for s, marks in marked if s.field == "/title" or s.place < lead]
    if any(unreal.is_practised(s) for s in opening):
        # What is fired and hit in the sentences after that was the drill's.
        return any(_has(s, marks, cue.HOSTILE) for s, marks in first if s in opening)
    if any(unreal.is_denied(s) for s in opening) or any(s.any & cue.ACCIDENT for s in opening):
        return any(_has(s, marks, cue.HOSTILE | cue.WEAPON) for s, marks in first)
    if any(s.any & (cue.COURT | cue.MOURNED) for s in opening):
        # Judged or mourned is what was; only what stands beside that is the news.
        return any(_has(s, marks, cue.HOSTILE | cue.VIOLENCE) for s, marks in first if s in opening)
    is_violent = any(s.any & cue.VIOLENCE for s in opening)
    is_business = not is_violent and any(s.any & cue.BUSINESS for s in opening)
    is_quiet = is_business or (not is_violent and any(s.any & cue.UPKEEP for s in opening))
    for s, marks in first:
        if is_business and not _names_a_site(s):
            continue  # whose news is an attack says where; a firm's remembers some
        if s.any & cue.EVENT and _has(
            s, marks, cue.VIOLENCE if is_quiet or s.any & cue.BUSINESS else cue.EVENT
        ):
            return True
    return lead == LEAD and not _is_familiar(told)


def _is_played(told: Sequence[Sentence]) -> bool:
    """Tell whether the first sentences tell of a match, and of nobody hurt where it was played."""
    first = [s for s in told if s.place < LEAD]
    if sum(s.any & cue.SPORT != 0 for s in first) < _FEW:
        return False
    played = sum(bits & cue.SPORT != 0 for s in first for bits in s.cues)
    return played > LEAD and not any(s.any & (cue.KILL | cue.VICTIM) for s in first)


def _has(sentence: Sentence, marks: list[Span], wanted: int) -> bool:
    """Tell whether one of some cues stands in a sentence, beside what is background in it."""
    if not marks or not sentence.any & wanted:
        return sentence.any & wanted != 0
    return any(bits & wanted and not within(marks, i) for i, bits in enumerate(sentence.cues))


def _names_a_site(sentence: Sentence) -> bool:
    return any(name.kind is Kind.FACILITY for _, name in sentence.names)


def _is_familiar(told: Sequence[Sentence]) -> bool:
    """Tell whether the tables know the language, so that their silence says something."""
    if any(s.any & _FAMILIAR for s in told):
        return True
    return sum(bits & cue.COMMON != 0 for s in told for bits in s.cues) >= _FEW
