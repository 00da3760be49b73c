/** What is to be seen just now: filter, waves, and the nodes pointed out. Indices, not ids; -1 is none. */
import { DARK, LIGHT, lineShare, readable, sheer, type Palette } from "./colours";
import type { Network } from "./network";
import type { Shown, Wave } from "./types";

/** Above this many highlighted nodes they keep their size and lose their arrows. */
const HIGHLIGHT_LARGE_UP_TO = 400;

export class Scene {
  palette: Palette = LIGHT;
  kindColours: string[] = [];
  lineColours = { plain: "", highlighted: "" };
  /** The wave of every node, -1 outside; null when nothing is highlighted. */
  waves: Int32Array | null = null;
  highlighted: number[] = [];
  focus = -1;
  selected = -1;
  cursor = -1;
  private missing = 0;
  private hiddenKind: boolean[] = [];

  constructor(readonly network: Network) {
    this.setDark(false);
    this.setHiddenKinds([]);
  }

  setDark(dark: boolean): void {
    this.palette = dark ? DARK : LIGHT;
    this.kindColours = this.network.data.kinds.map((kind) => readable(kind.color, this.palette.background));
    this.setLineColours();
  }

  setHiddenKinds(keys: readonly string[]): void {
    this.hiddenKind = this.network.data.kinds.map((kind) => keys.includes(kind.key));
  }

  setHighlight(highlight: readonly Wave[] | null): void {
    const given = highlight ?? [];
    const waves = new Int32Array(this.network.radius.length).fill(-1);
    for (const [id, wave] of given) {
      const index = this.indexOf(id);
      if (index >= 0) waves[index] = wave;
    }
    this.waves = given.length ? waves : null;
    this.highlighted = [...new Set(given.map(([id]) => this.indexOf(id)))].filter((index) => index >= 0);
    this.missing = given.filter(([id]) => this.indexOf(id) < 0).length;
    this.setLineColours();
  }

  indexOf(id: string | null | undefined): number {
    return (id == null ? undefined : this.network.indexOf.get(id)) ?? -1;
  }

  idOf(index: number): string | null {
    return index < 0 ? null : this.network.data.nodes.id[index];
  }

  isHidden(index: number): boolean {
    return this.hiddenKind[this.network.data.nodes.kind[index]];
  }

  waveOf(index: number): number {
    return this.waves ? this.waves[index] : -1;
  }

  /** Whether highlighted nodes are few enough to be drawn larger, numbered and with arrows. */
  get highlightIsSmall(): boolean {
    return this.highlighted.length <= HIGHLIGHT_LARGE_UP_TO;
  }

  /** Radius in pixels at the whole map, as drawn. */
  radiusOf(index: number): number {
    const radius = this.network.radius[index];
    const wave = this.waveOf(index);
    if (wave < 0) return this.waves ? radius * 0.8 : radius;
    if (!this.highlightIsSmall) return radius + 1;
    return wave === 0 ? Math.max(radius + 3, 11) : Math.max(radius + 1, 8);
  }

  private setLineColours(): void {
    this.lineColours = {
      plain: sheer(this.palette.edge, lineShare(this.network.graph.size)),
      highlighted: sheer(this.palette.highlightedEdge, lineShare(this.highlighted.length)),
    };
  }

  /** Counts what is drawn and what the filter hides: nothing disappears unsaid. */
  count(): Shown {
    const visible = [...this.network.indexOf.values()].filter((index) => !this.isHidden(index));
    const highlightedHidden = this.highlighted.filter((index) => this.isHidden(index)).length;
    let edges = 0;
    this.network.graph.forEachEdge((_edge, { source, target }) => {
      if (!this.isHidden(source) && !this.isHidden(target)) edges++;
    });
    return {
      nodes: visible.length,
      hidden: this.network.indexOf.size - visible.length,
      edges,
      highlighted: this.highlighted.length - highlightedHidden,
      highlightedHidden,
      highlightedMissing: this.missing,
    };
  }
}
