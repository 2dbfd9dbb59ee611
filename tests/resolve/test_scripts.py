"""Greek, Hebrew and Georgian: an operator's names in them are found in running text."""

import pytest

from alerts.model.entity import Entity, Kind
from alerts.resolve.fold import fold
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from tests.resolve.conftest import MakeReport, region


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(
        Gazetteer.of(
            [
                region("SY-DI", "Damascus", el=["Δαμασκός"], he=["דמשק"], ka=["დამასკო"]),
                region("GR-I", "Attica", el=["Αθήνα"]),
                region("SY-QU", "Golan", he=["הגולן"]),
                region("GE-TB", "Tbilisi", ka=["თბილისი"], he=["טביליסי"]),
                region("GE", "Georgia", ka=["საქართველო"]),
                region("TD", "Chad", he=["צ'אד"]),
                Entity(
                    id="idf",
                    kind=Kind.ACTOR,
                    type="state_forces",
                    name="Israeli forces",
                    names={"he": ("צה״ל",)},
                ),
            ]
        )
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ΔΑΜΑΣΚΟΣ", "Δαμασκός"),  # final sigma, tonos
        ("Δαμασκοσ", "Δαμασκός"),
        ("ᾍδης", "άιδης"),
        ("Ϊόνιο", "ιόνιο"),  # dialytika
        ("דַּמֶּשֶׂק", "דמשק"),  # niqqud
        ("תל־אביב", "תל אביב"),  # maqaf
        ("צ׳אד", "צ'אד"),  # geresh
        ("צה״ל", 'צה"ל'),  # gershayim
        ("ᲗᲑᲘᲚᲘᲡᲘ", "თბილისი"),  # Mtavruli capitals
    ],
)
def test_what_a_reader_takes_for_one_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ש", "שׁם"), ("თ", "ტ"), ("ο", "o"), ("ם", "מ")])
def test_what_is_not_one_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "entity", "words"),
    [
        ("Έκρηξη στη ΔΑΜΑΣΚΟ.", "SY-DI", "ΔΑΜΑΣΚΟ"),
        ("στα περίχωρα της Δαμασκού", "SY-DI", "Δαμασκού"),
        ("στο κέντρο της Αθήνας", "GR-I", "Αθήνας"),
        ("פיצוץ בדמשק", "SY-DI", "דמשק"),
        ("ושבדַמֶּשֶׂק נשמע פיצוץ", "SY-DI", "דַמֶּשֶׂק"),
        ("הגיע מדמשק", "SY-DI", "דמשק"),
        ("ירי בגולן", "SY-QU", "בגולן"),
        ("ברמת הגולן", "SY-QU", "הגולן"),
        ("וצ׳אד", "TD", "צ׳אד"),
        ('כוחות צה"ל', "idf", 'צה"ל'),
        ("აფეთქება თბილისში", "GE-TB", "თბილისში"),
        ("თბილისიდან", "GE-TB", "თბილისიდან"),
        ("საქართველოს მთავრობა", "GE", "საქართველოს"),
        ("ᲐᲤᲔᲗᲥᲔᲑᲐ ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝᲨᲘ", "GE", "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝᲨᲘ"),
        ("დამასკოს გარეუბანში", "SY-DI", "დამასკოს"),
    ],
)
def test_a_name_is_found_with_what_its_language_does_to_it(
    resolver: Resolver, make_report: MakeReport, text: str, entity: str, words: str
) -> None:
    mentions = resolver.resolve(make_report(body=text)).mentions
    assert [(m.entity, [e.text for e in m.evidence]) for m in mentions] == [(entity, [words])]
    (evidence,) = mentions[0].evidence
    assert text[evidence.start : evidence.end] == words


@pytest.mark.parametrize("text", ["מדמשקה", "אהגולן", "תדמשק", "Δαμασκόπουλος", "თბილისელი"])
def test_a_piece_of_a_longer_word_is_no_name(
    resolver: Resolver, make_report: MakeReport, text: str
) -> None:
    assert not resolver.resolve(make_report(body=text)).mentions
