"""Words that frame what is told: when it was, who says it, whose it is, and what is no news at all.

Written as `words_events` is: by cue, then by language.
"""

from alerts.resolve.roles.words import Table

# Told as memory.
RECALL: Table = {
    "en": """commemorat* memorial remembrance in_memory sentenced convicted verdict indicted defendant defendants court_sentenced court_convicted court_heard criminal_court supreme_court has_claimed_attacks have_claimed_attacks has_claimed_several have_claimed_several reminiscent reminder_of recalls recalled recalling recall background it_is_worth in_a_separate_incident unrelated meanwhile_in reminded reminds
        has_stepped_up have_stepped_up has_intensified have_intensified in_a_previous in_previous in_earlier in_an_earlier a_previous previous_attack previous_attacks have_repeatedly has_repeatedly
        have_frequently has_been_attacked have_been_attacked have_come_under has_come_under often frequently regularly similar_attack similar_attacks""",
    "fr": "commémor* hommage condamné_à_mort reconnu_coupable tribunal procès ont_revendiqué_plusieurs a_revendiqué_plusieurs souvenir ont_multiplié a_multiplié rappelle rappelons rappelant rappel pour_rappel ont_régulièrement régulièrement fréquemment attaque_précédente précédentes_attaques",
    "tr": "anma_tören* anıldı mahkeme* hapis_cezası müebbet sıklaştır* hatırlat* anımsat* zaman_zaman sık_sık önceki_saldırı* benzer_saldırı*",
    "ku": "dadgeh* hat_mehkûmkirin tê_bîranîn bi_bîr_xist bîranîn gelek_caran êrîşên_berê",
    "ar": "إحياء_ذكرى محكمة المحكمة حكما_بالإعدام حكما_بالسجن بالإعدام مدان المدان إدانة_متهم الأذهان كثف كثفت صعد صعدت يذكر_أن يشار_إلى يشار_الى الجدير_بالذكر والجدير_بالذكر جدير_بالذكر تجدر_الإشارة وتجدر_الإشارة يشار_أن ويشار ويذكر مرارا هجمات_سابقة هجوم_سابق هجمات_مماثلة بشكل_متكرر",
    "fa": "یادبود دادگاه محکوم_شد* به_اعدام متهمان_پرونده تداعی* یادآور* یادآوری* گفتنی_است لازم_به_ذکر شایان_ذکر بارها مکررا حملات_قبلی حملات_پیشین",
    "ckb": "یادی یادکردنەوە* دادگا* سزای_سێدارە جێی_ئاماژەیە شایانی_باسە بیرهێنا* چەندین_جار هێرشەکانی_پێشوو",
    "ru": "памяти_погибших почтили суд приговор* подсудим* осужден* осуждён* участил* напомним напомнил* напоминает напоминают неоднократно регулярно прежние_атаки предыдущ* вспоминает",
    "uk": "почастішав нагадав вшанув* суд вирок* підсудн* засуджен* почастішал* нагадаємо нагадал* нагадує неодноразово регулярно попередн*",
}

SINCE: Table = {
    "en": "since so_far this_year this_month over_the_past in_total to_date altogether overall",
    "fr": "depuis cette_année ce_mois au_total jusqu'ici",
    "tr": "beri bu_yana bu_yıl bu_ay şimdiye_kadar toplam toplamda itibaren",
    "ku": "vir_ve ji_destpêka vê_mehê îsal heta_niha bi_giştî",
    "ar": "منذ هذا_العام هذا_الشهر حتى_الآن إجمالي حصيلة مجموع بلغ_عدد",
    "fa": "از_زمان تاکنون امسال این_ماه مجموع از_ابتدای تا_کنون",
    "ckb": "لەوەتەی ئەمساڵ ئەم_مانگە تا_ئێستا کۆی_گشتی لەسەرەتای لە_سەرەتای",
    "ru": "с_начала в_этом_году в_этом_месяце всего с_октября с_ноября с_декабря с_января с_февраля с_марта с_апреля с_мая с_июня с_июля с_августа с_сентября начиная",
    "uk": "від_початку з_початку цього_року цього_місяця загалом усього починаючи",
}

