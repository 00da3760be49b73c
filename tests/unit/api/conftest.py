"""A small landscape in a real store, served by the real server; the tests are its browser."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from eagraph.api.listening import Listener, bound
from eagraph.api.site import create_site
from eagraph.settings import Settings
from eagraph.workspace import Workspace

NODES = """\
id,label,name,k,source_key
org:it,Organisation,It-enheten,,
s:crm,System,Kundregistret,2,CRM-1
s:mail,System,E-post,1,
s:map,System,Kartan,,
s:formula,System,=HYPERLINK(1),,
s/a b#c?d,System,Konstigt id,,
d:permit,DigitalService,Bygglov på nätet,,
d:permit-2,DigitalService,Ansökan om bygglov,,
i:people,InformationAsset,Personakter,3,
"""
TIES = """\
source,type,target,group,k
d:permit,DEPENDS_ON,s:crm,,
s:crm,DEPENDS_ON,s:mail,,
s:formula,DEPENDS_ON,s:mail,,
s:mail,DEPENDS_ON,s:map,,
s:map,DEPENDS_ON,s:mail,,
s:crm,HOLDS,i:people,,
s:crm,OWNED_BY,org:it,,
s:mail,OWNED_BY,org:it,,
"""


class Here:
    """What the tests of this folder share: how a landscape is written, stored and served."""

    @staticmethod
    def source(folder: Path, nodes: str = NODES, ties: str = TIES) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "nodes.csv").write_text(nodes, encoding="utf-8")
        (folder / "relationships.csv").write_text(ties, encoding="utf-8")
        return folder

    @staticmethod
    def workspace(folder: Path) -> Workspace:
        settings = Settings(store=f"sqlite:///{folder / 'test.db'}", language="en")
        return Workspace(settings, clock=lambda: dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC))

    @staticmethod
    @contextmanager
    def served(app: ASGIApp) -> Iterator[httpx.Client]:
        """A client of an application that the product's own server serves in a thread."""
        ready: list[str] = []
        up = threading.Event()

        def note(address: str) -> None:
            ready.append(address)
            up.set()

        with bound("127.0.0.1", 0) as socket:
            server = Listener(app, "127.0.0.1", note)
            thread = threading.Thread(target=server.listen, args=(socket,), daemon=True)
            thread.start()
            assert up.wait(60), "the server did not start"
            with httpx.Client(base_url=ready[0], timeout=60) as client:
                yield client
            server.should_exit = True
            thread.join(30)


@pytest.fixture(scope="session")
def here() -> Here:
    return Here()


@pytest.fixture(scope="session")
def workspace(here: Here, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("landscape")
    made = here.workspace(folder)
    made.load([here.source(folder / "small")])
    return made


@pytest.fixture(scope="session")
def site(here: Here, workspace: Workspace) -> Iterator[httpx.Client]:
    with here.served(create_site(workspace)) as client:
        yield client
