/** What there is to say about a node: the same facts for the hover card and for the screen reader. */
import type { Scene } from "./scene";
import { fill } from "./texts";
import type { Texts } from "./types";

/** Kind, group, wave and links of a node; those that are missing are left out. */
export function factsOf(scene: Scene, index: number, texts: Texts): string[] {
  const { data, incoming, outgoing } = scene.network;
  const group = data.groups[data.nodes.group[index]];
  const wave = scene.waveOf(index);
  return [
    data.kinds[data.nodes.kind[index]].name,
    group?.name ?? "",
    wave < 0 ? "" : fill(texts.wave, { wave }),
    fill(texts.links, { in: incoming[index], out: outgoing[index] }),
  ].filter((fact) => fact !== "");
}

/** One sentence for the screen reader: name, facts, and the place among those stepped through. */
export function sentenceOf(scene: Scene, index: number, texts: Texts, order: readonly number[]): string {
  const position = fill(texts.position, { index: order.indexOf(index) + 1, count: order.length });
  return [scene.network.data.nodes.name[index], ...factsOf(scene, index, texts), position].join(", ");
}
