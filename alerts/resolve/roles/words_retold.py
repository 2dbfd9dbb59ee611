"""Words by which a report tells again what happened long before: in court, in mourning, as a habit.

Written as `words_events` is: by cue, then by language.
"""

from alerts.resolve.roles.words import Table

# Who is tried or sentenced for an attack: the report's event is the court's.
COURT: Table = {
    "en": """sentenced jailed convicted acquitted verdict indicted indictment indictments defendant defendants charged_with charged_over charged_a charged_two charged_three
        pleaded_guilty pleads_guilty found_guilty stand_trial stands_trial stood_trial on_trial trial_opens trial_opened trial_begins
        trial_began trial_of trial_over years_in_prison years_in_jail years_for_plotting years_for_planning years_for_preparing
        years_for_attack* years_for_bombing years_for_sabotag* years_for_the life_imprisonment life_in_prison extradited appeals_court
        court_upholds court_upheld prosecutors_say prosecutors_said""",
    "fr": """condamné_à condamnée_à condamnés_à reconnu_coupable reconnus_coupables reconnue_coupable procès jugé_pour jugés_pour jugée_pour
        mis_en_examen inculpé* ans_de_prison ans_de_réclusion perpétuité comparaît comparaissent cour_d'assises cour_d'appel""",
    "tr": """hapis_cezası* yıl_hapis müebbet mahkum_ed* mahkûm_ed* davası_başladı davası_görül* davasında_karar davasında_ceza yargılan*
        iddianame* sanık sanığ* sanıklar* hakim_karşısına beraat""",
    "ku": """hat_cezakirin hatin_cezakirin cezayê_girtîgeh* sal_ceza* sal_girtîgeh* salan_girtîgeh* hat_mehkûmkirin hatin_mehkûmkirin
        darizand* darizandin hat_darizandin hatin_darizandin dadgehkirin* doza_êrîş*""",
    "ar": """قضت_محكمة قضت_المحكمة بالسجن بالإعدام محاكمة المحاكمة أدانت_محكمة أدانت_المحكمة إدانة_متهم لائحة_اتهام محكمة_الجنايات
        حكمت_محكمة حكمت_المحكمة أصدرت_محكمة أصدرت_المحكمة حكما_على أحكاما_على أحكام_بحق حكما_بحق""",
    "fa": "محکوم_شد محکوم_شدند به_اعدام سال_حبس سال_زندان حبس_ابد محاکمه* دادگاه کیفرخواست متهمان_پرونده",
    "ckb": """سزای_سێدارە سزای_زیندانی سزای_زیندان ساڵ_زیندانی ساڵ_زیندان سزا_درا* سزادرا* سزادان* دادگایی* دادگاییکردن* زیندانی_هەتاهەتایی
        حوکمدرا* حوکم_درا*""",
    "ru": """приговор* осужден* осуждён* лет_за года_за лет_колонии года_колонии лет_лишения лет_тюрьмы лет_заключения пожизненн* подсудим*
        обвинительн*_заключени* суд_над начался_суд судят обвиняем*_по по_делу_о""",
    "uk": """засудил* засудив засуджен* вирок* років_за роки_за років_в'язниці років_позбавлення років_ув'язнення довічн*_ув'язнен* підсудн*
        обвинувальн*_акт* суд_над судять судитимуть""",
}
# Whose dead are mourned, and what is kept in mind: it was years ago.
MOURNED: Table = {
    "en": """commemorat* memorial_service memorial_ceremony paid_tribute pays_tribute pay_tribute in_memory_of remembrance laid_wreaths
        laid_flowers lit_candles lit_candle marks_the_anniversary marked_the_anniversary marking_the_anniversary marks_anniversary
        moment_of_silence minute_of_silence vigil vigils""",
    "fr": """commémor* rend_hommage rendent_hommage rendu_hommage en_souvenir à_la_mémoire minute_de_silence se_recueill* gerbe_de_fleurs
        dépôt_de_gerbe""",
    "tr": "anma_tören* anma_etkinli* anma_program* anıldı anıldılar anısına saygı_duruşu anıyor andılar",
    "ku": "bîranîn* tê_bîranîn hat_bîranîn hatin_bîranîn hatin_bibîranîn hat_bibîranîn bi_bîr_anîn bi_bîr_tînin",
    "ar": """إحياء_ذكرى إحياء_الذكرى أحيا_ذكرى أحيت_ذكرى أحيا_الذكرى أحيت_الذكرى يحيي_ذكرى تحيي_ذكرى يحيون_ذكرى أحيوا_ذكرى أحيا_أهالي
        دقيقة_صمت تأبين حفل_تأبين استذكر استذكرت استذكار""",
    "fa": "یادبود گرامیداشت گرامی_داشت* بزرگداشت یاد_جان‌باختگان یاد_کشته‌شدگان ادای_احترام",
    "ckb": "یادکردنەوە* یادی_کردەوە یادیان_کردەوە یادیان_کرایەوە یادکرانەوە* یاد_دەکات*",
    "ru": "почтил* память_погибших памяти_погибших панихид* минут*_молчания вспоминают_погибших лет_со_дня года_со_дня лет_с_момента",
    "uk": "вшанув* вшанов* панахид* хвилин*_мовчання пам'ять_загиблих пам'яті_загиблих років_від роки_від років_з_дня",
}
# Told of what happens again and again, or did most of the times counted.
HABIT: Table = {
    "en": """most_often most_frequently most_frequent most_targeted most_attacked hardest_hit time_and_again over_and_over""",
    "fr": "le_plus_souvent les_plus_visé* les_plus_touché* le_plus_visé* le_plus_fréquemment à_maintes_reprises à_plusieurs_reprises_depuis",
    "tr": "en_sık en_çok_vurulan en_çok_hedef en_çok_saldırı* en_fazla_saldırı* en_fazla_hedef sıklıkla defalarca",
    "ku": "herî_zêde_êrîş* herî_zêde_hat* herî_pir_hat* herî_zêde_hedef bi_gelemperî piraniya_êrîşan gelekî_caran",
    "ar": "الأكثر_استهدافا الأكثر_تعرضا أكثر_استهدافا أكثر_تعرضا معظم_الهجمات معظم_الضربات أغلب_الهجمات",
    "fa": "بیشترین_حملات بیشترین_حمله بیشتر_حملات بیش_از_همه",
    "ckb": "زۆرترین_هێرش* زۆربەی_هێرش* زۆربەی_جار*",
    "ru": "чаще_всего чаще_других наиболее_часто больше_всего_атак* большинство_атак большинство_ударов",
    "uk": "найчастіше частіше_за найбільше_атак* більшість_атак більшість_ударів",
}
# There was none: with a noun of attack beside it, nothing happened.
NEVER: Table = {
    "en": """not_a_single not_one not_even_one not_a not_any never_suffered never_seen has_not_suffered have_not_suffered not_suffered did_not_occur
        not_occurred never_happened without_a_single without_any no_single never_recorded not_recorded not_seen""",
    "fr": """pas_une_seule pas_un_seul pas_la_moindre pas_le_moindre aucun aucune n'a_subi_aucun* ni_la_moindre sans_la_moindre jamais_connu
        jamais_subi pas_eu""",
    "tr": """yaşanmadı* yaşanmamış* yaşamadı* meydana_gelmedi* olmadı* olmamış* gerçekleşmedi* görülmedi* kaydedilmedi* rastlanmadı*
        düzenlenmedi* uğramadı*""",
    "ku": "çênebû* pêk_nehat* nebû* nebûye nehatiye_kirin nehatine_kirin nehat_kirin nehat_tomarkirin nehatiye_tomarkirin rû_neda* nedît",
    "ar": """لم_تقع لم_يقع لم_تحدث لم_يحدث لم_تسجل لم_يسجل لم_نسجل لم_تشهد لم_يشهد لم_نشهد لم_تحصل لم_يحصل دون_أي بدون_أي لا_توجد لا_يوجد""",
    "fa": "رخ_نداد* اتفاق_نیفتاد* صورت_نگرفت* نبوده* نبود ثبت_نشد* نداشته* نداشتیم انجام_نشد* روی_نداد*",
    "ckb": "ڕووینەدا* ڕووی_نەدا* ڕوویان_نەدا* نەبوو* نەبووە تۆمار_نەکرا* تۆمارنەکرا* ئەنجام_نەدرا* ئەنجامنەدرا*",
    "ru": "не_было не_происходил* не_произошло не_случалось не_случилось не_зафиксирован* не_фиксировал* не_отмечен* не_зарегистрирован* не_знал* ни_одного ни_одной ни_единого",
    "uk": "не_було не_відбувалося не_відбулося не_сталося не_траплялося не_зафіксован* не_фіксувал* не_зазнавал* жодного жодної жодних жодній",
}
# The day before that of the news, where the news is of today.
YESTERDAY: Table = {
    "en": "yesterday",
    "fr": "hier avant_hier",
    "tr": "dün evvelsi_gün önceki_gün",
    "ku": "duh do_êvarê roja_din_berê",
    "ar": "أمس بالأمس الأمس",
    "fa": "دیروز پریروز",
    "ckb": "دوێنێ* دوێ_شەو پێرێ",
    "ru": "вчера позавчера вчерашн*",
    "uk": "вчора учора позавчора вчорашн*",
}
