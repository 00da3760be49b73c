/** What each key means, and in which order the keyboard steps through nodes. */
import type { Disc } from "./labels";
import type { Scene } from "./scene";

export type Action =
  | { do: "pan"; right: number; down: number }
  | { do: "zoom"; factor: number }
  | { do: "step"; by: 1 | -1 }
  | { do: "whole" | "clear" | "open" | "select" };

export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const STEP = 0.12;
const ZOOM = 1.4;

const ACTIONS: Record<string, Action> = {
  ArrowLeft: { do: "pan", right: -STEP, down: 0 },
  ArrowRight: { do: "pan", right: STEP, down: 0 },
  ArrowUp: { do: "pan", right: 0, down: -STEP },
  ArrowDown: { do: "pan", right: 0, down: STEP },
  "+": { do: "zoom", factor: 1 / ZOOM },
  "=": { do: "zoom", factor: 1 / ZOOM },
  "-": { do: "zoom", factor: ZOOM },
  "0": { do: "whole" },
  Escape: { do: "clear" },
  Enter: { do: "open" },
  " ": { do: "select" },
  n: { do: "step", by: 1 },
  p: { do: "step", by: -1 },
};

/** The meaning of a key, or null; combinations belong to the browser. */
export function actionFor({ key, ctrlKey, metaKey, altKey }: Key): Action | null {
  if (ctrlKey || metaKey || altKey) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  return ACTIONS[name] ?? null;
}

/** Visible nodes by wave and name when some are highlighted, otherwise all by group and name. */
export function stepOrder(scene: Scene): number[] {
  const { name, group } = scene.network.data.nodes;
  const nodes = scene.waves ? scene.highlighted : [...scene.network.indexOf.values()];
  const rank = (index: number): number => (scene.waves ? scene.waveOf(index) : group[index]);
  return nodes
    .filter((index) => !scene.isHidden(index))
    .sort((one, other) => rank(one) - rank(other) || (name[one] < name[other] ? -1 : Number(name[one] > name[other])));
}

/** The node after (or before) the current one, round the end; `start` when there is no current one. */
export function stepFrom(
  order: readonly number[],
  current: number,
  { by, start }: { by: 1 | -1; start: number },
): number {
  if (order.length === 0) return -1;
  const position = order.indexOf(current);
  if (position >= 0) return order[(position + by + order.length) % order.length];
  return order.includes(start) ? start : order[by === 1 ? 0 : order.length - 1];
}

export function nearestTo({ x, y }: { x: number; y: number }, discs: readonly Disc[]): number {
  let [nearest, shortest] = [-1, Infinity];
  for (const disc of discs) {
    const distance = (disc.x - x) ** 2 + (disc.y - y) ** 2;
    if (distance < shortest) [nearest, shortest] = [disc.index, distance];
  }
  return nearest;
}
