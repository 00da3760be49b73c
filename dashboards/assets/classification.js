/* The heat table in the browser: a cell says decided and required, and chooses the level that is explained below. */
(() => {
  "use strict";

  const CHOSEN = "classification-chosen";
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");

  /** Goes to the explanation as soon as it is there, with the focus, so that a reader who does not see the page is there too. */
  function goToWhy() {
    const place = document.getElementById("classification-why");
    if (!place) return;
    const watcher = new MutationObserver(() => {
      const heading = place.querySelector("h2");
      if (!heading) return;
      watcher.disconnect();
      heading.focus({ preventScroll: true });
      place.scrollIntoView({ behavior: still.matches ? "auto" : "smooth", block: "start" });
    });
    watcher.observe(place, { childList: true, subtree: true });
    window.setTimeout(() => watcher.disconnect(), 30000);
  }

  function choose(event, thing, of) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    document.querySelectorAll(".eagraph-is-chosen").forEach((cell) => cell.classList.remove("eagraph-is-chosen"));
    event.currentTarget.classList.add("eagraph-is-chosen");
    goToWhy();
    window.dash_clientside.set_props(CHOSEN, { data: { thing, of } });
  }

  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.LevelCell = (props) => {
    const of = props.colDef.field;
    const cell = props.data?.[`${of}_cell`];
    if (!cell) return null;
    const make = window.React.createElement;
    const seen = [make("span", { key: "text" }, cell.text), make("span", { key: "sign" }, cell.sign)];
    return make(
      "a",
      {
        href: cell.href, title: cell.said, tabIndex: -1, onClick: (event) => choose(event, props.data.id, of),
        className: `eagraph-level eagraph-level-${cell.level} eagraph-heat eagraph-is-${cell.verdict}`, "aria-label": cell.said,
      },
      ...seen,
    );
  };
})();
