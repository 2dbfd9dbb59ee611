"""Words of what happens: attacks, mishaps, their weapons, their victims, those who answer.

By cue, then by language. `_` joins a phrase, `*` stands for any ending. Words are folded like
the text, so they stand here as people write them.
"""

from alerts.resolve.roles.words import Table

# Violence beyond doubt, noun or verb: where it stands, something was done to somebody.
ATTACK: Table = {
    "en": """grenade* seize seizing capture capturing took_the_terminal* took_the_port* took_the_field* took_the_base* took_the_town* suicide_bomb* bombers barrage* salvo* volley* strafed pummelled pummeled rained_down crashed_into slammed_into tore_open ripped_through saboteurs arson* assassinat* hijack* firefight* gun_battle fighting infiltrat* overrun attack* assault* airstrike* air_strike* air_strikes air_raid* bombing* bombed bombard* shelled shelling
        explosion* exploded explode explodes blast blasts detonat* blew_up blow_up blown_up blows_up ambush*
        rocketed drone_strike* missile_strike* car_bomb* bomb bombs bomber ied mortar* sabotage* gunfire rocket_fire
        came_under_fire comes_under_fire under_fire opened_fire shot_at seized seizes captured captures recaptured recaptures took_control take_control takes_control taken_control took_over
        retook liberated clash* stormed storming overran besieg* kidnap*
        abduct* shot_down shoot_down shoots_down shooting_down downed intercept* gunmen set_off set_ablaze torched
        struck set_fire exchanged_fire brought_down kill killed kills killing bombards pounded pounds fired_at looted loot looting""",
    "fr": """salve salves combats pilonn* mitraill* obus emparé* empare* pris_le_contrôle repris_le_contrôle attaqu* attaque attaques frappé* frappe frappes frappent bombard* explos* tir tirs tiré* tirés ciblé* visé*
        visée raid raids embuscade* affrontement* abattu* abattue abattus intercept* tué tués tuée tuées sabot* attentat*
        touché touchée assaut* pris_pour_cible prise_pour_cible d'assaut déflagration* roquette* enlevé* incendié*""",
    "tr": """havan* hava_harekât* hava_harekat* top_mermi* ele_geçir* kontrolünü_sağla* kontrolünü_ele saldır* vurul* vurdu vurduk vuruldu bombal* patla* füzeli roketli hedef_al* hedef_oldu isabet* çatış*
        düşürdü düşürül* sabotaj* baskın* pusu* öldürül* öldürdü havaya_uçur* imha_ed* roket_at* top_atış* ateş_aç* dronlu siha_saldır*
        hedefine_al* kaçır* imha_et*""",
    "ku": """revand* revandin agir_ber* girtiye dest_danî dest_danîn azad_kir* êrîş* êriş* bombebaran* bombaran* topbaran* teqîn* teqiya* teqand* hat_bombekirin kir_armanc kirin_armanc
        kirine_armanc bû_armanc hat_armanckirin armanc_kir* armanc_girt* armanc_digir* dike_armanc dikin_armanc dixe_hedef dixin_hedef topbaran_di* lêdan lê_da lêxist* li_xist hatin_kuştin hat_kuştin
        hatine_kuştin hate_kuştin kuşt kuştin ket_şer şer_kir* şerekî şerên pevçûn* sabotaj* ket_xwarê xist_xwarê hat_xistin hatin_xistin hatiye_xistin hatine_xistin hatiye_bombekirin hatine_bombekirin hatin_bombekirin moşek_avêt* gulebaran*
        bordum*an hedef_girt*""",
    "ar": """خطف خطفت خطفوا أضرم* نسف نسفت نسفوا رشقة رشقات وابل صليات معارك سيطرته سيطرتها سيطرتهم سيطر سيطرت سيطروا السيطرة_على استولى استولت استيلاء طرد هجوم* هجمات هجم هجوما هجومين هجومان هاجم* يهاجم* تهاجم* مهاجم* استهدف* استهداف* يستهدف* تستهدف* مستهدف* قصف* تقصف* يقصف*
        انفجار* انفجر* تفجير* فجر فجرت فجروا غارة غارات ضربة ضربات سقوط_قذائف سقوط_صواريخ سقوط_صاروخ سقطت_قذائف سقطت_صواريخ
        قذائف اشتباك* اشتبك* كمين* اقتحم* اقتحام* إطلاق_نار أطلق_النار أطلقوا_النار تعرض تعرضت تعرضه تعرضها تعرضوا إسقاط* أسقط* اعتراض
        اعترض* مقتل قتل قتلت قتلوا استشهد* تخريب* سطو اختطف* اختطاف* دوي يدوي إنزال* إنزالا""",
    "fa": """ربود* ربوده آدم‌ربایی تصرف* کنترل_خود حمله حملات حمله‌ای انفجار* منفجر* بمباران* موشکباران* اصابت* هدف_قرار* هدف_چند* هدف_حمله* هدف_حملات* هدف_راکت* هدف_موشک*
        هدف_گرفت* مورد_هدف درگیری* خمپاره* گلوله‌باران گلوله‌باران_شد سرنگون* رهگیری* کشته کشت کشتند خرابکاری* یورش* شلیک*
        مورد_اصابت ترور*""",
    "ckb": """ڕفێن* رفێن* بە_تۆپ هاوەن* کۆنترۆڵ_کرا* کۆنترۆڵی_کرد* کۆنترۆڵیان_کرد* دەستی_بەسەر* دەستیان_بەسەر* ئازاد_کرد* هێرش* هێرشی پەلامار* بۆردومان* بۆمباران* تۆپباران* تەقینەوە* تەقیی* بۆمب* تەقیەوە* تەقاندە* تەقاند* کرایە_ئامانج کراونەتە_ئامانج کراوەتە_ئامانج
        کردە_ئامانج کردووەتە_ئامانج بە_ئامانج* ئامانجگرت* پێکا پێکرا* لێدان* کوژرا* کوژران* کوشت* شەڕێک* شەڕەکە* شەڕوپێکدادان* پێکدادان* خرایە_خوارەوە خستە_خوارەوە
        خستەخوارەوە تێکدان* مووشەکباران* موشەکباران* کەوتە_بەر* کەوتەبەر* درۆنەکە* تەقینەوەیەک* گوللەباران*""",
    "ru": """ворвал* подожг* поджог* похищ* залп* налет* налёт* захват захвата захвате захватил* захватить захватыва* захвачен захвачена захвачено захвачены под_контроль занял* заняли освободил* атак* атаков* обстрел* обстрелял* удар удара ударе ударов удары ударил* ударили ударом взрыв* взорв* взорвал* подорв* бомб*
        бомбард* нападен* напал* напали попал попали попала попадани* поразил* поражен* сбил сбили сбит сбита сбиты сбито перехват*
        подбит* выпустил* выпустили боев* бои боях штурм* диверси* теракт* минометн* миномётн* под_огнем под_огнём прилет* прилёт* убит* убил*
        погиб* стрельб* столкновен* ракетам* обстреля* засад* похит*""",
    "uk": """ударив ударила ударили ударило увірвався вдерся вгатив підпалив обстріляв увірвалися увірвалис* вдерл* вгатил* підпалил* підпал* залп* наліт* нальот* сутичк* сутичок захоплення захопленням захопив захопил* захопити захоплює захоплюють захоплено під_контроль атак* атац* обстріл* обстріля* удар удару ударі ударів удари вдар* вдари* вибух* підірв* бомбард* напад* напали влуч* поцілил*
        уразил* уразив поцілив випустив збив уражен* збил* збит* збито перехоп* випустил* бої боях штурм* диверсі* теракт* мінометн* під_вогнем приліт* прильот* убит*
        загину* вбит* стрілянин* зіткненн* засідк* викра*""",
}

