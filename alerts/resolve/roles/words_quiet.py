"""Words by which an attack that is spoken of did not happen: practised, threatened, denied.

Written as `words_events` is: by cue, then by language.
"""

from alerts.resolve.roles.words import Table, pairs

# Who practises fires and bombs as in earnest.
DRILL: Table = {
    "en": """drill drills live_fire military_exercise military_exercises training_exercise training_exercises joint_exercise
        joint_exercises live_fire_exercise exercises an_exercise manoeuvre manoeuvres maneuvers war_games simulated mock_attack simulation simulations training_course training_courses
        dummy_targets dummy_target controlled_detonation controlled_explosion controlled_blast controlled_demolition test_firing test_fire test_fired test_shots""",
    "fr": "exercice exercices manœuvres manoeuvres à_balles_réelles tirs_d'entraînement simulé* explosion_contrôlée tirs_d'essai tir_d'essai",
    "tr": "tatbikat* atış_talim* eğitim_atış* kontrollü_patlat* deneme_atış* test_atış*",
    "ku": "kursa kursek kursên tetbîqat* manevra* manewra* rahênan* fişekên_rastî avêtina_ceribandinê teqandina_ceribandinê",
    "ar": "تمرينا تمرين تمارين دورة_تدريبية تدريبات تدريبا تدريباتها تدريباتهم مناورات مناورة بالذخيرة_الحية بالذخائر_الحية تمرين تمارين تدريب_عسكري تفجير_متحكم تفجير_مخلفات إطلاق_تجريبي رماية_تجريبية رمايات_تجريبية",
    "fa": "رزمایش* مانور مانورهای تمرین_نظامی تمرین‌های_نظامی انفجار_کنترل‌شده شلیک_آزمایشی شلیک‌های_آزمایشی تیراندازی_آزمایشی",
    "ckb": "مەشق* ڕاهێنان* مانۆڕ* مانەوڕ* فیشەکی_ڕاستەقینە تەقەی_تاقیکاری هاوێشتنی_تاقیکاری",
    "ru": "учения учений учениях учениям учениями учебные_стрельбы учебных_стрельб боевыми_стрельбами боевой_стрельбой маневр* манёвр* имитаци* контролируем*_подрыв пробн*_стрельб* испытательн*_стрельб* пробн*_пуск* тестов*_стрельб*",
    "uk": "навчання навчань навчаннях навчаннями тренування тренувань навчальні_стрільби імітаці* маневр* контрольован*_підрив пробн*_стрільб* випробувальн*_стрільб* пробн*_пуск* тестов*_стрільб*",
}
# What strikes in the midst of a drill is none.
DURING: Table = {
    "en": "during while amid amidst interrupted",
    "fr": "pendant durant lors alors_que",
    "tr": "sırasında esnasında sürerken",
    "ku": "di_dema di_nava",
    "ar": "أثناء خلال تزامنا",
    "fa": "هنگام در_جریان حین در_حین",
    "ckb": "لەکاتی لە_کاتی لەمیانەی",
    "ru": "во_время в_ходе",
    "uk": "під_час у_ході",
}
# Done to somebody by somebody, and not only heard or fired.
HOSTILE: Table = {
    "en": "attack* target targeted targeting hit hits struck shelled bombed assault* raided ambush* stormed killed crashed",
    "fr": "attaqu* attaque attaques visé* ciblé* frappé* assaut* bombardé* tué tués tuée tuées",
    "tr": "saldır* hedef_al* hedef_oldu vuruldu vurdu vurul* baskın* öldürül*",
    "ku": "êrîş* êriş* kir_armanc kirin_armanc bû_armanc armanc_kir* lê_xist* hatin_kuştin",
    "ar": "هجوم* هجمات هاجم* استهدف* استهداف* قصف قصفت تعرض تعرضت سقط سقطت سقوط مقتل",
    "fa": "حمله حملات هدف اصابت* بمباران* کشته",
    "ckb": "هێرش* ئامانج* کوژرا*",
    "ru": "атак* атаков* напал* нападен* обстрел* ударил* попал* убит* погиб*",
    "uk": "напав ударив атак* атац* напал* напад* обстріл* вдар* ударил* влуч* загину*",
}
# Announced, not done. What follows is what somebody means to do.
THREAT: Table = {
    "en": "threatens threatened threatening vowed vows preparing_to prepares_to preparing_for preparing_new",
    "fr": "prépare préparent menace menacent menacé menaçant menaçait promet promettent",
    "tr": "tehdit_et* tehdit_edi* tehdidi* tehdidinde*",
    "ku": "gef gefan gefên gefa",
    "ar": "يخشى تخشى يخشون يستعد تستعد يستعدون يحضر_ل هدد هددت هددوا يهدد تهدد يهددون توعد توعدت توعدوا يتوعد تتوعد مهددا مهددة متوعدا متوعدة",
    "fa": "تهدید*",
    "ckb": "هەڕەشە*",
    "ru": "готовит готовят готовится готовятся пригрозил* угрожа* угрожает грозит грозят пригрозили",
    "uk": "готує готують готується готуються пригрозил* пригрозив погрожу* погрожува*",
}
WOULD: Table = {
    "en": pairs(
        "could would will may might can shall should",
        "strike attack target hit bomb shell raid resume renew retaliate",
    )
    + " "
    + pairs(
        "could_be would_be will_be may_be might_be can_be",
        "struck attacked targeted hit bombed shelled raided legitimate a_target the_next_target next",
    )
    + """ planning_to_attack planned_to_attack plans_to_attack plan_to_attack plan_to_strike plans_to_strike plotting
        preparing_to_attack preparing_to_strike legitimate_target legitimate_targets legitimate_military_targets ready_to_strike ready_to_attack
        within_range within_reach bank_of_targets possible_strikes potential_strike potential_strikes potential_attack potential_attacks""",
    "fr": pairs(
        "pourrait pourraient peut peuvent pourra pourront compte comptent va vont",
        "frapper attaquer viser cibler bombarder reprendre",
    )
    + """ frappera frapperont attaquera attaqueront visera viseront frapperait attaquerait projetait_d'attaquer prévoyait_d'attaquer
        projette_d'attaquer pourrait_être pourraient_être cible_légitime cibles_légitimes objectifs_légitimes à_portée prêts_à_frapper attaque_possible frappes_possibles attaques_possibles éventuelle_attaque éventuelles_attaques éventuelle_frappe éventuelles_frappes""",
    "tr": """vuracak* vuracağ* saldıracak* saldıracağ* hedef_alacak* hedef_alacağ* vurulacak* vurulacağ* vurabil* saldırabil* hedef_alabil*
        bombalayabil* bombalayacak* bombalayacağ* meşru_hedef* hedef_olabil* hedef_alınabil* olası_saldırı* vurulabil*""",
    "ku": "êrîş_bikin êrîşê_bikin êrîşî_wan_bikin dê_lê_bixin dikarin_êrîş* dikare_êrîş* dê_bikin_armanc wê_bikin_armanc dê_bike_armanc armancên_rewa armanca_rewa hedefên_rewa",
    "ar": """سنستهدف ستستهدف سيستهدف سيستهدفون سنضرب ستضرب سيضرب سنهاجم ستهاجم سيهاجم سنقصف ستقصف سيقصف ستستأنف سيستأنف يعتزم_استهداف تعتزم_استهداف
        خطة_لاستهداف مخطط_لاستهداف قد_تستهدف قد_يستهدف قد_تهاجم قد_يهاجم قد_تضرب قد_يضرب قد_تقصف قد_يقصف قد_تستأنف قد_يستأنف قد_تتعرض قد_يتعرض
        احتمال_استهداف احتمالية_استهداف إمكانية_استهداف احتمال_شن احتمال_ضرب احتمال_تعرض احتمال_قصف أهداف_مشروعة أهدافا_مشروعة هدف_مشروع هدفا_مشروعا بنك_أهداف باستئناف_الهجمات باستئناف_الضربات باستئناف_القصف استئناف_الهجمات استئناف_الضربات""",
    "fa": """حمله_خواه* هدف_قرار_خواه* خواهیم_زد خواهند_زد هدف_خواه* می‌توانند_هدف می‌تواند_هدف ممکن_است_هدف ممکن_است_حمله حمله_کند حمله_کنند
        هدف_قرار_دهد هدف_قرار_دهند احتمال_حمله احتمال_حملات هدف_مشروع اهداف_مشروع اهدافی_مشروع""",
    "ckb": "ئەگەری_هێرش* هێرش_دەکەین دەکەینە_ئامانج هێرش_دەکات هێرش_بکات هێرش_بکەن بکەنە_ئامانج بکاتە_ئامانج دەکاتە_ئامانجی_داهاتوو ئامانجی_ڕەوا* ئامانجی_رەوا* ئامانجێکی_ڕەوا* ئامانجێکی_رەوا*",
    "ru": """нанесет_удар нанесёт_удар нанесут_удар* ударит ударят будет_атаковать будут_атаковать готовит_атаку готовят_атаку может_нанести
        могут_нанести может_ударить могут_ударить может_атаковать могут_атаковать может_возобновить могут_возобновить возобновит_удары
        возобновят_удары возобновит_атаки возобновят_атаки может_стать_целью могут_стать_целью станут_целью законн*_цел* законными_целями возможный_удар возможного_удара возможном_ударе возможные_удары возможных_ударах
        возможной_атаке возможную_атаку возможных_атаках допустил_удар* вероятность_удар*""",
    "uk": """завдасть_удар* завдадуть_удар* вдарить вдарять атакуватиме атакуватимуть готує_атаку готують_атаку може_завдати можуть_завдати може_вдарити
        можуть_вдарити може_атакувати можуть_атакувати може_відновити можуть_відновити відновить_удари відновлять_удари стануть_ціллю законн*_ціл* можливий_удар можливого_удару можливі_удари можливих_ударів можливу_атаку
        можливої_атаки можливі_атаки""",
}
DENIED: Table = {
    "en": "were_false was_false were_untrue denied denies deny denying refuted refutes dismissed",
    "fr": "démenti dément démentent démentit démentant",
    "tr": "yalanladı yalanladılar yalanlandı yalanlıyor",
    "ku": "red_kir red_kirin derewand*",
    "ar": "نفى نفت نفوا ينفي تنفي نافيا نافية",
    "fa": "تکذیب*",
    "ckb": "ڕەتکردەوە ڕەتیکردەوە ڕەتیان_کردەوە ڕەت_کردەوە بەدرۆخستەوە بەدرۆی_خستەوە",
    "ru": "опроверг* опровергл* опровергает опровергают",
    "uk": "спростув* спростову*",
}
# That it happened is what is denied.
DOUBTED: Table = {
    "en": "reports rumours rumors come_under came_under been_attacked been_hit been_targeted was_attacked was_hit was_targeted any_attack an_attack attack_on any_explosion an_explosion",
    "fr": "informations rumeurs toute_attaque une_attaque une_explosion toute_explosion été_visé* été_attaqu* été_touché*",
    "tr": "haberleri haberlerini haberler iddiaları iddialarını söylenti*",
    "ku": "nûçe nûçeyên nûçeya gotegot*",
    "ar": "صحة وقوع حدوث تعرض أنباء الأنباء تداول تداولته تناقلته شائعات الشائعات",
    "fa": "خبر اخبار گزارش‌ها شایعات شایعه وقوع انفجار",
    "ckb": "هەواڵی هەواڵەکانی هەواڵەکان هەواڵ دەنگۆ*",
    "ru": "сообщения информацию слухи сведения данные",
    "uk": "повідомлення інформацію чутки відомості дані",
}
# Who did it is what is denied: it happened all the same.
INVOLVED: Table = {
    "en": "involvement involved role responsibility responsible behind connection link links hand accusations accusation it_attacked it_launched it_carried",
    "fr": "implication impliqué* responsabilité rôle accusations derrière",
    "tr": "karıştığ* ilgisi* rolü sorumlu* dahli* suçlama*",
    "ku": "têkilî* berpirs* tawanbar*",
    "ar": "ضلوع* تورط* مسؤولي* علاقت* صلته* صلتها دور دورها وقوفه* وقوفها اتهامات الاتهامات",
    "fa": "دست_داشتن دخالت* نقش مسئولیت اتهام*",
    "ckb": "تێوەگلان* بەرپرسیار* پەیوەندی* تۆمەت*",
    "ru": "причастност* ответственност* участи* обвинени* роль",
    "uk": "причетн* відповідальн* участ* звинувачен* роль",
}
# In a lead the day of the news; after it, the day before.
EVE: Table = {
    "ru": "накануне",
    "uk": "напередодні",
}
# From where to look for a place, which is not that place.
SIDE: Table = {
    "en": "north south east west northeast northwest southeast southwest near close outside",
    "fr": "nord sud est ouest près proche",
    "ku": "bakurê başûrê rojhilatê rojavayê nêzî nêzîkî",
    "ar": "شرق شرقي غرب غربي شمال شمالي جنوب جنوبي قرب بالقرب",
    "fa": "شرق غرب شمال جنوب نزدیکی نزدیک",
    "ckb": "باکووری باشووری ڕۆژهەڵاتی ڕۆژئاوای نزیک",
    "ru": "западнее восточнее севернее южнее западу востоку северу югу недалеко неподалеку неподалёку близ",
    "uk": "захід схід північ південь недалеко неподалік поблизу біля",
}
# What follows happens only under a condition.
IF: Table = {
    "en": "if unless",
    "fr": "s'il s'ils si_le si_la si_les si_l'iran si_une si_un si_des si_elle si_elles",
    "tr": "eğer olması_halinde çıkması_halinde saldırması_halinde girmesi_halinde yapması_halinde gerçekleşmesi_halinde",
    "ku": "eger heke ger",
    "ar": "إذا في_حال لو",
    "fa": "اگر در_صورتی چنانچه در_صورت",
    "ckb": "ئەگەر",
    "ru": "если",
    "uk": "якщо",
}
