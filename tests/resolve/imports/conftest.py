"""A small gazetteer beside which registers are put."""

import pytest

from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.gazetteer_files import read_file
from alerts.resolve.imports.places import Places

KNOWN = """
- {id: SY, kind: region, type: country, name: Syria, names: {en: [Syria]}}
- {id: IQ, kind: region, type: country, name: Iraq, names: {en: [Iraq]}}
- {id: NO, kind: region, type: country, name: Norway, names: {en: [Norway]}}
- {id: GB, kind: region, type: country, name: United Kingdom, names: {en: [United Kingdom]}}
- {id: SY-DY, kind: region, type: admin1, name: Deir ez-Zor, names: {en: [Deir ez-Zor]}, parents: [{id: SY, link: lies_in}]}
- {id: SY-HI, kind: region, type: admin1, name: Homs, names: {en: [Homs]}, parents: [{id: SY, link: lies_in}]}
- {id: SY-DY/al-mayadin, kind: region, type: town, name: al-Mayadin, parents: [{id: SY-DY, link: lies_in}], lat: 35.019, lon: 40.452, names: {en: [Mayadin]}}
- id: al-omar-oil-field
  kind: facility
  type: oil_field
  name: al-Omar oil field
  parents: [{id: SY-DY, link: lies_in}]
  lat: 35.07
  lon: 40.6
  short: {en: [Omar]}
- id: jibsah-gas-field
  kind: facility
  type: gas_field
  name: Jibsah gas field
  parents: [{id: SY, link: lies_in}]
  lat: 36.05
  lon: 40.7
"""


@pytest.fixture(scope="session")
def known() -> Gazetteer:
    file = read_file("known.yaml", KNOWN.replace("id: NO,", "id: 'NO',").encode())
    return Gazetteer.of(file.entities)


@pytest.fixture(scope="session")
def places(known: Gazetteer) -> Places:
    return Places(known)