# Done or suffered, unless the sentence is about business: a field may hit a record.
HAZY: Table = {
    "en": """ignited igniting damaging destroying rammed rocked sparking looted came_down come_down comes_down flames explosive* debris ruined gutted severed punctured fell_on falls_on falls_inside sirens hit hits hitting target targets targeted targeting strike strikes striking raid raids raided fire fires fired
        firing burn burns burned burning burnt ablaze blaze damage damaged damages disabled crippled rocket rockets missile missiles
        drone drones projectile projectiles casualties launched destroyed destroy leak leaked leaks spill spilled ruptured
        landed crashed seized captured sabotaged outage blackout knocked_out knock_out knocks_out offline
        fell_near fell_inside fell_beside fell_close shells_fell shell_fell rounds_fell mortars_fell bombs_fell
        evacuated wounded injured collapse* protest* blockade* shut_down shutdown halted halts suspended closed
        closure closes shut shuts force_majeure mutiny looting""",
    "fr": """touchés touchées visait visaient pillé* embrasé* flammes débris pris_feu prend_feu ravag* tombé* tombe tombent missile missiles drone drones feu incendie* brûl* dégâts endommag* détruit* blessé* cible cibles visant
        lancé* fuite* explosif* panne* hors_service arrêté* fermé* force_majeure manifestant* bloqué*""",
    "tr": """kundak* tutuştu* tutuşan yağma* alev* enkaz* füze* roket* dron* iha* siha* insansız yangın* yandı yanıyor* yanmaya yanmakta hasar* yaralan* yaralı ölü hedef* sızıntı* düştü ateş* infilak*
        devre_dışı mühimmat* durdur* kapatıl* mücbir_sebep protesto*""",
    "ku": """dagir_kir* desteser_kir* lê_hat_xistin moşek* mûşek* roket* dron* firokeya_bêmirov* firokeyên_bêmirov* agir* şewit* şewitî dişewit* ziyan* zirar* birîndar* birîn* armanc*
        ket_ber ketin ket balafir* rawestand* xwepêşand* hat_girtin""",
    "ar": """النار تحترق يحترق تشتعل يشتعل مشتعل مشتعلة لهب اللهب النيران شظايا حطام تضرر* متضرر* صاروخ* صواريخ صاروخية قذيفة مسيرة مسيرات درون* حريق* حرائق اندلع* اندلاع أضرار جرحى أصيب* إصابة إصابات تسرب* خروج*
        طائرة_مسيرة طائرات_مسيرة إحراق أحرق أحرقت أحرقوا طال طالت أصاب ضرب ضربت نهب نهبت نهبوا يسقط تسقط يصيب تصيب يضرب تضرب تهز يهز دوت هز هزت احترق احترقت اشتعل اشتعلت اشتعال احتراق* انقطاع* دمر* تدمير* انفجارات سقط سقطت سقوط إغلاق* أغلق* توقف* إيقاف القوة_القاهرة محتج* محتجون معتصم*""",
    "fa": """ساقط پرتاب غارت ریزپرنده* شعله* ترکش* لاشه موشک* راکت* پهپاد* آتش* سوخته می‌سوزد می‌سوزند شعله‌ور آسیب* خسارت* زخمی* مجروح* نشت* هدف قطع_شد متوقف* تعطیل* معترض*""",
    "ckb": """بڵێسە* هاوێشت* هاوێژ* مووشەک* موشەک* ڕۆکێت* رۆکێت* درۆن* ئاگر* سووتا* دەسووت* سوتا* گڕی_گرت* زیان* بریندار* ئامانج* فڕۆکەی_بێفڕۆکەوان* وەستا* داخرا* خۆپیشاند*""",
    "ru": """разрушен* сгорел сгорела сгорело сгорели разграб* нанес_удар* нанесли_удар* пламя огонь огня вспыхн* ракет* дрон* беспилотн* бпла снаряд* мин мины пожар* загорел* горит горят горел* полыха* пылает возгоран* поврежд* ранен* травм* пострада* пострадал* разруш*
        утечк* уничтож* обломк* отключ* остановл* приостанов* закрыт* форс_мажор протест*""",
    "uk": """руйнуван* зруйнов* знеструмив згорів згоріл* вразив вразил* завдали_удар* завдав_удар* розграб* полум'я вогонь вогню спалахн* ракет* дрон* безпілотн* бпла снаряд* пожеж* загорі* горит* горять палає палають зайня* пошкодив пошкодил* пошкодж* поранен* травм* постражд* зруйн* витік* знищ* уламк*
        знеструмлен* відключ* зупинен* призупин* форс_мажор протест*""",
}

