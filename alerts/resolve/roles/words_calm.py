"""Words by which a site's standstill, fire or noise has no enemy: repaired, restarted, broken.

Written as `words_events` is: by cue, then by language.
"""

from alerts.resolve.roles.words import Table

# Work that was planned, and what works again. Where this is the news, only an attack is one too.
UPKEEP: Table = {
    "en": """planned_outage scheduled_outage planned_maintenance scheduled_maintenance routine_maintenance annual_maintenance maintenance
        refuelling refueling turnaround turnarounds overhaul overhauled upgrade refurbishment rehabilitation inaugurat* reopen*
        resumed resumes resume resumption restart* restored restores back_on_the_grid back_on_line back_online back_in_service
        lifts_force lifted_force lifting_force ended_the_strike wage unpaid salaries pay_dispute trade_union""",
    "fr": """grève grèves grévistes maintenance entretien arrêt_programmé arrêt_planifié révision rénovation réhabilit* remise_en_service remis_en_service
        remise_en_marche redémarr* rouvert* rouvre* reprise reprend reprennent repris rétabli* inaugur* lève_la_force levé_la_force salaires syndicat*""",
    "tr": """grev* bakım* planlı_duruş planlı_kesinti onarım* yenileme* yeniden_başla* yeniden_devreye yeniden_açıl* açılış* devreye_alındı
        devreye_girdi maaş* sendika*""",
    "ku": "grev* nûjenkirin* nûkirin* çakkirin* tamîr* ji_nû_ve vekir* vebû* destpêkiribû mûçe* meaş* karên_salane",
    "ar": """أضرب أضربت أضربوا إضراب إضرابا إضرابهم صيانة الصيانة لصيانة ترميم تأهيل إعادة_تأهيل إعادة_تشغيل إعادة_افتتاح افتتاح افتتح افتتحت استئناف استأنف استأنفت يستأنف تستأنف
        عودة_الإنتاج عاد_الإنتاج رفع_حالة رفع_القوة رواتب الرواتب نقابة""",
    "fa": """اعتصاب* تعمیرات تعمیر نگهداری بازسازی نوسازی بازگشایی افتتاح* از_سر_گرفت* از_سرگیری ازسرگیری راه‌اندازی_مجدد دوباره_راه
        حقوق_معوق دستمزد*""",
    "ckb": "مانگرتن* مانیان چاککردنەوە* نۆژەنکردنەوە* نوێکردنەوە* دەستیپێکردەوە* دەستی_پێکردەوە* دەستپێکردنەوە* کردنەوەی_فەرمی مووچە* سیانە*",
    "ru": """забастовк* бастуют бастовал* ремонт* плановый_ремонт планов*_останов* модернизац* обслуживан* возобновил* возобновлен* возобновля* восстановлен* восстановил*
        вновь_заработал* перезапуск* запущен_после введен_в введён_в открыли открыт_после зарплат* профсоюз*""",
    "uk": """страйк* відновив ремонт* планов*_зупин* модернізац* обслуговуван* відновил* відновлен* відновлює* знову_запрацю* перезапуск* відкрито_після
        зарплат* профспілк*""",
}

