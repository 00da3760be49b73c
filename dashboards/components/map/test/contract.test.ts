/** The Python class and the sources say the same: props and colours stand in both. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DARK, LIGHT } from "../src/colours";

const python = readFileSync("../system_map.py", "utf8");
const colours = readFileSync("../../../eagraph/graph/colours.py", "utf8");
const types = readFileSync("src/types.ts", "utf8");

function fieldsOf(text: string, start: string, end: string, indent: number): string[] {
  const body = text.slice(text.indexOf(start) + start.length).split(end)[0];
  return [...body.matchAll(new RegExp(`^ {${indent}}(\\w+)\\??:`, "gm"))].map((match) => match[1]);
}

test("every prop of the Python class is known to the component, and the other way round", () => {
  const declared = fieldsOf(python, "class SystemMapProps", "\n\n\n", 4).sort();
  const inputs = fieldsOf(types, "export interface Props", "\n}", 2);
  const outputs = fieldsOf(types, "export interface Outputs", "\n}", 2);
  assert.ok(declared.length > 10);
  assert.deepEqual(declared, [...new Set([...inputs, ...outputs])].filter((name) => name !== "setProps").sort());
});

test("the reports and the words have the same fields", () => {
  for (const name of ["Shown", "Ready", "Texts", "NodeEvent"])
    assert.deepEqual(
      fieldsOf(python, `class ${name}(`, "\n\n\n", 4),
      fieldsOf(types, `export interface ${name} `, "\n}", 2),
    );
});

test("the colours of the waves are those of the legend", () => {
  const tuple = (name: string) => colours.match(new RegExp(`^${name} = \\(([^)]*)\\)`, "m"))?.[1].match(/#\w+/g);
  assert.deepEqual(tuple("WAVES_LIGHT"), LIGHT.waves);
  assert.deepEqual(tuple("WAVES_DARK"), DARK.waves);
});