# Counted in tallies: how often, in the form that stands by a number.
ATTACKS: Table = {
    "en": "attacks strikes raids assaults times incidents bombings airstrikes",
    "fr": "attaques frappes fois raids incidents",
    "tr": "saldırı saldırısı saldırılar kez defa saldırının",
    "ku": "êrîş êrîşên caran êrîşan",
    "ar": "هجوم هجوما هجمات مرة مرات ضربة ضربات استهدافا استهداف غارة غارات عملية عمليات",
    "fa": "حمله حملات بار مرتبه",
    "ckb": "هێرش هێرشی جار جاران هێرشەکان",
    "ru": "атак атаки атака нападений раз раза ударов удара обстрелов обстрела",
    "uk": "атак атаки нападів разів рази ударів удари обстрілів",
}

# Weapons: where one is named, a hit is no record and a strike no pause of work.
WEAPON: Table = {
    "en": "missile missiles rocket rockets drone drones uav uavs projectile projectiles shell shells warplane warplanes",
    "fr": "missile missiles roquette roquettes drone drones obus",
    "tr": "füze* roket* dron* siha* iha",
    "ku": "moşek* mûşek* rokêt* roket* dron dronan dronên dronek*",
    "ar": "صاروخ* صواريخ قذيفة قذائف مسيرة مسيرات عبوة عبوات",
    "fa": "موشک* راکت* پهپاد*",
    "ckb": "مووشەک* موشەک* ڕۆکێت* رۆکێت* درۆن*",
    "ru": "ракет* дрон* беспилотник* бпла снаряд*",
    "uk": "ракет* дрон* безпілотник* бпла снаряд*",
}

