"""Where those who speak sit: nothing happened there.

"Ministers in Damascus spoke of it", "the firms said in Doha": the words were said there, the
deed was done elsewhere. But what "a source in Kirkuk said", what doctors and the police tell,
was mostly in Kirkuk: only offices of a state, and what tells of no deed or of a deed elsewhere,
count.
"""

from alerts.model.entity import Kind
from alerts.resolve.fold import fold
from alerts.resolve.roles import lexicon as cue
from alerts.resolve.roles.clauses import clause_end, clause_start
from alerts.resolve.roles.sentences import Name, Sentence
from alerts.resolve.roles.subjects import united
from alerts.resolve.words import Words

_REACH = 3
_FAR = 6
_OFFICE_NAME = 5  # words of "the Ministry of Health and Population"
_VISIT = frozenset(fold("visit visiting visite زيارة سفر سەردان визитом візитом").split())
_PLACES = frozenset([Kind.REGION, Kind.FACILITY])
_OF = frozenset(["of", "de", "d", "du"])
_IN = frozenset(["a"])  # French "à"
# Verbs whose subject stands before them, or in Arabic after: right before "in X", X is where one spoke.
_SAID = frozenset(
    fold(
        """said told spoke speaking declared dit déclaré affirmé قال قالت صرح صرحت заявил заявила заявили сказал сказала
        сказали рассказали заявив сказав сказала"""
    ).split()
)
_REPORTERS = frozenset(
    fold(
        "reporters journalists journalistes presse للصحفيين للصحافيين الصحفيين журналистам журналістам"
    ).split()
)
# Who tells of what befell the place itself, wherever the report says who tells it.
_LOCALS = Words(
    """police policeman doctor* medic* hospital* paramedic* rescuer* firefighter* witness* resident* villager* locals local
    governor mayor activist* survivor* police policier* médecin* secouriste* pompier* hôpital témoin* habitant* riverain*
    gouverneur maire شرطة طبيب أطباء مسعف* مستشفى شهود شاهد سكان أهالي محافظ ناشط* полици* врач* медик* очевид* жител*
    мэр губернатор глава поліці* лікар* свідк* мешкан* місцев* мер губернатор голова очільник polis* belediye* vali valisi
    valiliği doktor* hastane* görgü tanık* sakin* muhtar* polîs* parêzgar* bijîşk* nexweşxane* şahid* welatiyên şarewan* شهرداری
    شهردار استاندار فرماندار پلیس پزشک* بیمارستان* شاهدان اهالی ساکنان پۆلیس* پزیشک* دکتۆر* نەخۆشخانە* پارێزگار* شایەت* دانیشتوو* خەڵکی قایمقام*
    شارەوانی ئاسایش* بەرگریی"""
)
# Turkish and English put them behind the place: "Kirkuk police said".
_LOCALS_BEHIND = Words("police medics doctors residents polisi belediye* valisi valiliği emniyet*")
# These too, but in later sentences they mostly count the dead of a place named before.
_HEALTH = Words("health civil santé civile صحة здравоохранени* мчс здоров* охорони дснс")
_STATE = Words(
    """president* premier chancellor secretary king emir président chancelier roi رئيس ملك أمير президент* премьер*
    канцлер* прем'єр* кремл*"""
)
# For whom they speak, the words before them tell: the police's tell of here, an army's of anywhere.
_SPOKES = Words(
    """spokesman spokeswoman spokesperson porte-parole parole sözcüsü sözcü berdevk* متحدث* ناطق* سخنگو* وتەبێژ*
    представител* представниц* представник* речник* речниц*"""
)
_MET = Words(
    """discuss meet meeting talks visit visits visiting visited discuter rencontrer visite görüşmek ziyaret* serdan*
    hevdîtin* بحث لبحث للقاء لقاء زار يزور زيارة دیدار سفر سەردان* چاوپێکەوتن* обсу* визит* встреч* обговор* візит* зустріч*"""
)
# Who speaks for a state, where it is said which one's; and by its adjective, whose he is.
_OFFICIALS = Words(
    """official officials diplomat* responsable* officiel* diplomate* yetkili* diplomat* berpirs* dîplomat* مسؤول* دبلوماسي* مقام*
    دیپلمات* بەرپرس* دیپلۆمات* чиновник* дипломат* представител* представник* посадов* офіційн* урядов*"""
)
_ABROAD = {
    state: Words(listed)
    for state, listed in {
        "US": """us american américain* amerikan* amerîkî أمريكي* أميركي* آمریکایی امریکایی ئەمریکی ئەمەریکی американск* американськ*""",
        "RU": "russian russe* rus rûs* روسي* روسی ڕووسی российск* російськ*",
        "TR": "turkish turc turque* türk tirk تركي* ترکیه تورک* турецк* турецьк*",
        "IR": "iranian iranien* iranlı îranî إيراني* ایرانی ئێرانی иранск* іранськ*",
        "IL": "israeli israélien* israilli îsraîlî إسرائيلي* اسرائیلی ئیسرائیلی израильск* ізраїльськ*",
        "GB": "british britannique* ingiliz بريطاني* انگلیسی بەریتانی британск* британськ*",
        "FR": "french français* fransız fransî فرنسي* فرانسوی فەڕەنسی французск* французськ*",
        "": """western foreign european un occidental* étranger* européen* batılı yabancı avrupalı rojavayî biyanî غربي* أجنبي*
            أوروبي* غربی خارجی اروپایی ڕۆژئاوایی بیانی западн* иностранн* европейск* західн* іноземн* європейськ*""",
    }.items()
}
_TOLD = cue.EVENT | cue.VICTIM


