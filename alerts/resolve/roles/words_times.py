"""Words that say that it was another time than that of the news, or how often it was.

Written as `words_events` is: by cue, then by language. Where a language has some words for the
time and some for what is past, every pair of them is a cue.
"""

from alerts.resolve.roles.words import Table, pairs

# Another time than that of the news. "Last week's" folds to "last weeks".
PAST: Table = {
    "en": pairs(
        "last previous preceding past",
        "week weeks month months year years days day summer winter spring autumn season decade",
    )
    + " "
    + pairs(
        "day days week weeks fortnight month months year years decade decades",
        "earlier ago before prior previously",
    )
    + """ recent_day recent_days recent_week recent_weeks recent_month recent_months recent_years in_the_past
        repeatedly_in_the_past over_the_years yesteryear""",
    "fr": pairs(
        "semaine mois année saison an jours semaines années été hiver printemps",
        "dernier dernière derniers dernières précédent précédente précédents précédentes passé passée",
    )
    + " "
    + pairs("jour jours semaine semaines mois an ans", "plus_tôt auparavant avant")
    + " "
    + pairs("derniers dernières", "jours semaines mois années")
    + " "
    + pairs(
        "il_y_a_cinq il_y_a_six il_y_a_sept il_y_a_huit il_y_a_neuf il_y_a_vingt",
        "ans mois jours semaines",
    )
    + """ l'an_dernier l'an_passé l'été_dernier l'hiver_dernier l'année_dernière veille avant_veille
        il_y_a_deux il_y_a_trois il_y_a_quatre il_y_a_quelques il_y_a_plusieurs il_y_a_un il_y_a_une il_y_a_dix ces_dernières ces_derniers""",
    "tr": pairs(
        "geçen geçtiğimiz önceki evvelki bir_önceki",
        "hafta* ay ayki ayın ayında yıl* sene* gün günlerde günkü günlerdeki yaz kış sonbahar* ilkbahar*",
    )
    + " "
    + pairs("gün hafta ay yıl sene günler haftalar aylar yıllar", "önce* evvel* öncesi*")
    + " "
    + pairs("son", "günlerde haftalarda aylarda yıllarda dönemde")
    + " geçmişte geçenlerde",
    "ku": pairs(
        "hefteya hefteyên meha mehên sala salên rojên rojan salan mehan hefteyan",
        "borî bihurî bihûrî çûyî çûyîn derbasbûyî dawî dawîn par berê",
    )
    + " "
    + pairs("roj hefte meh sal", "berê berî_niha beriya_niha")
    + " "
    + pairs(
        "beriya_du beriya_sê beriya_çar beriya_pênc beriya_şeş beriya_deh berî_du berî_sê",
        "salan mehan rojan hefteyan",
    )
    + " roja_berê di_demên_borî",
    "ar": pairs(
        """الأسبوع الشهر العام السنة الأيام الأسابيع الأشهر الأعوام السنوات الفترة اليومين الأسبوعين الشهرين العامين
        الصيف الشتاء الخريف الربيع""",
        "الماضي الماضية الماضيين الفائت الفائتة المنصرم المنصرمة الأخيرة السابق السابقة",
    )
    + " "
    + pairs(
        "قبل",
        """يومين أيام أسبوع أسبوعين أسابيع شهر شهرين أشهر عام عامين أعوام سنة سنتين سنوات نحو_أسبوع نحو_شهر نحو_عام
        ثلاثة_أيام أربعة_أيام خمسة_أيام نحو_عامين""",
    )
    + " "
    + pairs("قبل_ثلاث قبل_أربع قبل_خمس قبل_ست قبل_سبع قبل_ثماني قبل_عشر", "سنوات سنين")
    + " "
    + pairs("قبل_ثلاثة قبل_أربعة قبل_خمسة قبل_ستة قبل_سبعة قبل_عشرة", "أعوام أشهر أسابيع")
    + " اليوم_السابق الأيام_القليلة وسبق_ذلك سبق_ذلك سبق_أن سبق_وأن وسبق_أن وسبق_لل* سبق_لل*",
    "fa": pairs(
        "هفته ماه سال هفته‌های ماه‌های سال‌های روزهای تابستان زمستان بهار پاییز",
        "گذشته پیش قبل اخیر پیشین قبلی",
    )
    + " "
    + pairs("هفته‌ها ماه‌ها سال‌ها روزها", "پیش قبل")
    + " روز_پیش روز_قبل چندی_پیش در_گذشته پارسال",
    "ckb": pairs(
        "هەفتەی مانگی ساڵی ڕۆژانی ڕۆژی رۆژی رۆژانی ساڵانی هەفتەکانی مانگەکانی هاوینی زستانی",
        "ڕابردوو* رابردوو* پێشوو* پێشتر",
    )
    + " "
    + pairs(
        "ڕۆژ ڕۆژێک رۆژ رۆژێک هەفتە هەفتەیەک مانگ مانگێک ساڵ ساڵێک",
        "لەمەوبەر* لەمەوپێش* پێش_ئێستا* بەر_لە_ئێستا* پێشتر*",
    ),
    "ru": pairs(
        "день дня дней сутки неделю недели недель месяц месяца месяцев год года лет",
        "назад тому_назад",
    )
    + " "
    + pairs("днем днём днями неделей неделями месяцем месяцами годом годами", "ранее раньше")
    + " "
    + pairs(
        "прошлой прошлом прошлого прошлым прошлую минувшей минувшем минувшую",
        "недел* месяц* год* лет* зим* осень* весн*",
    )
    + " "
    + pairs(
        "последние последних предыдущие предыдущей предыдущем",
        "дни дней недели недель месяцы месяцев годы лет неделе месяце",
    )
    + " в_прошлом прошлогодн*",
    "uk": pairs(
        "день дні днів добу тиждень тижні тижнів місяць місяці місяців рік роки років", "тому"
    )
    + " "
    + pairs("днем днями тижнем тижнями місяцем місяцями роком роками", "раніше")
    + " "
    + pairs(
        "минулого минулому минулої торішн* попереднього",
        "тижня тижні місяця місяці року році зими літа весни осені",
    )
    + " "
    + pairs(
        "останні останніми останніх",
        "дні днями тижні тижнями днів тижнів місяці місяців роки років",
    )
    + " торік торішн*",
}
# By a month or a weekday: that of an earlier week or year.
LAST: Table = {
    "en": "last past previous preceding",
    "fr": "dernier dernière précédent précédente passé",
    "tr": "geçen geçtiğimiz önceki",
    "ku": "borî bihurî çûyî derbasbûyî",
    "ar": "الماضي الماضية الفائت المنصرم السابق",
    "fa": "گذشته پارسال",
    "ckb": "ڕابردوو* رابردوو* پێشوو*",
    "ru": "прошлого прошлом прошлой прошлую прошлый минувшего",
    "uk": "минулого минулому минулої минулу торік",
}

