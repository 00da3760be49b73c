"""What does the reference of a container image say of the product in it?

The grammar is that of the OCI and Docker (`[registry/][namespace/]name[:tag][@digest]`). Who publishes is known only on
the public registries, where a namespace belongs to a publisher; elsewhere a namespace is somebody's own order.

>>> [f"{name} {value}" for name, value in product_of("ghcr.io/grafana/tempo:2.4").items()]
['product tempo', 'vendor grafana', 'version 2.4', 'product_id pkg:docker/grafana/tempo@2.4?repository_url=ghcr.io']
>>> dict(product_of("postgres"))["product_id"], dict(product_of("registry.example/team/portal@sha256:ab"))["product"]
('pkg:docker/postgres', 'portal')
>>> product_of("${IMAGE}")
{}
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from packageurl import PackageURL

_IMAGE = re.compile(
    r"(?:(?P<registry>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?|localhost(?::[0-9]+)?|[a-z0-9-]+:[0-9]+)/)?"
    r"(?:(?P<namespace>[a-z0-9._/-]+)/)?(?P<name>[a-z0-9._-]+)(?::(?P<tag>[\w][\w.-]{0,127}))?(?:@(?P<digest>[a-z0-9+]+:[\w]+))?",
    re.IGNORECASE,
)
_HOME = "docker.io"
_PUBLIC = frozenset({_HOME, "ghcr.io", "quay.io", "gcr.io", "registry.k8s.io", "mcr.microsoft.com", "public.ecr.aws"})
_LONGEST = 500
_KINDS = {
    "identity": "keycloak authentik dex ory-hydra openldap freeipa authelia zitadel",
    "integration": "kafka rabbitmq activemq camel nifi mirth kong tyk wso2",
    "infrastructure": "postgres postgresql mysql mariadb mongo mongodb redis valkey memcached mssql elasticsearch "
    "opensearch minio nginx traefik haproxy caddy envoy etcd zookeeper prometheus grafana loki vault consul influxdb "
    "timescaledb",
    "iot_platform": "mosquitto emqx chirpstack thingsboard node-red frost-server orion",
}
_KIND = {product: kind for kind, products in _KINDS.items() for product in products.split()}


def product_of(image: str) -> Mapping[str, object]:
    """Product, its publisher, version and purl, and the kind of system where the product is known; empty of no image."""
    found = _IMAGE.fullmatch(image) if len(image) <= _LONGEST else None
    if not found:
        return {}
    registry, name = found["registry"] or _HOME, found["name"].lower()
    namespace = "" if found["namespace"] == "library" else (found["namespace"] or "").lower()
    version = found["digest"] or found["tag"]
    elsewhere = {"repository_url": registry} if registry != _HOME else None
    said = {
        "product": name,
        "vendor": namespace.partition("/")[0] if registry.lower() in _PUBLIC else "",
        "version": found["tag"] or found["digest"],
        "product_id": PackageURL("docker", namespace or None, name, version, elsewhere).to_string(),
        "system_kind": _KIND.get(name, ""),
    }
    return {key: value for key, value in said.items() if value}