# A mishap whose cause is told. A valve has no author.
ACCIDENT: Table = {
    "en": """technical_fault technical_failure technical_problem technical_reasons technical_malfunction malfunction short_circuit
        electrical_fault electrical_short gas_leak leaking_pump leak_in leak_from faulty caused_by_a_leak human_error accidental_fire
        accidental_explosion industrial_accident work_accident workplace_accident ruled_out_sabotage ruled_out_foul sabotage_was_ruled
        sabotage_ruled no_sign_of_sabotage no_signs_of_sabotage not_sabotage was_an_accident welding heatwave overheating""",
    "fr": """court_circuit panne_technique défaillance_technique problème_technique incident_technique fuite_de_gaz fuite_d'une accident_industriel
        accident_du_travail d'origine_accidentelle origine_accidentelle exclu_tout_acte exclut_tout_acte exclu_un_sabotage piste_criminelle_écartée erreur_humaine""",
    "tr": """teknik_arıza* teknik_bir_arıza* kısa_devre* gaz_kaçağı* gaz_sızıntısı* iş_kazası* sabotaj_ihtimali sabotaj_olmadığı* elektrik_kontağı*
        kaynak_çalışması* insan_hatası*""",
    "ku": "xetaya_teknîkî pirsgirêka_teknîkî têkçûna_teknîkî sedemên_teknîkî şorta_elektrîkê qezaya_kar leka_gazê",
    "ar": """خلل_فني عطل_فني لأسباب_فنية أسباب_فنية تماس_كهربائي ماس_كهربائي تسرب_غاز تسرب_للغاز تسرب_في حادث_عرضي عرضيا حريق_عرضي خطأ_بشري
        استبعد_وجود استبعدت_وجود لا_شبهة لا_وجود_لعمل حادث_عمل""",
    "fa": """نقص_فنی مشکل_فنی اتصال_برق اتصالی_برق اتصال_کوتاه نشت_گاز نشتی نشت_یک خطای_انسانی حادثه_کاری خرابکاری_منتفی هرگونه_خرابکاری
        خرابکاری_رد علت_فنی""",
    "ckb": "کێشەی_تەکنیکی هۆکاری_تەکنیکی کێشەیەکی_تەکنیکی لێکدانی_کارەبا شۆرتی_کارەبا دزەکردنی_گاز ڕووداوی_کار هەڵەی_مرۆیی",
    "ru": """техническ*_неисправн* техническ*_сбо* техническ*_причин* неисправност* короткое_замыкание короткого_замыкания утечка_газа утечки_газа
        утечки_из разгерметизац* нарушени*_техник* человеческ*_фактор* сварочн* диверсию_исключ* версия_диверсии несчастн*_случ*""",
    "uk": """технічн*_несправн* технічн*_збі* технічн*_причин* коротке_замикання короткого_замикання витік_газу витоку_газу розгерметизац*
        людськ*_фактор* зварюв* диверсію_виключ* нещасн*_випад*""",
}

# What is shut lest it be hit was not hit.
PRECAUTION: Table = {
    "en": "as_a_precaution precautionary out_of_caution as_a_precautionary",
    "fr": "par_précaution par_mesure_de_précaution mesure_de_précaution à_titre_préventif préventivement",
    "tr": "önlem_olarak tedbir_olarak tedbir_amaçlı önlem_amaçlı tedbiren ihtiyaten",
    "ku": "ji_bo_tedbîrê wek_tedbîr* weke_tedbîr* ji_bo_ewlehiyê",
    "ar": "احترازيا احترازي احترازية كإجراء_احترازي كإجراء_وقائي إجراء_وقائي وقائيا تحسبا",
    "fa": "اقدام_احتیاطی اقدامی_احتیاطی اقدام_پیشگیرانه اقدامی_پیشگیرانه از_سر_احتیاط",
    "ckb": "وەک_خۆپارێزی خۆپارێزی ڕێکاری_خۆپاراستن",
    "ru": "меры_предосторожности мера_предосторожности целях_предосторожности превентивно целях_безопасности",
    "uk": "запобіжний_захід запобіжних_заходів міркувань_безпеки превентивно всяк_випадок",
}
# What people do at a site on a quiet day.
CEREMONY: Table = {
    "en": """ceremony ceremonies celebrat* anniversary toured tours visited visit visits inspected concert choir festival marathon
        exhibition awarded honoured honored graduated record_number record_volume loadings loaded loads""",
    "fr": """cérémonie visité visite visitait inspecté concert festival marathon exposition récompens* décoré* chargé charge chargements
        nombre_record niveau_record première_pierre""",
    "tr": "tören* gezdi ziyaret* inceleme* konser* festival* maraton* sergi* ödül* yüklendi yükleme* rekor* kutla*",
    "ku": "merasîm* serdan* seredan* konser* festîval* pêşangeh* xelat* barkirin* bar_kir rekor* pîroz*",
    "ar": """زار زارت يزور تزور زيارة جولة تفقد تفقدت حفل مراسم احتفال احتفالية مهرجان معرض تكريم سباق تحميل تحميلات قياسي قياسيا قياسية
        رقما رقم_قياسي""",
    "fa": "بازدید* سفر مراسم آیین جشن* جشنواره نمایشگاه تجلیل تقدیر کنسرت مسابقه بارگیری* رکورد*",
    "ckb": "سەردان* ئاهەنگ* مەراسیم* ڕێزلێنان* فیستیڤاڵ* پێشانگا* کۆنسێرت* بار_کرد* بارکردن* پێوانەیی*",
    "ru": "посетил* посещени* визит* церемони* праздн* торжеств* концерт* фестивал* марафон* выставк* награжд* наградил* отгрузил* отгрузк* рекорд*",
    "uk": "відвідав відвідал* відвідуван* візит* церемоні* святкув* урочист* концерт* фестиваль фестивалю фестивалі марафон* виставк* нагород* відвантаж* рекорд*",
}
