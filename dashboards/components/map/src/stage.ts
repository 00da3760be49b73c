/** The drawn scene and the camera before it: redraws, says where nodes are, and moves. */
import { boxAround, surround } from "./boxes";
import {
  goTo,
  isWellInView,
  nearestRatio,
  panned,
  projectionOf,
  ratioAround,
  ratioToFit,
  WHOLE_MAP,
  zoomed,
} from "./camera";
import { discsInView, type Disc, type Projection } from "./labels";
import type { Overlay } from "./overlay";
import { createOverlay, createRenderer, type Renderer } from "./renderer";
import type { Scene } from "./scene";

export interface Point {
  x: number;
  y: number;
}

export class Stage {
  readonly renderer: Renderer;
  private readonly overlay: Overlay;
  private readonly resizing: ResizeObserver;
  private readonly nodes: number;

  constructor(
    private readonly scene: Scene,
    box: HTMLElement,
  ) {
    this.nodes = scene.network.indexOf.size;
    this.renderer = createRenderer(scene, box);
    this.overlay = createOverlay(this.renderer, box);
    this.renderer.on("afterRender", () => this.overlay.draw(scene, this.projection()));
    this.redraw();
    this.resizing = new ResizeObserver(() => {
      if (box.offsetWidth > 0 && box.offsetHeight > 0) this.redraw();
    });
    this.resizing.observe(box);
  }

  /** Draws the next frame; enough when only rings and labels have changed. */
  redraw(): void {
    this.renderer.scheduleRender();
  }

  /** Asks anew how every node and edge looks, and draws. */
  refresh(): void {
    this.renderer.refresh();
  }

  pan(right: number, down: number): void {
    goTo(this.renderer, panned(this.camera, right, down));
  }

  zoom(factor: number): void {
    goTo(this.renderer, zoomed(this.camera, factor, nearestRatio(this.nodes)));
  }

  showWhole(): void {
    goTo(this.renderer, WHOLE_MAP);
  }

  /** Centres on a node, close enough to tell it from its neighbours. */
  approach(index: number): void {
    this.centreOn(index, Math.min(this.camera.ratio, ratioAround(this.nodes)));
  }

  /** Brings a node into view at the present distance, or leaves the camera if it is there already. */
  bringIntoView(index: number): void {
    const point = this.pointOf(index);
    if (isWellInView(point.x, point.y, this.projection())) this.redraw();
    else this.centreOn(index, this.camera.ratio);
  }

  /** Shows all of these nodes, as near as they allow. */
  fit(indices: readonly number[]): void {
    if (indices.length === 0) return;
    const projection = this.projection();
    const box = indices
      .map((index) => this.pointOf(index, projection))
      .map(({ x, y }) => boxAround(x, y, 0))
      .reduce(surround);
    const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    const ratio = ratioToFit(box, projection, { ratio: this.camera.ratio, nearest: ratioAround(this.nodes) / 2 });
    goTo(this.renderer, { ...this.renderer.viewportToFramedGraph(middle), ratio });
  }

  /** Where a node is drawn, in pixels of the box. */
  pointOf(index: number, projection: Projection = this.projection()): Point {
    const { x, y } = this.scene.network.data.nodes;
    return { x: projection.left + x[index] * projection.scaleX, y: projection.top + y[index] * projection.scaleY };
  }

  discOf(index: number): Disc {
    return { index, ...this.pointOf(index), radius: this.scene.radiusOf(index) * this.projection().zoom };
  }

  discs(): Disc[] {
    return discsInView(this.scene, this.projection());
  }

  middle(): Point {
    const { width, height } = this.projection();
    return { x: width / 2, y: height / 2 };
  }

  destroy(): void {
    this.resizing.disconnect();
    this.renderer.kill();
  }

  private get camera(): { x: number; y: number; ratio: number; angle: number } {
    return this.renderer.getCamera().getState();
  }

  private projection(): Projection {
    return projectionOf(this.renderer);
  }

  private centreOn(index: number, ratio: number): void {
    goTo(this.renderer, { ...this.renderer.viewportToFramedGraph(this.pointOf(index)), ratio });
  }
}
