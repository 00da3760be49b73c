import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { checkMap, loadMap } from "../src/load";
import { exampleData } from "./example";

afterEach(() => mock.restoreAll());

function answerWith(body: string, init: ResponseInit = {}): void {
  mock.method(globalThis, "fetch", async () => new Response(body, init));
}

test("a good map passes unchanged", () => {
  assert.deepEqual(checkMap(exampleData()), exampleData());
});

test("an empty map is a map", () => {
  assert.equal(checkMap({}).nodes.id.length, 0);
});

test("what is wrong is named with its place and what was expected", () => {
  const wrong = (change: (data: ReturnType<typeof exampleData>) => void, message: string): void => {
    const data = exampleData();
    change(data);
    assert.throws(() => checkMap(data), { message });
  };
  wrong((data) => data.nodes.name.pop(), "nodes.name has 3 values, expected 4 as in nodes.id");
  wrong((data) => (data.nodes.kind[1] = 7), "nodes.kind[1] is 7, expected a whole number from 0 to 2");
  wrong((data) => (data.nodes.group[1] = -2), "nodes.group[1] is -2, expected a whole number from -1 to 1");
  wrong((data) => (data.edges.target[2] = 4), "edges.target[2] is 4, expected a whole number from 0 to 3");
  wrong((data) => (data.nodes.x[3] = NaN), "nodes.x[3] is NaN, expected a number");
  assert.throws(() => checkMap(null), { message: "the answer is not a map: expected a JSON object" });
});

test("the map is fetched and checked", async () => {
  answerWith(JSON.stringify(exampleData()));
  assert.deepEqual(await loadMap("/api/v1/map", new AbortController().signal), exampleData());
});

test("a problem is told in the server's words", async () => {
  answerWith(JSON.stringify({ title: "Not found", detail: "There is no snapshot 2031." }), { status: 404 });
  await assert.rejects(loadMap("/x", new AbortController().signal), { message: "There is no snapshot 2031." });
});

test("an answer without words gives its status", async () => {
  answerWith("<html>", { status: 502, statusText: "Bad Gateway" });
  await assert.rejects(loadMap("/x", new AbortController().signal), { message: "HTTP 502 Bad Gateway" });
});
