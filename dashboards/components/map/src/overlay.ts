/** Draws what lies over the nodes: rings round those pointed out, wave numbers, and all labels. */
import { mix, textOn, waveColour, type Palette } from "./colours";
import {
  discsInView,
  isPointed,
  layLabels,
  type Disc,
  type Label,
  type LabelStyle,
  type Measure,
  type Projection,
} from "./labels";
import { boxAround, Room, type Placed } from "./boxes";
import type { Scene } from "./scene";

const SMALLEST_NUMBERED_RADIUS = 6.5;

export class Overlay {
  private readonly widths = new Map<string, number>();
  private readonly measure: Measure;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly fontFamily: string,
  ) {
    this.measure = (text, style) => this.widthOf(text, style);
  }

  draw(scene: Scene, projection: Projection): void {
    this.context.clearRect(0, 0, projection.width, projection.height);
    const discs = discsInView(scene, projection);
    if (scene.waves && scene.highlightIsSmall) this.drawNumbers(scene, discs);
    for (const disc of discs) if (isPointed(scene, disc.index)) this.drawRing(scene, disc);
    for (const label of layLabels(scene, projection, { discs, measure: this.measure }))
      this.drawLabel(label, scene.palette);
  }

  private font(style: LabelStyle): string {
    const weight = style === "plain" ? 400 : 600;
    return `${weight} ${style === "group" ? 13 : 12}px ${this.fontFamily}`;
  }

  private widthOf(text: string, style: LabelStyle): number {
    const key = `${style} ${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.context.font = this.font(style);
      width = this.context.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }

  /** The number says what the colour says, for those who cannot tell the colours apart; earlier waves go first. */
  private drawNumbers(scene: Scene, discs: readonly Disc[]): void {
    const room = new Room();
    const numbered = discs.filter(
      ({ index, radius }) => scene.waveOf(index) >= 0 && radius >= SMALLEST_NUMBERED_RADIUS,
    );
    numbered.sort((one, other) => scene.waveOf(one.index) - scene.waveOf(other.index));
    this.context.textAlign = "center";
    this.context.textBaseline = "middle";
    for (const { index, x, y, radius } of numbered) {
      const box = boxAround(x, y, radius * 0.7);
      if (!room.isFree(box)) continue;
      room.take(box);
      this.strokeCircle(x, y, radius, { colour: scene.palette.background, width: 1 });
      this.context.font = `700 ${Math.min(13, Math.round(radius * 1.25))}px ${this.fontFamily}`;
      this.context.fillStyle = textOn(waveColour(scene.palette, scene.waveOf(index)));
      this.context.fillText(String(scene.waveOf(index)), x, y + 0.5);
    }
  }

  /** Selected: one ring. Focused or under the keyboard: a ring and an outer one, dashed for the keyboard. */
  private drawRing(scene: Scene, { index, x, y, radius }: Disc): void {
    this.strokeCircle(x, y, radius + 3, { colour: scene.palette.background, width: 5 });
    this.strokeCircle(x, y, radius + 3, { colour: scene.palette.ring, width: 2.5 });
    if (index === scene.selected && index !== scene.focus && index !== scene.cursor) return;
    this.context.setLineDash(index === scene.cursor ? [4, 3] : []);
    this.strokeCircle(x, y, radius + 7.5, { colour: scene.palette.ring, width: 1.75 });
    this.context.setLineDash([]);
  }

  private strokeCircle(
    x: number,
    y: number,
    radius: number,
    { colour, width }: { colour: string; width: number },
  ): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.context.strokeStyle = colour;
    this.context.lineWidth = width;
    this.context.stroke();
  }

  private drawLabel({ candidate, box }: Placed<Label>, palette: Palette): void {
    const { context } = this;
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2 + 0.5];
    context.font = this.font(candidate.style);
    context.textAlign = "center";
    context.textBaseline = "middle";
    if (candidate.style === "pointed") {
      context.fillStyle = mix(palette.background, palette.text, 0.08);
      context.beginPath();
      context.roundRect(box.left, box.top, box.right - box.left, box.bottom - box.top, 4);
      context.fill();
    } else {
      context.strokeStyle = palette.background;
      context.lineWidth = candidate.style === "group" ? 5 : 3;
      context.lineJoin = "round";
      context.strokeText(candidate.text, x, y);
    }
    context.fillStyle = palette.text;
    context.fillText(candidate.text, x, y);
  }
}
