/** One drawn map from first frame to last: follows the props, the pointer and the keyboard, and reports back. */
import { sentenceOf } from "./describe";
import { actionFor, nearestTo, stepFrom, stepOrder, type Action, type Key } from "./keyboard";
import type { Network } from "./network";
import { Pointer } from "./pointer";
import { Scene } from "./scene";
import { Stage, type Point } from "./stage";
import { withDefaults } from "./texts";
import type { Outputs, Props, Ready } from "./types";

export interface Surroundings {
  box: HTMLElement;
  card: HTMLElement;
  report: (outputs: Partial<Outputs>) => void;
  announce: (text: string) => void;
}

export class MapView {
  private readonly scene: Scene;
  private readonly stage: Stage;
  private readonly pointer: Pointer;
  private order: number[] | null = null;

  constructor(
    network: Network,
    private readonly around: Surroundings,
    private props: Props,
  ) {
    this.scene = new Scene(network);
    this.setScene(props);
    this.stage = new Stage(this.scene, around.box);
    this.pointer = new Pointer(this.scene, this.stage, {
      ...around,
      texts: () => withDefaults(this.props.texts),
      select: (index) => this.select(index),
      open: (index) => this.open(index),
      clear: () => this.clear(),
    });
    this.moveFor(props);
    this.announceHighlight();
    around.report({ shown: this.scene.count() });
  }

  /** Takes over new props: redraws, moves and reports only what they change. */
  apply(props: Props): void {
    const before = this.props;
    this.props = props;
    const changed = (...names: (keyof Props)[]): boolean => names.some((name) => before[name] !== props[name]);
    if (changed("highlightText", "highlight")) this.announceHighlight();
    if (!changed("dark", "hiddenKinds", "highlight", "focus", "selected")) return;
    if (changed("focus", "highlight")) this.scene.cursor = -1;
    this.setScene(props);
    if (changed("hiddenKinds", "highlight")) this.around.report({ shown: this.scene.count() });
    if (changed("dark", "hiddenKinds", "highlight")) this.stage.refresh();
    else this.stage.redraw();
    if (changed("highlight", "focus")) this.moveFor(props);
  }

  /** Does what a key means; false if it means nothing here. */
  press(key: Key): boolean {
    const action = actionFor(key);
    if (action) this.perform(action);
    return action !== null;
  }

  perform(action: Action): void {
    if (action.do === "pan") this.stage.pan(action.right, action.down);
    else if (action.do === "zoom") this.stage.zoom(action.factor);
    else if (action.do === "whole") this.stage.showWhole();
    else if (action.do === "step") this.step(action.by);
    else if (action.do === "open") this.open(this.current());
    else if (action.do === "select") this.select(this.current());
    else this.clear();
  }

  /** Where a node is drawn, in pixels of the box; null when it is not on this map. */
  positionOf(id: string): Point | null {
    const index = this.scene.indexOf(id);
    return index < 0 ? null : this.stage.pointOf(index);
  }

  /** How much was drawn, and what the server said of the whole. */
  size(): Omit<Ready, "ms"> {
    const { graph, data } = this.scene.network;
    return { nodes: graph.order, edges: graph.size, total: data.total };
  }

  destroy(): void {
    this.pointer.destroy();
    this.stage.destroy();
  }

  private setScene({ dark, hiddenKinds, highlight, focus, selected }: Props): void {
    this.order = null;
    this.scene.setDark(dark ?? false);
    this.scene.setHiddenKinds(hiddenKinds ?? []);
    this.scene.setHighlight(highlight ?? null);
    this.scene.focus = this.scene.indexOf(focus);
    this.scene.selected = this.scene.indexOf(selected);
  }

  private select(index: number): void {
    if (index >= 0) this.report("clickNode", index, { selected: this.scene.idOf(index) });
  }

  private open(index: number): void {
    if (index >= 0) this.report("openNode", index, {});
  }

  private clear(): void {
    this.scene.cursor = -1;
    this.pointer.hideCard();
    this.stage.redraw();
    this.report("clickNode", -1, { selected: null });
  }

  private report(name: "clickNode" | "openNode", index: number, more: Partial<Outputs>): void {
    this.around.report({ [name]: { id: this.scene.idOf(index), ts: Date.now() }, ...more });
  }

  /** The node that the keyboard acts on. */
  private current(): number {
    const { cursor, focus, selected } = this.scene;
    return [cursor, focus, selected].find((index) => index >= 0) ?? -1;
  }

  /** Steps on from the current node; the first step goes to the start of the waves or the middle of the view. */
  private step(by: 1 | -1): void {
    this.order ??= stepOrder(this.scene);
    const start = this.scene.waves ? -1 : nearestTo(this.stage.middle(), this.stage.discs());
    const index = stepFrom(this.order, this.current(), { by, start });
    if (index < 0) return;
    this.scene.cursor = index;
    this.stage.bringIntoView(index);
    this.around.announce(sentenceOf(this.scene, index, withDefaults(this.props.texts), this.order));
  }

  private announceHighlight(): void {
    const { highlight, highlightText } = this.props;
    this.around.announce(highlight?.length && highlightText ? highlightText : "");
  }

  private moveFor({ focus, highlight }: Props): void {
    const index = this.scene.indexOf(focus);
    if (index >= 0) this.stage.approach(index);
    else if (highlight?.length) this.stage.fit(this.scene.highlighted.filter((node) => !this.scene.isHidden(node)));
  }
}