# A count is the news of the sentence.
COUNTED: Table = {
    "en": "numbered totalled totaled tally toll_of_attacks brings_to brought_to bringing_to puts_the puts_at counted documented recorded",
    "fr": "totalis* recensé* comptabilis* documenté*",
    "tr": "sayısı bilanço",
    "ku": "hejmara",
    "ar": "عدد_الهجمات عدد_الاستهدافات بلغ وثق أحصى حصيلة ارتفع_عدد وصل_عدد",
    "fa": "شمار تعداد",
    "ckb": "ژمارەی",
    "ru": "число количество насчитал* зафиксировал*",
    "uk": "зафіксував нарахував кількість зафіксувал* нарахувал*",
}

SAY: Table = {
    "en": """spoke_of speaks_of speaking_of tells told_reporters acknowledged admitted explained insisted wrote_on described said says say reported reports report told according announced announces confirmed confirms denied denies statement spokesman
        spokesperson added adds stated wrote claims_that condemned condemns warned warns called calls urged vowed vows threatened accused
        accuses blamed blames insists welcomed welcomes commented rejected rejects""",
    "fr": "affirment annoncent déclarent indiquent disent rapportent confirment précisent assurent assure expliquent ajoutent dénoncent dénoncé accusent évoquent expliqué ajouté assuré souligné parlé parle évoqué évoque reconnu admis estimé précise dit rapporte rapporté selon annoncé annonce déclaré déclare affirme affirmé indiqué indique précisé confirmé démenti condamne condamné accuse accusé",
    "tr": "doğruladı paylaştı kaydetti söyledi belirterek anlattı dedi bildirdi açıkladı söyledi göre duyurdu belirtti aktardı kınadı yalanladı suçladı ifade",
    "ku": "eşkere_kir* ragihandiye da_zanîn dan_zanîn ragihandin got ragihand gotiye daxuyanî daxuyand diyar_kir li_gorî agahî şermezar dibêje",
    "ar": "أفادوا كشف_عن كشفت_عن اعتبر اعتبرت لفت لفتت تحدث تحدثت قال قالت أعلن أعلنت ذكر ذكرت أفاد أفادت أكد أكدت صرح صرحت وفق وفقا بحسب نقلت أوضح أوضحت أضاف أضافت أشار أشارت دان دانت أدانت نفى قالوا مصادر مصدر",
    "fa": "مدعی تأکید گفت گفتند اعلام گزارش نوشت خبر تأیید تکذیب افزود به_نوشته به_گزارش محکوم اظهار",
    "ckb": "بڵاوی_کردەوە ئاماژەی ئیدانە* سەرکۆنە* مەحکووم* مەحکوم* ناوبرد ناوی_برد ئیدانەی دەڵێت دەڵێن گوتیان وتیان وتی گوتی ڕایگەیاند رایگەیاند ڕاگەیاند بەپێی ئاشکرای ڕاپۆرت پشتڕاست باسی",
    "ru": "комментировал* прокомментировал* добавил* проинформировал* рассказал* признал* подчеркнул* утвержда* говор* сообщил* сообщает сообщают заявил* заявила заявляет сказал* рассказал* передает передаёт пишет по_данным подтвердил* опроверг* осудил* уточнил* отметил* назвал* объявил*",
    "uk": "коментував* коментувал* прокоментував прокоментувал* передає поінформував поінформувал* інформує повідомив заявив сказав розповів підтвердив спростував засудив уточнив зазначив назвав визнав підкреслив наголосив наголосил* додав написав написал* попередив попередил* визнал* підкреслил* стверджу* говор* повідомил* повідомляє повідомляют* заявил* сказал* розповіл* пише за_даними підтвердил* спростувал* засудил* уточнил* зазначил* назвал*",
}

