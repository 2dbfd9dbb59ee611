"""Facilities and actors as journalists of each language write them, ending and article and all."""

import pytest

from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport

WRITTEN = [
    ("al-thawra-oil-field", "کێڵگەی نەوتی ئەلسەورە"),
    ("suwaydiyah-oil-field", "the Sweidiya oil field"),
    ("jibsah-oil-and-gas-field", "le champ pétrolier de Jibissa"),
    ("homs-refinery", "пожар на Хомсском НПЗ"),
    ("tabqa-dam", "у Евфратской плотины"),
    ("qamishli-substation", "Kamışlı elektrik santrali vuruldu"),
    ("us-base-al-shaddadi", "US base at al-Shaddadi"),
    ("t4-air-base", "авиабазе Тайфур"),
    ("kuweires-air-base", "bingeha Kuwêrîs"),
    ("nahr-bin-umar-oil-field", "the Bin Omar oil field"),
    ("khor-mor-gas-field", "Khurmur gas field"),
    ("jeddah-north-bulk-plant", "انبار نفت آرامکو در جده"),
    ("jeddah-north-bulk-plant", "нефтехранилище Aramco в Джидде"),
    ("SA-02/jeddah", "سقط صاروخ شمال جدة"),
    ("aramco-residential-area-dhahran", "near Saudi Aramco's residential area in Dhahran"),
    ("aramco-residential-area-dhahran", "الحي السكني التابع لشركة أرامكو في الظهران"),
    ("aramco-residential-area-dhahran", "منطقه مسکونی شرکت آرامکو در ظهران"),
    ("aramco-residential-area-dhahran", "у жилого района Saudi Aramco"),
    ("bushehr-nuclear-power-plant", "the nuclear plant in Bushehr"),
    ("zueitina-oil-terminal", "Zuwaytina terminal"),
    ("zueitina-oil-terminal", "терминал Зувайтина"),
    ("zawiya-refinery", "НПЗ в Завии"),
    ("trypilska-thermal-power-plant", "Трипільської теплоелектростанції"),
    ("trypilska-thermal-power-plant", "the Trypilska plant"),
    ("zmiivska-thermal-power-plant", "محطة زمييف"),
    ("zaporizhzhia-nuclear-power-plant", "Запорожской атомной станции"),
    ("dnipro-hydroelectric-station", "la centrale hydroélectrique du Dniepr"),
    ("odesa-port", "Одеському морському порту"),
    ("houthis", "Yahya Saree said"),
    ("houthis", "وقال يحيى سريع"),
    ("syrian-arab-army", "ракеты сбила сирийская ПВО"),
    ("armed-forces-of-ukraine", "Генштаб Украины заявил"),
    ("islamic-state", "IS claimed the attack"),
    # Sorani puts a name between two halves of "by" and "from".
    ("islamic-state", "هێرشەکە لەلایەن داعشەوە کرا"),
    ("syrian-democratic-forces", "لەلایەن هێزەکانی سووریای دیموکراتەوە"),
    ("houthis", "لەلایەن حووسییەکانەوە"),
    ("khor-mor-gas-field", "لە کێڵگەی گازی کۆرمۆرەوە"),
    ("erbil-international-airport", "لە فڕۆکەخانەی هەولێرەوە"),
    ("tishrin-dam", "لە بەنداوی تشرینەوە"),
    ("IQ-KI", "لە کەرکووکەوە"),
]


@pytest.mark.parametrize(("entity", "text"), WRITTEN)
def test_it_is_known_as_it_is_written(
    entity: str, text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(make_report(body=f"{text}."))
    assert entity in {mention.entity for mention in found.mentions}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Grenades were thrown at Baiji refinery.", "GD"),
        ("Атаки беспилотников на НПЗ в Туапсе.", "YE-SH/ataq"),
        ("Южнее города слышали взрывы.", "UA-51/pivdenne"),
        ("The Bin Omar oil field was hit.", "al-omar-oil-field"),
    ],
)
def test_a_word_that_begins_a_sentence_is_no_town(
    text: str, word: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    found = shipped_resolver.resolve(make_report(body=text))
    assert word not in {mention.entity for mention in found.mentions}
