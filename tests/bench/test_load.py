"""The benchmark of loading rules fills a database, loads it, and finds the same matches."""

import asyncio

import pytest

from bench.load import filled, loaded, matches_of_new
from bench.match_work import Kind
from tests.servers.postgres import Postgres


@pytest.mark.parametrize("kind", [Kind.MIXED, Kind.SPARSE])
def test_what_is_loaded_matches_as_the_same_rules_made_anew(postgres: Postgres, kind: Kind) -> None:
    url = asyncio.run(filled(postgres, kind, 500))

    row = loaded(url, kind)

    assert row["loaded"] == 500
    assert row["matches"] == matches_of_new(kind, 500)
    assert {"load_s", "cpu_s", "before_mb", "resident_mb", "bytes_per_rule"} < set(row)
