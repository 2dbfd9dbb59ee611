"""What is told besides the news: after a lead, each sentence names a place that is no news."""

import pytest

from tests.resolve.roles.marked import LEADS, check

ANOTHER_TIME = [
    ("en", "Last week drones struck [Koniko|F past]."),
    ("en", "The base at [Tanf|F past] had come under fire in late October."),
    ("en", "Two days earlier [the Nashima port|F past] had been attacked."),
    ("en", "On Jan. 17 a drone caused a small fire at [Shaybah|F past]."),
    ("en", "In the preceding days drones targeted [Asad airbase|F past]."),
    ("en", "A strike in 2019 shut [Abqaiq|F past] for weeks."),
    ("en", "Earlier strikes had hit [Rumaylan|F past]."),
    ("fr", "La semaine dernière, des drones ont visé [Koniko|F past]."),
    ("fr", "[La base d'Al-Tanf|F past] avait été attaquée en janvier."),
    ("fr", "En 2019, une attaque avait paralysé [Abqaïq|F past]."),
    ("tr", "Geçen hafta da [Koniko|F past] sahası vurulmuştu."),
    ("tr", "Son günlerde [Tenef|F past] ve [Şeddadi|F past] üsleri de hedef alındı."),
    ("tr", "Ocak ayında [Rumeylan|F past] tesisleri bombalanmıştı."),
    ("ku", "Hefteya borî êrîşî [bendava Tişrîn|F past] hatibû kirin."),
    ("ku", "Meha borî jî [Koniko|F past] hatibû bombebarankirin."),
    ("ar", "وفي الأسبوع الماضي تعرضت [قاعدة التنف|F past] لهجوم بمسيرة."),
    ("ar", "وكانت [قاعدة كونيكو|F past] قد استهدفت قبل يومين."),
    ("ar", "وسبق ذلك هجوم على [نقطة ذيبان|F past]."),
    ("ar", "وفي تشرين الأول قصفت مسيرات [محطة السويدية|F past]."),
    ("fa", "هفته گذشته [پایگاه حریر|F past] هدف حمله قرار گرفته بود."),
    ("fa", "روز شنبه [عین الاسد|F past] هدف قرار گرفته بود."),
    ("fa", "در سال ۲۰۱۹ [بقیق|F past] هدف پهپادها قرار گرفت."),
    ("ckb", "هەفتەی ڕابردوو [بنکەی هەریر|F past] کرایە ئامانج."),
    ("ckb", "پێشتر هێرش کرابووە سەر [کۆرمۆر|F past]."),
    ("ru", "На прошлой неделе дроны атаковали [базу Эт-Танф|F past]."),
    ("ru", "В октябре ракеты попали в [Конико|F past]."),
    ("ru", "Двумя днями ранее был атакован [порт Нушайма|F past]."),
    ("uk", "Минулого тижня дрони атакували [базу Ет-Танф|F past]."),
    ("uk", "У жовтні було пошкоджено [Зміївську ТЕС|F past]."),
    ("uk", "Раніше під обстріл потрапила [Курахівська ТЕС|F past]."),
]

MEMORIES = [
    ("en", "The article recalls attacks on [Tanf|F past] and a clash at [Conoco|F past]."),
    ("en", "The bases at [Conoco|F past] have repeatedly come under attack."),
    ("fr", "L'agence rappelle que [le site de Koniko|F past] a été attaqué."),
    ("tr", "Ajans, [Koniko|F past] sahasına yapılan saldırıyı hatırlattı."),
    ("ar", "يذكر أن [قاعدة التنف|F past] تعرضت لهجمات مماثلة."),
    ("ar", "وتجدر الإشارة إلى أن [حقل كونيكو|F past] استهدف مرارا."),
    ("fa", "گفتنی است [پایگاه التنف|F past] بارها هدف حمله بوده است."),
    ("ckb", "جێی ئاماژەیە [کۆنیکۆ|F past] چەندین جار کراوەتە ئامانج."),
    ("ru", "Напомним, [база Эт-Танф|F past] подвергалась обстрелам."),
    ("uk", "Нагадаємо, [Трипільську ТЕС|F past] було атаковано."),
    ("ku", "Tê bîranîn ku gelek caran êrîşî [Tenefê|F past] hat kirin."),
]

