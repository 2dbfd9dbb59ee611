"""Which names are too common to stand alone, and by which rule.

A name that is also a word, a person or a stub of one finds far more than what it names. The
lists are of words that places and facilities are in fact called by, and of the given names that
news is full of; what they lack, the files that people review have as `short`.
"""

import re
from collections.abc import Callable

from alerts.resolve.fold import key
from alerts.resolve.heads import every_head
from alerts.resolve.spelling import is_arabic, without_article

_WORDS = """
    able agency air all alpha amber anchor angel apple april arch area army august autumn back bar bay beach bear
    beaver bell best big bird black block blue bonanza bright bubbles buffalo camp capital castle cedar center central
    centre champion chance change city clear cloud coast coal cold concord copper corner cross crown dawn day deep deer
    delta desert diamond dove dream eagle early east echo emerald empire enterprise express fair falcon
    farm fire first fish flag forest forward fox freedom friend fresh front future garden gate general gem giant glory
    gold golden good grand grass gray great green ground grove hail half harbour harbor hard harmony hawk head heart
    heather high hill hills holly home hope horizon horn horse house ice imperial independence industrial iron island
    ivory jade january joy june jupiter justice key king kings lake land lark last liberty light lily lime line lion
    little local lone long lost loyal lucky luna major maple marble march mars may meadow memory mercury merit metal
    middle midway milestone mine mineral mint mission moon morning mother mount mountain national nature new night noble
    north november oak ocean october old olive opal open orange orchid order orion palm park partner path patriot
    peace pearl phoenix pilot pine pioneer plain planet plaza point polar pond port power prairie premier pride
    prime prince princess progress promise prospect quartz queen quest rain rainbow ranger raven ready red regal reform
    republic resolution revolution rich ring river road robin rock rose royal ruby sage saint salt sand sands sapphire
    saturn school sea second september shell shield silver sky small smart snow solar sole south sparrow spirit spring
    star station steel stone storm street strong success summer summit sun sunrise sunset swan swift tank team
    teem temple thunder tiger timber titan top tower town trade tree triangle trinity triumph true union unity
    upper valley vault venture venus victory view village vision vista ward water wave welcome well west
    white wild wind winter wolf wood world yellow young youth zebra zone
    ville nord sud est ouest centre grand petit nouveau rouge noir blanc vert bleu mont lac mer port fort bois
    champ espoir liberté paix lumière étoile victoire libération soleil
    merkez yeni eski büyük küçük ak kara kızıl yeşil mavi gül güneş yıldız barış zafer umut deniz dağ göl köprü liman
    ova orta doğu batı kuzey güney kent köy su hamam bayrak
    центр север юг восток запад новый старый большой малый белый черный чёрный красный мир победа свобода заря
    звезда надежда луч маяк восход октябрь май берег поле лес гора озеро город село мост союз
    північ південь схід захід новий старий великий малий білий чорний червоний перемога воля зірка надія
    промінь світанок жовтень травень поле ліс гора озеро місто міст
    ورد الورد برد تيم الثورة ثورة الشعر شاعر الشاعر الخراطة العزبة عزبة الأزرق أزرق الأحمر أحمر الأبيض أبيض الأسود أسود
    الأخضر أخضر النور نور السلام سلام الأمل أمل الحرية حرية النصر نصر الوحدة وحدة العودة عودة البعث تشرين الشرق شرق
    الغرب غرب الشمال شمال الجنوب جنوب الوسط وسط البحر بحر النهر نهر الجبل جبل الوادي وادي السد سد المدينة مدينة القرية
    قرية الساحل ساحل المركز مركز العين عين الباب باب القوس قوس الزهور زهور الربيع ربيع القمر قمر الشمس شمس الصقر صقر
    النجمة نجمة الذهب ذهب الجزيرة جزيرة الميناء ميناء المطار مطار الرمل رمل
    آزادی امید پیروزی انقلاب شهید نور گل سبز سفید سیاه سرخ شمال جنوب شرق غرب مرکز شهر ده کوه دریا رود پل بهار ستاره
    ئازادی هیوا ئاشتی ڕۆژ گوڵ سپی ڕەش سوور سەوز باکوور باشوور ناوەند شار گوند چیا دەریا پرد بەهار ئەستێرە
    azadî hêvî aştî roj gul spî reş sor kesk bakur başûr rojava rojhilat navend bajar gund çiya derya pir bihar stêrk
"""
_PEOPLE = """
    abbas abdullah adam adnan ahmad ahmed akbar alan albert alex alexander ali alice amal amin amina amir anna anton
    arthur asad aziz bashar bilal boris carlos charles clara daniel david dmitri edward elena elias elizabeth emma eric
    eugenia fadi faisal faris farid fatima fatimah francis frank george habib hadi hamid hamza haris harry hasan hashim
    hassan helen henry hossein hussein ibrahim igor imad isaac ismail ivan jaber jack jafar jalal jamal james jamil
    jane jawad jean joan john jordan jose joseph juan julia kamal karim kate kevin khaled khalid laila layla leila
    leonard louis luis maher mahdi mahmoud majid malik marc maria marie mark martin mary maryam matthew mehdi mehmet
    michael mikhail mohamed mohammad mohammed mona muhammad mustafa nabil nadia nasser natalia nicholas nikolai noor
    nour olga omar omer oscar osman pablo patrick paul pedro peter philip qasim rachel rahim ramadan rashid rebecca
    reza richard robert rose saad sabah saddam saeed said saleh salim salman sami samir samuel sara sarah sergei
    simon sofia stephen steven suleiman taha tariq thomas umar vera victor vladimir walid william yahya yasin youssef
    yusuf zahra zaid zain
    عمر علي محمد أحمد محمود حسن حسين خالد سعيد صالح سالم سامي سمير يوسف إبراهيم إسماعيل مصطفى عبدالله كريم جمال كمال
    طارق وليد فيصل ناصر جابر عباس حيدر زيد مريم فاطمة زينب ليلى سارة نور رضا مهدی حسین علی محمد رضا زهرا
    عومەر عەلی محەمەد ئەحمەد حەسەن حوسێن omer elî mihemed ehmed hesen husên ömer mehmet ahmet mustafa hasan hüseyin
    омар али мухаммед ахмед иван сергей владимир мария анна ольга виктор николай александр михаил олександр
    сергій володимир марія микола тетяна
"""
_FEWEST = 3
_ABBREVIATION = re.compile(r"[^a-zа-яіїєґё]{2,}")
_PAIR = 2


