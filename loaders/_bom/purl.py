"""Package URLs (purl-spec): the one name a library has in every bill of materials."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=65_536)
def canonical(purl: str, version: str = "") -> str:
    """A package URL as the specification writes it, with a version where it has none; empty where it is none.

    >>> canonical("pkg:PyPI/Django_Rest@1.0")
    'pkg:pypi/django-rest@1.0'
    >>> canonical("pkg:npm/@angular/core", "16.0.0")
    'pkg:npm/%40angular/core@16.0.0'
    >>> canonical("angular")
    ''
    """
    if not purl.startswith("pkg:"):
        return ""
    from packageurl import PackageURL

    try:
        read = PackageURL.from_string(purl)
        if version and not read.version:
            read = PackageURL(read.type, read.namespace, read.name, version, read.qualifiers, read.subpath)
        return read.to_string().strip()
    except ValueError:
        return ""
