/** From address to drawn map and back: one MapView at a time, and a message whenever there is none. */
import type { RefObject } from "react";
import { loadMap } from "./load";
import { buildNetwork } from "./network";
import { hasWebgl } from "./renderer";
import { EMPTY_TEXT, fill, NO_WEBGL_TEXT, withDefaults } from "./texts";
import type { Outputs, Props } from "./types";
import { MapView } from "./view";
import { whenDrawn, whenSized } from "./waiting";

const { useEffect, useRef, useState } = window.React;

/** How often a map is drawn anew after the browser has taken its WebGL context away. */
const MOST_RECOVERIES = 3;

export interface Elements {
  root: RefObject<HTMLDivElement>;
  box: RefObject<HTMLDivElement>;
  card: RefObject<HTMLDivElement>;
  live: RefObject<HTMLDivElement>;
}

export interface Message {
  text: string;
  isError: boolean;
}

interface Session {
  elements: Elements;
  props: () => Props;
  signal: AbortSignal;
}

function reportOf({ props, signal }: Session): (outputs: Partial<Outputs>) => void {
  return (outputs) => {
    if (!signal.aborted) props().setProps?.(outputs);
  };
}

/** Fetches and draws; resolves to a view, or to the message that takes its place. */
async function open(url: string, session: Session): Promise<MapView | Message> {
  const { elements, props, signal } = session;
  if (!hasWebgl()) return { text: props().noWebglText ?? NO_WEBGL_TEXT, isError: true };
  const data = await loadMap(url, signal);
  if (data.nodes.id.length === 0) return { text: props().emptyText ?? EMPTY_TEXT, isError: false };
  const [box, card] = [elements.box.current as HTMLElement, elements.card.current as HTMLElement];
  await whenSized(box, signal);
  signal.throwIfAborted();
  const announce = (text: string): void => elements.live.current?.replaceChildren(text);
  return new MapView(buildNetwork(data), { box, card, announce, report: reportOf(session) }, props());
}

async function reportReady(view: MapView, session: Session, started: number): Promise<void> {
  await whenDrawn();
  const ready = { ...view.size(), ms: Math.round(performance.now() - started) };
  reportOf(session)(session.props().error ? { ready, error: null } : { ready });
}

/** Keeps the map of `props.dataUrl` drawn in the elements; returns the view (when there is one) and the message. */
export function useMap(props: Props, elements: Elements): { view: RefObject<MapView | null>; message: Message | null } {
  const view = useRef<MapView | null>(null);
  const latest = useRef(props);
  const [message, setMessage] = useState<Message | null>(null);
  const [recoveries, setRecoveries] = useState(0);
  latest.current = props;

  useEffect(() => {
    const stop = new AbortController();
    const session: Session = { elements, props: () => latest.current, signal: stop.signal };
    const started = performance.now();
    const texts = withDefaults(latest.current.texts);
    const fail = (text: string): void => {
      setMessage({ text, isError: true });
      reportOf(session)({ error: text });
    };
    const show = (opened: MapView | Message): void => {
      if (!(opened instanceof MapView)) return opened.isError ? fail(opened.text) : setMessage(opened);
      view.current = opened;
      Object.assign(elements.root.current as HTMLElement, { systemMap: opened });
      setMessage(null);
      void reportReady(opened, session, started);
    };
    if (props.dataUrl) {
      setMessage({ text: texts.loading, isError: false });
      open(props.dataUrl, session)
        .then(show)
        .catch((reason: unknown) => {
          if (!stop.signal.aborted)
            fail(fill(texts.failed, { reason: reason instanceof Error ? reason.message : String(reason) }));
        });
    } else setMessage({ text: latest.current.emptyText ?? EMPTY_TEXT, isError: false });
    return () => {
      stop.abort();
      view.current?.destroy();
      view.current = null;
    };
  }, [props.dataUrl, recoveries]);

  useEffect(() => view.current?.apply(props));

  useEffect(() => {
    const box = elements.box.current;
    const recover = (): void => setRecoveries((count) => Math.min(count + 1, MOST_RECOVERIES));
    box?.addEventListener("webglcontextlost", recover, { capture: true });
    return () => box?.removeEventListener("webglcontextlost", recover, { capture: true });
  }, []);

  return { view, message };
}