# Whose it is and who runs it, which is no news.
HOLD: Table = {
    "en": """holds hold has_held have_held controls owns own operates operate operated run runs controlled occupies stationed_in stationed_at have_bases
        has_bases maintains maintain holds_the_rights is_home_to host hosts owned garrisons deployed_in""",
    "fr": "contrôle contrôlent exploite exploitent exploité détient détiennent possède possèdent abrite gère gèrent occupe",
    "tr": "işletiyor işleten kontrol_ediyor kontrol_eden elinde_bulunduruyor sahip bulunuyor işgal_altında kontrolünde",
    "ku": "kontrol_dike bi_rê_ve di_destê dixebitîne xwedî",
    "ar": "تسيطر يسيطر تدير يدير تشغل يشغل تملك يملك تمتلك يمتلك تحتفظ يحتفظ تستثمر تتخذ يتخذ تتمركز يتمركز",
    "fa": "اداره_می‌کند در_اختیار در_کنترل مالک بهره‌بردار مستقر_هستند مستقرند",
    "ckb": "کۆنترۆڵی_کردووە بەڕێوەی_دەبات بەڕێوەیدەبات لەژێر_دەستی خاوەنی لە_ژێر_کۆنترۆڵی",
    "ru": "контролирует контролируют управляет управляют владеет владеют эксплуатирует принадлежит размещены удерживает",
    "uk": "контролює контролюють керує керують володіє володіють експлуатує належить утримує",
}

# Named because nothing happened to it.
SPARED: Table = {
    "en": """not_interrupted not_been_interrupted not_disrupted not_been_disrupted uninterrupted not_been_targeted not_been_hit not_been_struck not_been_attacked not_been_touched not_touched was_not_hurt were_not_hurt kept_working keeps_working kept_operating no_damage_to unaffected not_affected not_damaged not_hit not_targeted undamaged unharmed not_been_affected not_been_damaged
        was_spared were_spared continued_normally operating_normally operates_normally""",
    "fr": "pas_été_interromp* pas_été_perturb* pas_été_visé* pas_été_frappé* pas_été_affecté* pas_été_touché* pas_été_endommagé* pas_touché pas_touchée pas_touchés pas_affecté* pas_endommagé* épargné* normalement",
    "tr": "aksamadı kesintiye_uğramadı hedef_alınmadı* vurulmadı* etkilenmedi etkilenmediği zarar_görmedi normal_şekilde",
    "ku": "ranewestiya* nehat_armanckirin nehatiye_armanckirin ziyan_nedît bandor_nebû xisar_nedît",
    "ar": "لم_تتوقف لم_يتوقف لم_تنقطع لم_ينقطع دون_انقطاع لم_تستهدف لم_يستهدف لم_تتعرض لم_يتعرض لم_يتضرر لم_تتضرر لم_يتأثر لم_تتأثر لم_يصب بشكل_طبيعي",
    "fa": "متوقف_نشد* قطع_نشد* هدف_قرار_نگرفت* هدف_نبود* آسیب_ندید* آسیبی_ندید* به_طور_عادی",
    "ckb": "نەوەستا* نەکراوەتە_ئامانج نەکرایە_ئامانج زیانی_پێنەگەیشت* زیانی_بەرنەکەوت* بە_ئاسایی",
    "ru": "не_прерыва* не_останавлива* не_остановлен* не_прекраща* не_атаков* не_был_атакован* не_была_атакован* не_подверг* не_нарушен* не_пострадала не_пострадали работает_штатно работают_штатно не_пострадал* не_поврежден* не_повреждён* не_затронут* в_штатном_режиме в_обычном_режиме",
    "uk": "не_перерива* не_зупиня* не_припиня* не_постраждав не_атак* не_була_атакован* не_зазна* не_порушен* не_постраждала не_постраждали працює_штатно працюють_штатно не_постраждал* не_пошкоджен* у_штатному_режимі у_звичайному_режимі",
}

