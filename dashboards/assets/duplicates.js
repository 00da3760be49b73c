/* The table of pairs in the browser: the name of a pair chooses it, and the comparison below gets the focus. */
(() => {
  "use strict";

  const still = window.matchMedia("(prefers-reduced-motion: reduce)");

  /** Goes to the comparison as soon as it is there, so that a reader who does not see the page is there too. */
  function goToPair(pair) {
    const place = document.getElementById("duplicates-pair");
    if (!place) return;
    const arrived = () => {
      const heading = place.querySelector(`h2[data-pair="${CSS.escape(pair)}"]`);
      if (!heading) return false;
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ behavior: still.matches ? "auto" : "smooth", block: "start" });
      return true;
    };
    if (arrived()) return;
    const watcher = new MutationObserver(() => arrived() && watcher.disconnect());
    watcher.observe(place, { childList: true, subtree: true });
    window.setTimeout(() => watcher.disconnect(), 30000);
  }

  function choose(event, { a, b }) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goToPair(`${a}|${b}`);
    window.dash_clientside.set_props("duplicates-chosen", { data: { a, b } });
  }

  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.PairLink = (props) => {
    if (!props.data) return null;
    const { href, a, b } = props.data;
    const told = { href, tabIndex: -1, className: "eagraph-link eagraph-pair", onClick: (event) => choose(event, { a, b }) };
    return window.React.createElement("a", told, props.value);
  };
})();