# Before the news, but perhaps by minutes only: weighed with what stands by it.
EARLIER: Table = {
    "en": "once_delayed once_hit once_struck once_attacked once_shut once_damaged once_targeted earlier previously formerly before_that prior_to",
    "fr": "auparavant précédemment plus_tôt antérieurement",
    "tr": "daha_önce önceden daha_öncesinde daha_evvel evvelce",
    "ku": "berê_jî berî_niha pêştir berî_vê berîya_niha beriya_niha ji_berê",
    "ar": "سابقا مسبقا قبلها قبل_ذلك سابق وقت_سابق",
    "fa": "پیشتر پیش‌تر قبلا پیش_از_این قبل_از_این پیش_از_آن",
    "ckb": "پێشتر* پێش_ئێستا* لەمەوبەر* لەوەوپێش* پێشووتر*",
    "ru": "ранее раньше до_этого прежде",
    "uk": "раніше до_цього перед_тим до_того",
}
# The same day all the same.
SAME_DAY: Table = {
    "en": "today in_the_day that_day same_day this_morning hours_earlier hour_earlier minutes_earlier tonight on_the_same",
    "fr": "aujourd'hui même_jour dans_la_journée ce_matin heures_plus_tôt",
    "tr": "bugün aynı_gün saat_önce bu_sabah saatler_önce",
    "ku": "îro heman_rojê vê_sibehê saet_berê",
    "ar": "اليوم ذات_اليوم اليوم_نفسه هذا_الصباح صباح_اليوم قبل_ساعات اليوم_ذاته",
    "fa": "امروز همان_روز ساعت_پیش امشب بامداد_امروز",
    "ckb": "ئەمڕۆ هەمان_ڕۆژ کاتژمێر_پێش",
    "ru": "сегодня тот_же_день часами_ранее часов_назад утром",
    "uk": "сьогодні того_ж_дня годин_тому вранці",
}

