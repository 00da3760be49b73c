/** The React component that Dash mounts: the box of the map and what surrounds it. */
import type { CSSProperties, KeyboardEvent, ReactElement } from "react";
import { DARK, LIGHT } from "./colours";
import type { Action } from "./keyboard";
import { useMap, type Elements } from "./lifecycle";
import { MAP_LABEL, withDefaults } from "./texts";
import type { Props } from "./types";

const { createElement, useRef } = window.React;

/** A Dash id may be a dictionary; a document needs a string, written as Dash writes it. */
function elementId(id: Props["id"]): string | undefined {
  if (typeof id !== "object") return id;
  return JSON.stringify(Object.fromEntries(Object.entries(id).sort(([one], [other]) => (one < other ? -1 : 1))));
}

/** The colours of the palette as CSS variables, so that the stylesheet has none of its own. */
function variablesOf(dark: boolean): CSSProperties {
  const { background, text, mutedText, ring, edge } = dark ? DARK : LIGHT;
  return {
    "--eagraph-map-background": background,
    "--eagraph-map-text": text,
    "--eagraph-map-muted": mutedText,
    "--eagraph-map-ring": ring,
    "--eagraph-map-line": edge,
  } as CSSProperties;
}

export function SystemMap(props: Props): ReactElement {
  const elements: Elements = {
    root: useRef<HTMLDivElement>(null),
    box: useRef<HTMLDivElement>(null),
    card: useRef<HTMLDivElement>(null),
    live: useRef<HTMLDivElement>(null),
  };
  const { view, message } = useMap(props, elements);
  const texts = withDefaults(props.texts);
  const id = elementId(props.id);
  const keysId = `${id ?? "eagraph-map"}-keys`;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (view.current?.press(event)) event.preventDefault();
  };
  const button = (sign: string, label: string, action: Action): ReactElement =>
    createElement(
      "button",
      { key: sign, type: "button", "aria-label": label, title: label, onClick: () => view.current?.perform(action) },
      sign,
    );

  return createElement(
    "div",
    {
      id,
      ref: elements.root,
      className: ["eagraph-map", props.className].filter(Boolean).join(" "),
      style: { ...variablesOf(props.dark ?? false), ...props.style },
    },
    createElement("div", {
      ref: elements.box,
      className: "eagraph-map-box",
      tabIndex: 0,
      role: "application",
      "aria-label": props.ariaLabel ?? MAP_LABEL,
      "aria-describedby": keysId,
      onKeyDown,
    }),
    createElement("div", { id: keysId, className: "eagraph-map-keys", hidden: message !== null }, texts.keys),
    createElement(
      "div",
      { className: "eagraph-map-buttons", hidden: message !== null },
      button("+", texts.zoomIn, { do: "zoom", factor: 1 / 1.6 }),
      button("−", texts.zoomOut, { do: "zoom", factor: 1.6 }),
      button("⤢", texts.showAll, { do: "whole" }),
    ),
    createElement("div", { ref: elements.card, className: "eagraph-map-card", hidden: true, "aria-hidden": true }),
    message &&
      createElement(
        "div",
        { className: "eagraph-map-message", role: message.isError ? "alert" : "status" },
        message.text,
      ),
    createElement("div", { ref: elements.live, className: "eagraph-map-live", "aria-live": "polite" }),
  );
}
