/** Fetches a map and checks that it is one, so that nothing after this has to doubt it. */
import type { MapData } from "./types";

const NODE_COLUMNS = ["id", "name", "kind", "x", "y", "size", "group"] as const;

/** The sentence of an RFC 9457 problem, or the status line. */
async function reasonOf(response: Response): Promise<string> {
  const status = `HTTP ${response.status} ${response.statusText}`.trim();
  try {
    const problem: unknown = await response.json();
    const { detail, title } = problem as { detail?: unknown; title?: unknown };
    return typeof detail === "string" ? detail : typeof title === "string" ? title : status;
  } catch {
    return status;
  }
}

/** Asks the server every time, but a map with an unchanged ETag comes from the browser's cache. */
export async function loadMap(url: string, signal: AbortSignal): Promise<MapData> {
  const response = await fetch(url, {
    signal,
    mode: "same-origin",
    credentials: "same-origin",
    cache: "no-cache",
    headers: { Accept: "application/json" },
  });
  if (!response.ok) throw new Error(await reasonOf(response));
  return checkMap(await response.json());
}

function checkColumns(table: string, columns: Record<string, unknown>, names: readonly string[]): number {
  let length = -1;
  for (const name of names) {
    const column = columns[name];
    if (!Array.isArray(column)) throw new Error(`${table}.${name} is missing: expected a list`);
    if (length >= 0 && column.length !== length)
      throw new Error(`${table}.${name} has ${column.length} values, expected ${length} as in ${table}.${names[0]}`);
    length = column.length;
  }
  return length;
}

function checkIndices(name: string, column: number[], lowest: number, count: number): void {
  const wrong = column.findIndex((value) => !Number.isInteger(value) || value < lowest || value >= count);
  if (wrong >= 0)
    throw new Error(`${name}[${wrong}] is ${column[wrong]}, expected a whole number from ${lowest} to ${count - 1}`);
}

function checkNumbers(name: string, column: number[]): void {
  const wrong = column.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new Error(`${name}[${wrong}] is ${column[wrong]}, expected a number`);
}

/**
 * Checks columns, indices and coordinates.
 *
 * Throws an Error that names the first place that is wrong and what was expected there.
 */
export function checkMap(value: unknown): MapData {
  if (typeof value !== "object" || value === null) throw new Error("the answer is not a map: expected a JSON object");
  const given = value as Partial<MapData>;
  const data: MapData = {
    nodes: given.nodes ?? { id: [], name: [], kind: [], x: [], y: [], size: [], group: [] },
    kinds: given.kinds ?? [],
    edges: given.edges ?? { source: [], target: [] },
    groups: given.groups ?? [],
    total: given.total ?? {},
  };
  const count = checkColumns("nodes", data.nodes, NODE_COLUMNS);
  checkColumns("edges", data.edges, ["source", "target"]);
  checkIndices("nodes.kind", data.nodes.kind, 0, data.kinds.length);
  checkIndices("nodes.group", data.nodes.group, -1, data.groups.length);
  checkIndices("edges.source", data.edges.source, 0, count);
  checkIndices("edges.target", data.edges.target, 0, count);
  for (const column of ["x", "y", "size"] as const) checkNumbers(`nodes.${column}`, data.nodes[column]);
  return data;
}