# "Hours after", "came after", "follows": what comes then is another story.
SPAN: Table = {
    "en": pairs("hour hours day days night week weeks month months year years", "after")
    + " "
    + pairs("came comes come coming", "after on_top_of")
    + """ hours_before hour_before hours_earlier_than a_year_since one_year_since years_since anniversary amid
        as_tensions in_the_wake in_response in_retaliation in_revenge in_reprisal follow follows followed_a followed_an followed_the
        followed_last followed_similar answer_to answer_for response_to reply_to retaliation_for revenge_for in_answer in_reply reprisal_for reprisals_for on_the_heels hot_on_the_heels""",
    "fr": pairs("heures jour jours semaine semaines mois an ans", "après")
    + """ au_lendemain anniversaire heures_avant en_riposte intervient_après survient_après interviennent_après en_représailles
        en_réponse réponse_à réponse_aux représailles_à représailles_aux représailles_après sur_fond fait_suite font_suite suit_une suivent_une suit_des dans_le_sillage""",
    "tr": "yıl_dönümü* yıldönümü* üzerinden_bir_yıl",
    "ku": "hefteyek_piştî rojek_piştî mehek_piştî salek_piştî bersivê_did* bersiva_êrîş* wek_bersiv* piştî_çend roj_piştî rojekê_piştî hefte_piştî hefteyekê_piştî meh_piştî salvegera* di_bersiva bersiva_êrîşa sal_piştî li_pey_êrîş* li_pey_bombe* li_pey_kuşt*",
    "ar": pairs(
        "يأتي تأتي جاء جاءت",
        "الهجوم_بعد الهجمات_بعد الضربة_بعد القصف_بعد الاستهداف_بعد التفجير_بعد الغارة_بعد",
    )
    + """ غداة مرور_عام مرور_سنة ذكرى الذكرى عام_على سنة_على قبل_ساعات_من بعد_ساعات بعد_يوم بعد_أيام بعد_يومين بعد_أسبوع بعد_أسبوعين بعد_أسابيع بعد_شهر
        بعد_شهرين بعد_أشهر بعد_عام ردا_على انتقاما_ل* انتقاما ثأرا_ل* يأتي_ذلك_بعد ويأتي_ذلك جاء_ذلك وجاء_ذلك يأتي_الهجوم_بعد يأتي_هذا جاء_الهجوم_بعد جاءت_الغارات_بعد
        جاءت_الضربات_بعد تأتي_الضربات في_أعقاب تلت أعقبت في_ظل وسط""",
    "fa": """پاسخ_به پاسخی_به سالگرد* سال_پس_از سال_از سال_بعد_از ساعت_پس_از ساعاتی_پس_از روز_پس_از روز_بعد_از هفته_پس_از هفته_بعد_از ماه_پس_از
        در_پاسخ_به در_واکنش_به به_تلافی در_تلافی به_دنبال در_پی_حمله در_پی_حملات""",
    "ckb": """ساڵێک_بەسەر ساڵ_بەسەر ساڵیاد* ساڵڕۆژ* ساڵێک_دوای ساڵ_دوای کاتژمێر_دوای ڕۆژ_دوای ڕۆژێک_دوای رۆژێک_دوای هەفتەیەک_دوای هەفتە_دوای مانگێک_دوای
        مانگ_دوای لە_وەڵامی بەدوای""",
    "ru": """годовщин* год_со_дня год_после лет_после год_спустя_после в_ответ в_отместку в_качестве_возмездия часов_после часа_после день_после через_день_после дней_после дня_после
        ответом_на ответ_на на_фоне недели_после неделю_после месяц_после последовал*_за следует_за вслед_за""",
    "uk": """річниц* рік_після років_після роковини годин_після день_після дні_після днів_після відповіддю_на відповідь_на на_тлі у_відповідь у_помсту тиждень_після тижні_після
        місяць_після слідом_за відбул*_після""",
}
SPAN_ENDS: Table = {  # in Turkish it stands behind what it tells of
    "tr": """karşılık misilleme_olarak yanıt_olarak karşılık_olarak cevaben saat_sonra gün_sonra hafta_sonra ay_sonra yıl_sonra
        ardından_geldi ardından_başladı ardından_yaşandı ardından_düzenlen*
        ardından_gerçekleş* ardından_gel* sonrasında_geldi sonrasında_başladı sonra_geldi sonra_başladı""",
}
# What began after something, answered it.
BEGAN: Table = {
    "en": "began begun begin started came come launched resumed",
    "fr": "commencé débuté intervien* survien* déclenché* lancé*",
    "tr": "başladı başlat*",
    "ku": "dest_pê destpê*",
    "ar": "بدأ بدأت بدأوا جاء جاءت يأتي تأتي انطلقت",
    "fa": "آغاز شروع",
    "ckb": "دەستی_پێ دەستیپێ* دەستیان_پێ*",
    "ru": "начал начали начались началась последовал*",
    "uk": "почав розпочав почал* розпочал* розпочат*",
}