TALLIES = [
    ("en", "SOHR puts the attacks since October 19 at 120, with 35 on [Koniko|F past]."),
    ("en", "It has documented 20 attacks on [Koniko|F past] since October."),
    ("en", "Turkey carried out 108 such attacks in 2023, many of them on [Rumaylan|F past]."),
    ("fr", "Depuis octobre, 46 attaques ont visé des bases, dont [Koniko|F past]."),
    ("tr", "Ekim ayından beri [Koniko|F past] üssüne 33 saldırı düzenlendi."),
    ("ar", "ومنذ 19 تشرين الأول وثق المرصد 33 هجوما على [كونيكو|F past]."),
    ("ar", "وبلغ عدد الهجمات 120 هجوما، منها 33 على [قاعدة كونيكو|F past]."),
    ("fa", "از ابتدای سال تاکنون ۳۳ حمله به [کونیکو|F past] ثبت شده است."),
    ("ckb", "لەسەرەتای ساڵەوە ١٢ هێرش کراوەتە سەر [کۆرمۆر|F past]."),
    ("ru", "С октября зафиксировано 33 атаки на [Конико|F past]."),
    ("uk", "Від початку року зафіксували 12 атак на [Бурштинську ТЕС|F past]."),
]

POSSESSIONS_AND_DISTANCES = [
    ("en", "US forces also hold [Tanf|F past]."),
    ("en", "Dana Gas operates [Khor Mor|F past]."),
    ("en", "The field feeds the terminals of [Ras Tanura|F past]."),
    ("en", "[Koniko|F past] lies 38 km away."),
    ("en", "The site is 12 kilometres from [the Jafra field|F past]."),
    ("fr", "L'armée américaine contrôle aussi [Al-Tanf|F past]."),
    ("fr", "Le site se trouve à 40 km de [Koniko|F past]."),
    ("tr", "[Koniko|F past] sahası 38 km uzakta bulunuyor."),
    ("ku", "[Koniko|F past] 38 km dûr e."),
    ("ar", "وتسيطر القوات الأمريكية أيضا على [التنف|F past]."),
    ("ar", "ويبعد [حقل كونيكو|F past] 38 كم عن المكان."),
    ("fa", "[کونیکو|F past] در ۳۸ کیلومتری آن است."),
    ("ckb", "[کۆنیکۆ|F past] ٣٨ کیلۆمەتر دوورە."),
    ("ru", "Американцы контролируют также [базу Эт-Танф|F past]."),
    ("ru", "[Конико|F past] находится в 38 км."),
    ("uk", "[Коніко|F past] розташоване за 38 км."),
]

OTHER_STORIES = [
    ("en", "The attack came hours after a strike on [Khiam|F past]."),
    ("en", "It comes a day after rockets hit [Balad|F past]."),
    ("fr", "L'attaque intervient après une frappe sur [Khiam|F past]."),
    ("tr", "Saldırı, [Şayrat|F past] üssünün vurulmasından iki gün sonra geldi."),
    ("ar", "ويأتي ذلك بعد أيام من قصف [مطار الشعيرات|F past]."),
    ("fa", "این حمله دو روز پس از بمباران [شعیرات|F past] رخ داد."),
    ("ru", "Это произошло через день после удара по [Шайрату|F past]."),
    ("uk", "Це сталося за день після удару по [Шайрату|F past]."),
]

CAPTIONS_AND_LINKS = [
    ("en", "File photo: smoke over [Rumaylan|F past] after a strike."),
    ("en", "Read also: Drones strike [Rumaylan|F past]"),
    ("en", "Home | Syria | Attacks on [Rumaylan|F past] | Contact"),
    ("fr", "Lire aussi : une attaque vise [Rumeilan|F past]"),
    ("fr", "Photo d'archives : une attaque sur [Rumeilan|F past]"),
    ("tr", "İlgili haberler: [Rumeylan|F past] vuruldu"),
    ("tr", "Arşiv fotoğraf: [Rumeylan|F past] saldırısı"),
    ("ku", "Her wiha bixwîne: êrîş li [Rimêlan|F past]"),
    ("ar", "اقرأ أيضا: قصف على [رميلان|F past]"),
    ("ar", "صورة أرشيفية: قصف [رميلان|F past]"),
    ("fa", "بیشتر بخوانید: حمله به [رمیلان|F past]"),
    ("ckb", "هەروەها بخوێنەوە: هێرش بۆ سەر [ڕمێلان|F past]"),
    ("ru", "Читайте также: удар по [Румейлану|F past]"),
    ("ru", "Архивное фото: удар по [Румейлану|F past]"),
    ("uk", "Читайте також: удар по [Румейлану|F past]"),
]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        *ANOTHER_TIME,
        *MEMORIES,
        *TALLIES,
        *POSSESSIONS_AND_DISTANCES,
        *OTHER_STORIES,
        *CAPTIONS_AND_LINKS,
    ],
)
def test_what_is_told_besides_the_news_is_background(language: str, sentence: str) -> None:
    check(LEADS[language] + sentence)
