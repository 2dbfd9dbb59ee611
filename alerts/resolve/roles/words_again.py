"""Words that send a sentence back behind the news: this year, a similar attack, a toll, a match.

Written as `words_events` is: by cue, then by language.
"""

from alerts.resolve.roles.words import Table, pairs

# A month or a year that is not over: what a report of one day tells of all of it is no news.
THIS_SPAN: Table = {
    "en": "this_year this_month "
    + pairs("start_of beginning_of", "the_month the_year this_month this_year")
    + " "
    + pairs("in_the this", "spring summer autumn winter")
    + " early_this_month early_this_year in_the_fall",
    "fr": """cette_année ce_mois_ci ce_mois cet_été cet_hiver cet_automne ce_printemps au_printemps en_été en_automne en_hiver début_du_mois début_de_l'année début_de_ce_mois début_de_cette_année""",
    "tr": """bu_yıl bu_ay ay_başında* ayın_başında* ayın_başından yılbaşında* yıl_başında* yılın_başında* bu_yılın bu_ayın bu_yaz bu_kış baharda ilkbaharda sonbaharda""",
    "ku": "îsal vê_mehê vê_biharê vê_zivistanê vê_havînê vê_payîzê serê_mehê destpêka_mehê serê_salê destpêka_salê",
    "ar": pairs("مطلع بداية أول أوائل", "الشهر العام السنة")
    + " هذا_العام هذا_الشهر هذه_السنة هذا_الصيف هذا_الشتاء هذا_الربيع هذا_الخريف العام_الجاري العام_الحالي الشهر_الجاري الشهر_الحالي",
    "fa": pairs("ابتدای اوایل آغاز", "ماه سال")
    + " امسال این_ماه سال_جاری ماه_جاری این_زمستان این_تابستان این_بهار",
    "ckb": "ئەمساڵ* ئەم_مانگە* سەرەتای_مانگ* سەرەتای_ساڵ* سەرەتای_ئەم_مانگە*",
    "ru": pairs("начала начале", "года месяца этого_года этого_месяца")
    + " весной летом осенью зимой в_этом_году этого_года в_этом_месяце этого_месяца текущего_года текущего_месяца",
    "uk": pairs("початку", "року місяця")
    + " навесні влітку восени взимку цього_року цього_місяця цьогоріч",
}
# At that other time: it goes on with what the sentence before told.
THEN: Table = {
    "en": "on_that_occasion of_those_attacks of_these_attacks of_those_strikes of_those_raids that_time in_that_attack in_that_strike at_that_time",
    "fr": "à_cette_occasion de_ces_attaques de_ces_frappes cette_fois_là à_l'époque ce_jour_là",
    "tr": "aynı_tarihte o_tarihte bu_saldırıların_en o_saldırıda o_zaman o_dönemde",
    "ku": "heman_dîrokê wê_demê di_wê_êrîşê wê_carê ji_wan_êrîşan di_wê_rojê",
    "ar": "التاريخ_نفسه التاريخ_ذاته حينها حينذاك آنذاك تلك_الهجمات تلك_الضربات وقتها وقتذاك",
    "fa": "همان_تاریخ آن_زمان آن_حمله آن_حملات آن_هنگام",
    "ckb": "هەمان_بەروار* ئەو_کاتە لەو_هێرشە* ئەو_هێرشانە*",
    "ru": "в_тот_раз в_то_время тогда_же из_тех_атак из_этих_атак той_атаке той_атаки ту_же_дату",
    "uk": "того_разу тоді_ж у_той_час із_тих_атак з_тих_атак із_цих_атак той_атаці той_атаки ту_саму_дату",
}
# Like this one, and so another.
ALIKE: Table = {
    "en": "similar_attack similar_attacks similar_strike similar_strikes similar_ambush similar_incident similar_incidents in_the_same_way like_this_one",
    "fr": pairs(
        "attaque attaques frappe frappes embuscade", "similaire similaires semblable semblables"
    ),
    "tr": pairs("benzer benzeri", "saldırı* bir_saldırı* olay* pusu*"),
    "ku": "êrîşeke_wisa êrîşeke_wekî êrîşeke_mîna êrîşên_wisa êrîşên_mîna êrîşeke_bi_heman êrîşeke_bi_vî",
    "ar": pairs(
        "هجوم لهجوم بهجوم ضربة لضربة اعتداء لاعتداء كمين لكمين استهداف قصف هجمات لهجمات",
        "مماثل مماثلة مشابه مشابهة",
    ),
    "fa": pairs("حمله حمله‌ای حملات حملاتی", "مشابه مشابهی"),
    "ckb": pairs("هێرشی هێرشێکی هێرشەکانی", "هاوشێوە* لەو_شێوەیە*"),
    "ru": pairs(
        "аналогичн* похож* подобн* схож*", "атак* удар* нападени* обстрел* инцидент* засад*"
    ),
    "uk": pairs("аналогічн* схож* подібн*", "атак* удар* напад* обстріл* інцидент* засідк*"),
}
# What nobody saw, and some told.
RUMOUR: Table = {
    "en": "rumour rumours rumor rumors",
    "fr": "rumeur rumeurs",
    "tr": "söylenti* asılsız* doğrulanmadı teyit_edilmedi teyit_edilemedi",
    "ku": "gotegot*",
    "ar": "الشائعات الإشاعات شائعات شائعة إشاعات إشاعة",
    "fa": "شایعه شایعات شایعه‌ها",
    "ckb": "دەنگۆ*",
    "ru": "слух слухи слухам слухов слухами",
    "uk": "чутки чуток чуткам чутками",
}
# What will be if something else is.
WILL: Table = {
    "en": "will shall would won't",
    "fr": "sera seront serait seraient restera resteront deviendra deviendront",
    "tr": "olacak* kalmayacak* kalacak* edecek*",
    "ku": "dê_bibe dê_bibin dê_nebe wê_bibe wê_bibin wê_nebe wê_nebin dê_nebin",
    "ar": "ستكون سيكون سيصبح ستصبح لن",
    "fa": "خواهد نخواهد خواهند نخواهند",
    "ckb": "دەبێت دەبن نابن نابێت",
    "ru": "будет будут станет станут останутся останется окажутся окажется",
    "uk": "буде будуть стане стануть залишаться залишиться опиниться опиняться",
}
# Played and not fought, with shots and strikes and defences of its own.
SPORT: Table = {
    "en": """match matches goals goalless cup_final cup finals coach striker goalkeeper midfielder tournament scored champion champions
        championship referee half_time fans football handball basketball volleyball""",
    "fr": """match matchs premier_but deux_buts buteur finale finaliste entraîneur gardien_de_but tournoi championnat champion champions arbitre
        mi_temps supporters football handball basket finale_de_coupe coupe_nationale""",
    "tr": """maç maçı maçın maçta maçında gol golle golü goller kupa kupası kupasını final* antrenör* kaleci* pivot turnuva* şampiyon*
        hakem* seyirci* spor* futbol* hentbol* basketbol* voleybol* karşılaşma* forvet*""",
    "ku": "maç maça gol golê golan kûpa kûpayê kûpaya fînal fînala rahêner* goleke şampiyon* hakem* werzîş* fûtbol*",
    "ar": """مباراة المباراة مباريات كأس الكأس النهائي مدرب المدرب مهاجم_الفريق حارس_المرمى بطولة البطولة بطلا
        الشوط المشجعين المشجعون كرة هدفا_في مرمى""",
    "fa": "مسابقه مسابقات گل گل‌های جام فینال مربی سرمربی دروازه‌بان لیگ قهرمانی داور تماشاگر* فوتبال هندبال بسکتبال ورزشگاه",
    "ckb": "یارییەکە* گۆڵ گۆڵی گۆڵێک جامەکە جامەکەدا فاینەڵ* ڕاهێنەر* گۆڵپارێز* پاڵەوانێتی* ناوبژیوان* هاندەران* تۆپی یاریگا*",
    "ru": """матч* гол голы гола голов голом кубок кубка кубке финал* тренер* вратар* турнир* чемпион* арбитр* тайм болельщик*
        стадион* футбол* гандбол* баскетбол* форвард*""",
    "uk": """матч* гол голи гола голів голом кубок кубка кубку фінал* тренер* воротар* турнір* чемпіон* арбітр* тайм уболівальник*
        вболівальник* стадіон* футбол* гандбол* баскетбол* форвард*""",
}
# The way to a place, which is not that place.
# Words of attack that here tell of figures, plans and bargains; each marks what follows it too.
FIGURE: Table = {
    "en": """hit_a_record hit_record hits_record hitting_record hit_a_high hit_a_low hit_a_new hit_its_target hit_the_target_of hit_by_lower
        hit_by_falling hit_by_higher hit_by_weak hit_by_a_fall struck_a_deal strike_a_deal struck_an_agreement struck_deals strikes_a_deal struck_oil struck_gas
        targeting_20* targets_20* target_of_20* targeted_output explosive_growth""",
    "fr": "frappé_fort frappe_fort vise_20* visent_20* visant_20* vise_une_production explosion_de_la_demande explosion_des_prix",
    "tr": "hedefliyor hedefliyoruz hedeflediğini hedeflenen_üretim rekor_kırdı",
    "ar": pairs(
        "تستهدف يستهدف", "الوزارة الحكومة الشركة الخطة المشروع إنتاج رفع زيادة إنجاز تحقيق"
    ),
    "fa": pairs("هدف‌گذاری هدفگذاری", "تولید شده"),
    "ru": "бьёт_рекорд* бьет_рекорд* взрывной_рост взрывного_роста",
    "uk": "б'є_рекорд* вибухове_зростання",
}
OPPOSITE: Table = {
    "en": "opposite across_the_river",
    "fr": "face_à en_face_de",
    "ar": "مقابل قبالة",
    "fa": "روبروی روبه‌روی مقابل",
    "ru": "напротив",
    "uk": "навпроти",
}
WAY: Table = {
    "en": "road_to road_leading roads_leading highway_to route_to",
    "fr": "route_menant route_vers route_qui_mène routes_menant route_conduisant",
    "tr": "giden_yol* giden_kara_yol* giden_karayol*",
    "ku": "rêya_ku_diçe riya_ku_diçe rêya_diçe rêyên_diçin",
    "ar": "الطريق_المؤدي الطريق_المؤدية الطرق_المؤدية طريق_يؤدي الطريق_إلى",
    "fa": "جاده_منتهی جاده‌های_منتهی مسیر_منتهی راه_منتهی",
    "ckb": "ڕێگای_چوون* ڕێگای_دەچێت* ڕێگاکەی_بەرەو ڕێگای_بەرەو",
    "ru": "дорог*_к дорог*_в дорог*_на трасс*_в",
    "uk": "дорог*_до дорог*_на трас*_до",
}
