import assert from "node:assert/strict";
import { test } from "node:test";
import { boxAround, boxOf, overlap, place, Room, surround, type Candidate } from "../src/boxes";
import { discsInView, layLabels, shorten, type Projection } from "../src/labels";
import { checkMap } from "../src/load";
import { buildNetwork } from "../src/network";
import { Scene } from "../src/scene";
import { exampleData, exampleScene } from "./example";

const VIEW: Projection = { left: 100, top: 200, scaleX: 1, scaleY: 1, zoom: 1, width: 800, height: 600 };
const FRAME = { left: 0, top: 0, right: 800, bottom: 600 };

function lay(scene: ReturnType<typeof exampleScene>, projection = VIEW) {
  return layLabels(scene, projection, { discs: discsInView(scene, projection), measure: (text) => text.length * 7 });
}

test("boxes stand beside, above and below their disc", () => {
  const candidate: Candidate = { x: 50, y: 50, radius: 7, width: 20, height: 10, sides: ["right"] };
  assert.deepEqual(boxOf(candidate, "right"), { left: 60, top: 45, right: 80, bottom: 55 });
  assert.deepEqual(boxOf(candidate, "left"), { left: 20, top: 45, right: 40, bottom: 55 });
  assert.deepEqual(boxOf(candidate, "above"), { left: 40, top: 30, right: 60, bottom: 40 });
  assert.deepEqual(boxOf(candidate, "below"), { left: 40, top: 60, right: 60, bottom: 70 });
  assert.deepEqual(surround({ left: 0, top: 5, right: 2, bottom: 6 }, { left: 1, top: 1, right: 9, bottom: 2 }), {
    left: 0,
    top: 1,
    right: 9,
    bottom: 6,
  });
});

test("a crowd of a thousand candidates never overlaps, and the first keeps its place", () => {
  const crowd: Candidate[] = Array.from({ length: 1000 }, (_, row) => ({
    x: (row * 7919) % 800,
    y: (row * 104729) % 600,
    radius: 4,
    width: 40 + (row % 50),
    height: 16,
    sides: ["right", "left", "below", "above"],
  }));
  const placed = place(crowd, new Room(), FRAME, 1000);
  assert.ok(placed.length > 100);
  placed.forEach((one, row) => placed.slice(row + 1).forEach((other) => assert.ok(!overlap(one.box, other.box))));
  for (const { box } of placed) assert.ok(box.left >= 0 && box.top >= 0 && box.right <= 800 && box.bottom <= 600);
  assert.equal(place(crowd, new Room(), FRAME, 5).length, 5);
});

test("groups and names share the room without overlapping", () => {
  const placed = lay(exampleScene());
  assert.deepEqual(placed.map(({ candidate }) => candidate.text).sort(), [
    "A team",
    "Customers",
    "Database",
    "Mail",
    "Office",
    "Sales",
  ]);
  placed.forEach((one, row) => placed.slice(row + 1).forEach((other) => assert.ok(!overlap(one.box, other.box))));
});

test("where few nodes are in view no group's name lies over a node", () => {
  const data = exampleData();
  data.groups[1] = { name: "Office", x: 200, y: 50 };
  const scene = new Scene(buildNetwork(checkMap(data)));
  const discs = discsInView(scene, VIEW).map(({ x, y, radius }) => boxAround(x, y, radius));
  const names = lay(scene).filter(({ candidate }) => candidate.style === "group");
  assert.equal(names.length, 2);
  for (const { box } of names) assert.ok(!discs.some((disc) => overlap(box, disc)));
});

test("a node pointed out is named first, and with waves only they are named", () => {
  const scene = exampleScene();
  scene.focus = 3;
  assert.equal(lay(scene)[0].candidate.text, "A team");
  assert.equal(lay(scene)[0].candidate.style, "pointed");
  scene.focus = -1;
  scene.setHighlight([["db", 0]]);
  assert.deepEqual(
    lay(scene).map(({ candidate }) => candidate.text),
    ["Database", "Sales", "Office"],
  );
});

test("what is hidden or outside the view has no label", () => {
  const scene = exampleScene();
  scene.setHiddenKinds(["System"]);
  assert.deepEqual(
    lay(scene)
      .map(({ candidate }) => candidate.text)
      .sort(),
    ["A team", "Database", "Sales"],
  );
  assert.deepEqual(discsInView(scene, { ...VIEW, left: -1000 }), []);
});

test("long names are cut", () => {
  assert.equal(shorten("short"), "short");
  assert.equal(shorten("x".repeat(50)).length, 32);
  assert.ok(shorten("x".repeat(50)).endsWith("…"));
});
