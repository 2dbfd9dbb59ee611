"""Words that show a name is meant as a thing and not as a word, a person or another place.

"Omar" is a field where "field" or "حقل" stands by it, and a man everywhere else. The tables
list head nouns by what they are heads of; a star stands for any ending.
"""

import re
from functools import lru_cache

from alerts.model.entity import Entity, Kind
from alerts.resolve.fold import fold

_FIELD = """field fields oilfield oilfields gasfield gasfields wells
    حقل حقول حقلي حقلا حقلين آبار میدان میادین چاه* کێڵگە* کێلگە* بیرە*
    kêlgeh* qada zeviy* saha* yatağ* месторожден* нефтепромыс* промысел промысл* родовищ* нафтопромис*
    champ champs gisement*"""
_PLANT = """plant plants factory facility facilities complex installation station refinery
    معمل معامل محطة محطات مصنع منشأة منشآت مجمع شركة کارخانه* تأسیسات مجتمع کارگە* وێستگە* کۆمەڵگە*
    kargeh* fabrîka* îstgeh* tesis* fabrika* istasyon* завод* комплекс* станци* станці* usine* complexe* station*"""
_REFINERY = """refinery refineries مصفاة مصافي مصفى پالایشگاه* پاڵاوگە* پاڵێوگە* parzûngeh* rafîner* rafineri*
    нпз нефтеперераб* нафтоперераб* raffinerie*"""
_BASE = """base bases airbase airbases garrison outpost post camp compound barracks village
    قاعدة قواعد ثكنة معسكر مطار نقطة حامية مقر پایگاه* پادگان* بنکە* سەربازگە* bargeh* baregeh* binge* bingeh*
    üs üss* üsle* karargah* база базы базе базу базой базам авиабаз* авіабаз* бази базі гарнизон* гарнізон*
    camp garnison"""
_AIRPORT = """airport airports airfield airfields airbase airbases base مطار مطارات قاعدة فرودگاه* فڕۆکەخانە* فرۆکەخانە*
    balafirgeh* firokexane* havaalan* havaliman* аэропорт* аэродром* авиабаз* аеропорт* аеродром* авіабаз* аэрабаз*
    aéroport* aérodrome* base"""
_DAM = "dam dams reservoir سد سدود بەنداو* bendav* baraj* плотин* дамб* гэс гребл* греблі гес barrage*"
_POWER = """plant station power_station power_plant powerplant reactor محطة محطات مفاعل نیروگاه* وێستگە* نەیرۆگە*
    îstgeh* santral* электростанц* тэс тэц гэс аэс електростанц* тес тец гес аес centrale*"""
_SUBSTATION = """substation substations station محطة محولة تحويل وێستگە* îstgeh* trafo* подстанц* підстанц*
    sous-station* poste"""
_WATER = "station pump pumping water محطة مياه آبار وێستگە* îstgeh* ئاو av istasyon* su водо* станци* station*"
_PIPELINE = """pipeline pipelines line خط خطوط أنبوب أنابيب لوله بۆری هێڵی boriy* boru* трубопровод* нефтепровод* газопровод*
    нафтопров* газопров* oléoduc* gazoduc* pipeline*"""
_PORT = """port ports harbour harbor terminal terminals jetty depot ميناء موانئ مرفأ مرسى محطة مستودع بندر* اسکله*
    بەندەر* bender* liman* terminal* порт* терминал* термінал* dépôt"""
_PRISON = "prison jail detention سجن سجون زندان زیندان* girtîgeh* zîndan* hapishane* cezaev* тюрьм* тюрем* в'язниц* prison*"
_CAMP = "camp camps مخيم مخيمات اردوگاه* کەمپ* kamp kampa kampê* kampi* лагер* табор* табір camp*"
_COMPANY = """company companies corporation firm shares profit profits operator شركة شركات شرکت* کۆمپانیا* kompan* şirket*
    компани* компані* société compagnie entreprise"""
_ARMED = """forces force fighters militia militias militants group groups movement troops soldiers army party brigade
    قوات حركة ميليشيا* مليشيا* فصيل فصائل جماعة مسلحو مقاتلو جيش تنظيم حزب لواء كتائب نیروها* گروه* جنبش* حزب
    هێز* چەکدار* گرووپ* پارت* hêz* çekdar* partiy* güç* kuvvet* örgüt* grup* ordusu сил* войск* боевик* группировк*
    движени* бойовик* угрупован* рух* військ* forces milice* groupe mouvement"""
