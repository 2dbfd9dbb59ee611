"""Test texts with their names marked in place, so that a rule is tested without a gazetteer.

`[Koniko|F news]` is a facility that must be primary, `[Koniko|F past]` one in the background;
`[SDF|G alleged]` a group with its part, `[SDF|G]` one whose role does not matter here. Kinds:
F facility, R region, G armed group, S state forces, C company.
"""

import re
from datetime import date

from alerts.model.entity import Kind, Part, Role
from alerts.resolve.fold import key
from alerts.resolve.roles import Name, assigning
from alerts.resolve.steps import at_one_go

PUBLISHED = date(2024, 3, 5)  # a Tuesday

_MARK = re.compile(r"\[([^|\]]+)\|([FRGSC])(?: (\w+))?\]")
_KINDS = {
    "F": (Kind.FACILITY, "oil_field"),
    "R": (Kind.REGION, "admin1"),
    "G": (Kind.ACTOR, "militia"),
    "S": (Kind.ACTOR, "state_forces"),
    "C": (Kind.ACTOR, "company"),
}

# What the news is, said before a sentence that is judged as a later one.
LEADS = {
    "en": "Rockets hit [the Omar field|F news] on Monday night, a monitor said. ",
    "fr": "Des roquettes ont touché [le champ d'Omar|F news] lundi soir, selon un observateur. ",
    "tr": "Pazartesi gecesi [Ömer petrol sahası|F news] roketlerle vuruldu. ",
    "ku": "Şeva duşemê êrîşî [kêlgeha Omer|F news] hat kirin. ",
    "ar": "استهدفت صواريخ [حقل العمر|F news] مساء الإثنين. ",
    "fa": "[میدان العمر|F news] دوشنبه شب هدف چند راکت قرار گرفت. ",
    "ckb": "شەوی دووشەممە هێرش کرایە سەر [کێڵگەی عومەر|F news]. ",
    "ru": "Ракеты ударили по [месторождению Омар|F news] в понедельник вечером. ",
    "uk": "Ракети влучили в [родовище Омар|F news] у понеділок увечері. ",
}


def check(body: str, title: str = "", day: date | None = PUBLISHED) -> None:
    """Assign roles to marked text, and compare them with its marks."""
    names: list[Name] = []
    wanted: dict[str, str] = {}
    plain = {f: _read(f, text, names, wanted) for f, text in (("/title", title), ("/body", body))}
    given = at_one_go(assigning(plain["/title"], plain["/body"], day, names, lambda _: ()))
    got = {entity: _told(wish, *given[entity]) for entity, wish in wanted.items()}
    assert got == wanted


def _told(wish: str, role: Role, part: Part | None) -> str:
    if wish in {"news", "past"}:
        return "news" if role is Role.PRIMARY else "past"
    return part.value if part is not None else "none"


def _read(field: str, marked: str, names: list[Name], wanted: dict[str, str]) -> str:
    plain = ""
    at = 0
    for mark in _MARK.finditer(marked):
        plain += marked[at : mark.start()]
        words, letter, wish = mark.groups()
        kind, type_ = _KINDS[letter]
        names.append(
            Name(key(words), kind, type_, field, len(plain), len(plain) + len(words), words)
        )
        if wish:
            wanted[key(words)] = wish
        plain += words
        at = mark.end()
    return plain + marked[at:]
