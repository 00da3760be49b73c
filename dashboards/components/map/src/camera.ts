/** Where the camera stands: plain arithmetic on camera states, and one way of going there. */
import type { CameraState } from "sigma/types";
import type { Box } from "./boxes";
import type { Projection } from "./labels";
import type { Renderer } from "./renderer";

export const WHOLE_MAP: CameraState = { x: 0.5, y: 0.5, angle: 0, ratio: 1 };
export const MOST_DISTANT = 2;

interface Size {
  width: number;
  height: number;
}

const MARGIN = 60;
const MOVE_MILLISECONDS = 300;

/** The closest the camera may come: some four nodes in view. */
export function nearestRatio(nodes: number): number {
  return Math.min(0.1, Math.sqrt(4 / Math.max(1, nodes)));
}

/** A ratio at which a node has some forty others round it. */
export function ratioAround(nodes: number): number {
  return Math.min(0.7, Math.sqrt(40 / Math.max(1, nodes)));
}

/** The ratio at which a box of pixels, as seen at `ratio`, fills the view; never closer than `nearest`. */
export function ratioToFit(box: Box, view: Size, { ratio, nearest }: { ratio: number; nearest: number }): number {
  const across = (box.right - box.left) / Math.max(1, view.width - 2 * MARGIN);
  const down = (box.bottom - box.top) / Math.max(1, view.height - 2 * MARGIN);
  return Math.min(1.1, Math.max(nearest, ratio * Math.max(across, down)));
}

/** Keeps the middle of the view on the map, so that the map cannot be lost. */
export function keepOnMap(state: CameraState): CameraState {
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  return { ...state, x: clamp(state.x), y: clamp(state.y) };
}

/** The state after moving by shares of the view; right and down are positive. */
export function panned(state: CameraState, right: number, down: number): CameraState {
  return { ...state, x: state.x + right * state.ratio, y: state.y - down * state.ratio };
}

export function zoomed(state: CameraState, factor: number, nearest: number): CameraState {
  return { ...state, ratio: Math.min(MOST_DISTANT, Math.max(nearest, state.ratio * factor)) };
}

/** Whether a point is well inside the view, so that the camera need not move for it. */
export function isWellInView(x: number, y: number, view: Size): boolean {
  return x > MARGIN && y > MARGIN && x < view.width - MARGIN && y < view.height - MARGIN;
}

export function prefersStillness(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Goes to a state: gliding, or at once for those who asked for less motion. */
export function goTo(renderer: Renderer, state: Partial<CameraState>): void {
  const camera = renderer.getCamera();
  if (prefersStillness()) camera.setState(state);
  else void camera.animate(state, { duration: MOVE_MILLISECONDS });
}

/**
 * Sigma's transformation as plain numbers; the map is never rotated, so two points say all.
 *
 * The camera's state is given on purpose: without it sigma answers from the last drawn frame.
 */
export function projectionOf(renderer: Renderer): Projection {
  const cameraState = renderer.getCamera().getState();
  const origin = renderer.graphToViewport({ x: 0, y: 0 }, { cameraState });
  const unit = renderer.graphToViewport({ x: 1, y: -1 }, { cameraState });
  const { width, height } = renderer.getDimensions();
  const [scaleX, scaleY] = [unit.x - origin.x, unit.y - origin.y];
  return { left: origin.x, top: origin.y, scaleX, scaleY, zoom: renderer.scaleSize(1), width, height };
}
