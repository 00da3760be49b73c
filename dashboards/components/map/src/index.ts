/** Hands the component to Dash, which looks for it under the namespace given in system_map.py. */
import { SystemMap } from "./component";
import "./system_map.css";

declare global {
  interface Window {
    /** Brought by dash-renderer, never by this bundle. */
    React: typeof import("react");
    eagraph_map?: { SystemMap?: typeof SystemMap };
  }
}

window.eagraph_map = { ...window.eagraph_map, SystemMap };
