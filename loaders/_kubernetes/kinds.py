"""What the kinds of a cluster become in the model, and which of them belong to no namespace.

A workload is a System, and so is the Node that hosts it; a Service and what routes to it are Integrations, for they are
agreed ways in; what holds settings, keys or data is an InformationAsset; a NetworkPolicy is a Control. Every other kind,
known or of the user's own, is a ModelElement that keeps its kind.
"""

from __future__ import annotations

WORKLOADS = frozenset(
    {
        "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob", "Pod",
        "DeploymentConfig", "Rollout",
    }
)  # fmt: skip
ROUTES = frozenset({"HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"})
_LABELS = {
    **dict.fromkeys((*WORKLOADS, "Node"), "System"),
    **dict.fromkeys(("Service", "Ingress", "Gateway", "Route", *ROUTES), "Integration"),
    **dict.fromkeys(("ConfigMap", "Secret", "PersistentVolumeClaim", "SealedSecret"), "InformationAsset"),
    "NetworkPolicy": "Control",
}
_CLUSTER = frozenset(
    {
        "Namespace", "Node", "PersistentVolume", "StorageClass", "ClusterRole", "ClusterRoleBinding", "PriorityClass",
        "CustomResourceDefinition", "IngressClass", "GatewayClass", "CSIDriver", "APIService", "RuntimeClass",
        "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "ClusterIssuer",
    }
)  # fmt: skip
_GROUPS = {
    "Service": ("",), "Gateway": ("gateway.networking.k8s.io",), "Route": ("route.openshift.io",),
    "Rollout": ("argoproj.io",), "Node": ("",), "Ingress": ("networking.k8s.io", "extensions"),
}  # fmt: skip
"""Kinds whose names others use for something else: the groups in which they are meant."""


def label_of(kind: str, group: str) -> str:
    """The label of an object.

    >>> label_of("Deployment", "apps"), label_of("Service", "serving.knative.dev"), label_of("Tenant", "minio.example")
    ('System', 'ModelElement', 'ModelElement')
    """
    return _LABELS.get(kind, "ModelElement") if group in _GROUPS.get(kind, (group,)) else "ModelElement"


def is_of_cluster(kind: str) -> bool:
    """Is an object of this kind in no namespace?"""
    return kind in _CLUSTER


def object_key(kind: str, namespace: str, name: str, group: str | None = None) -> str:
    """What an object is known by; the group stands with it where others use the name of a kind for something else.

    >>> object_key("Secret", "", "db"), object_key("Namespace", "x", "web"), object_key("Service", "a", "b", "knative.dev")
    ('Secret:default/db', 'Namespace:web', 'Service.knative.dev:a/b')
    """
    kind = kind if group is None or group in _GROUPS.get(kind, (group,)) else f"{kind}.{group}"
    return f"{kind}:{name}" if is_of_cluster(kind) else f"{kind}:{namespace or 'default'}/{name}"
