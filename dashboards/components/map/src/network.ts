/** The checked map as a graphology graph, with what the drawing needs to know of every node. */
import Graph from "graphology";
import type { MapData } from "./types";

/** Above this many nodes points and lines are drawn instead of discs and arrows. */
export const FAST_ABOVE = 3000;
/** Above this many edges they are left out while the map moves. */
export const EDGES_STILL_ABOVE = 8000;

const SMALLEST_RADIUS = 1.5;
const LARGEST_RADIUS = 18;

export interface NodeAttributes {
  index: number;
  x: number;
  y: number;
  size: number;
}

export interface EdgeAttributes {
  source: number;
  target: number;
}

export interface Network {
  data: MapData;
  graph: Graph<NodeAttributes, EdgeAttributes>;
  indexOf: Map<string, number>;
  /** Radius in pixels when the whole map is to be seen. */
  radius: Float32Array;
  /** Distinct neighbours before and after every node. */
  incoming: Uint32Array;
  outgoing: Uint32Array;
  fast: boolean;
}

/** The given radius, smaller when many nodes share the room, and never out of sight. */
export function nodeRadius(size: number, nodes: number): number {
  const crowding = Math.min(1, Math.sqrt(1500 / Math.max(1, nodes)));
  return Math.min(LARGEST_RADIUS, Math.max(SMALLEST_RADIUS, (size > 0 ? size : 4) * crowding));
}

function addNodes(network: Network): void {
  const { nodes } = network.data;
  nodes.id.forEach((id, index) => {
    network.radius[index] = nodeRadius(nodes.size[index], nodes.id.length);
    if (network.indexOf.has(id)) return;
    network.indexOf.set(id, index);
    network.graph.addNode(id, { index, x: nodes.x[index], y: -nodes.y[index], size: network.radius[index] });
  });
}

/** Adds every edge once, however many relationships join the same two nodes; loops are left out. */
function addEdges(network: Network): void {
  const { nodes, edges } = network.data;
  const first = (row: number): number => network.indexOf.get(nodes.id[row]) as number;
  edges.source.forEach((row, position) => {
    const source = first(row);
    const target = first(edges.target[position]);
    if (source === target || network.graph.hasDirectedEdge(nodes.id[source], nodes.id[target])) return;
    network.outgoing[source]++;
    network.incoming[target]++;
    network.graph.addDirectedEdge(nodes.id[source], nodes.id[target], { source, target });
  });
}

export function buildNetwork(data: MapData): Network {
  const count = data.nodes.id.length;
  const network: Network = {
    data,
    graph: new Graph<NodeAttributes, EdgeAttributes>({ type: "directed", multi: false, allowSelfLoops: false }),
    indexOf: new Map(),
    radius: new Float32Array(count),
    incoming: new Uint32Array(count),
    outgoing: new Uint32Array(count),
    fast: count > FAST_ABOVE,
  };
  addNodes(network);
  addEdges(network);
  return network;
}
