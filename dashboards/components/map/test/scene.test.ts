import assert from "node:assert/strict";
import { test } from "node:test";
import { LIGHT } from "../src/colours";
import { factsOf, sentenceOf } from "../src/describe";
import { drawEdge, drawNode } from "../src/reducers";
import { ENGLISH, fill, withDefaults } from "../src/texts";
import { exampleScene } from "./example";

test("nothing is hidden unsaid", () => {
  const scene = exampleScene();
  assert.deepEqual(scene.count(), {
    nodes: 4,
    hidden: 0,
    edges: 3,
    highlighted: 0,
    highlightedHidden: 0,
    highlightedMissing: 0,
  });
  scene.setHiddenKinds(["Database", "NoSuchKind"]);
  scene.setHighlight([
    ["crm", 0],
    ["db", 1],
    ["elsewhere", 1],
  ]);
  assert.deepEqual(scene.count(), {
    nodes: 3,
    hidden: 1,
    edges: 0,
    highlighted: 1,
    highlightedHidden: 1,
    highlightedMissing: 1,
  });
});

test("waves get their colours and everything else turns grey", () => {
  const scene = exampleScene();
  const { graph } = scene.network;
  const look = (id: string) => drawNode(scene, graph.getNodeAttributes(id));
  assert.equal(look("crm").color, scene.kindColours[0]);
  scene.setHighlight([
    ["crm", 0],
    ["db", 1],
  ]);
  assert.equal(look("crm").color, LIGHT.waves[0]);
  assert.equal(look("db").color, LIGHT.waves[1]);
  assert.equal(look("mail").color, LIGHT.dimmedNode);
  assert.ok((look("crm").zIndex ?? 0) > (look("db").zIndex ?? 0));
  const edge = (from: string, to: string) => drawEdge(scene, graph.getEdgeAttributes(from, to));
  assert.equal(edge("crm", "db").color, scene.lineColours.highlighted);
  assert.equal(edge("mail", "db").color, LIGHT.dimmedEdge);
  scene.setHighlight([]);
  assert.equal(look("mail").color, scene.kindColours[0]);
});

test("a hidden kind takes its edges with it", () => {
  const scene = exampleScene();
  scene.setHiddenKinds(["Database"]);
  assert.equal(drawNode(scene, scene.network.graph.getNodeAttributes("db")).hidden, true);
  assert.equal(drawEdge(scene, scene.network.graph.getEdgeAttributes("crm", "db")).hidden, true);
});

test("an id that is not on the map is no node", () => {
  const scene = exampleScene();
  assert.equal(scene.indexOf("nowhere"), -1);
  assert.equal(scene.indexOf(null), -1);
  assert.equal(scene.idOf(-1), null);
});

test("a node is described in the words of the page", () => {
  const scene = exampleScene();
  scene.setHighlight([["db", 2]]);
  const texts = withDefaults({ wave: "våg {wave}", links: "{in} in och {out} ut" });
  assert.deepEqual(factsOf(scene, 1, texts), ["database", "Sales", "våg 2", "2 in och 1 ut"]);
  assert.deepEqual(factsOf(scene, 3, ENGLISH), ["team", "0 in, 0 out"]);
  assert.equal(sentenceOf(scene, 3, ENGLISH, [1, 3]), "A team, team, 0 in, 0 out, 2 of 2");
});

test("marks are filled in and unknown ones are left", () => {
  assert.equal(fill("{a} of {b} {c}", { a: 1, b: "two" }), "1 of two {c}");
});
