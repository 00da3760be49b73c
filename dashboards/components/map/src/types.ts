/** The shapes shared by all modules: what the server sends, and what Dash gives and gets. */

export interface Kind {
  key: string;
  name: string;
  color: string;
}

export interface Group {
  name: string;
  x: number;
  y: number;
}

/** The map as column arrays. `y` grows downwards, as on a screen; `size` is a radius in pixels. */
export interface MapData {
  nodes: {
    id: string[];
    name: string[];
    kind: number[];
    x: number[];
    y: number[];
    size: number[];
    /** Index into `groups`, or -1. */
    group: number[];
  };
  kinds: Kind[];
  /** Indices into the columns of `nodes`; an edge points from `source` to `target`. */
  edges: { source: number[]; target: number[] };
  groups: Group[];
  total: Record<string, unknown>;
}

/** A node and the wave in which it is reached; wave 0 is the start. */
export type Wave = [id: string, wave: number];

/** How much of the map is to be seen, and how much a filter hides. */
export interface Shown {
  nodes: number;
  hidden: number;
  edges: number;
  highlighted: number;
  highlightedHidden: number;
  highlightedMissing: number;
}

export interface NodeEvent {
  id: string | null;
  ts: number;
}

export interface Ready {
  nodes: number;
  edges: number;
  ms: number;
  total: Record<string, unknown>;
}

/** Every sentence the map says by itself; `{name}` marks are filled in. */
export interface Texts {
  loading: string;
  failed: string;
  wave: string;
  links: string;
  position: string;
  keys: string;
  zoomIn: string;
  zoomOut: string;
  showAll: string;
}

/** What the component tells the page. */
export interface Outputs {
  clickNode: NodeEvent;
  openNode: NodeEvent;
  selected: string | null;
  shown: Shown;
  ready: Ready;
  error: string | null;
}

export interface Props {
  id?: string | Record<string, unknown>;
  dataUrl?: string | null;
  highlight?: Wave[] | null;
  highlightText?: string | null;
  focus?: string | null;
  selected?: string | null;
  dark?: boolean;
  hiddenKinds?: string[] | null;
  ariaLabel?: string;
  emptyText?: string;
  noWebglText?: string;
  texts?: Partial<Texts>;
  className?: string;
  style?: Record<string, unknown>;
  error?: string | null;
  setProps?: (outputs: Partial<Outputs>) => void;
}