# What only tells where it lies, or what flows to where.
DISTANCE: Table = {
    "en": "km kilometre kilometres kilometer kilometers mile miles",
    "fr": "km kilomètre kilomètres",
    "tr": "km kilometre kilometrelik",
    "ku": "km kîlometre kîlometir kîlometreyan",
    "ar": "كم كيلومتر كيلومترا كيلومترات كلم",
    "fa": "کیلومتر کیلومتری",
    "ckb": "کیلۆمەتر کم کیلۆمەتری",
    "ru": "км километр* ",
    "uk": "км кілометр*",
}
FEED: Table = {
    "en": "feeds feed supplies supply supplied_by connects connecting connected linking links exported_through is_fed carries transports pumps processes",
    "fr": "alimente alimentent relie relient reliant alimentant approvisionne traverse",
    "tr": "besliyor bağlayan bağlıyor taşıyan taşıyor",
    "ku": "girêdide dide",
    "ar": "يغذي تغذي يزود تزود يربط تربط يصل تصل ينقل تنقل",
    "fa": "تغذیه_می‌کند متصل_می‌کند تأمین_می‌کند",
    "ckb": "دەبەستێتەوە دابین_دەکات",
    "ru": "снабжает питает соединяет соединяющ* поставляет",
    "uk": "постачає живить з'єднує сполучає",
}

# No sentence of the story: a picture's, a list of others, a door to elsewhere.
CAPTION: Table = {
    "en": """photo file_photo file_image photo_credit pictured image_credit archive_photo archive_image general_view_of a_general_view
        a_view_of view_of caption getty handout""",
    "fr": "photo photo_d'archives photo_d'illustration légende image_d'archives vue_générale",
    "tr": "fotoğraf arşiv_fotoğraf arşiv görsel temsili",
    "ku": "wêne wêneyê_arşîvê foto",
    "ar": "صورة صورة_أرشيفية أرشيفية أرشيف صور",
    "fa": "عکس تصویر_آرشیوی آرشیو عکس_آرشیوی",
    "ckb": "وێنە ئەرشیف وێنەی_ئەرشیف",
    "ru": "фото архивное_фото на_фото иллюстрация архив",
    "uk": "фото архівне_фото на_фото ілюстрація архів",
}
# Of these only what a colon or a bar follows: "Tags: …".
LABEL: Table = {
    "en": "related trending tags tag topics keywords home more",
    "fr": "tags thèmes accueil",
    "tr": "etiketler etiket anasayfa bakınız",
    "ku": "etîket mijar",
    "ar": "وسوم الرئيسية الوسوم",
    "fa": "برچسب‌ها کلیدواژه‌ها برچسب",
    "ckb": "تاگ بابەت",
    "ru": "теги главная темы",
    "uk": "теги головна теми",
}
MENU: Table = {
    "en": """read_also also_read read_more see_also related_articles related_news related_stories related_topics more_on most_read
        you_may_also latest_news editor_s_picks don_t_miss more_news recommended""",
    "fr": "lire_aussi à_lire voir_aussi sur_le_même_sujet mots_clés articles_liés à_lire_aussi les_plus_lus",
    "tr": "ayrıca_bakınız ilgili_haberler ilgili_haber bunu_da_oku son_dakika_haberleri",
    "ku": "her_wiha_bixwîne bixwîne bixwînin nûçeyên_têkildar zêdetir_bixwîne",
    "ar": "اقرأ_أيضا إقرأ_أيضا اقرأ_أيضًا اقرأ_المزيد مواضيع_ذات أخبار_ذات شاهد_أيضا ذات_صلة كلمات_مفتاحية كلمات_دلالية الأكثر_قراءة إقرأ_المزيد",
    "fa": "بیشتر_بخوانید همچنین_بخوانید اخبار_مرتبط مطالب_مرتبط پربازدید* خبرهای_مرتبط",
    "ckb": "هەروەها_بخوێنەوە بابەتی_پەیوەندیدار زیاتر_بخوێنەوە هەواڵی_پەیوەندیدار بخوێنەرەوە",
    "ru": "читайте_также читайте_еще смотрите_также по_теме ключевые_слова похожие_новости материалы_по",
    "uk": "читайте_також читайте_ще дивіться_також за_темою схожі_новини ключові_слова",
}