_OUTLET = """agency news channel tv television network newspaper website site outlet observatory radio correspondent
    وكالة قناة شبكة صحيفة موقع مرصد إذاعة تلفزيون خبرگزاری* شبکه* روزنامه* ئاژانس* کەناڵ* تۆڕ* ajans* kanal* tora
    haber gazete* агентств* телеканал* канал* газет* агенці* agence chaîne journal"""
_REGION = """province governorate region state district county oblast prefecture department countryside
    محافظة ولاية ريف منطقة مدينة إقليم استان* ولایت* پارێزگا* هەرێم* parêzgeh* herêm* il ili ilinde iline ilinin
    vilayet* провинци* област* округ* штат* район* регион* провінці* province* région département gouvernorat"""

_HEADS: dict[str, str] = {
    "oil": _FIELD,
    "gas": _FIELD + _PLANT,
    "field": _FIELD,
    "plant": _PLANT,
    "station": _PLANT,
    "compound": _PLANT + _BASE,
    "refinery": _REFINERY,
    "base": _BASE,
    "garrison": _BASE,
    "air": _AIRPORT,
    "airport": _AIRPORT + _BASE,
    "dam": _DAM,
    "power": _POWER,
    "nuclear": _POWER,
    "hydroelectric": _POWER + _DAM,
    "substation": _SUBSTATION,
    "water": _WATER,
    "pumping": _PLANT + _PIPELINE,
    "pipeline": _PIPELINE,
    "port": _PORT,
    "terminal": _PORT,
    "depot": _PORT,
    "prison": _PRISON,
    "camp": _CAMP,
    "company": _COMPANY,
}
_HEADS_OF_KIND = {
    Kind.REGION: _REGION,
    Kind.FACILITY: _PLANT,
    Kind.ACTOR: _ARMED,
    Kind.SOURCE: _OUTLET,
}
# How many words away a head may stand. A field's may come after a list of them; "province"
# stands right by the name.
_REACH = {Kind.REGION: 1, Kind.FACILITY: 4, Kind.ACTOR: 2, Kind.SOURCE: 2}

# Heads of other things: a field hospital is no field, a field commander is a man.
_NO_HEAD = r"(?!\s(?:hospital|commander|marshal|reporter|source|sources|correspondent|office))"
_GLUED = "(?:[وف]?[بلك]?(?:ال|لل)?)"
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[!?؟;؛]|\.(?:\s|$)")
_WINDOW = 80

_BEFORE_PERSON = frozenset(
    fold(
        "abu abou umm bin ibn mr dr sheikh commander general colonel journalist activist"
        " أبو أبي أم بن ابن الشيخ القائد العميد الشهيد اللواء الدكتور شێخ سەید"
    ).split()
)
_AFTER_PERSON = frozenset(fold("abu abou bin ibn أبو بن").split())


class Surroundings:
    """The words around a name, to the ends of its sentence. Given and kept folded."""

    def __init__(self, before: str, after: str) -> None:
        self._left = _SENTENCE_END.split(before[-_WINDOW:])[-1]
        self._right = _SENTENCE_END.split(after[:_WINDOW])[0]
        self._earlier = list(_WORD.finditer(self._left))
        self._later = list(_WORD.finditer(self._right))

    def name_a_person(self) -> bool:
        """Tell whether a title or a patronymic makes the name a person's."""
        if self._earlier and self._earlier[-1].group() in _BEFORE_PERSON:
            return True
        return bool(self._later) and self._later[0].group() in _AFTER_PERSON

    def hold_a_head_of(self, entity: Entity) -> bool:
        """Tell whether a head noun of the entity's kind stands near."""
        reach = _REACH[entity.kind]
        heads = _heads(entity.kind, entity.type)
        near_left = self._left[self._earlier[-reach:][0].start() :] if self._earlier else ""
        near_right = self._right[: self._later[:reach][-1].end()] if self._later else ""
        return bool(heads.search(near_left) or heads.search(near_right))


@lru_cache(maxsize=256)
def _heads(kind: Kind, entity_type: str) -> re.Pattern[str]:
    known = [heads for part in entity_type.split("_") if (heads := _HEADS.get(part))]
    listed = " ".join(known or [_HEADS_OF_KIND[kind]]) + " " + entity_type
    stems = sorted({_stem(word) for word in listed.split()}, key=len, reverse=True)
    return re.compile(rf"(?<!\w){_GLUED}(?:{'|'.join(stems)})(?!\w){_NO_HEAD}")


def _stem(word: str) -> str:
    stem = re.escape(fold(word.removesuffix("*")))
    return stem + r"\w*" if word.endswith("*") else stem
