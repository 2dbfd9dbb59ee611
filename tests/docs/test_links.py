"""No link of the project's own leads nowhere."""

import ast
import re

import pytest

from tests.docs.pages import ROOT, Page, pages

_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_link_leads_somewhere(page: Page) -> None:
    for link in page.links:
        if re.match(r"[a-z]+:", link):
            continue
        path, _, fragment = link.partition("#")
        target = (page.path.parent / path).resolve() if path else page.path
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if fragment:
            assert fragment in Page.at(str(target.relative_to(ROOT))).anchors, link


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_test_that_is_named_as_proof_is_there(page: Page) -> None:
    for path, name in _TEST.findall(page.text):
        assert (ROOT / path).is_file(), path
        if name:
            defined = ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
            functions = (ast.FunctionDef, ast.AsyncFunctionDef)
            assert name in {node.name for node in defined if isinstance(node, functions)}, name


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[str] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        name = str(path.relative_to(ROOT))
        if name in reached:
            continue
        reached.add(name)
        for link in Page.at(name).links:
            target = (path.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.is_file():
                waiting.append(target)
    assert {page.name for page in pages()} <= reached