# A clause may begin here.
AFTER: Table = {
    "en": "after following",
    "fr": "après suite_à",
    "tr": "sonra ardından",
    "ku": "piştî",
    "ar": "بعد عقب إثر",
    "fa": "پس_از بعد_از",
    "ckb": "دوای پاش",
    "ru": "после вслед_за",
    "uk": "після",
}
CLAUSE: Table = {
    "en": "which who while whereas where although but as",
    "fr": "qui tandis alors dont où mais",
    "tr": "ancak ise iken",
    "ku": "ku dema",
    "ar": "التي الذي الذين بينما فيما حيث لكن كما فيها وذلك",
    "fa": "که اما ولی در_حالی‌که",
    "ckb": "کە بەڵام لەکاتێکدا",
    "ru": "который которая которые которое которого которой где однако но тогда",
    "uk": "який яка які де однак але тоді",
}
AND: Table = {
    "en": "and",
    "fr": "et",
    "tr": "ve",
    "ku": "û",
    "ar": "و",
    "fa": "و",
    "ckb": "و",
    "ru": "и а",
    "uk": "і та й а",
}
# By these a text shows that its language is one of ours.
COMMON: Table = {
    "en": "the of to has have with for that its was were by from on at new held marked toured visited students museum film novel loaded",
    "fr": "le la les des un une du ont dans pour qui est sur au aux par ses cette recrute sort salles",
    "tr": "ve bir bu için ile olan olarak etti edildi yeni yapıldı oldu bakan kırdı açıldı düzenlendi ziyaret hazır petrol gaz hattından nedeniyle günü sonra kadar daha çok gitti",
    "ku": "di de ku bi ji û li hat kir bû wezîr serdana zêde ya ye gihîşt hezar ber bermîlan",
    "ar": "في من على إلى أن عن مع التي الذي هذا هذه بعد خلال حول بسبب كان كانت قد أو هو هي ما بين عند",
    "fa": "که در به از را این با است شد کرد رسید برای وزیر کردند شدند بود بودند دلیل",
    "ckb": "لە بە کە بۆ لەگەڵ ئەو کرد کرا بوو ئەم زیاد وەزیر سەردانی گەیشتە هەزار بەهۆی بەرمیل",
    "ru": "и в на что с по для из за не был новый новой начали открылся назначен провел директор музей",
    "uk": "і в на що з для та у до від новий відкрили було показав відвідала музей делегація",
}
HAD: Table = {
    "en": "had",
    "fr": "avait_été avaient_été avait avaient",
    "tr": "*mıştı *mişti *muştu *müştü *mıştılar *mişlerdi *mışlardı",
    "ku": "*ibû *ibûn hatibû hatibûn kiribû kiribûn bibû bibûn dabû kuştibûn kuştibû hatibûne ketibû",
    "ar": "كان_قد كانت_قد وكان_قد وكانت_قد كانوا_قد",
    "fa": "بودند بود_که شده_بود شده_بودند گرفته_بود گرفته_بودند کرده_بود کرده_بودند داده_بود",
    "ckb": "کرابوو کرابوون درابوو کردبوو بووبوو کوژرابوون دابوو کردبوویان هێنابوو",
}
# It belongs to the same news, though it is told late.
ALSO: Table = {
    "en": "also another too simultaneous* separate separately minutes_later hours_later hour_later later_on same_time same_night second likewise as_well",
    "fr": "également aussi autre même_nuit même_temps simultan* plus_tard second deuxième",
    "tr": "ayrıca bir_başka aynı_gece aynı_saat* eş_zamanlı* eşzamanlı* öte_yandan ikinci",
    "ku": "herwiha her_wiha din heman_şevê duyem*",
    "ar": "كما أيضا أخرى آخر ذاته نفسه نفسها بالتزامن متزامن* كذلك ثان ثانية",
    "fa": "همچنین نیز دیگر همزمان هم_زمان دومین",
    "ckb": "هەروەها دیکە تر هاوکات دووەم*",
    "ru": "также тоже еще ещё другой другая одновременно ту_же_ночь второй вторая",
    "uk": "також теж ще інший інша одночасно тієї_ж_ночі другий друга",
}
# Where the hurt are taken, nothing happened.
TAKEN: Table = {
    "en": "taken_to taken_by_helicopter flown_to flown_by flown transferred_to transported_to airlifted rushed_to moved_to treated_at treated_in hospitalised hospitalized",
    "fr": "transporté* transféré* évacué_vers évacués_vers évacuées_vers hospitalisé* soigné*",
    "tr": "götürül* kaldırıldı* kaldırılan nakledil* sevk_edil*",
    "ku": "birin hatin_birin hate_birin rakirin",
    "ar": "نقل نقلوا نقلت إسعاف أسعفوا",
    "fa": "منتقل انتقال اعزام",
    "ckb": "گواستر*",
    "ru": "доставил* доставлен* госпитализ* перевез* увезли",
    "uk": "доставив доправ* доставил* госпіталіз* перевез*",
}
# Where more guards stand since, too.
GUARDED: Table = {
    "en": "tightened heightened beefed_up stepped_up_security high_alert on_alert reinforcements security_measures",
    "fr": "renforcé renforcée renforcées renforts état_d'alerte mesures_de_sécurité",
    "tr": "güvenlik_önlem* güvenlik_artır* alarma alarm_durum* takviye_güvenlik",
    "ku": "ewlehî ewlekarî tedbîrên",
    "ar": "تعزيز عزز عززت تعزيزات تشديد شددت الإجراءات_الأمنية حالة_التأهب التأهب",
    "fa": "تقویت تدابیر_امنیتی آماده‌باش تشدید",
    "ckb": "توند_کر* توندکر* ڕێوشوێن* ئامادەباشی",
    "ru": "усилил* усилен* меры_безопасности повышенн*_готовност* режим_повышенной",
    "uk": "посилив посилил* посилен* заходи_безпеки підвищен*_готовн*",
}
NUMERAL: Table = {
    "en": "twenty thirty forty fifty sixty hundred two three four five six seven eight nine ten eleven twelve dozens several",
    "fr": "vingt trente quarante cinquante deux trois quatre cinq six sept huit neuf dix douze plusieurs dizaines",
    "tr": "yirmi otuz kırk elli iki üç dört beş altı yedi sekiz dokuz onlarca",
    "ku": "pênc şeş heft heşt bi_dehan",
    "ar": "عشرين عشرون ثلاثين ثلاثون أربعين خمسين مئة مائة هجومان هجومين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثماني تسع عشر عشرات",
    "fa": "بیست سی چهل پنجاه صد دو سه چهار پنج شش هفت هشت نه ده ده‌ها",
    "ckb": "بیست سی چل پەنجا سەد دوو سێ چوار پێنج شەش حەوت هەشت نۆ دە دەیان",
    "ru": "десят* двадцат* тридцат* сорок* пятьдесят* столько два две три четыре пять шесть семь восемь девять десять десятки",
    "uk": "десят* двадцят* тридцят* сорок* п'ятдесят* стільки два дві три чотири п'ять шість сім вісім дев'ять десять десятки",
}
# Arabic may put its subject between the two words of "had".
DONE: Table = {"ar": "قد"}
# Whose it is was hit with it, where only who runs it was not.
OWNED: Table = {
    "en": "owned_by belongs_to belonging_to",
    "fr": "appartient appartenant propriété_de propriété_du",
    "ar": "المملوكة مملوكة المملوك مملوك تعود_ملكيته تعود_ملكيتها",
    "fa": "متعلق_به",
    "ru": "принадлежит принадлежащ*",
    "uk": "належить належн*",
}
