"""Which time zone holds in which country, and in which first-level region where a country has several.

Countries are the tz database's, which is in the public domain; the regions of countries with
several zones are written here by hand. One zone of several is never guessed: a region that is
not here has every zone of its country, and the hour is known only where they agree.

    python -m tools.build_zones /usr/share/zoneinfo/zone.tab
"""

import sys
from collections import defaultdict
from pathlib import Path

ZONES = Path(__file__).parents[1] / "alerts" / "resolve" / "event" / "zones.tsv"

# Clocks in China go by Beijing's; those of Ukraine's regions that Russia holds parts of by either's.
_COUNTRIES = {"CN": "Asia/Shanghai", "UA": "Europe/Kyiv"}
_REGIONS = {
    "Europe/Kyiv Europe/Moscow": "UA-09 UA-14 UA-23 UA-65 UA-43 UA-40",
    "Europe/Kaliningrad": "RU-KGD",
    "Europe/Moscow": """RU-AD RU-DA RU-IN RU-KB RU-KL RU-KC RU-KR RU-KO RU-ME RU-MO RU-SE RU-TA RU-CE RU-CU
        RU-KDA RU-STA RU-ARK RU-BEL RU-BRY RU-VLA RU-VLG RU-VOR RU-IVA RU-KLU RU-KOS RU-KRS RU-LEN RU-LIP
        RU-MOS RU-MUR RU-NIZ RU-NGR RU-ORL RU-PNZ RU-PSK RU-ROS RU-RYA RU-SMO RU-TAM RU-TVE RU-TUL RU-YAR
        RU-NEN RU-MOW RU-SPE""",
    "Europe/Samara": "RU-SAM RU-UD",
    "Europe/Astrakhan": "RU-AST",
    "Europe/Saratov": "RU-SAR",
    "Europe/Ulyanovsk": "RU-ULY",
    "Europe/Volgograd": "RU-VGG",
    "Europe/Kirov": "RU-KIR",
    "Asia/Yekaterinburg": "RU-BA RU-KGN RU-ORE RU-PER RU-SVE RU-CHE RU-TYU RU-KHM RU-YAN",
    "Asia/Omsk": "RU-OMS",
    "Asia/Novosibirsk": "RU-NVS",
    "Asia/Barnaul": "RU-ALT RU-AL",
    "Asia/Tomsk": "RU-TOM",
    "Asia/Novokuznetsk": "RU-KEM",
    "Asia/Krasnoyarsk": "RU-KYA RU-KK RU-TY",
    "Asia/Irkutsk": "RU-IRK RU-BU",
    "Asia/Chita": "RU-ZAB",
    "Asia/Yakutsk": "RU-AMU",
    "Asia/Vladivostok": "RU-PRI RU-KHA RU-YEV",
    "Asia/Magadan": "RU-MAG",
    "Asia/Kamchatka": "RU-KAM",
    "Asia/Anadyr": "RU-CHU",
    "America/New_York": """US-CT US-DE US-DC US-GA US-ME US-MD US-MA US-NH US-NJ US-NY US-NC US-OH US-PA US-RI
        US-SC US-VT US-VA US-WV""",
    "America/Chicago": "US-AL US-AR US-IL US-IA US-LA US-MN US-MS US-MO US-OK US-WI",
    "America/Denver": "US-CO US-MT US-NM US-UT US-WY",
    "America/Phoenix": "US-AZ",
    "America/Los_Angeles": "US-CA US-WA",
    "Pacific/Honolulu": "US-HI",
    "America/Edmonton": "CA-AB",
    "America/Winnipeg": "CA-MB",
    "America/Halifax": "CA-NS CA-PE",
    "America/Moncton": "CA-NB",
    "Australia/Sydney": "AU-ACT",
    "Australia/Melbourne": "AU-VIC",
    "Australia/Brisbane": "AU-QLD",
    "Australia/Adelaide": "AU-SA",
    "Australia/Darwin": "AU-NT",
    "Australia/Hobart": "AU-TAS",
    "Africa/Kinshasa": "CD-KN CD-BC CD-EQ",
    "Africa/Lubumbashi": "CD-NK CD-SK CD-IT CD-MA CD-HK CD-TA",
    "Atlantic/Canary": "ES-CN",
    "Europe/Madrid": "ES-MD ES-CT ES-AN ES-VC ES-PV ES-GA",
}
_HEAD = (
    "# Written by tools/build_zones.py from the tz database: region, the zones that hold in it.\n"
)


def main() -> None:
    """Write the table."""
    zones: dict[str, set[str]] = defaultdict(set)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            countries, _, zone, *_ = line.split("\t")
            for country in countries.split(","):
                zones[country].add(zone)
    zones |= {country: {zone} for country, zone in _COUNTRIES.items()}
    for holding, regions in _REGIONS.items():
        zones |= {region: set(holding.split()) for region in regions.split()}
    lines = (f"{region}\t{' '.join(sorted(held))}\n" for region, held in sorted(zones.items()))
    ZONES.write_text(_HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
