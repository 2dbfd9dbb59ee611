"""Words that fold alike are told apart, and words of background do not hide the news."""

import pytest

from tests.resolve.roles.marked import check

# Folded alike, but of another language: oil and "denied", a city and a war, Tuesday and "tués".
OF_ANOTHER_LANGUAGE = [
    "وزارت نفت خبر داد به [پالایشگاه|F news] حمله پهپادی شد.",
    "[پالایشگاه آبادان|F past] در شهر آبادان گسترش می‌یابد، مدیر گفت.",
    "قال المدير إن الوفد يزور [مصفاة بيجي|F past] خلال شهر واحد.",
    "A fire on Tuesday at [Abadan|F past] was caused by a gas leak.",
    "Kar li [kêlgeha Omer|F past] berdewam e, wî got.",
]


@pytest.mark.parametrize("text", OF_ANOTHER_LANGUAGE)
def test_a_word_means_what_it_does_in_its_own_language(text: str) -> None:
    check(text)


# Words of background and of quiet, in leads that tell an attack.
NEWS_ALL_THE_SAME = [
    "Gunmen took three engineers hostage at [Koniko|F news] and wounded two guards.",
    "Drones hit [Koniko|F news] for the third time in a week after a lull.",
    "Rockets struck [Koniko|F news] on Monday, two days after a similar attack on [Omar|F past].",
    "Drones hit [Koniko|F news], which had resumed work last week.",
    "A fire broke out at [Koniko|F news] after a drone strike; maintenance crews were evacuated.",
    "The company said its refinery at [Koniko|F news] was hit by a drone.",
    "[Koniko|F news] halted exports after rockets hit storage tanks.",
    "Shares fell after drones hit [Koniko|F news] on Monday.",
    "The ministry confirmed that [Koniko|F news] had been attacked by drones overnight.",
    "A second drone in two days hit [Koniko|F news].",
    "Militants again attacked [Koniko|F news] overnight.",
    "Explosions rocked [Koniko|F news] since dawn as shells landed.",
    "It was not immediately clear who fired the rockets that hit [Koniko|F news].",
    "A drone that took off from Iraq hit [Koniko|F news].",
    "Police defused one bomb after another blew up at [Koniko|F news].",
    "Protesters stormed [Koniko|F news] and set fire to a building.",
    "The attack on [Koniko|F news] was the deadliest since 2019.",
    "A court official was killed in an ambush near [Koniko|F news].",
    "Guards repelled an attack on [Koniko|F news], killing four gunmen.",
    "قصفت طائرة مسيرة [كونيكو|F news] للمرة الثالثة خلال أسبوع.",
    "أعلنت الشركة أن هجوما استهدف [كونيكو|F news] ليل الأحد.",
    "توقف الإنتاج في [كونيكو|F news] إثر سقوط صاروخ.",
    "للمرة الثانية خلال يومين، استهدفت مسيرة [كونيكو|F news].",
    "Дроны в третий раз за неделю атаковали [Конико|F news].",
    "Компания сообщила, что дрон попал в резервуар на [Конико|F news].",
    "Экспорт через [порт|F news] остановлен после удара дронов.",
    "Дрони втретє за тиждень атакували [Коніко|F news].",
    "[Koniko|F news] rafinerisinde üretim, dron saldırısı sonrası durdu.",
    "Bir haftada üçüncü kez [Koniko|F news] vuruldu.",
    "Pour la troisième fois en une semaine, des drones ont frappé [Koniko|F news].",
    "La raffinerie de [Koniko|F news] a cessé ses exportations après une frappe.",
    "برای سومین بار در یک هفته پهپادها به [کونیکو|F news] حمله کردند.",
    "بۆ سێیەم جار لە هەفتەیەکدا درۆن هێرشی کردە سەر [کۆنیکۆ|F news].",
    "Ji bo cara sêyem di hefteyekê de êrîşî [Konikoyê|F news] hat kirin.",
]


@pytest.mark.parametrize("text", NEWS_ALL_THE_SAME)
def test_an_attack_is_news_though_it_is_counted_or_stops_a_trade(text: str) -> None:
    check(text)
