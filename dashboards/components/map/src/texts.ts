/** The map's own words in English; the page replaces them by the prop `texts`. */
import type { Texts } from "./types";

export const ENGLISH: Texts = {
  loading: "Loading the map …",
  failed: "The map could not be loaded: {reason}",
  wave: "wave {wave}",
  links: "{in} in, {out} out",
  position: "{index} of {count}",
  keys:
    "Arrow keys move · + and − zoom · 0 shows all · N and P step through nodes · " +
    "Space selects · Enter opens · Esc clears",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  showAll: "Show the whole map",
};

export const MAP_LABEL = "Map";
export const EMPTY_TEXT = "There is nothing to draw.";
export const NO_WEBGL_TEXT = "This browser cannot draw the map (WebGL is missing). The table holds the same data.";

/** Fills in `{name}` marks; an unknown mark is left as it stands. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) => (name in values ? String(values[name]) : mark));
}

export function withDefaults(texts: Partial<Texts> | undefined): Texts {
  return { ...ENGLISH, ...texts };
}
