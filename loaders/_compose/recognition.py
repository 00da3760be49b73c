"""Is a document a compose file? Told by the sections it has and by what its services say (the Compose Specification)."""

from __future__ import annotations

import posixpath
import re
from typing import Any

_SECTIONS = frozenset({"services", "networks", "volumes", "configs", "secrets", "models", "version", "name", "include"})
_KEYS = (
    "annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count "
    "cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy "
    "develop device_cgroup_rules devices dns dns_opt dns_search domainname driver_opts entrypoint env_file environment "
    "expose extends external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file "
    "labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode networks "
    "oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles provider "
    "pull_policy read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal "
    "storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes volumes_from "
    "working_dir"
)
SERVICE_KEYS = frozenset(_KEYS.split())
"""What the Compose Specification and its older versions let a service say."""
_NOTHING = ("null", "~")
STANDARD = re.compile(r"(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml", re.IGNORECASE)
"""Names of files that belong to the project of their folder, whatever else lies in it."""


def recognises(glimpse: Any) -> bool:
    """Is it a mapping of compose sections alone, whose services speak as services do?"""
    if not isinstance(glimpse, dict) or not all(_is_section(name) for name in glimpse):
        return False
    services = glimpse.get("services")
    if not services:
        return _includes_others(glimpse.get("include"))
    said = [one for one in services.values() if one and one not in _NOTHING]
    return bool(said) and all(_speaks(one) for one in said)


def _is_section(name: str) -> bool:
    return name in _SECTIONS or name.startswith("x-")


def _speaks(service: Any) -> bool:
    known = sum(1 for name in service if name in SERVICE_KEYS or name == "<<")
    own = sum(1 for name in service if not name.startswith("x-"))
    return isinstance(service, dict) and known > 0 and known * 2 > own


def _includes_others(include: Any) -> bool:
    others = include if isinstance(include, list) else [include] if include else []
    return bool(others) and all((isinstance(one, dict) and "path" in one) or _is_standard(one) for one in others)


def _is_standard(name: Any) -> bool:
    return isinstance(name, str) and STANDARD.fullmatch(posixpath.basename(name)) is not None