# What is fired or flown: whose it is, he did it.
ARMS: Table = {
    "en": """drone drones missile missiles rocket rockets warplane warplanes jet jets aircraft artillery shell shells strike strikes
        airstrike airstrikes attack attacks raid raids fire bombing bombardment shelling uav uavs helicopter helicopters fighter_jets
        assault offensive forces_shelling""",
    "fr": "drone drones missile missiles roquettes frappe frappes attaque attaques raid raids avion avions artillerie",
    "tr": "siha* iha ihalar* dron dronları dronu saldırı* füzeleri topçu* savaş_uçak* uçak* obüs*",
    "ku": "dron dronên drona balafir* topên êrîş* êrîşa êrîşên firokeyên firokeya moşekên",
    "ar": "طائرة طائرات مسيرة مسيرات غارة غارات مدفعية صواريخ قصف هجوم هجمات ضربات ضربة طيران الطيران",
    "fa": "ریزپرنده* پهپاد* جنگنده* موشک* حمله حملات توپخانه بمب‌افکن هواپیما*",
    "ckb": "درۆن* فڕۆکە* هێرش* تۆپ* مووشەک* بۆردومان*",
    "ru": "дрон* беспилотник* ракет* авиаци* удар* атак* артиллери* бпла обстрел* самолет*",
    "uk": "дрон* безпілотник* ракет* авіаці* удар* атак* артилері* бпла обстріл* літак*",
}

# What of theirs is attacked.
BASE: Table = {
    "en": """compound compounds residential pump_station pump_stations pumping_station pumping_stations stations storage_tank* storage_tanks substation substations base bases post posts outpost outposts position positions convoy convoys patrol patrols checkpoint checkpoints garrison
        headquarters site sites facility facilities plant plants camp vehicle vehicles barracks warehouse installations points
        infrastructure consulate embassy areas refinery depot terminal""",
    "fr": "base bases poste postes position positions convoi convois patrouille site sites installation installations dépôt raffinerie",
    "tr": "üssü üssüne üssünü üsleri üslerine üssünün noktası noktasına konvoy* karakol* mevzi* tesis* devriye*",
    "ku": "binge bingeh* baregeh* bargeh* xal* konvoy* noqte* cih*",
    "ar": "قاعدة قواعد القاعدة القواعد نقطة نقاط مواقع موقع رتل أرتال دورية مقر مقرات حاجز حواجز ثكنة منشآت منشأة آلية سيارة مواقعها دوريات مستودع مستودعا مستودعات مخزن مخازن شحنة",
    "fa": "پایگاه* مقر مواضع موضع کاروان* تأسیسات پاسگاه*",
    "ckb": "بنکە* سەربازگە* خاڵێک* خاڵەکان* خاڵی_پشکنین* کاروان* بارەگا* پێگە* مۆڵگە*",
    "ru": "база базы базу базе базам баз позици* конво* пост посты патрул* объект* блокпост* колонн*",
    "uk": "підстанц* станці* база бази базу базі баз позиці* конво* пост патрул* об'єкт* блокпост* колон*",
}

