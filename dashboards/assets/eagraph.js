/* What the pages do in the browser: the address, the route, light and dark, the language, and links in tables.
   Dash calls these by name (dashboards/callbacks.py); nothing here is fetched, evaluated or kept in a module. */
(() => {
  "use strict";

  /** The address a page wrote itself, so that the router does not draw that page again. */
  let own = null;
  let arrived = false;
  let watched = null;
  const schemeNow = () => document.documentElement.getAttribute("data-mantine-color-scheme") ?? "light";
  const here = () => window.location.pathname + window.location.search;

  /** Follows an address of ours without loading the whole page again, as Dash's own links do. */
  function follow(event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(event.currentTarget.getAttribute("href"));
  }

  /** An address of ours with the scenario and the point in time the reader looks through. */
  function carried(href) {
    const said = new URLSearchParams(window.location.search);
    const lens = ["scenario", "point"].filter((name) => said.get(name));
    const more = lens.map((name) => `${name}=${encodeURIComponent(said.get(name))}`).join("&");
    return more ? `${href}${href.includes("?") ? "&" : "?"}${more}` : href;
  }

  function go(href) {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.eagraph = {
    /** A page's state to the address: replaced, not added, and without drawing the page again. Late words of a page the
        reader has left, or is leaving, change nothing. */
    replaceAddress(address) {
      const shown = own === here() && typeof address === "string";
      if (shown && new URL(address, window.location.href).pathname === window.location.pathname) {
        own = address;
        window.history.replaceState({}, "", own);
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      }
      return window.dash_clientside.no_update;
    },

    /** An address that somebody went to: by link, by hand, back or forward. */
    route(pathname, search) {
      if (own === here()) return window.dash_clientside.no_update;
      own = here();
      return { pathname, search };
    },

    /** A new page is there: name the document after it, and let a screen reader begin at its heading. */
    arrive() {
      window.requestAnimationFrame(() => {
        const heading = document.querySelector("#shell-content h1");
        if (!heading) return;
        document.title = `${heading.textContent} · eagraph`;
        if (arrived && !document.activeElement?.closest("#shell-content")) heading.focus({ preventScroll: true });
        arrived = true;
      });
      return window.dash_clientside.no_update;
    },

    /** The page of the thing that was chosen. */
    visitThing(id, current) {
      if (id && id !== current) go(carried(`/thing?id=${encodeURIComponent(id)}`));
      return window.dash_clientside.no_update;
    },

    /** Kinds chosen away on this map; those hidden on another stay so. */
    hideKinds(shown, known, hidden) {
      if (!known.length) return window.dash_clientside.no_update;
      const away = [...hidden.filter((kind) => !known.includes(kind)), ...known.filter((kind) => !(shown ?? []).includes(kind))];
      return away.join("\n") === hidden.join("\n") ? window.dash_clientside.no_update : away;
    },

    /** Light or dark as it is now, and told again whenever Mantine changes it. */
    scheme() {
      watched ??= new MutationObserver(() => window.dash_clientside.set_props("shell-scheme", { data: schemeNow() }));
      watched.observe(document.documentElement, { attributeFilter: ["data-mantine-color-scheme"] });
      return schemeNow();
    },

    isDark: (scheme) => scheme === "dark",
    same: (value) => value,
    inScheme: (scheme, styles) => (styles ? styles[scheme === "dark" ? "dark" : "light"] : window.dash_clientside.no_update),
    toggle: (_clicks, isOpen) => !isOpen,

    /** The other language: remembered in a cookie, the address kept, everything said anew by the server. */
    speak(clicks, language) {
      if (clicks) {
        document.cookie = `eagraph_language=${language}; path=/; max-age=31536000; samesite=lax`;
        const address = new URL(window.location.href);
        address.searchParams.delete("lang");
        window.location.replace(address);
      }
      return window.dash_clientside.no_update;
    },

    /** The landscape as it is again: the same page without scenario and point in time. */
    leave(clicks) {
      if (clicks) {
        const address = new URL(window.location.href);
        address.searchParams.delete("scenario");
        address.searchParams.delete("point");
        window.location.assign(address);
      }
      return window.dash_clientside.no_update;
    },

    /** The navigation folded or not, on a narrow screen. */
    fold: (opened, navbar) => ({ ...navbar, collapsed: { ...navbar.collapsed, mobile: !opened } }),
  };

  /** What the server works on longer than a moment, how far it is, and a button that stops it. */
  const PATIENCE_MS = 900;
  let pending = 0;
  let events = null;
  const fetched = window.fetch.bind(window);
  window.fetch = async (resource, options) => {
    const asked = String(resource?.url ?? resource).includes("_dash-update-component");
    const wait = asked ? window.setTimeout(listen, PATIENCE_MS) : 0;
    pending += asked ? 1 : 0;
    try {
      return await fetched(resource, options);
    } finally {
      window.clearTimeout(wait);
      pending -= asked ? 1 : 0;
      if (!pending) hush();
    }
  };

  function listen() {
    events ??= Object.assign(new EventSource("/api/v1/jobs/events"), {
      onmessage: (event) => showJobs(JSON.parse(event.data).filter((job) => job.state === "running")),
    });
  }

  function hush() {
    events?.close();
    events = null;
    showJobs([]);
  }

  function showJobs(jobs) {
    const place = document.getElementById("shell-jobs");
    if (!place) return;
    const language = document.documentElement.lang;
    place.replaceChildren(...jobs.map((job) => {
      const line = document.createElement("div");
      const name = job.title[language] ?? job.title.en;
      const bar = document.createElement("progress");
      bar.setAttribute("aria-label", name);
      if (job.total) Object.assign(bar, { value: job.done, max: job.total });
      const stop = document.createElement("button");
      stop.className = "eagraph-plain";
      stop.textContent = place.dataset.cancel;
      stop.onclick = () => fetched(`/api/v1/jobs/${job.id}`, { method: "DELETE" });
      line.append(`${name} ${job.total ? `${Math.floor((100 * job.done) / job.total)} %` : ""}`, bar, stop);
      return line;
    }));
  }

  /** Tables: the name of a thing is a link to it; Enter on the cell follows it. */
  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.ThingLink = (props) => {
    if (!props.data) return null;
    const { path, query } = props.colDef.cellRendererParams ?? {};
    const id = props.data[query?.field ?? "id"];
    if (!id) return props.value ?? null;
    const href = carried(`${path ?? "/thing"}?${query?.name ?? "id"}=${encodeURIComponent(id)}`);
    return window.React.createElement("a", { href, onClick: follow, className: "eagraph-link", tabIndex: -1 }, props.value);
  };
  /** A cell that names several things: each a link; Enter follows the first. */
  components.ThingLinks = (props) => {
    const linked = props.data?.[`${props.colDef.field}s`];
    if (!linked) return props.value ?? null;
    const link = ([id, name]) => {
      const href = carried(`/thing?id=${encodeURIComponent(id)}`);
      return window.React.createElement("a", { key: id, href, onClick: follow, className: "eagraph-link", tabIndex: -1 }, name);
    };
    return window.React.createElement("span", null, ...linked.flatMap((thing, i) => (i ? [", ", link(thing)] : [link(thing)])));
  };
  const functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  functions.figure = (params) =>
    typeof params.value === "number"
      ? params.value.toLocaleString(document.documentElement.lang, Number.isInteger(params.value) ? {} : { maximumSignificantDigits: 4 })
      : "";
  functions.inLanguage = (value) =>
    typeof value === "number" ? new Intl.NumberFormat(document.documentElement.lang).format(value) : value ?? "";
  functions.openLink = (params) => {
    if (params.event?.key === "Enter") params.event.target.querySelector?.("a")?.click();
  };

  /** Choices are searched for on the server: what it found is shown as it is, what it only keeps is not. */
  const mantine = (window.dashMantineFunctions = window.dashMantineFunctions || {});
  mantine.showFound = ({ options }) => options.filter((option) => option.found !== false);
})();
