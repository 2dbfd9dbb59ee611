"""Which ISO 3166-2 region GeoNames' first-level codes mean, country by country.

GeoNames numbers first-level regions by a scheme of its own (FIPS 10-4, and numbers that
followed it), so the pairs are written out; `misplaced` tells each pair that names and distances
do not bear out. What ISO has no region for is left out, with the reason.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from statistics import median

from alerts.resolve.geometry import Point, km
from tools.region_names import fold


def _pairs(country: str, written: str) -> dict[tuple[str, str], str]:
    return {
        (country, code): f"{country}-{iso}" for code, iso in re.findall(r"(\w+)=(\w+)", written)
    }


_TURKEY_AS_PLATES = " ".join(
    f"{n:02}={n:02}"
    for n in range(2, 67)
    if n not in {6, 18, 27, 32, 33, 29, 30, 36, 42, 47, 51, 56}
)

ISO_OF: Mapping[tuple[str, str], str] = {
    **_pairs(
        "SY",
        "01=HA 02=LA 03=QU 04=RA 05=SU 06=DR 07=DY 08=RD 09=HL 10=HM 11=HI 12=ID 13=DI 14=TA",
    ),
    # 19 is Halabja, which ISO has no code for: until 2014 a part of Sulaymaniyah.
    **_pairs(
        "IQ",
        "01=AN 02=BA 03=MU 04=QA 05=SU 06=BB 07=BG 08=DA 09=DQ 10=DI 11=AR 12=KA 13=KI 14=MA"
        " 15=NI 16=WA 17=NA 18=SD 19=SU",
    ),
    **_pairs(
        "YE",
        "01=AB 02=AD 03=MR 04=HD 05=SH 08=HU 10=MW 11=DH 14=MA 15=SD 16=SN 18=DA 19=AM 20=BA"
        " 21=JA 22=HJ 23=IB 24=LA 25=TA 26=SA 27=RA 28=SU",
    ),
    **_pairs(
        "LY",
        "63=JA 64=JU 65=KF 66=MJ 67=NQ 68=ZA 69=BA 70=DR 71=GT 72=MI 73=MQ 74=NL 75=SB 76=SR"
        " 77=TB 78=WS 79=BU 80=JG 81=JI 82=MB 83=WA 84=WD",
    ),
    # Without a code GeoNames has the island of Greater Tunb.
    **_pairs(
        "IR",
        "01=04 03=14 04=11 05=17 07=07 08=01 09=13 10=16 11=22 13=05 15=06 16=12 22=18 23=15"
        " 25=20 26=23 28=10 29=08 32=24 33=03 34=00 35=02 36=19 37=27 38=26 39=25 40=21 41=29"
        " 42=09 43=28 44=30",
    ),
    **_pairs(
        "TR",
        _TURKEY_AS_PLATES
        + " 32=33 33=32 68=06 69=29 70=30 71=42 72=47 73=51 74=56 75=68 76=72 77=69 78=70 79=71 80=73 81=01"
        " 82=18 83=27 84=36 85=67 86=75 87=74 88=76 89=78 90=79 91=80 92=77 93=81",
    ),
    **_pairs("LB", "04=BA 05=JL 06=JA 07=NA 08=BI 09=AS 10=AK 11=BH"),
    **_pairs("JO", "02=BA 09=KA 12=AT 15=MA 16=AM 17=AZ 18=IR 19=MN 20=AJ 21=AQ 22=JA 23=MD"),
    # 00 is the Golan, WE and none the West Bank: outside the districts that ISO lists.
    **_pairs("IL", "01=D 02=M 03=Z 04=HA 05=TA 06=JM"),
    # 00 is one town, Badr al-Janub, which lies in Najran.
    **_pairs(
        "SA", "00=10 02=11 05=03 06=04 08=05 10=01 11=14 13=06 14=02 15=08 16=10 17=09 19=07 20=12"
    ),
    **_pairs("KW", "02=KU 04=AH 05=JA 07=FA 08=HA 09=MU"),
    **_pairs(
        "UA",
        "01=71 02=74 03=77 04=12 05=14 06=26 07=63 08=65 09=68 10=35 11=43 12=30 13=32 14=09"
        " 15=46 16=48 17=51 18=53 19=56 20=40 21=59 22=61 23=05 24=07 25=21 26=23 27=18",
    ),
    # GeoNames knows the Strip and the West Bank only: `tools.place_register` goes by distance.
    ("PS", "GZ"): "PS",
    ("PS", "WE"): "PS",
}

_FAR_KM = 150.0


def misplaced(
    towns: Iterable[tuple[str, str, Point]],
    centres: Mapping[str, Point],
    names: Mapping[str, set[str]],
) -> Iterator[str]:
    """Tell the regions whose towns neither lie about their centre nor have one of its name.

    `towns` are (region, name, point).
    """
    by_region: dict[str, list[tuple[str, Point]]] = {}
    for region, name, point in towns:
        by_region.setdefault(region, []).append((fold(name), point))
    for region, group in sorted(by_region.items()):
        if "-" not in region:
            continue
        middle = (median(p[0] for _, p in group), median(p[1] for _, p in group))
        rivals = {r: km(middle, c) for r, c in centres.items() if r[:2] == region[:2]}
        nearest = min(rivals, key=rivals.__getitem__, default=region)
        is_named = bool({name for name, _ in group} & names[region])
        if is_named:
            continue
        if region not in rivals:
            yield f"{region}: no town of its name, and its centre is not known"
        elif nearest != region or rivals[region] > _FAR_KM:
            away = f"{rivals[region]:.0f} km off, {rivals[nearest]:.0f} from {nearest}"
            yield f"{region}: no town of its name, and {away}"
