"""The head nouns of entities, in nine languages, by what they are heads of.

One stands beside most names: the Omar *field*, *حقل* العمر, *месторождение* Омар. A star stands
for any ending. They are folded like names.
"""

from alerts.model.entity import Kind
from alerts.resolve.fold import fold

# What its next word calls an area or a town is that, whatever field the sentence names.
AREA_BEHIND = frozenset(
    fold(
        "area areas district subdistrict town city village province governorate county"
        " bölgesi ilçesi kasabası köyü районе район районі"
    ).split()
)
# A part of a town is called after a site, or by its name.
QUARTER_BEHIND = frozenset(
    fold(
        "neighbourhood neighborhood suburb quarter mahallesi mahallesinde mahallesine mahallesinin mahallesindeki mahalle semti semtinde"
        " spor stadyumu stadyumunda stadı stadında stadium arena fc sc club stade стадион стадионе стадіон стадіоні"
    ).split()
)
QUARTER_BEFORE = frozenset(
    fold(
        "حي وحي بحي لحي quartier faubourg taxa taxê محله گەڕەکی квартал квартале микрорайон микрорайоне мікрорайон мікрорайоні кварталі"
        " stade stadyûma yarîgeha ملعب ستاد نادي ورزشگاه باشگاه یاریگای یانەی стадион стадионе стадіон стадіоні клуб клубе клубі"
    ).split()
)
_FIELD = """field fields oilfield oilfields gasfield gasfields wells facility facilities installation installations tesis*
    منشآت تأسیسات دامەزراوە* объект* об'єкт*
    حقل حقول حقلي حقلا حقلين آبار
    کێڵگە* کێلگە* بیرە* kêlgeh* qada zeviy* میدان* میادین چاه* حوزه santral*
    saha* yatağ* yatakla* alanı* kuyu* месторожден* промысел промысл* нефтепромыс* газопромыс* скважин*
    родовищ* нафтопромис* газопромис* свердловин* champ champs gisement* puits"""
_PLANT = """plant plants factory facility facilities complex installation installations station stations
    معمل معامل معملي معملا محطة محطات محطتي محطتا مصنع مصانع منشأة منشآت مجمع شركة
    کارگە* کارخانە* وێستگە* کۆمەڵگە* دامەزراوە* kargeh* karxane* fabrîka* îstgeh* wêstgeh* stasyon* santral*
    کارخانه* تأسیسات مجتمع ایستگاه* نیروگاه* tesis* fabrika* istasyon* santral* завод* комплекс* станци* объект*
    станці* об'єкт* usine* complexe* installation* station*"""
_REFINERY = """refinery refineries مصفاة مصافي مصفى مصفاتي
    پاڵاوگە* پاڵێوگە* پاڵاوتگە* parzûngeh* parzînegeh* rafîner* پالایشگاه* rafineri* нпз нефтеперераб* нефтезавод*
    нафтоперероб* нафтоперераб* raffinerie*"""
_BASE = """base bases airbase airbases garrison garrisons outpost outposts post posts camp compound barracks village
    قاعدة قواعد قاعدتي قاعدتا قاعدتين ثكنة ثكنات معسكر معسكرات مطار نقطة حامية مقر
    بنکە* سەربازگە* بارەگا* مۆڵگە* bargeh* baregeh* binge* bingeh* qerargeh* پایگاه* پادگان* قرارگاه* اردوگاه*
    üssü* üsse* üsle* karargah* garnizon* база базы базе базу базой баз базам базах базами авиабаз* гарнизон* казарм*
    бази базі базою авіабаз* гарнізон* казарм* camp camps garnison* caserne* poste celle"""
_AIRPORT = """airport airports airfield airfields airbase airbases base bases مطار مطارات مطاري مطارا قاعدة قواعد
    فڕۆکەخانە* فرۆکەخانە* balafirgeh* balafirxane* firokexane* firgeh* فرودگاه* پایگاه* havaalan* havaliman* üssü* üsse*
    аэропорт* аэродром* авиабаз* аеропорт* летовищ* аеродром* авіабаз* аэрабаз* aéroport* aérodrome* base bases"""
_DAM = """dam dams reservoir barrage سد سدود سدي بحيرة خزان بەنداو* bendav* سد دریاچه baraj* плотин* дамб* гэс
    водохранилищ* гребл* греблі дамб* гес водосховищ* barrage*"""
_POWER = """plant plants station stations powerplant reactor محطة محطات محطتي مفاعل
    وێستگە* وێسگە* نەیرۆگە* îstgeh* wêstgeh* stasyon* santral* نیروگاه* رآکتور santral* электростанц* энергоблок* тэс тэц грэс гэс аэс
    електростанц* енергоблок* тес тец гес аес centrale* réacteur*"""
