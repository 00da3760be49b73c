/** Puts labels where there is room: the first come keeps its place, the later ones try other sides or wait. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export type Side = "right" | "left" | "above" | "below" | "middle";

/** A text of a known size that wants to stand by a disc; earlier in a list is more important. */
export interface Candidate {
  x: number;
  y: number;
  radius: number;
  width: number;
  height: number;
  sides: readonly Side[];
}

export interface Placed<T extends Candidate> {
  candidate: T;
  box: Box;
}

const CELL = 80;
const GAP = 3;

export function boxOf({ x, y, radius, width, height }: Candidate, side: Side): Box {
  const reach = radius + GAP;
  const shiftX = { right: reach + width / 2, left: -reach - width / 2, above: 0, below: 0, middle: 0 }[side];
  const shiftY = { right: 0, left: 0, above: -reach - height / 2, below: reach + height / 2, middle: 0 }[side];
  const [left, top] = [x + shiftX - width / 2, y + shiftY - height / 2];
  return { left, top, right: left + width, bottom: top + height };
}

export function boxAround(x: number, y: number, radius: number): Box {
  return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
}

/** The smallest box round both. */
export function surround(one: Box, other: Box): Box {
  return {
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    right: Math.max(one.right, other.right),
    bottom: Math.max(one.bottom, other.bottom),
  };
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** The boxes taken so far, in a grid so that asking costs the same however many there are. */
export class Room {
  private readonly cells = new Map<string, Box[]>();

  take(box: Box): void {
    this.visit(box, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
      return false;
    });
  }

  isFree(box: Box): boolean {
    return !this.visit(box, (key) => this.cells.get(key)?.some((taken) => overlap(taken, box)) ?? false);
  }

  private visit(box: Box, found: (key: string) => boolean): boolean {
    for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++)
      for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++)
        if (found(`${column}:${row}`)) return true;
    return false;
  }
}

/** Places candidates in their order, at most `limit`, each on its first free side and inside the frame. */
export function place<T extends Candidate>(
  candidates: Iterable<T>,
  room: Room,
  frame: Box,
  limit: number,
): Placed<T>[] {
  const placed: Placed<T>[] = [];
  for (const candidate of candidates) {
    if (placed.length >= limit) break;
    const box = candidate.sides
      .map((side) => boxOf(candidate, side))
      .find((tried) => isInside(tried, frame) && room.isFree(tried));
    if (box === undefined) continue;
    room.take(box);
    placed.push({ candidate, box });
  }
  return placed;
}

function isInside(box: Box, frame: Box): boolean {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}
