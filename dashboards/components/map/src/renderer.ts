/** Sets up sigma for a scene: which programs draw what, and what it leaves to our own overlay. */
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram, NodeCircleProgram, NodePointProgram } from "sigma/rendering";
import type { Settings } from "sigma/settings";
import { keepOnMap, MOST_DISTANT, nearestRatio, prefersStillness } from "./camera";
import { EDGES_STILL_ABOVE, type EdgeAttributes, type NodeAttributes } from "./network";
import { Overlay } from "./overlay";
import { drawEdge, drawNode } from "./reducers";
import type { Scene } from "./scene";

export type Renderer = Sigma<NodeAttributes, EdgeAttributes>;

const STAGE_PADDING = 36;

let webgl: boolean | null = null;

/** Asked once: every answer costs one of the few contexts a page may have. */
export function hasWebgl(): boolean {
  const canvas = document.createElement("canvas");
  webgl ??= (canvas.getContext("webgl2") ?? canvas.getContext("webgl")) !== null;
  return webgl;
}

/** Sigma's own gliding lasts one millisecond for those who asked for less motion (zero divides by zero). */
function motionSettings(): Partial<Settings> {
  return prefersStillness()
    ? { zoomDuration: 1, inertiaDuration: 1, inertiaRatio: 0, doubleClickZoomingDuration: 1 }
    : {};
}

/** Draws the scene into a box that has a size. */
export function createRenderer(scene: Scene, box: HTMLElement): Renderer {
  const { graph } = scene.network;
  const renderer: Renderer = new Sigma<NodeAttributes, EdgeAttributes>(graph, box, {
    allowInvalidContainer: true,
    nodeProgramClasses: { point: NodePointProgram, disc: NodeCircleProgram },
    edgeProgramClasses: { line: EdgeLineProgram, arrow: EdgeArrowProgram },
    defaultNodeType: "disc",
    defaultEdgeType: "line",
    nodeReducer: (_key, attributes) => drawNode(scene, attributes),
    edgeReducer: (_key, attributes) => drawEdge(scene, attributes),
    defaultDrawNodeHover: () => undefined,
    renderLabels: false,
    enableCameraRotation: false,
    hideEdgesOnMove: graph.size > EDGES_STILL_ABOVE,
    minCameraRatio: nearestRatio(graph.order),
    maxCameraRatio: MOST_DISTANT,
    stagePadding: STAGE_PADDING,
    zIndex: true,
    ...motionSettings(),
  });
  renderer.getCamera().clean = keepOnMap;
  return renderer;
}

/** Lays our canvas between sigma's drawing and the layer that takes the pointer. */
export function createOverlay(renderer: Renderer, box: HTMLElement): Overlay {
  renderer.createCanvasContext("overlay");
  const { overlay, mouse } = renderer.getCanvases();
  mouse.before(overlay);
  renderer.resize(true);
  const context = overlay.getContext("2d") as CanvasRenderingContext2D;
  return new Overlay(context, getComputedStyle(box).fontFamily);
}
