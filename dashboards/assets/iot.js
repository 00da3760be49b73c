/* The IoT lens in the browser: a click on the map follows the address of what is clicked; so does a row of its table. */
(() => {
  "use strict";

  function go(href) {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function follow(event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(event.currentTarget.getAttribute("href"));
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.eagraph = Object.assign(window.dash_clientside.eagraph || {}, {
    /** Nearer, or to the thing itself. */
    goToPlace(clicked) {
      const href = clicked?.points?.[0]?.customdata;
      if (typeof href === "string" && href.startsWith("/")) go(href);
      return window.dash_clientside.no_update;
    },
  });

  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.PlaceLink = (props) => {
    if (!props.data) return null;
    return window.React.createElement("a", { href: props.data.href, onClick: follow, className: "eagraph-link", tabIndex: -1 }, props.value);
  };
})();
