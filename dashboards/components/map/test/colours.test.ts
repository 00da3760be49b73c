import assert from "node:assert/strict";
import { test } from "node:test";
import {
  contrast,
  DARK,
  formatColour,
  LIGHT,
  lineShare,
  mix,
  parseColour,
  readable,
  sheer,
  textOn,
  waveColour,
} from "../src/colours";

test("contrast is that of WCAG", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#fff", "#ffffff"), 1);
  assert.ok(Math.abs(contrast("#777777", "#ffffff") - 4.48) < 0.01);
});

test("colours are read and written", () => {
  assert.deepEqual(parseColour("#1c7ed6"), [28, 126, 214]);
  assert.deepEqual(parseColour("papayawhip"), [128, 128, 128]);
  assert.equal(formatColour([28, 126, 214]), "#1c7ed6");
  assert.equal(mix("#000000", "#ffffff", 0.5), "#808080");
});

test("a kind of any colour can be told from the background", () => {
  for (const { background } of [LIGHT, DARK])
    for (const colour of ["#ffffff", "#000000", "#ffee00", "#161a23", "#1c7ed6"])
      assert.ok(contrast(readable(colour, background), background) >= 3, `${colour} on ${background}`);
  assert.equal(readable("#1c7ed6", LIGHT.background), "#1c7ed6");
});

test("both palettes keep WCAG AA", () => {
  for (const palette of [LIGHT, DARK]) {
    assert.ok(contrast(palette.text, palette.background) >= 7);
    assert.ok(contrast(palette.mutedText, palette.background) >= 4.5);
    assert.ok(contrast(palette.ring, palette.background) >= 3);
    assert.ok(contrast(palette.highlightedEdge, palette.background) >= 3);
    for (const wave of palette.waves) {
      assert.ok(contrast(wave, palette.background) >= 3, `${wave} is seen`);
      assert.ok(contrast(wave, palette.dimmedNode) >= 3, `${wave} stands out`);
      assert.ok(contrast(textOn(wave), wave) >= 4.5, `the number on ${wave} is read`);
    }
  }
});

test("waves after the last colour keep it", () => {
  assert.equal(waveColour(LIGHT, 0), LIGHT.waves[0]);
  assert.equal(waveColour(LIGHT, 99), LIGHT.waves[4]);
});

test("many lines are seen through, a few are not", () => {
  assert.equal(lineShare(100), 1);
  assert.equal(lineShare(1_000_000), 0.12);
  assert.equal(sheer("#c86432", 0.5), "rgba(100,50,25,0.5)");
});
