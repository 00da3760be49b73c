/** What mouse and touch do: hovering shows the card, a click selects, a double click opens. */
import { Card } from "./card";
import { factsOf } from "./describe";
import type { Scene } from "./scene";
import type { Stage } from "./stage";
import type { Texts } from "./types";

export interface PointerTargets {
  box: HTMLElement;
  card: HTMLElement;
  texts: () => Texts;
  select: (index: number) => void;
  open: (index: number) => void;
  clear: () => void;
}

export class Pointer {
  private readonly card: Card;

  constructor(
    private readonly scene: Scene,
    private readonly stage: Stage,
    private readonly targets: PointerTargets,
  ) {
    this.card = new Card(targets.card);
    const { renderer } = stage;
    renderer.on("clickNode", ({ node }) => targets.select(scene.indexOf(node)));
    renderer.on("clickStage", () => targets.clear());
    renderer.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      targets.open(scene.indexOf(node));
    });
    renderer.on("enterNode", ({ node }) => this.enter(scene.indexOf(node)));
    renderer.on("leaveNode", () => this.leave());
    renderer.getCamera().on("updated", () => this.card.hide());
  }

  hideCard(): void {
    this.card.hide();
  }

  destroy(): void {
    this.leave();
    this.card.destroy();
  }

  private enter(index: number): void {
    this.targets.box.style.cursor = "pointer";
    const title = this.scene.network.data.nodes.name[index];
    this.card.show({ title, facts: factsOf(this.scene, index, this.targets.texts()) }, this.stage.discOf(index));
  }

  private leave(): void {
    this.targets.box.style.cursor = "";
    this.card.hideSoon();
  }
}