_SUBSTATION = """veguhêzer* trafo* santral* substation substations station stations محطة محطات محطتي محولة تحويل وێستگە* îstgeh* wêstgeh* stasyon*
    پست ایستگاه* trafo* istasyon* подстанц* підстанц* poste postes"""
_BRIDGE = """bridge bridges جسر جسور پل* پرد* pir pira köprü* мост* міст* мост pont ponts"""
_WATER = """station stations pump pumping water waterworks محطة محطات مياه آبار وێستگە* ئاو îstgeh* wêstgeh* stasyon* av ava avê
    ایستگاه* آب تصفیه* istasyon* su водо* станци* насосн* станці* station* pompage"""
_PIPELINE = """pipeline pipelines line خط خطوط أنبوب أنابيب بۆری* هێڵی هێڵەکانی boriy* lûle* xeta خط لوله boru* hattı*
    трубопровод* нефтепровод* газопровод* трубопров* нафтопров* газопров* oléoduc* gazoduc* pipeline*"""
_PORT = """port ports harbour harbor terminal terminals jetty depot ميناء موانئ مينائي ميناءي ميناءا مرفأ مرافئ مرسى محطة رصيف مستودع
    بەندەر* bender* lenger* بندر* اسکله* پایانه* ترمینال liman* terminal* iskele* порт* терминал* причал* нефтебаз*
    термінал* причал* нафтобаз* port ports terminal dépôt*"""
_TANKS = """tank tanks storage warehouse warehouses خزان خزانات صهاريج مستودعات مخزن مخازن cuve cuves réservoir* stockage
    depo* deposu tankı tankları عەمبار* کۆگا* embar* depoy* резервуар* хранилищ* резервуар* сховищ*"""
_PRISON = """prison prisons jail detention سجن سجون معتقل زیندان* بەندینخانە* گرتووخانە* girtîgeh* girtîxane* zîndan*
    hepsxane* زندان بازداشتگاه hapishane* cezaev* тюрьм* тюрем* сизо изолятор* в'язниц* тюрм* ув'язнен* prison*"""
_CAMP = """camp camps مخيم مخيمات مخيمي کەمپ* ئۆردوگا* ئوردوگا* kamp kampa kampê kampên اردوگاه* کمپ* kampı* kampın*
    kamplar* лагер* табор* табір camp camps"""
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
    محافظة ولاية ريف منطقة مدينة إقليم استان* ولایت* پارێزگا* هەرێم* parêzgeh* herêm* ili ilinde iline ilinin
    مقاطعة إمارة جمهورية جمهوری امارت emirate emirlik* émirat* bölgesi* eyalet* wilaya остан* мухафаз* губернаторств* oblast* cumhuriyet* эмират* емірат* край края краю крае
    республик* республіц* республік* vilayet* провинци* област* округ* штат* район* регион* провінці* province* région département gouvernorat"""
_TOWN = """town towns city cities village villages district subdistrict county countryside suburb outskirts
    مدينة بلدة قرية قرى ريف ناحية قضاء مديرية منطقة ضاحية محيط شهر شهرک شهرستان روستای روستا بخش حومه
    شار شاری شارۆچکە* گوند* ناحیە* قەزا* bajar* bajarok* gund* navçe* nahiye* taxa
    ilçe* kasaba* köy* belde* kent* kırsal* şehir* şehr* город* села село селе посёл* посел* деревн* район* пригород* окрестност*
    міст* сел* селищ* ville villes village villages localité commune district banlieue"""
_DISTRICT = (
    _TOWN
    + " raion rayon caza governorate county area quarter neighbourhood neighborhood حي لواء بلدية"
)

_HEADS: dict[str, str] = {
    "town": _TOWN,
    "admin2": _DISTRICT,
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
    "depot": _PORT + _TANKS,
    "prison": _PRISON,
    "camp": _CAMP,
    "bridge": _BRIDGE,
    "company": _COMPANY,
}
_HEADS_OF_KIND = {
    Kind.REGION: _REGION,
    Kind.FACILITY: _PLANT,
    Kind.ACTOR: _ARMED,
    Kind.SOURCE: _OUTLET,
}


def heads_of(kind: Kind, entity_type: str) -> str:
    """Give the head nouns, some with a star, that the names of such entities go with."""
    known = [heads for part in entity_type.split("_") if (heads := _HEADS.get(part))]
    return " ".join(known or [_HEADS_OF_KIND[kind]])


def every_head() -> str:
    """Give the head nouns of all that there is."""
    return " ".join([*_HEADS.values(), *_HEADS_OF_KIND.values()])
