"""What Helm makes of the chart, read into values: an unknown key in a pod is an error.

These shapes are the part of Kubernetes' API that the chart uses, written from its
reference, because a cluster drops (or refuses) a misspelt field, and Helm does not.
"""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from pydantic.alias_generators import to_camel

CHART = Path(__file__).parents[2] / "helm" / "alerts"

# Every kind that the chart makes, with the version in which Kubernetes serves it.
KINDS = {
    "ConfigMap": "v1",
    "Deployment": "apps/v1",
    "Ingress": "networking.k8s.io/v1",
    "Job": "batch/v1",
    "PersistentVolumeClaim": "v1",
    "PodDisruptionBudget": "policy/v1",
    "PodMonitor": "monitoring.coreos.com/v1",
    "Secret": "v1",
    "Service": "v1",
    "ServiceAccount": "v1",
}


class Shape(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=to_camel, populate_by_name=True
    )


class Variable(Shape):
    name: str
    value: str


class Named(Shape):
    name: str


class FromConfigMap(Shape):
    config_map_ref: Named


class ContainerSecurity(Shape):
    allow_privilege_escalation: bool
    read_only_root_filesystem: bool
    capabilities: dict[str, list[str]]


class HttpGet(Shape):
    path: str
    port: str


class Probe(Shape):
    http_get: HttpGet
    period_seconds: int
    timeout_seconds: int
    failure_threshold: int


class Port(Shape):
    name: str
    container_port: int


class Exec(Shape):
    exec: dict[str, list[str]]


class Lifecycle(Shape):
    pre_stop: Exec


class Mount(Shape):
    name: str
    mount_path: str
    read_only: bool = False


class Container(Shape):
    name: str
    image: str
    image_pull_policy: str
    security_context: ContainerSecurity
    args: list[str]
    env: list[Variable] = []
    env_from: list[FromConfigMap] = []
    ports: list[Port] = []
    startup_probe: Probe | None = None
    liveness_probe: Probe | None = None
    readiness_probe: Probe | None = None
    lifecycle: Lifecycle | None = None
    resources: dict[str, dict[str, str]]
    volume_mounts: list[Mount]


class Item(Shape):
    key: str
    path: str


class SecretItems(Shape):
    name: str
    items: list[Item]


class SecretSource(Shape):
    secret: SecretItems


class Projected(Shape):
    default_mode: int
    sources: list[SecretSource]


class Volume(Shape):
    name: str
    empty_dir: dict[str, str] | None = None
    projected: Projected | None = None
    persistent_volume_claim: dict[str, str] | None = None
    config_map: Named | None = None


class PodSecurity(Shape):
    run_as_non_root: bool
    run_as_user: int
    run_as_group: int
    fs_group: int
    fs_group_change_policy: Literal["OnRootMismatch"]
    seccomp_profile: dict[str, str]


class Pod(Shape):
    service_account_name: str
    enable_service_links: bool
    automount_service_account_token: bool
    security_context: PodSecurity
    restart_policy: Literal["Always", "Never"] = "Always"
    termination_grace_period_seconds: int = 30
    image_pull_secrets: list[Named] = []
    priority_class_name: str = ""
    node_selector: dict[str, str] = {}
    tolerations: list[dict[str, str]] = []
    affinity: dict[str, JsonValue] = {}
    topology_spread_constraints: list[dict[str, JsonValue]] = []
    containers: list[Container]
    volumes: list[Volume]


class Metadata(Shape):
    name: str
    labels: dict[str, str]
    annotations: dict[str, str] = {}


class PodMetadata(Shape):
    labels: dict[str, str]
    annotations: dict[str, str] = {}


class Template(Shape):
    metadata: PodMetadata
    spec: Pod


class WorkloadSpec(Shape):
    """What a Deployment and a Job say."""

    replicas: int | None = None
    strategy: dict[str, JsonValue] | None = None
    selector: dict[str, dict[str, str]] | None = None
    backoff_limit: int | None = None
    template: Template


class Manifest(BaseModel):
    """Any object; `body` is all of it."""

    model_config = ConfigDict(frozen=True)

    api_version: str = Field(alias="apiVersion")
    kind: str
    metadata: Metadata
    spec: dict[str, JsonValue] = {}
    data: dict[str, str] = {}

    @property
    def workload(self) -> WorkloadSpec:
        """The spec of a Deployment or a Job."""
        return WorkloadSpec.model_validate(self.spec)

    @property
    def hook(self) -> str | None:
        """When Helm makes this apart from the release itself."""
        return self.metadata.annotations.get("helm.sh/hook")


@dataclass(frozen=True)
class Rendering:
    """All objects of a release."""

    manifests: tuple[Manifest, ...]

    def of(self, kind: str) -> dict[str, Manifest]:
        """The objects of a kind by name, hooks apart."""
        return {m.metadata.name: m for m in self.manifests if m.kind == kind and m.hook is None}

    def hooks(self, kind: str) -> list[Manifest]:
        """The objects of a kind that Helm makes before the release."""
        return [m for m in self.manifests if m.kind == kind and m.hook]

    @property
    def pods(self) -> list[Template]:
        """The pods of all workloads."""
        workloads = [m for m in self.manifests if m.kind in {"Deployment", "Job"}]
        return [m.workload.template for m in workloads]


class Refused(Exception):  # noqa: N818  an answer of Helm's, asked for by tests
    """Helm's reason for making nothing."""


@dataclass(frozen=True)
class Chart:
    """The chart in the hands of Helm; `scratch` is a folder for values files."""

    helm: Path
    scratch: Path

    def render(self, values: Mapping[str, object], release: str = "my") -> Rendering:
        """Render a release. Raises `Refused`."""
        text = self.run("template", release, str(CHART), *self._file(values))
        documents = [document for document in yaml.safe_load_all(text) if document]
        return Rendering(tuple(Manifest.model_validate(document) for document in documents))

    def notes(self, values: Mapping[str, object]) -> str:
        """What Helm tells who installed the release.

        It renders notes only when it speaks to a cluster; so here they are a template.
        """
        copy = shutil.copytree(CHART, self.scratch / "chart", dirs_exist_ok=True)
        notes = (copy / "templates" / "NOTES.txt").read_text()
        wrapped = f'{{{{- define "notes" }}}}{notes}{{{{ end }}}}notes: {{{{ include "notes" . | quote }}}}'
        (copy / "templates" / "notes.yaml").write_text(wrapped)
        text = self.run(
            "template", "my", str(copy), "--show-only=templates/notes.yaml", *self._file(values)
        )
        return str(yaml.safe_load(text)["notes"])

    def lint(self, values: Mapping[str, object]) -> str:
        """Helm's own opinion of the chart. Raises `Refused`."""
        return self.run("lint", "--strict", str(CHART), *self._file(values))

    def run(self, *arguments: str) -> str:
        """Run Helm; give its output. Raises `Refused` with its complaint."""
        home = {f"HELM_{name}_HOME": str(self.scratch) for name in ("CACHE", "CONFIG", "DATA")}
        done = subprocess.run(
            [self.helm, *arguments], env=home, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Refused(done.stdout + done.stderr)
        return done.stdout

    def _file(self, values: Mapping[str, object]) -> tuple[str, str]:
        path = self.scratch / "values.yaml"
        path.write_text(yaml.safe_dump(dict(values)))
        return "--values", str(path)
