"""What runs in the pods of a workload, and what they need: settings, secrets, claims to storage, an account.

Every reference of a pod is required for its start; one that is marked optional is `mode` optional.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders._containers.images import product_of
from loaders._containers.mentions import hosts
from loaders._documents.part import Part
from loaders._kubernetes.objects import Object

_CONTAINERS = ("initContainers", "containers", "ephemeralContainers")


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a pod names: where, what kind of thing, and by which name."""

    field: str
    kind: str
    name: str
    place: str
    is_optional: bool = False
    is_read_only: bool = False


def pod_of(one: Object) -> Part | None:
    """The specification of a workload's pods."""
    if one.kind == "Pod":
        return one.part.get("spec")
    if one.kind == "CronJob":
        return one.part.get("spec", "jobTemplate", "spec", "template", "spec")
    return one.part.get("spec", "template", "spec")


def labels_of(one: Object) -> Part | None:
    """The labels of a workload's pods."""
    if one.kind == "Pod":
        return one.part.get("metadata", "labels")
    above = ("spec", "jobTemplate", "spec") if one.kind == "CronJob" else ("spec",)
    return one.part.get(*above, "template", "metadata", "labels")


def stated_of(pod: Part) -> dict[str, object]:
    """What the containers of a pod say of its product; of several the images, and the product of none."""
    images = tuple(dict.fromkeys(text for one in containers(pod) if (text := one.text("image"))))
    main = [text for one in pod.parts("containers") if (text := one.text("image"))]
    names = sorted({name for one in containers(pod) for env in one.parts("env") if (name := env.text("name"))})
    product = product_of(main[0]) if len(main) == 1 else {}
    return {"images": images, "containers": tuple(one.text("name") for one in containers(pod)), "environment": tuple(names),
            **product}  # fmt: skip


def containers(pod: Part) -> Iterator[Part]:
    """The containers of a pod, those that prepare it first."""
    for kind in _CONTAINERS:
        yield from pod.parts(kind)


def needs_of(one: Object, pod: Part) -> Iterator[Need]:
    """Everything the pods of a workload name."""
    for container in containers(pod):
        for env in container.parts("env"):
            yield from _reference(env.get("valueFrom", "configMapKeyRef"), "env", "ConfigMap")
            yield from _reference(env.get("valueFrom", "secretKeyRef"), "env", "Secret")
        for source in container.parts("envFrom"):
            yield from _reference(source.get("configMapRef"), "envFrom", "ConfigMap")
            yield from _reference(source.get("secretRef"), "envFrom", "Secret")
    for volume in pod.parts("volumes"):
        yield from _volume(volume)
        for source in volume.parts("projected", "sources"):
            yield from _volume(source)
    for secret in pod.parts("imagePullSecrets"):
        yield from _reference(secret, "imagePullSecrets", "Secret")
    account = pod.get("serviceAccountName") or pod.get("serviceAccount")
    if account is not None and account.as_text:
        yield Need("serviceAccountName", "ServiceAccount", account.as_text, account.place)
    for template in one.part.parts("spec", "volumeClaimTemplates"):
        name = template.text("metadata", "name")
        if name:
            yield Need("volumeClaimTemplates", "PersistentVolumeClaim", f"{name}-{one.name}", template.place)


def _volume(volume: Part) -> Iterator[Need]:
    yield from _reference(volume.get("configMap"), "volumes", "ConfigMap")
    secret = volume.get("secret")
    yield from _reference(secret, "volumes", "Secret", "secretName" if secret and secret.get("secretName") else "name")
    yield from _reference(volume.get("persistentVolumeClaim"), "volumes", "PersistentVolumeClaim", "claimName")
    yield from _reference(volume.get("csi", "volumeAttributes"), "volumes", "SecretProviderClass", "secretProviderClass")


def _reference(part: Part | None, field: str, kind: str, named: str = "name") -> Iterator[Need]:
    if part is not None and (name := part.text(named)):
        yield Need(field, kind, name, part.place, part.text("optional") == "true", part.text("readOnly") == "true")


def mentioned_in(pod: Part) -> Iterator[tuple[Part, str, str]]:
    """Hosts that the variables of a pod seem to name: where, the variable, and the host."""
    for container in containers(pod):
        for env in container.parts("env"):
            value = env.get("value")
            if value is not None:
                yield from ((value, env.text("name"), host) for host in sorted(hosts(env.text("name"), value.as_text)))