# One of several: where that is said, those named "after" it are the others.
ORDINAL: Table = {
    "en": "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth 2nd 3rd 4th 5th another latest",
    "fr": "deuxième second seconde troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "tr": "ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu",
    "ku": "duyem* duyemîn sêyem* çarem* pêncem* şeşem* heftem* heştem*",
    "ar": "الثاني الثانية الثالث الثالثة الرابع الرابعة الخامس الخامسة السادس السادسة السابع السابعة الثامن ثاني ثالث رابع خامس سادس سابع ثامن",
    "fa": "دومین سومین چهارمین پنجمین ششمین هفتمین هشتمین دوم سوم چهارم پنجم",
    "ckb": "دووەم* سێیەم* چوارەم* پێنجەم* شەشەم* حەوتەم* هەشتەم*",
    "ru": "второй вторая второе вторую третий третья третье третью четверт* четвёрт* пятый пятая пятую шестой шестая шестую седьм*",
    "uk": "другий друга друге другу третій третя третє третю четверт* пята п'ята п'ятий п'яту шостий шоста сьом*",
}
# From then on: what follows tells what was then. "A since" that only counts from a date is here too.
EVER_SINCE: Table = {
    "en": "since",
    "fr": "depuis_le depuis_la depuis_que depuis_l'attaque depuis_une depuis_janvier depuis_février depuis_mars depuis_avril depuis_mai depuis_juin "
    "depuis_juillet depuis_août depuis_septembre depuis_octobre depuis_novembre depuis_décembre",
    "ku": "ji_dema ji_destpêka",
    "ar": "منذ",
    "fa": "از_زمان از_ابتدای از_آغاز",
    "ckb": "لەوەتەی لە_سەرەتای لەسەرەتای",
    "ru": "с_момента с_начала с_тех_пор с_октября с_ноября с_декабря с_января с_февраля с_марта с_апреля с_мая с_июня с_июля с_августа с_сентября",
    "uk": "з_моменту з_початку від_початку відколи з_жовтня з_листопада з_грудня з_січня з_лютого з_березня з_квітня з_травня з_червня з_липня з_серпня з_вересня",
}

# By the day, from Monday: its number tells whether it is that of the news.
WEEKDAY: Table = {
    "0": "monday mondays lundi pazartesi duşem* الإثنين الاثنين دوشنبه دووشەم* понедельник* понеділ*",
    "1": "tuesday tuesdays mardi salı sêşem* الثلاثاء سه‌شنبه سێشەم* вторник* вівтор*",
    "2": "wednesday wednesdays mercredi çarşamba çarşem* الأربعاء چهارشنبه چوارشەم* среду среды середу середи",
    "3": "thursday thursdays jeudi perşembe pêncşem* الخميس پنجشنبه پنج‌شنبه پێنجشەم* четверг* четвер*",
    "4": "friday fridays vendredi cuma înî îniyê الجمعة جمعه هەینی* пятниц* п'ятниц*",
    "5": "saturday saturdays samedi cumartesi şemî şemiyê السبت شنبه شەممە* суббот* субот*",
    "6": "sunday sundays dimanche pazar yekşem* الأحد یکشنبه یەکشەم* воскресень* неділ*",
    "any": "روز ڕۆژی",
}
