"""A state that is named because something is its own is no place: "базы США", "ABD üssü".

Where an army, a drone or a missile is, its state need not be. Arabic, Persian, Kurdish,
Russian and French name the state after what it owns, with no preposition but "of"; English and
Turkish before it. In an English headline a state before "base" or "strike" is the place
("Iraq base hit"), unless it is an abbreviation, which stands there for an adjective.
"""

from alerts.resolve.words import Words

_OWNED_BEFORE = Words(
    """قوات قوة جيش جنود مقاتلات طائرات طائرة مسيرات مسيرة صواريخ صاروخ سفن سفينة بوارج مدمرة قاعدة قواعد
    ميليشيات مليشيات أذرع ضباط ضربات غارات
    نیرو* ارتش* سرباز* نظامیان پایگاه* پهپاد* موشک* جنگنده* هواپیما* بالگرد* ناوگان* تفنگدار* حملات
    هێز* سوپا* لەشکر* سەرباز* بنکە* درۆن* فڕۆکە* موشەک* مووشەک* میلیشیا*
    hêz* artêş* leşker* serbaz* bingeh* baregeh* binge* balafir* firoke* dron* mûşek* fuze* milîs*
    сил* войск* арми* военн* вс ввс вмс вмф флот* баз база базы базе базу базой базам базами базах авиабаз*
    дрон* бпла беспилотник* ракет* самолет* вертолет* истребител* солдат* спецназ* авиаци* авиаудар* удар*
    військ* армі* збройн* безпілотник* літак* винищувач* вертольот* гелікоптер* авіабаз* бази базі базою
    авіаці* авіаудар*"""
)
_OWNED_BEFORE_OF = Words(
    """army armies forces troops soldiers military navy drones missiles warplanes jets base bases
    forces armée* troupes soldats militaires marine drone* missile* avion* chasseur* hélicoptère* base*
    frappes milices"""
)
# Adjectives of armies, and "of", which may stand between.
_BETWEEN = Words(
    """مسلحة عسكرية جوية بحرية برية خاصة احتلال نظامی* هوایی* دریایی* زمینی* مسلح ویژه اشغالگر سەربازی*
    ئاسمانی* چەکدار* دەریایی* leşkerî* çekdar* asmanî* esmanî* deryayî* yên ya yê a ên
    воздушн* военно морск* специальн* вооруженн* сухопутн* ракетн* операци* назначения повітрян*
    військово морськ* спеціальн* armées aériennes navales spéciales militaires militaire aérienne navale"""
)
_OF = frozenset(["of", "the", "de", "des", "du", "d", "la", "les", "l"])
_MOST_BETWEEN = 4

_FORCES = """force forces army armies troops military navy soldiers marines guards commandos servicemen fleet
    warship warships ordu* asker* gücü* güçleri* kuvvet* birlik* birliğ* donanma* komando*"""
_WEAPONS = """drone drones uav uavs warplane warplanes jet jets aircraft helicopter helicopters missile
    missiles artillery convoy convoys iha ihası siha sihası füze* uçak* uçağ* helikopter* dron*"""
_BASES = "base bases airbase airbases outpost garrison position positions"
_STRIKES = """strike strikes airstrike airstrikes raid raids attack attacks bombing bombardment shelling
    saldırı* bombardıman*"""
_ADJECTIVES = Words(
    """armed military air naval special ground security occupation coalition combat silahlı hava deniz kara
    özel savaş askeri insansız işgal"""
)
_OWNED_AFTER = Words(f"{_FORCES} {_WEAPONS} üssü* üsse* üsle* konvoy*")
_OWNED_AFTER_SHORT = Words(f"{_BASES} {_STRIKES} official officials personnel contingent konsolos*")
_WEAPON = Words(_WEAPONS)
_STRUCK = Words(f"{_STRIKES} {_BASES} site sites factory factories depot depots")
_SHORT_STATES = frozenset(["us", "u.s", "u.s.", "uk", "u.k", "u.k.", "usa", "abd", "dya"])
_GENITIVES = frozenset(["", "s", "in", "nin", "un", "nun"])

_REACH = 60  # letters that hold a head noun and what may stand between


def tells_an_owner(text: str, start: int, end: int) -> bool:
    """Tell whether a state in folded text only says whose something is."""
    before = text[max(0, start - _REACH) : start]
    if _is_owner_after(before):
        return True
    is_short = text[start:end] in _SHORT_STATES
    return _is_owner_before(text[end : end + _REACH], is_short=is_short)


def _is_owner_after(before: str) -> bool:
    """Tell whether what is owned stands right before the state, or with "of"."""
    if before[-1:].isalnum():
        before += " "  # an article or a preposition that was glued to the name
    if not before.endswith(" "):
        return False
    of = False
    for word in reversed(before.rsplit(maxsplit=_MOST_BETWEEN + 1)[-_MOST_BETWEEN - 1 :]):
        if word in _OF:
            of = True
        elif _OWNED_BEFORE.have(word) or (of and _OWNED_BEFORE_OF.have(word)):
            return True
        elif not _BETWEEN.have(word):
            return False
    return False


def _is_owner_before(after: str, *, is_short: bool) -> bool:
    """Tell whether what is owned follows the state: "Iran's missiles", not "Iran missile site"."""
    words = after.split(" ")
    ending, words = words[0], words[1:]
    if not words or ending not in _GENITIVES:
        return False
    while words and _ADJECTIVES.have(words[0]):
        words = words[1:]
    head = words[0].rstrip(".,:;!?)»،") if words else ""
    if is_short and _OWNED_AFTER_SHORT.have(head):
        return True
    if not _OWNED_AFTER.have(head):
        return False
    follows = words[1].rstrip(".,:;!?)»،") if words[1:] and head == words[0] else ""
    return is_short or not (_WEAPON.have(head) and _STRUCK.have(follows))