def sits(sentence: Sentence, at: int, before: list[int], after: list[int]) -> bool:
    """Tell whether only those who speak for a state sit there: "ministers in Damascus spoke of"."""
    is_in = bool(before) and (before[-1] & cue.IN or sentence.words[at - 1] in _IN)
    if _is_met_there(sentence, at):
        return True
    if not is_in or not sentence.any & cue.SAY:
        return False
    if _is_of_a_foreigner(sentence, at):
        return True
    visits = any(word in _VISIT for word in sentence.words[max(0, at - 4) : at])
    if visits or _is_said_there(sentence, at):
        return True
    return not is_told_of(sentence, at) and _is_of_speakers(sentence, at, after)


def _is_of_a_foreigner(sentence: Sentence, at: int) -> bool:
    """Tell whether another state's man speaks there: "a US official in Baghdad said".

    He says so of anywhere, as an official of the place's own country does not.
    """
    first = max(0, at - _FAR)
    officials = (i for i in range(first, at - 1) if _OFFICIALS.have(sentence.words[i]))
    office = next(officials, -1)
    if office < 0 or united(sentence, office, at - 1) & (cue.EVENT | cue.BREAK):
        return False
    ends = _TOLD | cue.SAY | cue.BREAK
    ahead = next((b for b in sentence.cues[at + 1 : at + 1 + _REACH] if b & ends), 0)
    before = united(sentence, office - _REACH, office)  # Arabic: "قال مسؤول أميركي في بغداد"
    if not any(bits & cue.SAY and not bits & (_TOLD | cue.BREAK) for bits in (before, ahead)):
        return False  # "a US official in Erbil was killed, police said"
    home = next(name.entity[:2] for i, name in sentence.names if i == at)
    beside = range(max(0, office - 2), min(office + 3, at))
    if any(
        i in beside and _is_state(name) and name.entity[:2] != home for i, name in sentence.names
    ):
        return True
    near = [sentence.words[i] for i in beside]
    return any(state != home and any(map(words.have, near)) for state, words in _ABROAD.items())


def _is_state(name: Name) -> bool:
    return name.type in {"country", "state_forces"}


def _is_of_speakers(sentence: Sentence, at: int, after: list[int]) -> bool:
    """Tell whether those who speak for a state are named before "in X", or behind "In X,"."""
    for i in range(at - 2, max(-1, at - _FAR), -1):
        if sentence.cues[i] & (cue.EVENT | cue.PASSIVE | cue.BREAK):
            break  # "a government convoy was hit in Anbar, police said"
        if sentence.cues[i] & cue.SPEAKERS or _is_spokesman(sentence, i):
            said = any(bits & cue.SAY for bits in sentence.cues[max(0, i - _REACH) : i])
            is_hit = any(bits & cue.PASSIVE for bits in after[:1])  # "was hit", they did not hit
            speaks = is_speech(after) or (is_speech(after[1:]) and not is_hit)
            return said or speaks or _opens(sentence, i, at)
    if at > 1 or not after or not after[0] & (cue.BREAK | cue.SPEAKERS):
        return False
    following = sentence.cues[at + 1 : at + 10]  # "À Moscou, le ministère de la Défense a parlé"
    who = range(at + 1, min(at + 5, len(sentence.words)))
    return any(bits & cue.SAY for bits in following) and (
        any(bits & cue.SPEAKERS for bits in following[:4])
        or any(_is_spokesman(sentence, i) for i in who)
    )


