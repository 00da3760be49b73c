/** The card beside a node under the pointer; it stays while the pointer rests on it, and Escape puts it away. */

const SHOW_AFTER_MILLISECONDS = 60;
const HIDE_AFTER_MILLISECONDS = 150;
const DISTANCE = 8;

export interface CardContent {
  title: string;
  facts: readonly string[];
}

export interface Anchor {
  x: number;
  y: number;
  radius: number;
}

export class Card {
  private timer = 0;
  private isUnderPointer = false;

  constructor(private readonly element: HTMLElement) {
    element.addEventListener("mouseenter", this.hold);
    element.addEventListener("mouseleave", this.release);
  }

  show(content: CardContent, anchor: Anchor): void {
    this.after(SHOW_AFTER_MILLISECONDS, () => {
      this.write(content);
      this.element.hidden = false;
      this.moveTo(anchor);
    });
  }

  hideSoon(): void {
    this.after(HIDE_AFTER_MILLISECONDS, () => {
      if (!this.isUnderPointer) this.hide();
    });
  }

  hide(): void {
    window.clearTimeout(this.timer);
    this.element.hidden = true;
    this.isUnderPointer = false;
  }

  destroy(): void {
    this.hide();
    this.element.removeEventListener("mouseenter", this.hold);
    this.element.removeEventListener("mouseleave", this.release);
  }

  private readonly hold = (): void => {
    this.isUnderPointer = true;
  };

  private readonly release = (): void => {
    this.isUnderPointer = false;
    this.hideSoon();
  };

  private after(milliseconds: number, action: () => void): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(action, milliseconds);
  }

  private write({ title, facts }: CardContent): void {
    const heading = document.createElement("strong");
    heading.textContent = title;
    const lines = facts.map((fact) => {
      const line = document.createElement("div");
      line.textContent = fact;
      return line;
    });
    this.element.replaceChildren(heading, ...lines);
  }

  /** Above the node if there is room, otherwise below, and always inside the box. */
  private moveTo({ x, y, radius }: Anchor): void {
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const room = (this.element.offsetParent as HTMLElement | null)?.clientWidth ?? Infinity;
    const above = y - radius - DISTANCE - height;
    this.element.style.left = `${Math.max(4, Math.min(x - width / 2, room - width - 4))}px`;
    this.element.style.top = `${above >= 4 ? above : y + radius + DISTANCE}px`;
  }
}
