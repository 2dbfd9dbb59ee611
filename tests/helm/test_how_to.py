"""What the guide tells an operator to type is what the chart understands."""

import re

import yaml

from tests.helm.rendering import CHART, Chart

GUIDE = (CHART.parents[1] / "docs" / "how-to" / "deploy-on-kubernetes.md").read_text()


def test_the_values_of_the_guide_are_a_release_with_the_names_of_the_guide(chart: Chart) -> None:
    found = re.search(r"<<EOF\n(.*?)\nEOF\n", GUIDE, flags=re.DOTALL)
    assert found
    values = yaml.safe_load(found[1].replace("$IMAGE", "registry.example/alerts"))
    rendering = chart.render(values, release="alerts")
    (job,) = rendering.hooks("Job")
    assert f"job/{job.metadata.name}" in GUIDE
    assert "deployment/alerts-intake" in GUIDE
    assert "alerts-intake" in rendering.of("Deployment")
    assert "service/alerts" in GUIDE
    assert "alerts" in rendering.of("Service")


def test_every_value_that_the_guide_names_is_there() -> None:
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    named = re.findall(r"`((?:roles|podMonitor|extra)[\w.]*)`", GUIDE)
    assert named
    for path in named:
        found = values
        for name in path.split("."):
            found = found[name]


def test_the_guide_builds_the_image_that_the_chart_runs() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    assert set(re.findall(r'"\$IMAGE:([^"]+)"', GUIDE)) == {chart["appVersion"]}