def _is_spokesman(sentence: Sentence, at: int) -> bool:
    """Tell whether who speaks for an army, or some other power, is spoken of after the lead.

    "In Baghdad, military spokesman … said". Where a report begins so, that may be all it says
    of where it was.
    """
    if not sentence.place or not _SPOKES.have(sentence.words[at]):
        return False
    return not any(map(_LOCALS.have, sentence.words[max(0, at - _REACH) : at + 1 + _REACH]))


def _is_met_there(sentence: Sentence, at: int) -> bool:
    """Tell whether a clause of its own puts only a state's men there: "while an envoy was in Beirut"."""
    start, end = clause_start(sentence, at), clause_end(sentence, at)
    if not start or united(sentence, start + 1, end) & cue.EVENT:
        return False
    is_of_office = united(sentence, start, at) & (cue.SPEAKERS | cue.OFFICE)
    return bool(is_of_office) and any(map(_MET.have, sentence.words[start:end]))


def is_speech(after: list[int]) -> bool:
    """Tell whether words begin with a verb of speech: Lebanon said; Damascus calls."""
    speech = cue.SAY | cue.ACTS | cue.BLAME
    return bool(after) and bool(after[0] & speech) and not after[0] & cue.NAME


def _is_said_there(sentence: Sentence, at: int) -> bool:
    """Tell whether something was said in the place: "said in Doha on Tuesday"."""
    if at < _REACH:
        return False
    verb = at - 3 if sentence.words[at - 2] in _REPORTERS else at - 2
    if sentence.words[verb] not in _SAID or tells_of_here(sentence, verb, at):
        return False
    return not united(sentence, verb - 1, verb) & (cue.PASSIVE | cue.IN)


def tells_of_here(sentence: Sentence, by: int, at: int) -> bool:
    """Tell whether those before some word tell of what befell the place they speak in.

    "Police said in Kirkuk a bomb killed three", "medics in Gaza said": it was there. What a
    minister says was elsewhere, and so it was where another place is named behind.
    """
    tail = united(sentence, at + 1, len(sentence.words))
    if not tail & _TOLD or any(i > at and name.kind in _PLACES for i, name in sentence.names):
        return False
    speakers = sentence.words[max(0, by - _OFFICE_NAME - 1) : by]
    if any(map(_LOCALS.have, speakers)):
        return True
    if sentence.place or any(map(_HEALTH.have, speakers)):
        return not sentence.place
    is_state = united(sentence, by - _OFFICE_NAME - 1, by) & cue.SPEAKERS
    return not is_state and not any(map(_STATE.have, speakers))


def is_told_of(sentence: Sentence, at: int) -> bool:
    """Tell whether who speaks is in a place, and not the place itself: "medics in Gaza said"."""
    if any(map(_LOCALS_BEHIND.have, sentence.words[at + 1 : at + 2])):
        return tells_of_here(sentence, at + 2, at + 1) and not _is_country(sentence, at)
    if not at:
        return False
    by = at - 1 if sentence.words[at - 1] in _OF else at
    if sentence.words[at - 1] in _OF or _LOCALS.have(sentence.words[at - 1]):
        # "The governor of Anbar said" of some attack named before, but in a first sentence of his.
        is_local = not sentence.place and any(
            map(_LOCALS.have, sentence.words[max(0, by - 2) : by])
        )
        return is_local and not _is_country(sentence, at) and tells_of_here(sentence, by, at)
    is_in = at > 1 and (sentence.cues[at - 1] & cue.IN or sentence.words[at - 1] in _IN)
    return bool(is_in) and tells_of_here(sentence, at - 1, at)


def _is_country(sentence: Sentence, at: int) -> bool:
    return any(i == at and name.type == "country" for i, name in sentence.names)


def _opens(sentence: Sentence, office: int, at: int) -> bool:
    """Tell whether an office opens the sentence whose verb of saying comes late, as in Persian.

    "The health ministry in Sanaa put the dead at 74, it said"; but "the ministry in Sanaa was
    bombed, sources said" tells of an attack before anything is said.
    """
    if office > 1 or at - office > _OFFICE_NAME:
        return False
    said = next((i for i in range(at + 1, len(sentence.cues)) if sentence.cues[i] & cue.SAY), 0)
    done = (cue.ATTACK | cue.HOSTILE | cue.PASSIVE) & ~cue.VICTIM
    return bool(said) and not united(sentence, at + 1, said) & (done | cue.BREAK)
