"""How is the whole map drawn? The Dash component ``SystemMap``: sigma.js in a box, fed by REST, steered by props.

The source is ``map/src``; ``npm ci && npm run build`` in ``map`` checks the types and writes ``system_map.bundle.*``
beside this file. The map is fetched from ``dataUrl`` as column arrays (JSON, an ETag saves the second transfer):

    {"nodes": {"id": [], "name": [], "kind": [], "x": [], "y": [], "size": [], "group": []},
     "kinds": [{"key": "System", "name": "system", "color": "#1c4fd6"}],
     "edges": {"source": [], "target": []},
     "groups": [{"name": "", "x": 0, "y": 0}],
     "total": {}}

``kind``, ``group`` (-1 for none), ``source`` and ``target`` are row numbers; ``y`` grows downwards as on a screen;
``size`` is a radius in pixels at the whole map (smaller when nodes are many). What is wrong in the data is said in the
box and in ``error``.
"""

from typing import Any, TypedDict, Unpack

from dash.development.base_component import Component, ComponentRegistry


class NodeEvent(TypedDict):
    """A node that was clicked or opened; ``id`` is None for the empty background, ``ts`` is milliseconds since 1970."""

    id: str | None
    ts: int


class Shown(TypedDict):
    """How much is to be seen. ``hidden`` and ``highlightedHidden`` are what ``hiddenKinds`` hides."""

    nodes: int
    hidden: int
    edges: int
    highlighted: int
    highlightedHidden: int
    highlightedMissing: int


class Ready(TypedDict):
    """What was drawn, how long it took from request to picture, and ``total`` as the server sent it."""

    nodes: int
    edges: int
    ms: int
    total: dict[str, Any]


class Texts(TypedDict, total=False):
    """The map's own words; those left out are English. Marks in braces are filled in."""

    loading: str
    failed: str  # {reason}
    wave: str  # {wave}
    links: str  # {in}, {out}
    position: str  # {index}, {count}
    keys: str
    zoomIn: str
    zoomOut: str
    showAll: str


class SystemMapProps(TypedDict, total=False):
    """The props of ``SystemMap``; its docstring describes each."""

    id: str | dict[str, str | int]
    dataUrl: str | None
    highlight: list[tuple[str, int]] | list[list[str | int]] | None
    highlightText: str | None
    focus: str | None
    selected: str | None
    dark: bool
    hiddenKinds: list[str] | None
    ariaLabel: str
    emptyText: str
    noWebglText: str
    texts: Texts
    className: str
    style: dict[str, str | int | float]
    clickNode: NodeEvent
    openNode: NodeEvent
    shown: Shown
    ready: Ready
    error: str | None


class SystemMap(Component):
    """The whole map, up to some 20 000 nodes, for pointer, touch, keyboard and screen reader.

    Given by the page:

    - id: string, or a dictionary for pattern-matching callbacks.
    - dataUrl: where the map is fetched, on the same origin. A new address draws a new map.
    - highlight: pairs of node id and wave (0 is the start), or None. Waves get their colours and, up to 400 nodes,
      their numbers; all else turns grey, and the camera moves to show them.
    - highlightText: the sentence read out when ``highlight`` changes.
    - focus: id of the node to centre on and ring; read before ``highlight`` when both would move the camera.
    - dark: True for the dark theme.
    - hiddenKinds: keys of the kinds that are not drawn; ``shown`` says how many nodes that hides.
    - ariaLabel: the accessible name of the map.
    - emptyText: said in the box when the map has no nodes, or no ``dataUrl``.
    - noWebglText: said in the box, and in ``error``, when the browser cannot draw.
    - texts: the map's other words, see ``Texts``.
    - className, style: for the outer element; give it a height.

    Given and reported:

    - selected: id of the node with a ring. Set by the page, by click or Space, and to None by Escape or a click on
      the background.

    Reported:

    - clickNode: a click on a node, or Space. With id None: Escape, or a click on the background.
    - openNode: a double click on a node (after its ``clickNode``), or Enter on the node under the keyboard.
    - shown: how many nodes and edges are drawn, and how many are hidden by filter.
    - ready: set when the map has been drawn.
    - error: the sentence that stands in the box instead of a map; None again after the next success.
    """

    _namespace = "eagraph_map"
    _type = "SystemMap"
    _children_props: list[str] = []  # noqa: RUF012 (the base class declares an instance variable)

    def __init__(self, **props: Unpack[SystemMapProps]) -> None:
        self._prop_names = self.available_properties = list(SystemMapProps.__annotations__)
        self._valid_wildcard_attributes = self.available_wildcard_properties = []
        super().__init__(**props)  # type: ignore[no-untyped-call]


_PACKAGE = __name__.rpartition(".")[0]
_js_dist = [{"relative_package_path": "system_map.bundle.js", "namespace": _PACKAGE}]
_css_dist = [{"relative_package_path": "system_map.bundle.css", "namespace": _PACKAGE}]

# Dash looks for _js_dist in the top-level package of a component; ours stands here.
ComponentRegistry.registry.add(__name__)  # type: ignore[no-untyped-call]
