"""Settings: defaults < eagraph.toml < EAGRAPH_… environment < flags of the command line.

Passwords come from the environment alone: NEO4J_USER and NEO4J_PASSWORD.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from eagraph.errors import UsageError
from eagraph.locale import both
from eagraph.wrong_values import told

FILE = "eagraph.toml"


class SourceSetting(BaseModel):
    """One `[[source]]`: where a source is read from, and how. Paths are relative to the settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=100, description="what the source is known by, wherever it lies")
    path: Path | None = Field(default=None, description="file or folder")
    url: str = Field(default="", description="address that answers over the network, instead of a path")
    loader: str | None = Field(default=None, description="read with this loader; else it is recognised by its content")
    mapping: Path | None = Field(default=None, description="TOML file with the mapping of this source")
    every: str = Field(
        default="",
        pattern=r"^([1-9]\d{0,4} ?(min|h|d|w))?$",
        description="how often it should be loaded: 30min, 12h, 1d, 2w",
    )

    @field_validator("path", "mapping")
    @classmethod
    def _from_the_file(cls, path: Path | None) -> Path | None:
        return None if path is None else Path(FILE).resolve().parent / path.expanduser()

    @model_validator(mode="after")
    def _stands_in_one_place(self) -> SourceSetting:
        if bool(self.path) == bool(self.url):
            raise ValueError(both("a source has either a path or a url"))
        return self

    @property
    def where(self) -> str:
        """The path or the URL."""
        return self.url or str(self.path)


class Settings(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(
        env_prefix="EAGRAPH_", env_nested_delimiter="__", toml_file=FILE, extra="forbid", frozen=True
    )

    store: str = Field(default="sqlite:///eagraph.db", description="URL of the store")
    language: Literal["sv", "en"] | None = Field(default=None, description="sv or en; the surroundings' where not given")
    types: Path | None = Field(default=None, description="TOML file with types of your own")
    classification: Path | None = Field(
        default=None, description="TOML file with the classification model and aggregation rules of your own"
    )
    mapping: Path | None = Field(default=None, description="TOML file with the mapping of properties")
    point: str = Field(default="", description="point in time to look at the landscape as of")
    history_mb: float = Field(default=500, gt=0, description="room that points in time may take, in megabytes")
    source: tuple[SourceSetting, ...] = Field(
        default=(), description="sources that `eagraph sync` loads, in this order: `[[source]]` with name, path or url, …"
    )
    precedence: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description='whose word counts where sources differ, by property: `lifecycle = ["cmdb", "register"]`; "*": the rest',
    )
    scenario: str = Field(default="", description="scenario to look at the landscape through: name, or name@version")
    host: str = Field(default="127.0.0.1", description="address the site listens on")
    port: int = Field(default=8050, ge=0, le=65535, description="port the site listens on; 0 takes a free one")
    analysis: dict[str, dict[str, Any]] = Field(
        default_factory=dict,
        description="usual values of parameters, by analysis: `[analysis.defence]`, `EAGRAPH_ANALYSIS__DEFENCE__…`",
    )

    rules: Path | None = Field(default=None, description="folder with rules of your own, beside the shipped ones")
    rule: dict[str, dict[str, Any]] = Field(
        default_factory=dict, description="values of a rule's parameters and dates, by rule: `[rule.MAP-01]`"
    )
    rule_seconds: float = Field(default=20.0, gt=0, le=600, description="how long one rule may take before it is cancelled")
    templates: Path | None = Field(
        default=None, description="folder with looks and words of your own for reports: style.css, words.toml …"
    )
    report: list[dict[str, Any]] = Field(
        default_factory=list, description="reports to write again and again, `[[report]]`: see `eagraph report --all`"
    )

    @field_validator("source")
    @classmethod
    def _told_apart(cls, said: tuple[SourceSetting, ...]) -> tuple[SourceSetting, ...]:
        names = [one.name.casefold() for one in said]
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(both("several sources are called {names}", names=", ".join(doubled)))
        return said

    @field_validator("analysis")
    @classmethod
    def _named_as_asked(cls, said: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Names of analyses have a dash, names in the environment cannot; those come last and go before the file."""
        named: dict[str, dict[str, Any]] = {}
        for name, values in said.items():
            named.setdefault(name.replace("_", "-"), {}).update(values)
        return named

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags first, then the environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**flags: object) -> Settings:
    """The settings in force; a flag that is None was not given.

    Raises:
        UsageError: a setting is unknown or out of bounds; all are named.
    """
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = told(error.errors())
        raise UsageError(both("Settings ({file}, EAGRAPH_…): {told}.", file=FILE, told=wrong)) from error
    except ValueError as error:
        raise UsageError(both("Settings ({file}): {told}.", file=FILE, told=error)) from error


def neo4j_credentials() -> tuple[str, str] | None:
    """User and password of Neo4j from the environment; None where there is no password."""
    password = os.environ.get("NEO4J_PASSWORD", "")
    return (os.environ.get("NEO4J_USER") or "neo4j", password) if password else None
