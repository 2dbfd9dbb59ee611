"""A cluster that gets the chart's objects runs the service as the service wants to be run."""

import base64
import re
from pathlib import Path

import pytest
import yaml

from alerts.settings import Settings, read_settings
from tests.helm.installations import (
    ALL,
    EVERYTHING,
    ONE_ON_POSTGRESQL,
    SECRETS,
    SMALLEST,
    SPLIT,
    Values,
)
from tests.helm.rendering import KINDS, Chart, Manifest, Rendering, Template

every_installation = pytest.mark.parametrize("values", ALL.values(), ids=ALL.keys())
FILES = "/run/secrets/alerts"


def _secrets(rendering: Rendering) -> dict[tuple[str, str], str]:
    """What stands in the chart's Secrets, hooks included, and in the one that was there."""
    made = {
        (secret.metadata.name, key): base64.b64decode(value).decode()
        for secret in [*rendering.of("Secret").values(), *rendering.hooks("Secret")]
        for key, value in secret.data.items()
    }
    return made | {("db-app", "uri"): SECRETS["ALERTS_DATABASE_URL"]}


def _settings(rendering: Rendering, pod: Template, folder: Path) -> Settings:
    """What the service reads in a pod, from its variables and its files."""
    (container,) = pod.spec.containers
    environment = {
        name: value
        for source in container.env_from
        for name, value in rendering.of("ConfigMap")[source.config_map_ref.name].data.items()
    }
    environment |= {v.name: v.value.replace(FILES, str(folder)) for v in container.env}
    kept = _secrets(rendering)
    for volume in pod.spec.volumes:
        for source in volume.projected.sources if volume.projected else []:
            for item in source.secret.items:
                (folder / item.path).write_text(kept[source.secret.name, item.key])
    return read_settings(environment)


@every_installation
def test_helm_finds_no_fault(chart: Chart, values: Values) -> None:
    assert "0 chart(s) failed" in chart.lint(values)


@every_installation
def test_every_object_is_of_a_version_that_is_served_and_named_once(
    chart: Chart, values: Values
) -> None:
    manifests = chart.render(values).manifests
    assert all(KINDS[m.kind] == m.api_version for m in manifests)
    names = [(m.kind, m.metadata.name) for m in manifests]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]{1,63}", name) for _, name in names)


@every_installation
def test_no_pod_may_do_more_than_it_must(chart: Chart, values: Values) -> None:
    for pod in (template.spec for template in chart.render(values).pods):
        assert pod.security_context.run_as_non_root
        assert pod.security_context.run_as_user > 0
        assert pod.security_context.seccomp_profile == {"type": "RuntimeDefault"}
        assert not pod.automount_service_account_token
        assert not pod.enable_service_links
        for container in pod.containers:
            may = container.security_context
            assert may.read_only_root_filesystem
            assert not may.allow_privilege_escalation
            assert may.capabilities == {"drop": ["ALL"]}
            assert container.resources["limits"].keys() == {"memory"}
            assert container.resources["requests"].keys() == {"cpu", "memory"}


@every_installation
def test_every_mount_has_its_volume_and_every_volume_is_mounted(
    chart: Chart, values: Values
) -> None:
    for pod in (template.spec for template in chart.render(values).pods):
        mounts = {mount.name: mount.mount_path for mount in pod.containers[0].volume_mounts}
        assert mounts.keys() == {volume.name for volume in pod.volumes}
        assert mounts["tmp"] == "/tmp"


@every_installation
def test_every_service_pod_is_probed_and_has_time_to_end(chart: Chart, values: Values) -> None:
    rendering = chart.render(values)
    (settings,) = rendering.of("ConfigMap").values()
    work_s = int(settings.data.get("ALERTS_SHUTDOWN_TIMEOUT", "20"))
    for deployment in rendering.of("Deployment").values():
        pod = deployment.workload.template.spec
        (container,) = pod.containers
        paths = [
            probe and (probe.http_get.path, probe.http_get.port)
            for probe in (
                container.startup_probe,
                container.liveness_probe,
                container.readiness_probe,
            )
        ]
        assert paths == [("/livez", "http"), ("/livez", "http"), ("/readyz", "http")]
        assert [port.name for port in container.ports] == ["http"]
        # The tasks' time, then the open requests' time, then the service's own spare 10 s.
        assert pod.termination_grace_period_seconds > work_s * 2 + 10


