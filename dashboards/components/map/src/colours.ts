/** Which colour says what, in light and in dark, with the contrast of WCAG 2.1 kept by arithmetic. */

type Rgb = [red: number, green: number, blue: number];

export interface Palette {
  background: string;
  text: string;
  mutedText: string;
  dimmedNode: string;
  dimmedEdge: string;
  edge: string;
  highlightedEdge: string;
  ring: string;
  /** Wave 0 (the start) to wave 4 and later; the same values stand in system_map.py. */
  waves: readonly string[];
}

export const LIGHT: Palette = {
  background: "#fbfcfe",
  text: "#1a1b1e",
  mutedText: "#6a7280",
  dimmedNode: "#d5d9e0",
  dimmedEdge: "#eceef2",
  edge: "#aab2c0",
  highlightedEdge: "#b4633f",
  ring: "#1c4fd6",
  waves: ["#8f1111", "#c93a00", "#9c6200", "#686d00", "#5d6778"],
};

export const DARK: Palette = {
  background: "#161a23",
  text: "#f1f3f5",
  mutedText: "#9aa3b4",
  dimmedNode: "#363d4b",
  dimmedEdge: "#222732",
  edge: "#566074",
  highlightedEdge: "#c9825f",
  ring: "#8fb4ff",
  waves: ["#ff7b72", "#ff9f4a", "#e3bd4f", "#b7c26a", "#a3adbd"],
};

const GREY: Rgb = [128, 128, 128];

/** Reads `#rgb` and `#rrggbb`; anything else is grey. */
export function parseColour(colour: string): Rgb {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
  if (short) return [1, 2, 3].map((part) => parseInt(short[part] + short[part], 16)) as Rgb;
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return long ? ([1, 2, 3].map((part) => parseInt(long[part], 16)) as Rgb) : GREY;
}

export function formatColour(rgb: Rgb): string {
  return "#" + rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
}

/** Relative luminance, WCAG 2.1. */
export function luminance(colour: string): number {
  const [red, green, blue] = parseColour(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio from 1 to 21, WCAG 2.1. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (lighter + 0.05) / (darker + 0.05);
}

/** A colour on the way from one to the other; share 0 is the one, share 1 the other. */
export function mix(one: string, other: string, share: number): string {
  const [from, to] = [parseColour(one), parseColour(other)];
  return formatColour(from.map((part, index) => part + (to[index] - part) * share) as Rgb);
}

/** The nearest colour that can be told from the background; 3 is what WCAG asks of graphics. */
export function readable(colour: string, background: string, ratio = 3): string {
  const away = luminance(background) > 0.18 ? "#000000" : "#ffffff";
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(colour, away, share);
    if (contrast(candidate, background) >= ratio) return candidate;
  }
  return away;
}

export function textOn(colour: string): string {
  return contrast("#ffffff", colour) >= 4.5 ? "#ffffff" : "#111111";
}

export function waveColour(palette: Palette, wave: number): string {
  return palette.waves[Math.min(Math.max(wave, 0), palette.waves.length - 1)];
}

/** A colour seen through, as WebGL wants it: already multiplied by its share. */
export function sheer(colour: string, share: number): string {
  const [red, green, blue] = parseColour(colour).map((part) => Math.round(part * share));
  return `rgba(${red},${green},${blue},${share})`;
}

/** The more lines, the more each is seen through, so that a crowd shows where it is dense. */
export function lineShare(lines: number): number {
  return Math.round(100 * Math.min(1, Math.max(0.12, Math.sqrt(800 / Math.max(1, lines))))) / 100;
}
