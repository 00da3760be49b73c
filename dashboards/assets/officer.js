/* The officer's screen in the browser: the waves played hour by hour, what is chosen, links copied and opened.
   No step asks the server; reduced motion plays slower, and nothing glides. */
(() => {
  "use strict";

  const PICTURE = "blast-radius-picture";
  const STEP = "blast-radius-step";
  const STEP_MS = 1100;
  const KEEP_MS = 400;
  const NOT = () => window.dash_clientside.no_update;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const element = (id) => document.getElementById(id);
  let playing = null;
  let keeping = null;
  let step = -1;
  let course = null;

  /** Is a thing down at a step, back, or has it not stopped yet? */
  function stateOf(intervals, at) {
    if (intervals.some(([from, to]) => from <= at && (to === null || at < to))) return "";
    return intervals.some(([, to]) => to !== null && to <= at) ? "back" : "later";
  }

  /** The boxes and arrows of the picture as they are at a step; tried again while the picture is being made. */
  function paint(told, at, tries = 40) {
    const drawn = element(PICTURE)?._cyreg?.cy;
    if (told !== course || at !== step) return;
    if (!drawn || !drawn.nodes().length) {
      if (tries) window.setTimeout(() => paint(told, at, tries - 1), 150);
      return;
    }
    drawn.batch(() => {
      drawn.elements().removeClass("later back");
      if (at < 0) return;
      drawn.nodes("[wave >= 0]").forEach((box) => {
        const state = stateOf(told.down[box.id()] ?? [], at);
        if (state) box.addClass(state).connectedEdges().addClass(state);
      });
    });
  }

  const number = (value) => new Intl.NumberFormat(document.documentElement.lang).format(value);
  const hourText = (at) => (at < 0 ? course?.texts.all : course?.texts.hour.replace("{hour}", number(course.hours[at])));

  function goTo(at) {
    const last = (course?.hours.length ?? 0) - 1;
    step = Math.max(-1, Math.min(last, at));
    window.dash_clientside.set_props(STEP, { value: step });
  }

  function pause() {
    window.clearInterval(playing);
    playing = null;
    const button = element("blast-radius-play");
    if (button && course) button.textContent = course.texts.play;
  }

  function start() {
    const last = course.hours.length - 1;
    goTo(step >= last ? 0 : step + 1);
    element("blast-radius-play").textContent = course.texts.pause;
    playing = window.setInterval(() => {
      if (!element(STEP) || step >= last) pause();
      else goTo(step + 1);
    }, still.matches ? 2 * STEP_MS : STEP_MS);
  }

  Object.assign(window.dash_clientside.eagraph, {
    /** What is said at a step, and the picture as it is then. */
    showStep(at, told) {
      if (!told || at === null) return NOT();
      if (told !== course) pause();
      [course, step] = [told, at];
      paint(told, at);
      window.setTimeout(() => {
        element("blast-radius-player")?.querySelector("[role=slider]")?.setAttribute("aria-valuetext", hourText(at));
      });
      return at < 0 ? told.texts.whole : told.said[at];
    },

    /** Play or pause. */
    play(clicks) {
      if (clicks && course) (playing ? pause : start)();
      return NOT();
    },

    /** The thing that is looked at, and the hour, to the address. */
    keepPlace(thing, at, told) {
      window.clearTimeout(keeping);
      keeping = window.setTimeout(() => {
        if (!element(STEP)) return;
        const here = new URL(window.location.href);
        const said = { thing: thing || null, hour: at >= 0 ? told?.hours[at] : null };
        for (const [name, value] of Object.entries(said)) {
          if (value === null || value === undefined) here.searchParams.delete(name);
          else here.searchParams.set(name, value);
        }
        if (here.href !== window.location.href) window.dash_clientside.eagraph.replaceAddress(here.pathname + here.search);
      }, KEEP_MS);
      return NOT();
    },

    /** A box of the picture or a row of the table: the thing that is looked at. */
    choose(box, rows) {
      const cause = window.dash_clientside.callback_context.triggered[0]?.prop_id ?? "";
      if (cause.endsWith(".tapNodeData")) return box?.id ?? NOT();
      return rows?.length ? rows[0].id : NOT();
    },

    /** The address of this page to the clipboard, and the button says so. */
    copyLink(clicks, told) {
      if (!clicks) return NOT();
      const done = () => told.copied;
      if (navigator.clipboard) return navigator.clipboard.writeText(window.location.href).then(done, () => told.failed);
      const field = Object.assign(document.createElement("textarea"), { value: window.location.href });
      document.body.append(field);
      field.select();
      const copied = document.execCommand("copy");
      field.remove();
      return copied ? told.copied : told.failed;
    },

    /** Another address, with the whole page: so that the frame is drawn anew. */
    visit(address) {
      if (address) window.location.assign(address);
      return NOT();
    },
  });

  /** A finger on a picture scrolls: cytoscape listens on the window, and would take the gesture for itself. */
  document.addEventListener("touchmove", (event) => {
    if (event.target.closest?.(".eagraph-picture.eagraph-scroll")) event.stopPropagation();
  }, { passive: true });

  const functions = (window.dashMantineFunctions = window.dashMantineFunctions || {});
  functions.hourOfStep = (at) => hourText(at) ?? "";

  /** Keys: space plays and pauses, arrows step, Home and End go to the ends, Escape shows all; before the slider's own. */
  document.addEventListener("keydown", (event) => {
    const inside = event.target.closest?.("#blast-radius-player");
    if (!inside || event.target.closest("button, a, input, [role=tab]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = (course?.hours.length ?? 1) - 1;
    const moves = { ArrowRight: step + 1, ArrowLeft: step - 1, Home: 0, End: last, Escape: -1 };
    if (event.key === " ") element("blast-radius-play")?.click();
    else if (event.key in moves) goTo(moves[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
})();
