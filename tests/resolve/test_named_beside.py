"""Sites and actors that are named by what stands beside them, in the forms that reports have."""

import pytest

from alerts.model.entity import Kind, Role
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport


def named(resolver: Resolver, make_report: MakeReport, text: str) -> set[str]:
    return {m.entity for m in resolver.resolve(make_report(body=text)).mentions if m.evidence}


def sites_in_the_news(resolver: Resolver, make_report: MakeReport, text: str) -> set[str]:
    found = resolver.resolve(make_report(body=text)).mentions
    return {m.entity for m in found if m.kind is Kind.FACILITY and m.role is Role.PRIMARY}


SITES = [
    ("Veguhêzera elektrîkê ya Amûdê hat xistin.", "amuda-substation"),
    ("Saet di 07.30an de santraleke petrolê ya li Rimêlanê hat xistin.", "rumaylan-oil-facilities"),
    ("Stasyona petrolê ya Zerbê hatiye bombekirin.", "zarbah-oil-station"),
    (
        "Des drones ont visé le terminal pétrolier d'al-Nachima, dans la province de Chabwa (sud).",
        "al-nushayma-oil-terminal",
    ),
    (
        "A fuel tank at the North Bulk Plant for petroleum products in Jeddah was hit by a rocket.",
        "jeddah-north-bulk-plant",
    ),
    ("Militants attacked Es Sider and Ras Lanuf terminals and then Brega.", "brega-oil-terminal"),
]


@pytest.mark.parametrize(("text", "site"), SITES)
def test_a_site_is_known_by_what_stands_beside_its_name(
    text: str, site: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    assert site in sites_in_the_news(shipped_resolver, make_report, text)


def test_a_town_whose_terminal_has_kin_named_is_still_the_town_where_something_is_in_it(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    text = "Militants attacked Es Sider and Ras Lanuf terminals, people in Brega heard it."
    assert "brega-oil-terminal" not in named(shipped_resolver, make_report, text)


QUARTERS = [
    "İncirlik Mahallesi muhtarı, saldırıda evlerin hasar gördüğünü söyledi.",
    "انفجرت عبوة في حي المزة بدمشق.",
    "Une bombe a explosé dans le quartier de Mezzeh à Damas.",
    "A bomb went off in the Mezzeh neighbourhood of Damascus.",
]


@pytest.mark.parametrize("text", QUARTERS)
def test_a_quarter_called_after_a_site_is_no_site(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    assert not sites_in_the_news(shipped_resolver, make_report, text)


def test_an_actor_of_several_countries_is_known_by_the_one_that_is_named(
    shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    text = "The Government of National Unity said it had sent troops to {} after clashes."
    gnu = "government-of-national-unity"
    assert gnu in named(shipped_resolver, make_report, text.format("the coast of Libya"))
    assert gnu not in named(shipped_resolver, make_report, text.format("the coast of Ghana"))


ACTORS = [
    ("L'armée de Moscou a bombardé la centrale de Trypillia.", "russian-armed-forces"),
    ("Moscow's forces shelled the Trypilska power plant.", "russian-armed-forces"),
    ("За сутки сбиты 34 украинских беспилотника над Рязанью.", "armed-forces-of-ukraine"),
    ("Над морем сбиты два турецких дрона.", "turkish-armed-forces"),
]


@pytest.mark.parametrize(("text", "actor"), ACTORS)
def test_an_army_is_known_by_its_capital_and_its_drones_by_their_number(
    text: str, actor: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    assert actor in named(shipped_resolver, make_report, text)


AT_A_BORDER = [
    ("A drone hit al-Tanf garrison near the borders with Iraq and Jordan.", {"IQ", "JO"}),
    ("Дрон ударил по базе Эт-Танф у стыка границ Ирака и Иордании.", {"IQ", "JO"}),
    ("A drone hit the Ust-Luga terminal on the Gulf of Finland.", {"FI"}),
    ("Un drone a frappé la garnison d'al-Tanf près de la frontière avec l'Irak.", {"IQ"}),
]


@pytest.mark.parametrize(("text", "countries"), AT_A_BORDER)
def test_whose_border_or_sea_is_near_is_not_where_it_was(
    text: str, countries: set[str], shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    mentions = shipped_resolver.resolve(make_report(body=text)).mentions
    assert not {m.entity for m in mentions if m.role is Role.PRIMARY} & countries


QUIET = [
    "The oil minister toured the Rumaila oil field and praised its staff.",
    "Le ministre du pétrole a visité le champ de Roumaïla et félicité le personnel.",
    "Ceyhan terminalinden ekim ayında rekor sayıda tanker yüklendi.",
    "Termînala Ceyhanê jimareke rekor a tankeran bar kir.",
    "سجل ميناء جيهان تحميل رقم قياسي من الناقلات.",
    "أقيم في بقيق حفل لتكريم العاملين المتقاعدين.",
    "پایانه جیحان رکورد بارگیری نفت را شکست.",
    "لە پاڵاوگەی بێجی ئاهەنگێک بۆ ڕێزلێنان لە کارمەندان ساز کرا.",
    "Терминал Джейхан отгрузил рекордное число танкеров.",
    "На Туапсинском НПЗ прошла церемония награждения ветеранов.",
    "Термінал Джейхан відвантажив рекордну кількість танкерів.",
    "На Кременчуцькому НПЗ відбулася церемонія нагородження.",
    "Un marathon a longé le barrage de Mossoul.",
    "Musul Barajı'nda konser verildi.",
]


@pytest.mark.parametrize("text", QUIET)
def test_ceremonies_tours_and_loadings_wake_nobody(
    text: str, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    assert not sites_in_the_news(shipped_resolver, make_report, text)
