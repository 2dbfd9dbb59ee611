"""Words that say what an actor did or suffered, and what a place is called by.

Written as `words_events` is: by cue, then by language.
"""

from alerts.resolve.roles.words import Table

CLAIM: Table = {
    "en": """claim_responsibility claims_responsibility claimed_responsibility claiming_responsibility claimed claim claims took_credit
        takes_credit responsibility_for called_it_a_warning called_it_a_message called_it_retaliation said_it_was_a_warning
        described_it_as_a_warning a_warning_strike a_warning_shot
        said_it_was_behind say_they_carried says_it_carried say_they_were_behind says_it_was_behind said_they_were_behind said_it_had_carried said_they_had_carried said_it_carried said_they_carried""",
    "fr": "revendiqué* revendique revendiquent revendication parlé_d'un_avertissement coup_de_semonce frappe_d'avertissement",
    "tr": "uyarı_saldırı* uyarı_atış* uyarı_niteliğinde üstlendi üstlendiler üstlendiğini sorumluluğunu",
    "ku": "girt_ser_xwe girtiye_ser_xwe girtine_ser_xwe girtin_ser_xwe digire_ser_xwe girt_ser_milê êrîşa_hişyar* berpirsiyarî* xwedî_lê xwedî_derket li_xwe_girt berpirsyarî*",
    "ar": "ضربة_تحذيرية ضربات_تحذيرية عملية_تحذيرية رسالة_تحذيرية تبنى تبنت تبنيه تبنيها تبني أعلنت_مسؤوليتها أعلن_مسؤوليته مسؤوليتها مسؤوليته مسؤوليتهم أعلنت_المسؤولية تبنتها تبناها",
    "fa": "حمله_هشدار* ضربه_هشدار* عملیات_هشدار* مسئولیت مسوولیت برعهده بر_عهده به_عهده",
    "ckb": "گرتە_ئەستۆ گرتووەتە_ئەستۆ گرتۆتە_ئەستۆ دەگرێتە_ئەستۆ گرتیە_ئەستۆ هێرشی_هۆشداری هێرشێکی_هۆشداری بەرپرسیارێتی بەرپرسیاریەتی بەرپرسیاری_خۆی لە_ئەستۆ",
    "ru": "предупредительн*_удар* назвал*_предупрежден* взял взяла взяли ответственность подтвердил_удар подтвердили_удар подтвердил_поражение подтвердили_поражение подтвердила_причастность подтвердили_причастность заявило_о заявила_о_нападени* заявили_о_нападени* заявил_о",
    "uk": "попереджувальн*_удар* назвал*_попереджен* взяв взяла взяли відповідальність підтвердив_удар підтвердили_удар підтвердив_ураження підтвердили_ураження підтверджує_ураження підтвердила_причетність підтвердили_причетність заявив_про_атаку",
}
BLAME: Table = {
    "en": """was_behind were_behind is_behind be_behind behind_it attributed attributes work_of handiwork_of hand_of carried_out_by_suspected blamed blames blame blaming accused accuses accusing suspected suspects suspect allegedly alleged believed_to_be thought_to_be
        attributed_to pointed_to linked_to pinned""",
    "fr": "être_derrière est_derrière serait_derrière l'œuvre_de œuvre_du œuvre_de accusé accuse accusent accusant imputé* attribué* soupçonn* présumé*",
    "ar": "رجح_وقوف رجحت_وقوف يرجح_وقوف ترجح_وقوف يقف_وراء تقف_وراء وقوف_تنظيم وقوف_جماعة من_عمل بصمات نسب نسبت اتهم اتهمت اتهموا يتهم تتهم يتهمون حمل حملت محملا محملة متهما متهمة يعتقد_أن يرجح_أن المسؤولية_عن يعتقد_أنها يشتبه اتهام* يرجح_أنهم يرجح_أنها يعتقد_أنهم يشتبه_بانتما*",
    "ru": "за_атак*_сто* за_нападени*_сто* за_удар*_сто* за_пуск*_сто* за_обстрел*_сто* за_взрыв*_сто* за_этим_сто* стоит_за стоят_за стоял*_за дело_рук делом_рук приписал* приписыва* обвинил* обвиняет обвиняют обвинив возложил* предположительно подозрева*",
    "uk": "за_атак*_сто* за_нападом_сто* за_удар*_сто* за_обстріл*_сто* за_вибух*_сто* за_цим_сто* стоїть_за стоять_за справа_рук справою_рук звинуватив приписал* приписав приписую* звинуватил* звинувачу* ймовірно підозрю* поклали поклав",
    "ku": "li_pişt sûcdar_kir* sûcdarkir* gunehbar_kir* tawanbar_kir*",
    "fa": "مسئول_دانست* مسئول_خواند* مسئول_معرفی* مقصر_دانست* مقصر_خواند* پشت_این_حمله پشت_حمله متهم_کرد* متهم",
    "ckb": "لە_پشت لەپشت تۆمەتبار* تاوانبار*",
    "tr": "işaret_etti işaret_ettiler işaret_ediyor şüpheleniyor şüpheleniyorlar arkasında_olduğu* işi_olduğu* parmağı suçladı suçlayarak sorumlu_tut* şüphelenil* suçladılar",
}
# Who is to blame, in words that a claim shares: "bears full responsibility for".
BEARS: Table = {
    "en": "bears_responsibility bears_full_responsibility bear_responsibility bore_responsibility bears_the_responsibility holds_responsible held_responsible",
    "fr": "porte_la_responsabilité porte_l'entière porte_la_pleine portent_la_responsabilité tenu_responsable tenus_responsables",
    "tr": "sorumluluğunu_taşı* sorumlu_olduğu* sorumludur",
    "ku": "berpirsiyar_e berpirsiyar_in berpirsyar_e berpirsyar_in",
    "ar": "تتحمل_المسؤولية يتحمل_المسؤولية تتحمل_مسؤولية يتحمل_مسؤولية تتحمل_كامل يتحمل_كامل يتحملون_مسؤولية تتحملها يتحملها",
    "fa": "مسئول_این مسئول_حمله مسئولیت_آن_با مسئولیت_این_حمله_با",
    "ckb": "بەرپرسیارە بەرپرسیارن بەرپرسن لێی_بەرپرسە",
    "ru": "несет_ответственность несёт_ответственность несут_ответственность несет_полную несёт_полную несут_полную возложили_ответственность возложил_ответственность возложила_ответственность",
    "uk": "несе_відповідальність несуть_відповідальність несе_повну несуть_повну поклав_відповідальність поклали_відповідальність поклала_відповідальність",
}
NOBODY: Table = {
    "en": "no nobody none not neither without",
    "fr": "aucun aucune personne n'a sans",
    "tr": "kimse hiçbir henüz",
    "ku": "kes tu ti",
    "ar": "لم لا أي دون بدون",
    "fa": "هیچ کسی بدون",
    "ckb": "هیچ کەس بێ",
    "ru": "никто ни не без никаких",
    "uk": "ніхто жодн* не без ніяких",
}
BY: Table = {
    "en": "by",
    "fr": "par",
    "ku": "ji_aliyê ji_hêla ji_alîyê",
    "ar": "من_قبل على_يد على_أيدي بنيران نفذته نفذتها شنته شنتها نفذها شنها أطلقته أطلقتها أطلقها",
    "fa": "توسط از_سوی به_دست",
    "ckb": "لەلایەن لە_لایەن",
    "ru": "со_стороны",
    "uk": "з_боку",
}
BY_AFTER: Table = {"tr": "tarafından tarafınca"}
AGAINST: Table = {
    "en": "ambushed ambushing hit hits hitting struck targeted targeting target targets targetted aimed_at attacked bombed shelled",
    "fr": "visant visé visait ciblé ciblant frappé",
    "ar": "استهدف استهدفت استهداف يستهدف استهدفا قصف طال طالت هاجم هاجمت مهاجمة",
}
ON: Table = {
    "en": "on against at upon into",
    "fr": "contre sur vers",
    "ku": "li_ser li_dijî ser",
    "ar": "على ضد نحو",
    "fa": "به علیه بر",
    "ckb": "سەر دژی بۆسەر",
    "ru": "на по против",
    "uk": "на по проти",
}
BETWEEN: Table = {
    "en": "between",
    "fr": "entre",
    "ku": "navbera",
    "ar": "بين",
    "fa": "میان بین",
    "ckb": "نێوان",
    "ru": "между",
    "uk": "між",
}
PASSIVE: Table = {
    "en": "was were been being is are be came came_under come_under comes_under under",
    "fr": "été est sont fut ont_été a_été",
    "ku": "hat hatin hate hatine hatiye",
    "ar": "تعرضت تعرض تعرضوا تعرضها تعرضه",
    "ru": "был была были было под подверг*",
    "uk": "був була були було під зазна*",
}
LAUNCHED: Table = {
    "en": "took_off taken_off taking_off fired launched launch coming came originating rockets missiles drones rocket missile drone crossed",
    "fr": "décollé tiré* lancé* provenant venant venu venus venue venues roquettes missiles drones",
    "tr": "kalktığı* kalktığını havalan* ateşlenen atılan fırlatılan gelen kalkan",
    "ku": "avêtin hatin_avêtin avêt hatin",
    "ar": "أطلقت أطلق انطلق انطلقت انطلاقا إطلاق أطلقها مصدرها قادمة قادما",
    "fa": "شلیک پرتاب برخاسته",
    "ckb": "هاوێژراو* هەستاو* هەڵدرا* ئاراستە* هاوێژرا*",
    "ru": "запустил* сбросил* взлетел* взлетал* выпущен* запущен* прилетел* запуск* выпустил*",
    "uk": "запустив запустил* скинув скинул* злетів прилетів випустив злетіл* випущен* запущен* прилетіл* запуск* випустил*",
}
FROM: Table = {
    "en": "from",
    "fr": "depuis de du",
    "ku": "ji",
    "ar": "من",
    "fa": "از",
    "ckb": "لە",
    "ru": "из с со",
    "uk": "з із зі",
}
IN: Table = {
    "en": "in at near around inside outside across throughout of within east west north south eastern western northern southern",
    "fr": "en au aux dans près nord sud ouest l'est à_l'est",
    "ku": "li di nêzî nêzîkî",
    "ar": "ب وب في شرق شرقي غرب غربي شمال شمالي جنوب جنوبي قرب بريف ريف محافظة بمحافظة مديرية بمديرية قضاء بقضاء ناحية بناحية بلدة ببلدة قرية بقرية مدينة وسط داخل بمدينة ولاية",
    "fa": "در شرق غرب شمال جنوب استان نزدیکی داخل",
    "ckb": "لە باکووری باشووری ڕۆژهەڵاتی ڕۆژئاوای پارێزگای سنووری نزیک",
    "ru": "в во на у под близ возле около востоке западе севере юге провинции области районе недалеко",
    "uk": "в у на біля поблизу сході заході півночі півдні області районі під",
}
OFFICE: Table = {
    "en": """ministry minister president government officials official army spokesman spokesperson ambassador embassy foreign defence
        defense interior parliament leader leaders authorities capital prime state_media regime intelligence conflict war""",
    "fr": "ministère ministre président gouvernement ambassadeur ambassade armée autorités porte_parole",
    "tr": "bakanlığı bakanı cumhurbaşkanı hükümeti ordusu büyükelçi* savunma_bakanlığı dışişleri",
    "ku": "wezareta wezîrê serokê hikûmeta artêşa balyozxaneya",
    "ar": "وزارة وزير رئيس حكومة سفارة سفير جيش سلطات متحدث",
    "fa": "وزارت وزیر رئیس‌جمهور دولت سفارت سفیر ارتش مقامات سخنگوی",
    "ckb": "وەزارەتی وەزیری سەرۆکی حکوومەتی حکومەتی باڵیۆزخانەی سوپای",
    "ru": "генштаб* штаб* правительств* министерств* президент* минобороны мид министерство министр президент правительство посольство посол армия власти парламент",
    "uk": "генштаб* штаб* уряд* міністерств* президент* міноборони мзс міністерство міністр президент уряд посольство посол армія влада парламент",
}
# A country that acts: its government is meant.
ACTS: Table = {
    "en": """carried_out carries_out carrying launched launches wants has_carried has_launched has_been_carrying considers sees demands
        asked bombed strikes struck hit supports backs has_vowed intends plans will""",
    "fr": "mène mené veut soutient a_lancé a_mené",
    "tr": "düzenle* gerçekleştir* istiyor destekliyor",
    "ru": "нанес* нанёс* провел* провела поддерживает требует хочет",
    "uk": "завдав провів завдал* провел* підтримує вимагає",
}
# Who speaks for a state; where they sit, nothing happened.
SPEAKERS: Table = {
    "en": "minister ministers ministry diplomat diplomats envoy envoys embassy embassies government cabinet parliament foreign_office",
    "fr": "ministre ministres ministère diplomate diplomates émissaire ambassade gouvernement parlement",
    "tr": "bakan bakanlar bakanlık diplomat* büyükelçi* hükümet* meclis*",
    "ku": "wezîr* wezaret* dîplomat* balyoz* hikûmet* parlemento*",
    "ar": "وزير وزراء وزارة دبلوماسي دبلوماسيون دبلوماسيين مبعوث سفارة سفير حكومة برلمان",
    "fa": "وزیر وزیران وزارت دیپلمات* سفارت سفیر دولت مجلس",
    "ckb": "وەزیر* وەزارەت* دیپلۆمات* باڵیۆز* حکوومەت* حکومەت* پەرلەمان*",
    "ru": "министр* министерств* дипломат* посол* посольств* правительств* парламент* мид кабмин*",
    "uk": "міністр* міністерств* дипломат* посол* посольств* уряд* парламент* мзс кабмін*",
}
# What an attack is meant to take from somebody: he is whom it is aimed at.
DEPRIVE: Table = {
    "en": "deprive deprives depriving weaken weakening degrade degrading cripple crippling cut_off cutting_off deny_the",
    "fr": "priver prive privant affaiblir affaiblit couper_les",
    "tr": "mahrum_bırak* yoksun_bırak* zayıflat*",
    "ku": "bêpar_kir* qels_bike lawaz_bike",
    "ar": "حرمان لحرمان بحرمان يحرم تحرم إضعاف لإضعاف تجفيف لتجفيف",
    "fa": "محروم_کردن محروم_کند تضعیف",
    "ckb": "بێبەش_کردن* بێبەشکردن* لاوازکردن*",
    "ru": "лишить лишает лишения ослабить ослабления ослабление",
    "uk": "позбавити позбавляє позбавлення послабити послаблення",
}
# What who says it did himself: forms that have no other subject than who speaks.
BOAST: Table = {
    "fr": "avoir_visé avoir_attaqué avoir_frappé avoir_mené avoir_ciblé avoir_lancé avoir_bombardé avoir_tiré",
    "tr": """düzenlediğini düzenlediklerini gerçekleştirdiğini gerçekleştirdiklerini vurduğunu vurduklarını hedef_aldığını
        hedef_aldıklarını saldırdığını saldırdıklarını fırlattığını ateşlediğini""",
    "ku": "kirine_armanc kiriye_armanc kirin_armanc êrîş_kirine êrîş_kiriye pêk_anîne pêk_aniye",
    "ar": "استهدافها استهدافه استهدافهم مقاتليها_استهدفوا مقاتليه_استهدفوا مجاهديها_استهدفوا أنها_استهدفت أنه_استهدف",
    "fa": "هدف_قرار_داد هدف_قرار_داده هدف_قرار_دادند هدف_قرار_داده‌اند هدف_قرار_داده‌ایم حمله_کرده حمله_کرده‌اند موشکباران_کرده",
    "ckb": """کردووەتە_ئامانج کردۆتە_ئامانج کردوەتە_ئامانج کردۆتە ئەنجامداوە ئەنجام_داوە ئەنجامیان_داوە هێرشیان_کردووەتە
        هێرشیان_کردۆتە""",
    "ru": "что_атаковал* что_нанес* что_нанёс* что_выпустил* что_поразил* о_нанесении_удар*",
    "uk": "що_атакував що_завдав що_випустив що_уразив що_вдарив що_атакувал* що_завдал* що_випустил* що_уразил* що_вдарил* про_завдання_удар*",
}
# Those who attacked, as those call them who fought them off.
ATTACKERS: Table = {
    "en": "attackers assailants attacking_force raiders intruders infiltrators",
    "fr": "assaillants attaquants",
    "tr": "saldırganı saldırganları saldırganlar saldırganlardan",
    "ku": "êrîşkar*",
    "ar": "مهاجما مهاجمين مهاجم متسللين متسللا",
    "fa": "مهاجم مهاجمان مهاجمین",
    "ckb": "هێرشبەر*",
    "ru": "нападавш* атакующих диверсант*",
    "uk": "нападник* диверсант*",
}
