/* The workbench in the browser: rows are fetched anew when what is asked changes, and links of a pivot stay on the page. */
(() => {
  "use strict";

  function go(href) {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  const nothing = () => window.dash_clientside.no_update;
  Object.assign(window.dash_clientside.eagraph, {
    /** The table asks for its rows again, from the first; what was chosen is let go. */
    fetchAnew: async (_chosen) => {
      const api = await window.dash_ag_grid?.getApiAsync("workbench-grid").catch(() => null);
      if (api && !api.isDestroyed?.()) {
        api.deselectAll();
        api.ensureIndexVisible?.(0);
        api.purgeInfiniteCache?.();
      }
      return nothing();
    },

    /** A saved view is opened by its address. */
    openView(name, shown) {
      if (name && name !== shown) go(`/workbench?view=${encodeURIComponent(name)}`);
      return nothing();
    },
  });

  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.WorkbenchLink = (props) => {
    const href = props.data?.href;
    if (!href) return props.value ?? null;
    const follow = (event) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(href);
    };
    return window.React.createElement("a", { href, onClick: follow, className: "eagraph-link", tabIndex: -1 }, props.value);
  };
  const functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  functions.orUnknown = (params) => {
    if (!params.data) return "";
    return params.value === null || params.value === undefined ? params.context.unknown : functions.inLanguage(params.value);
  };
})();