@every_installation
def test_the_service_accepts_what_every_pod_gives_it(
    chart: Chart, values: Values, tmp_path: Path
) -> None:
    rendering = chart.render(values)
    for number, pod in enumerate(rendering.pods):
        folder = tmp_path / str(number)
        folder.mkdir()
        settings = _settings(rendering, pod, folder)
        if pod.spec.containers[0].args[0] == "serve":
            assert settings.http_host == "0.0.0.0"
            assert settings.http_port == pod.spec.containers[0].ports[0].container_port


def test_a_setting_arrives_as_it_was_written(chart: Chart, tmp_path: Path) -> None:
    rendering = chart.render(EVERYTHING)
    pod = rendering.of("Deployment")["my-alerts-intake"].workload.template
    settings = _settings(rendering, pod, tmp_path)
    assert settings.max_report_bytes == 2_097_152
    assert settings.delivery_poll.total_seconds() == 0.5
    assert settings.webhook_timeout.total_seconds() == 20
    assert settings.public_url == "https://alerts.example"
    password = settings.kafka_security_password
    assert password
    assert password.get_secret_value() == "hush-kafka"


@every_installation
def test_no_secret_stands_where_everybody_reads(chart: Chart, values: Values) -> None:
    manifests = chart.render(values).manifests
    secrets = [m for m in manifests if m.kind == "Secret"]
    others = [m for m in manifests if m.kind != "Secret"]
    assert "hush" not in "".join(m.model_dump_json() for m in others)
    assert all(m.api_version == "v1" for m in secrets)
    encoded = [base64.b64encode(secret.encode()).decode() for secret in SECRETS.values()]
    assert not any(code in m.model_dump_json() for m in others for code in encoded)


@every_installation
def test_a_service_budget_and_monitor_choose_pods_that_are_there(
    chart: Chart, values: Values
) -> None:
    rendering = chart.render(values)
    labels = [
        deployment.workload.template.metadata.labels
        for deployment in rendering.of("Deployment").values()
    ]
    assert all(
        (deployment.workload.selector or {})["matchLabels"].items()
        <= deployment.workload.template.metadata.labels.items()
        for deployment in rendering.of("Deployment").values()
    )
    for chooser in [
        *rendering.of("Service").values(),
        *rendering.of("PodDisruptionBudget").values(),
    ]:
        chosen = _chosen(chooser)
        assert sum(chosen.items() <= pod.items() for pod in labels) == 1
        for job in rendering.hooks("Job"):
            assert not chosen.items() <= job.workload.template.metadata.labels.items()


def _chosen(chooser: Manifest) -> dict[str, str]:
    selector = chooser.spec["selector"]
    assert isinstance(selector, dict)
    labels = selector.get("matchLabels", selector)
    assert isinstance(labels, dict)
    return {key: str(value) for key, value in labels.items()}


def test_the_smallest_is_one_process_with_its_file_on_a_disk_that_is_kept(chart: Chart) -> None:
    rendering = chart.render(SMALLEST)
    (deployment,) = rendering.of("Deployment").values()
    pod = deployment.workload.template.spec
    assert pod.containers[0].args == ["serve", "--role", "all"]
    assert deployment.workload.replicas == 1
    assert deployment.workload.strategy == {"type": "Recreate"}
    (claim,) = rendering.of("PersistentVolumeClaim").values()
    assert claim.metadata.annotations == {"helm.sh/resource-policy": "keep"}
    assert {"claimName": claim.metadata.name} in [v.persistent_volume_claim for v in pod.volumes]
    assert not rendering.hooks("Job")


