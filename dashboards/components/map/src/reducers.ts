/** How one node and one edge look in a scene; sigma asks for every one of them at each refresh. */
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import { waveColour } from "./colours";
import type { EdgeAttributes, NodeAttributes } from "./network";
import type { Scene } from "./scene";

/** Points and lines are drawn first, discs and arrows over them. */
export type NodeType = "point" | "disc";
export type EdgeType = "line" | "arrow";

/** Earlier waves lie over later ones, and all of them over the rest. */
const FIRST_WAVE_LEVEL = 12;

export function drawNode(scene: Scene, { index, x, y }: NodeAttributes): Partial<NodeDisplayData> {
  const wave = scene.waveOf(index);
  const plain: NodeType = scene.network.fast ? "point" : "disc";
  const look = { x, y, label: null, hidden: scene.isHidden(index), size: scene.radiusOf(index) };
  if (wave >= 0) {
    const type: NodeType = scene.highlightIsSmall ? "disc" : plain;
    return { ...look, type, color: waveColour(scene.palette, wave), zIndex: Math.max(2, FIRST_WAVE_LEVEL - wave) };
  }
  const colour = scene.kindColours[scene.network.data.nodes.kind[index]];
  return { ...look, type: plain, color: scene.waves ? scene.palette.dimmedNode : colour, zIndex: 1 };
}

export function drawEdge(scene: Scene, { source, target }: EdgeAttributes): Partial<EdgeDisplayData> {
  const plain: EdgeType = scene.network.fast ? "line" : "arrow";
  const hidden = scene.isHidden(source) || scene.isHidden(target);
  if (!scene.waves) return { type: plain, hidden, color: scene.lineColours.plain, size: 1 };
  if (scene.waveOf(source) < 0 || scene.waveOf(target) < 0)
    return { type: plain, hidden: hidden || scene.network.fast, color: scene.palette.dimmedEdge, size: 0.8, zIndex: 0 };
  const type: EdgeType = scene.highlightIsSmall ? "arrow" : plain;
  return { type, hidden, color: scene.lineColours.highlighted, size: 1.6, zIndex: 1 };
}
