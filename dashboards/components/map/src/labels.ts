/** Which names are worth showing in a view, in which order, and in what dress. */
import { boxAround, place, Room, type Box, type Candidate, type Placed, type Side } from "./boxes";
import type { Scene } from "./scene";

const MOST_LABELS = 70;
/** With at most this many nodes in view every one may have its name, and names keep clear of discs. */
const FEW_IN_VIEW = 300;
const SMALLEST_NAMED_RADIUS = 7;
const LONGEST_NAME = 32;
const LINE_HEIGHT = 16;
/** The corner, top right, where the buttons stand. */
const BUTTONS = { width: 48, height: 120 };

const BESIDE: readonly Side[] = ["right", "left", "below", "above"];
const CENTRED: readonly Side[] = ["middle", "above", "below"];

/** From graph to pixels: x' = left + x * scaleX, y' = top + y * scaleY. */
export interface Projection {
  left: number;
  top: number;
  scaleX: number;
  scaleY: number;
  /** What a radius at the whole map is multiplied by. */
  zoom: number;
  width: number;
  height: number;
}

export type LabelStyle = "group" | "plain" | "highlighted" | "pointed";

export interface Label extends Candidate {
  text: string;
  style: LabelStyle;
}

export interface Disc {
  index: number;
  x: number;
  y: number;
  radius: number;
}

export type Measure = (text: string, style: LabelStyle) => number;

export function shorten(name: string): string {
  return name.length <= LONGEST_NAME ? name : name.slice(0, LONGEST_NAME - 1).trimEnd() + "…";
}

/** The nodes that are drawn inside the view. */
export function discsInView(scene: Scene, projection: Projection): Disc[] {
  const { x: columnX, y: columnY } = scene.network.data.nodes;
  const discs: Disc[] = [];
  for (const index of scene.network.indexOf.values()) {
    const x = projection.left + columnX[index] * projection.scaleX;
    const y = projection.top + columnY[index] * projection.scaleY;
    if (x < 0 || y < 0 || x > projection.width || y > projection.height || scene.isHidden(index)) continue;
    discs.push({ index, x, y, radius: scene.radiusOf(index) * projection.zoom });
  }
  return discs;
}

function importance(scene: Scene, index: number): number {
  if (index === scene.cursor) return 1e9;
  if (index === scene.focus) return 1e8;
  if (index === scene.selected) return 1e7;
  const wave = scene.waveOf(index);
  return (wave < 0 ? 0 : 1e6 - wave * 1e3) + scene.network.radius[index];
}

function nodeLabels(scene: Scene, discs: readonly Disc[], measure: Measure): Label[] {
  const { name } = scene.network.data.nodes;
  const worthy = discs.filter(({ index, radius }) => {
    if (isPointed(scene, index)) return true;
    if (scene.waves && scene.waveOf(index) < 0) return false;
    if (scene.waves && scene.highlightIsSmall) return true;
    return discs.length <= FEW_IN_VIEW || radius >= SMALLEST_NAMED_RADIUS;
  });
  worthy.sort((one, other) => importance(scene, other.index) - importance(scene, one.index) || one.index - other.index);
  return worthy.slice(0, 5 * MOST_LABELS).map(({ index, x, y, radius }) => {
    const style = isNamedFirst(scene, index) ? "pointed" : scene.waveOf(index) >= 0 ? "highlighted" : "plain";
    const text = shorten(name[index]);
    const room = isPointed(scene, index) ? radius + 5 : radius;
    return { text, style, x, y, radius: room, width: measure(text, style) + 6, height: LINE_HEIGHT, sides: BESIDE };
  });
}

function groupLabels(scene: Scene, projection: Projection, measure: Measure): Label[] {
  const { groups, nodes } = scene.network.data;
  const members = new Uint32Array(groups.length);
  nodes.group.forEach((group, index) => {
    if (group >= 0 && !scene.isHidden(index)) members[group]++;
  });
  return groups
    .map((group, index) => ({ ...group, text: shorten(group.name), members: members[index] }))
    .filter((group) => group.members > 0)
    .sort((one, other) => other.members - one.members)
    .map(({ text, x, y }) => ({
      text,
      style: "group",
      x: projection.left + x * projection.scaleX,
      y: projection.top + y * projection.scaleY,
      radius: 10,
      width: measure(text, "group") + 8,
      height: LINE_HEIGHT + 2,
      sides: CENTRED,
    }));
}

/** The start of the waves is named like a node pointed out: with a ground, whatever lies under it. */
function isNamedFirst(scene: Scene, index: number): boolean {
  return isPointed(scene, index) || (scene.highlightIsSmall && scene.waveOf(index) === 0);
}

export function isPointed(scene: Scene, index: number): boolean {
  return index === scene.cursor || index === scene.focus || index === scene.selected;
}

function takeDiscs(room: Room, discs: readonly Disc[]): void {
  for (const { x, y, radius } of discs) room.take(boxAround(x, y, radius));
}

/**
 * Every label of the view at its place, none over another.
 *
 * First the nodes pointed out, then the groups, then names; when few nodes are highlighted their names go before the groups.
 */
export function layLabels(
  scene: Scene,
  projection: Projection,
  { discs, measure }: { discs: readonly Disc[]; measure: Measure },
): Placed<Label>[] {
  const frame: Box = { left: 0, top: 0, right: projection.width, bottom: projection.height };
  const names = nodeLabels(scene, discs, measure);
  const groups = groupLabels(scene, projection, measure);
  const room = new Room();
  room.take({ ...frame, left: frame.right - BUTTONS.width, bottom: BUTTONS.height });
  const lay = (labels: Label[]): Placed<Label>[] => place(labels, room, frame, MOST_LABELS);
  const laid = lay(names.filter((label) => label.style === "pointed"));
  const others = names.filter((label) => label.style !== "pointed");
  if (scene.waves && scene.highlightIsSmall) {
    takeDiscs(
      room,
      discs.filter(({ index }) => scene.waveOf(index) >= 0),
    );
    return [...laid, ...lay(others), ...lay(groups)];
  }
  if (discs.length <= FEW_IN_VIEW) takeDiscs(room, discs);
  laid.push(...lay(groups));
  return [...laid, ...lay(others)];
}
