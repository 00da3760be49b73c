// A changed thing leads to its page at the point in time that its row names; that may be another than the reader is at.
(function () {
  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.ChangedThing = (props) => {
    const href = props.data?.href;
    if (!href) return props.value ?? null;
    return window.React.createElement("a", { href, className: "eagraph-link", tabIndex: -1 }, props.value);
  };
})();
