"""What is loaded, how complete is it, and how old?"""

from __future__ import annotations

from collections import Counter

import dash_mantine_components as dmc
from dash import Dash, html
from dash.development.base_component import Component

from dashboards import quality, words
from dashboards.components.boxes import Parts, aria, columns, plain_table, row, small, stack
from dashboards.components.frame import button_link, figure_card, nothing_loaded, page_frame, section
from eagraph.graph.colours import label_colour
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both, say
from eagraph.workspace import Workspace

title = both("Overview")
path = "/"
order = 10
_WAYS = (
    ("/map", both("See the whole map"), both("Organisations, and what lies under each of them.")),
    ("/thing", both("Look up one thing"), both("What it needs, who needs it, who owns it and where that is known from.")),
    ("/blast-radius", both("What stops when this fails?"), both("Wave by wave, and because of what.")),
    (
        "/classification",
        both("What is classified too low?"),
        both("Where information comes together, and by which rule it rises."),
    ),
)
_FIRST = ("System", "Integration", "DigitalService", "Sensor", "InformationAsset")


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:  # noqa: ARG001
    """The page; it has no state."""
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    counts = Counter(node.label for node in snapshot.nodes)
    cards = [figure_card(words.label(snapshot.schema, name), words.number(counts[name])) for name in _FIRST if counts[name]]
    cards.append(figure_card(say("relationships"), words.number(len(snapshot.relationships))))
    beginning = columns([_ways(), _completeness(snapshot)], 2)
    return page_frame(
        title, [columns(cards, len(cards), small=2), beginning, columns([_sources(workspace), _counts(snapshot, counts)], 2)]
    )


def register(app: Dash, workspace: Workspace) -> None:
    """Nothing changes on this page."""


def _ways() -> Component:
    rows = [
        html.Div([button_link(str(name), href, primary=href == "/map"), small(str(about), mt=4)])
        for href, name, about in _WAYS
    ]
    return section(say("Where to begin"), [stack(rows, gap="sm")])


def _completeness(snapshot: Snapshot) -> Component:
    rows = [_share(share) for share in quality.find_shares(snapshot)]
    return section(say("How complete it is"), rows or [small(say("There are no systems, assets or flows yet."))])


def _share(share: quality.Share) -> Component:
    told = say("{known} of {total}", known=words.number(share.known), total=words.number(share.total))
    percent = words.percent(share.known, share.total)
    line = row([dmc.Text(str(share.text), size="sm"), small(f"{percent} · {told}")], justify="space-between")
    bar = dmc.Progress(value=100 * share.known / share.total, size="sm", **aria(label=f"{share.text}: {percent}"))
    return html.Div([line, bar])


def _sources(workspace: Workspace) -> Component:
    head = [say("Source"), say("Format"), say("Loaded"), say("Kept"), say("Skipped")]
    rows: list[Parts] = [
        [
            html.Span(source.name, title=source.location),
            source.loader,
            html.Span(words.age(source.loaded_at, workspace.today()), title=words.moment(source.loaded_at)),
            words.number(sum(source.kept.values())),
            words.number(source.skipped),
        ]
        for source in workspace.sources()
    ]
    return section(say("Where it comes from"), [plain_table(head, rows)])


def _counts(snapshot: Snapshot, counts: Counter[str]) -> Component:
    rows = [
        _count(words.label(snapshot.schema, name), label_colour(name), count, max(counts.values()))
        for name, count in counts.most_common()
    ]
    share = html.Span(say("Compared with the most frequent"), className="eagraph-visually-hidden eagraph-compared")
    return section(say("What is loaded"), [plain_table([say("Kind"), say("Count"), share], rows)])


def _count(name: str, colour: str, count: int, most: int) -> Parts:
    dot = html.Span(className="eagraph-dot", style={"background": colour})
    bar = dmc.Progress(value=100 * count / most, size="xs", miw=140, className="eagraph-compared", **aria(hidden="true"))
    return [html.Span([dot, name]), words.number(count), bar]
