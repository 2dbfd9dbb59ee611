"""The head nouns of entities, in nine languages, by what they are heads of.

One stands beside most names: the Omar *field*, *حقل* العمر, *месторождение* Омар. A star stands
for any ending. They are folded like names.
"""

from alerts.model.entity import Kind

_FIELD = """field fields oilfield oilfields gasfield gasfields wells
    حقل حقول حقلي حقلا حقلين آبار میدان میادین چاه* کێڵگە* کێلگە* بیرە*
    kêlgeh* qada zeviy* saha* yatağ* месторожден* нефтепромыс* промысел промысл* родовищ* нафтопромис*
    champ champs gisement*"""
_PLANT = """plant plants factory facility facilities complex installation station
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
_DAM = (
    "dam dams reservoir سد سدود بەنداو* bendav* baraj* плотин* дамб* гэс гребл* греблі гес barrage*"
)
_POWER = """plant station powerplant reactor محطة محطات مفاعل نیروگاه* وێستگە* نەیرۆگە*
    îstgeh* santral* электростанц* тэс тэц гэс аэс електростанц* тес тец гес аес centrale*"""
_SUBSTATION = """substation substations station محطة محولة تحويل وێستگە* îstgeh* trafo* подстанц* підстанц*
    sous poste"""
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
_TOWN = """town towns city cities village villages district subdistrict county countryside suburb outskirts
    مدينة بلدة قرية قرى ريف ناحية قضاء مديرية منطقة ضاحية محيط شهر شهرک شهرستان روستای روستا بخش حومه
    شار شاری شارۆچکە* گوند* ناحیە* قەزا* bajar* bajarok* gund* navçe* nahiye* taxa
    ilçe* kasaba* köy* belde* kent* kırsal* şehir* şehr* город* села село селе посёл* посел* деревн* район* пригород* окрестност*
    міст* сел* селищ* ville villes village villages localité commune district banlieue"""

_HEADS: dict[str, str] = {
    "town": _TOWN,
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


def heads_of(kind: Kind, entity_type: str) -> frozenset[str]:
    """Give the head nouns, some with a star, that the names of such entities go with."""
    known = [heads for part in entity_type.split("_") if (heads := _HEADS.get(part))]
    listed = known or [_HEADS_OF_KIND[kind]]
    return frozenset(" ".join(listed).split())
