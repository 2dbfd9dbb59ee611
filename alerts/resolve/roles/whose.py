"""Whose plants are whose: who owns what was hit was hit too, though he only tells of it.

A utility that reports the loss of its own power station is no mere source, while a firm that
buys from it, or a state's oil company that speaks for all the fields of a country, is. Only
firms that own and run a site by themselves stand here; partners in a field do not.
"""

from collections.abc import Collection, Mapping

_OWNED: Mapping[str, frozenset[str]] = {
    owner: frozenset(sites.split())
    for owner, sites in {
        "centrenergo": "trypilska-thermal-power-plant zmiivska-thermal-power-plant",
        "dtek": "burshtyn-thermal-power-plant ladyzhyn-thermal-power-plant kurakhove-thermal-power-plant",
        "ukrhydroenergo": "dnipro-hydroelectric-station dniester-hydroelectric-station kakhovka-dam",
        "saudi-aramco": """abqaiq-oil-processing-plant khurais-oil-field shaybah-oil-field ghawar-oil-field
            ras-tanura-oil-port jizan-refinery jeddah-north-bulk-plant east-west-pipeline
            aramco-residential-area-dhahran yanbu-refinery""",
        "adnoc": "musaffah-fuel-depot",
        "rosneft": "tuapse-refinery ryazan-refinery",
        "hkn-energy": "sarsang-oil-field",
        "dno": "tawke-oil-field",
        "gulf-keystone-petroleum": "shaikan-oil-field",
        "north-oil-company": """bai-hassan-oil-field khabbaz-oil-field avana-oil-field jambur-oil-field
            kirkuk-oil-fields""",
    }.items()
}


def owns_one_of(company: str, sites: Collection[str]) -> bool:
    """Tell whether one of some sites is a company's own."""
    return not _OWNED.get(company, frozenset()).isdisjoint(sites)