# Who serves in it: they act as well as suffer.
TROOPS: Table = {
    "en": "troops soldiers soldier personnel servicemen serviceman fighters members officers forces contractors",
    "fr": "troupes soldats soldat militaires combattants membres",
    "tr": "asker* birlik* mensup* güçleri",
    "ku": "leşker* hêz hêzên hêza hêzê şervan* endam*",
    "ar": "جنود جندي جنديين عناصر عنصر مقاتلين مقاتلي ضباط قوات",
    "fa": "نظامیان سربازان سرباز نیروهای نیروی",
    "ckb": "سەربازان سەربازی سەربازێکی هێزەکانی چەکدارانی",
    "ru": "военн* солдат* военнослужащ* контингент* боец бойцов",
    "uk": "військов* солдат* військовослужб* бійц*",
}

# Words with which one kills another, and not dies.
KILL: Table = {
    "en": "killed killing kills wounded wounding injured injuring hurt",
    "fr": "tué tue tuent tuant blessant",
    "ru": "убил* ранил*",
    "uk": "вбив поранив вбил* поранил*",
    "ar": "قتل قتلت قتلوا",
    "ku": "kuşt",
    "tr": "öldürdü",
    "fa": "کشت کشتند",
    "ckb": "کوشت",
}

VICTIM: Table = {
    "en": "killed killing kills dead died death deaths wounded wounding injured injuring hurt slain martyred casualties lives",
    "fr": "tué tués tuée tuées tuant blessant mort morts blessé* blessés décès",
    "tr": "etkisiz_hale_getiril* yaralılar* ölenler* öldü kişinin_öldüğü* askerin_öldüğü* askerinin_öldüğü* sivilin_öldüğü* işçinin_öldüğü* öldürül* ölü yaralan* yaralı hayatını_kaybet* şehit",
    "ku": "kuştin mirin birîndar* şehîd* jiyana_xwe_ji_dest canê_xwe_ji_dest jiyan_ji_dest mir",
    "ar": "مقتل قتل قتلى قتلوا جرحى إصابة أصيب* استشهد* استشهاد شهيد مصرع جرح ضحايا",
    "fa": "مجروحان مجروحین زخمی‌ها کشته‌ها کشته کشته‌شدن جان_باخت* زخمی مجروح شهید",
    "ckb": "کوژرا* کوژران* بریندار* شەهید* گیانیان_لەدەستدا گیانی_لەدەستدا گیانی_لەدەست_دا گیانیان_لەدەست_دا گیانی_لە_دەست* گیانیان_لە_دەست*",
    "ru": "погиб* убит* ранен* ранил* пострадал* жертв* гибел* травм*",
    "uk": "постраждав загинув загину* вбит* убит* поранен* постраждал* жертв* загибел* травм*",
}