def test_a_claim_of_ones_own_is_used(chart: Chart) -> None:
    rendering = chart.render({**SMALLEST, "persistence": {"existingClaim": "mine"}})
    assert not rendering.of("PersistentVolumeClaim")
    (deployment,) = rendering.of("Deployment").values()
    volumes = deployment.workload.template.spec.volumes
    assert {"claimName": "mine"} in [v.persistent_volume_claim for v in volumes]


def test_split_is_a_deployment_for_each_role(chart: Chart) -> None:
    deployments = chart.render(SPLIT).of("Deployment")
    assert {
        name: (d.workload.template.spec.containers[0].args[-1], d.workload.replicas)
        for name, d in deployments.items()
    } == {
        "my-alerts-api": ("api", 2),
        "my-alerts-intake": ("intake", 3),
        "my-alerts-deliver": ("deliver", 1),
    }


def test_only_what_has_several_pods_has_a_budget(chart: Chart) -> None:
    assert not chart.render(SMALLEST).of("PodDisruptionBudget")
    assert chart.render(ONE_ON_POSTGRESQL).of("PodDisruptionBudget").keys() == {"my-alerts"}
    budgets = chart.render(SPLIT).of("PodDisruptionBudget")
    assert budgets.keys() == {"my-alerts-api", "my-alerts-intake"}


@pytest.mark.parametrize("values", [ONE_ON_POSTGRESQL, SPLIT], ids=["own-secret", "existing"])
def test_the_migration_needs_nothing_that_comes_after_it(chart: Chart, values: Values) -> None:
    rendering = chart.render(values)
    (job,) = rendering.hooks("Job")
    assert job.hook == "pre-install,pre-upgrade"
    pod = job.workload.template.spec
    (container,) = pod.containers
    assert container.args == ["db", "upgrade"]
    assert container.env_from == []
    assert [variable.name for variable in container.env] == ["ALERTS_DATABASE_URL_FILE"]
    assert pod.service_account_name == "default"
    before = {
        secret.metadata.name
        for secret in rendering.hooks("Secret")
        if int(secret.metadata.annotations["helm.sh/hook-weight"])
        < int(job.metadata.annotations["helm.sh/hook-weight"])
    }
    needed = {s.secret.name for v in pod.volumes if v.projected for s in v.projected.sources}
    assert needed <= before | {"db-app"}
    assert all(
        secret.data.keys() == {"ALERTS_DATABASE_URL"} for secret in rendering.hooks("Secret")
    )


@pytest.mark.parametrize(
    ("change", "restarts"),
    [
        ({"settings": {"ALERTS_KAFKA_BOOTSTRAP_SERVERS": "other:9092"}}, True),
        ({"secrets": {"values": {**SECRETS, "ALERTS_OPERATOR_KEY": "another-operator-key"}}}, True),
        ({"service": {"port": 81}}, False),
    ],
    ids=["setting", "secret", "neither"],
)
def test_new_settings_start_new_pods(chart: Chart, change: Values, restarts: bool) -> None:
    pods = [
        chart.render(values).of("Deployment")["my-alerts"].workload.template
        for values in (ONE_ON_POSTGRESQL, {**ONE_ON_POSTGRESQL, **change})
    ]
    assert (pods[0] != pods[1]) == restarts


def test_a_name_that_says_alerts_is_not_said_twice(chart: Chart) -> None:
    assert chart.render(SMALLEST, release="alerts").of("Deployment").keys() == {"alerts"}


def test_the_ingress_leads_to_the_service(chart: Chart) -> None:
    rendering = chart.render(EVERYTHING)
    (ingress,) = rendering.of("Ingress").values()
    assert ingress.spec == yaml.safe_load(
        """
        ingressClassName: nginx
        tls: [{hosts: [alerts.example], secretName: alerts-tls}]
        rules:
          - host: alerts.example
            http:
              paths:
                - path: /
                  pathType: Prefix
                  backend: {service: {name: my-alerts, port: {name: http}}}
        """
    )
    assert rendering.of("Service").keys() == {"my-alerts"}
