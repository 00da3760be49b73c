import assert from "node:assert/strict";
import { test } from "node:test";
import { buildNetwork, FAST_ABOVE, nodeRadius } from "../src/network";
import { exampleData } from "./example";

test("an edge is drawn once, each direction for itself, and loops not at all", () => {
  const { graph, incoming, outgoing } = buildNetwork(exampleData());
  assert.equal(graph.order, 4);
  assert.deepEqual(
    graph.mapEdges((_edge, _attributes, from, to) => `${from}>${to}`),
    ["crm>db", "db>crm", "mail>db"],
  );
  assert.deepEqual([...incoming], [1, 2, 0, 0]);
  assert.deepEqual([...outgoing], [1, 1, 1, 0]);
});

test("y grows downwards in the data and upwards in sigma", () => {
  assert.equal(buildNetwork(exampleData()).graph.getNodeAttribute("mail", "y"), -50);
});

test("an id given twice is one node, and its edges are kept", () => {
  const data = exampleData();
  data.nodes.id[3] = "crm";
  data.edges = { source: [3], target: [2] };
  const { graph } = buildNetwork(data);
  assert.equal(graph.order, 3);
  assert.deepEqual(graph.getEdgeAttributes("crm", "mail"), { source: 0, target: 2 });
});

test("radii stay between their bounds and shrink in a crowd", () => {
  assert.equal(nodeRadius(5, 100), 5);
  assert.equal(nodeRadius(0, 100), 4);
  assert.equal(nodeRadius(500, 100), 18);
  assert.equal(nodeRadius(5, 20_000), 1.5);
  assert.ok(nodeRadius(8, 3000) < 8);
});

test("fast programs are for large maps", () => {
  const count = FAST_ABOVE + 1;
  const column = <T>(value: T): T[] => new Array<T>(count).fill(value);
  const nodes = {
    id: column("").map((_, row) => `n${row}`),
    name: column("n"),
    kind: column(0),
    x: column(0),
    y: column(0),
    size: column(1),
    group: column(-1),
  };
  assert.equal(buildNetwork({ ...exampleData(), nodes, edges: { source: [], target: [] } }).fast, true);
  assert.equal(buildNetwork(exampleData()).fast, false);
});