def _listed(words: str) -> frozenset[str]:
    return frozenset(key(word) for word in words.split())


WORDS = _listed(_WORDS)
PEOPLE = _listed(_PEOPLE)
_HEADS = frozenset(key(word) for word in every_head().split() if not word.endswith("*"))


def why_common(name: str) -> str | None:
    """Give the rule by which a name is too common to stand alone in a text, or None.

    Pairs of an everyday word and a head noun (Green Village) are names; so are abbreviations.
    """
    folded = key(name)
    bare = without_article(folded) or folded
    for rule, holds in _RULES:
        if holds(name, folded, bare):
            return rule
    return None


def _is_stub(name: str, folded: str) -> bool:
    """Tell whether a name has too few letters; in Arabic script words have fewer."""
    too_few = len(folded) < _FEWEST and not is_arabic(folded)
    return too_few and not _ABBREVIATION.fullmatch(name)


def _is_all_words(bare: str) -> bool:
    words = bare.split()
    return len(words) >= _PAIR and WORDS.issuperset(words) and _HEADS.isdisjoint(words)


_RULES: tuple[tuple[str, Callable[[str, str, str], bool]], ...] = (
    ("it has no letters", lambda _, folded, __: not any(c.isalpha() for c in folded)),
    ("it is a given name", lambda _, folded, bare: folded in PEOPLE or bare in PEOPLE),
    ("it is an everyday word", lambda _, folded, bare: folded in WORDS or bare in WORDS),
    ("it is a head noun by itself", lambda _, __, bare: bare in _HEADS),
    ("all its words are everyday words", lambda _, __, bare: _is_all_words(bare)),
    (
        f"it has fewer than {_FEWEST} letters",
        lambda name, folded, _: _is_stub(name, folded),
    ),
)
