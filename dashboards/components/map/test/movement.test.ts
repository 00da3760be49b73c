import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isWellInView,
  keepOnMap,
  nearestRatio,
  panned,
  ratioAround,
  ratioToFit,
  WHOLE_MAP,
  zoomed,
} from "../src/camera";
import { actionFor, nearestTo, stepFrom, stepOrder } from "../src/keyboard";
import { exampleScene } from "./example";

const VIEW = { width: 1000, height: 600 };
const plain = (key: string) => ({ key, ctrlKey: false, metaKey: false, altKey: false });

test("keys mean what the page says they mean", () => {
  assert.deepEqual(actionFor(plain("ArrowUp")), { do: "pan", right: 0, down: -0.12 });
  assert.deepEqual(actionFor(plain("0")), { do: "whole" });
  assert.deepEqual(actionFor(plain("N")), { do: "step", by: 1 });
  assert.deepEqual(actionFor(plain("p")), { do: "step", by: -1 });
  assert.deepEqual(actionFor(plain("Escape")), { do: "clear" });
  assert.deepEqual(actionFor(plain("Enter")), { do: "open" });
  assert.equal(actionFor(plain("Tab")), null, "Tab leaves the map");
  assert.equal(actionFor({ ...plain("+"), ctrlKey: true }), null, "the browser's own zoom");
});

test("the keyboard steps by group and name, or by wave and name", () => {
  const scene = exampleScene();
  assert.deepEqual(stepOrder(scene), [3, 0, 1, 2]);
  scene.setHighlight([
    ["mail", 1],
    ["db", 1],
    ["team", 0],
  ]);
  assert.deepEqual(stepOrder(scene), [3, 1, 2]);
  scene.setHiddenKinds(["Database"]);
  assert.deepEqual(stepOrder(scene), [3, 2]);
});

test("steps go round, and begin where they are told", () => {
  const order = [5, 7, 9];
  assert.equal(stepFrom(order, 9, { by: 1, start: -1 }), 5);
  assert.equal(stepFrom(order, 5, { by: -1, start: -1 }), 9);
  assert.equal(stepFrom(order, -1, { by: 1, start: 7 }), 7);
  assert.equal(stepFrom(order, -1, { by: 1, start: -1 }), 5);
  assert.equal(stepFrom(order, -1, { by: -1, start: -1 }), 9);
  assert.equal(stepFrom([], 5, { by: 1, start: 5 }), -1);
});

test("the nearest disc is found", () => {
  const discs = [
    { index: 1, x: 0, y: 0, radius: 1 },
    { index: 2, x: 9, y: 9, radius: 1 },
  ];
  assert.equal(nearestTo({ x: 8, y: 8 }, discs), 2);
  assert.equal(nearestTo({ x: 8, y: 8 }, []), -1);
});

test("the camera moves by shares of the view and stays on the map", () => {
  assert.deepEqual(panned({ ...WHOLE_MAP, ratio: 0.5 }, 0.2, 0.1), { x: 0.6, y: 0.45, angle: 0, ratio: 0.5 });
  assert.deepEqual(keepOnMap({ ...WHOLE_MAP, x: -3, y: 2 }), { x: 0, y: 1, angle: 0, ratio: 1 });
  assert.equal(zoomed(WHOLE_MAP, 0.001, 0.05).ratio, 0.05);
  assert.equal(zoomed(WHOLE_MAP, 100, 0.05).ratio, 2);
  assert.equal(isWellInView(500, 300, VIEW), true);
  assert.equal(isWellInView(5, 300, VIEW), false);
});

test("the camera comes as near as the nodes allow", () => {
  assert.equal(ratioToFit({ left: 0, top: 0, right: 440, bottom: 10 }, VIEW, { ratio: 1, nearest: 0.05 }), 0.5);
  assert.equal(ratioToFit({ left: 0, top: 0, right: 0, bottom: 0 }, VIEW, { ratio: 1, nearest: 0.05 }), 0.05);
  assert.ok(nearestRatio(20_000) < ratioAround(20_000));
  assert.ok(ratioAround(20_000) < ratioAround(200));
});
