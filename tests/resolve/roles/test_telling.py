"""An army that announces a strike dealt it; one that tells what befell its land did not."""

import pytest

from alerts.model.entity import Part, Role
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport
from tests.resolve.roles.marked import check

ITS_OWN = [
    "[The IDF|S perpetrator] announced strikes on [Hodeidah port|F news].",
    "[The Israeli military|S perpetrator] said strikes hit [Damascus|R news].",
    "[The Israeli military|S perpetrator] confirmed attacking targets in [Damascus|R news].",
    "[Ukrainian forces|S perpetrator] said drones struck [the refinery|F news].",
    "[Turkish army|S perpetrator] announced striking [SDF|G target] positions in [Ain Issa|R news].",
    "[The Israeli army|S perpetrator] says fighter jets bombed [Hezbollah|G target] depots.",
    "[Israel's military|S perpetrator] says troops killed three gunmen in [Jenin|R news].",
    "[The Russian army|S perpetrator] said on Monday that missiles hit a depot in [Odesa|R news].",
    "[The Houthis|G alleged] announced a missile attack on [Ras Tanura|F news].",
    "[Hezbollah|G alleged] said fighters targeted a post at [Metula|R news].",
    "[L'armée israélienne|S perpetrator] annonce des frappes sur [le port|F news].",
    "[L'armée turque|S perpetrator] a déclaré que des drones ont frappé [Tanak|F news].",
    "[Artêşa Tirk|S perpetrator] ragihand ku dronan êrîşî [Tanak|F news] kir.",
    "[Türk ordusu|S perpetrator] [Kobani|R news]'ye hava saldırısı düzenlediğini duyurdu.",
    "أعلن [الجيش الإسرائيلي|S perpetrator] شن غارات على [الحديدة|R news].",
    "[ارتش ترکیه|S perpetrator] اعلام کرد پهپادها [میدان تنک|F news] را هدف گرفتند.",
    "[سوپای تورکیا|S perpetrator] ڕایگەیاند درۆن هێرشی کردە سەر [کۆبانی|R news].",
    "[Российская армия|S perpetrator] сообщила об ударе по [Одессе|R news].",
    "[Генштаб|S perpetrator] сообщил, что дроны поразили [НПЗ|F news].",
    "[Генштаб|S perpetrator] повідомив про удар по [НПЗ|F news].",
]
OF_OTHERS = [
    "[The Turkish army|S none] said a drone struck a base at [Bamerni|R news].",
    "[The coalition|S none] said the fire at [Tanak|F news] was put out.",
    "[The army|S none] condemned the attack on [Tanak|F news].",
    "[The army|S none] reported drone attacks on [Tanak|F news].",
    "[The army|S none] said rockets hit [Tanak|F news].",
    "[The army|S none] said two drones struck [Tanak|F news].",
    "[The army|S none] said missiles launched from [Lebanon|R past] hit [Haifa|R news].",
    "[The SDF|G none] said drones struck [Kobani|R news].",
    "[The Houthis|G none] announced airstrikes on [Hodeidah port|F news].",
    "[The SDF|G none] said [Turkish drones|S perpetrator] struck [Manbij|R news].",
    "[Russian forces|S target] said rockets hit their base in [Latakia|R news].",
    "[L'armée|S none] annonce une attaque contre [Tanak|F news] menée par [Daech|G].",
    "[L'armée turque|S none] a déclaré qu'un drone a frappé une base à [Bamerni|R news].",
    "[Artêşa Tirk|S none] ragihand ku dronekê li [Tanak|F news] xist.",
    "[Минобороны|S none] сообщило об атаке беспилотников на [НПЗ|F news].",
    "[Міноборони|S none] повідомило про атаку безпілотників на [НПЗ|F news].",
]
# The verb of an army that is named is no word of an office beside the place.
STRUCK_BY_AN_ARMY = [
    "The [Turkish army|S perpetrator] shelled [Kobani|R news].",
    "[L'armée israélienne|S perpetrator] bombarde [Damas|R news].",
    "[Türk ordusu|S perpetrator] [Kobani|R news]'yi vurdu.",
    "[Artêşa Tirk|S perpetrator] [Kobanê|R news] bombebaran kir.",
    "استهدف [الجيش الإسرائيلي|S perpetrator] [دمشق|R news].",
    "[ارتش اسرائیل|S perpetrator] [دمشق|R news] را هدف گرفت.",
    "[سوپای تورکیا|S perpetrator] [کۆبانی|R news] بۆردومان کرد.",
    "[Армия РФ|S perpetrator] обстреляла [Одессу|R news].",
    "[Армія РФ|S perpetrator] обстріляла [Одесу|R news].",
]
AT_HOME = [
    ("iraqi-army", "The Iraqi army said drones struck the Khor Mor gas field.", None),
    ("syrian-arab-army", "The Syrian army said strikes hit Damascus.", None),
    ("russian-armed-forces", "Russian forces said drones struck the Tuapse refinery.", None),
    ("armed-forces-of-ukraine", "Ukrainian forces said missiles hit Odesa.", None),
    (
        "armed-forces-of-ukraine",
        "Ukrainian forces said drones struck the Tuapse refinery.",
        Part.PERPETRATOR,
    ),
    ("armed-forces-of-ukraine", "Ukrainian forces said drones hit Crimea.", Part.PERPETRATOR),
    ("syrian-arab-army", "The Syrian army announced strikes on ISIS in Homs.", Part.PERPETRATOR),
    ("syrian-arab-army", "The Syrian army announced strikes on Idlib.", Part.PERPETRATOR),
    ("syrian-arab-army", "The Syrian army said jets bombed rebels in Idlib.", Part.PERPETRATOR),
    ("syrian-arab-army", "L'armée syrienne a annoncé des frappes sur Idleb.", Part.PERPETRATOR),
    ("syrian-arab-army", "أعلن الجيش السوري قصف حقل كونيكو.", Part.PERPETRATOR),
    ("syrian-arab-army", "أعلن الجيش السوري استهداف مواقع في حلب.", Part.PERPETRATOR),
]
AS_TOLD = [
    ("united-states-forces", "US military says airstrike kills IS leader in Idlib.", "perpetrator"),
    ("israeli-forces", "The IDF said a strike killed a commander in Beirut.", "perpetrator"),
    ("turkish-armed-forces", "The Turkish army said a drone struck a base in Dohuk.", None),
    ("houthis", "The Houthis said a missile struck Ben Gurion airport.", "alleged"),
    ("hezbollah", "Hezbollah said missiles hit an Israeli base in Haifa.", "alleged"),
    ("houthis", "The Houthis said US strikes hit Hodeidah port.", None),
    ("syrian-democratic-forces", "The SDF said drones struck Kobani.", None),
    ("syrian-democratic-forces", "Shelling hits Tishrin Dam, SDF says.", None),
]


@pytest.mark.parametrize("text", ITS_OWN)
def test_who_announces_a_strike_dealt_it(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", OF_OTHERS)
def test_who_tells_what_others_did_has_no_hand_in_it(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", STRUCK_BY_AN_ARMY)
def test_a_place_behind_an_armys_name_is_what_it_struck(text: str) -> None:
    check(text)


@pytest.mark.parametrize(("army", "text", "part"), AT_HOME)
def test_an_army_tells_of_its_own_land_as_of_what_befell_it(
    army: str, text: str, part: Part | None, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    mentions = {m.entity: m for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    wanted = Role.CONTEXT if part is None else Role.PRIMARY
    assert (mentions[army].role, mentions[army].part) == (wanted, part)


@pytest.mark.parametrize(("actor", "text", "part"), AS_TOLD)
def test_where_a_blow_fell_and_by_what_tells_whether_it_was_the_tellers(
    actor: str, text: str, part: str | None, shipped_resolver: Resolver, make_report: MakeReport
) -> None:
    mentions = {m.entity: m for m in shipped_resolver.resolve(make_report(body=text)).mentions}
    assert mentions[actor].part == (Part(part) if part else None)