# Answered, repelled, found, put out: who does this did not begin it.
RESPOND: Table = {
    "en": """beaten_back beat_back beaten_the_assault beaten_the_attack beat_off drove_off pushed_back answered answered_with surrounded surround secured shot_down shoot_down shoots_down shooting_down downed downs intercepted intercept intercepts repelled repel repels repulsed
        foiled thwarted defused found_and_defused fired_back brought_down bring_down air_defences air_defenses exchanged_fire in_response in_retaliation returned_fire responded responds retaliated extinguished put_out cordoned
        combed combing swept deployed_to rushed found_the_wreck* found_wreck* found_the_debris found_debris found_fragments recovered_debris recovered_the_wreck* arrested detained arrived helicopters_took evacuated launched_an_investigation
        tracked sealed_off dismantled reinforced neutralised neutralized drove_back blocked engaged""",
    "fr": "encerclé* répliqué* abattu* abat abattent en_représailles en_riposte intercepté* intercepte* repoussé* repousse* riposté* riposte* déjoué* arrêté* éteint* maîtrisé* bouclé* désamorcé* ratiss* à_la_recherche_des",
    "tr": "kuşattı çevirdi düşürdü* engelledi püskürttü karşılık_ver* misilleme* etkisiz_hale_getirdi* etkisiz_hale_getiren imha_etti yakaladı gözaltına söndürdü tarama* önledi keşif",
    "ku": "dorpêç* xist_xwarê xistin_xwarê şikand şikandin bersiv* paşve_avêt* vemirand* girtin asteng_kir* pûç_kir*",
    "ar": """حاصر حاصرت طوقوا وباشرت اعتراض أسقط أسقطت أسقطوا إسقاط اعترض اعترضت تصدى تصدت تصدي صد صدت أحبط أحبطت إحباط ردت رد فكك فككت تفكيك طوقت طوق تمشيط مشطت
        اعتقلت سيطرت_على_النيران سيطرت_على_الحريق السيطرة_على_الحريق السيطرة_على_النيران عثرت_على عثر_على عثروا_على أخمدت إخماد استنفار استنفرت""",
    "fa": "محاصره_کرد* سرنگون_کرد* رهگیری_کرد* دفع_کرد* پاسخ_داد* خنثی_کرد* مهار_کرد* بازداشت_کرد* ساقط_کرد* به_پرواز",
    "ckb": "گەمارۆ* ئابڵوقە* خستە_خوارەوە خستەخوارەوە خستیە_خوارەوە تێکشکاند* وەڵامی_دایەوە وەڵامیان_دایەوە پووچەڵ* کوژاندەوە دەستگیر_کرد* ڕێگری_کرد*",
    "ru": "окружил* сбил сбила сбили перехватил* отразил* отбил* ответил* обезвредил* потушил* задержал* прочес* прочёс* предотвратил* оцепил* в_ответ на_поиски",
    "uk": "оточив збив перехопив відбив відповів відповіли відповіла знешкодив загасив затримав запобіг погасили локалізували ліквідували_пожежу оточил* збил* перехопил* відбил* відповіл* знешкодил* загасил* затримал* запобігл* у_відповідь прочіс* на_пошуки",
}

# What people do for a living with a field. Where this is the news, no attack is.
BUSINESS: Table = {
    "en": """profit profits shares share_price dividend dividends revenue revenues earnings quarter quarterly contract contracts tender
        signed signs sign agreement agreements acquisition acquire acquires merger investment investments invest investors investor stake
        memorandum mou awarded awards bid bids output_rose production_rose record_high barrels_per_day capacity expansion
        license licence exploration drilling ipo bond bonds analyst analysts results net_income cooperation
        conference deal deals upgrade financing resume_exports exports pact joint_venture ceo chairman budget auction shareholders""",
    "fr": "bénéfice* actions dividende* trimestre* contrat* accord accords acquisition* investissement* résultats chiffre_d'affaires signe signent signé* partenariat* bourse pdg cède cèdent cédé rachat rachète actionnaire* appel_d'offres",
    "tr": "net_kâr net_kârı kârını kârlılık* hisse* temettü* çeyrek* sözleşme* anlaşma* ihale* yatırım* gelir* imzala* bilanço* işbirliği ihracat* imza_attı ortaklık* borsa* ciro",
    "ku": "qazanc* peyman* lihevkirin* hinarde* sermaye* veberhênan* girêbest* firotin* îmze* borse*",
    "ar": "أرباح ربح أسهم سهم إيرادات عقد عقود مناقصة توقيع وقعت اتفاق اتفاقية استثمار* إنتاجية صفقة الربع تطوير توسعة عقدا عقدين عقودا توقع يوقع توقعان يوقعان مذكرة مذكرات شراكة استحواذ استحوذت حصة حصتها أرباحا أرباحها إيراداتها مبيعات بورصة اكتتاب ترسية ميزانية أعمال_الصيانة تصدير",
    "fa": "سود سهام درآمد قرارداد* مناقصه سرمایه‌گذاری* تفاهم‌نامه* توافق‌نامه امضا امضای درآمدها* بورس سهامداران بودجه صادرات بهره‌برداری",
    "ckb": "قازانج* گرێبەست* ڕێککەوتن* وەبەرهێنان* پشک* داهات* هەناردە* واژۆ* واژوو* کۆنفرانس* بۆرسە*",
    "ru": "прибыл* акци* дивиденд* выручк* контракт* договор* тендер* соглашен* инвестиц* инвестор* квартал* сделк* подписал* подпишет подписан* акционер* бирж* меморандум* экспорт* добыча_выросла",
    "uk": "підписав прибут* акці* дивіденд* виручк* контракт* договор* договір тендер* угод* інвестиц* інвестор* квартал* підписал* підписан* акціонер* бірж* меморандум* експорт*",
}
