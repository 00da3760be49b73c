/** A small map for the tests: four nodes in two groups, one edge given twice, one loop. */
import { checkMap } from "../src/load";
import { buildNetwork } from "../src/network";
import { Scene } from "../src/scene";
import type { MapData } from "../src/types";

export function exampleData(): MapData {
  return {
    nodes: {
      id: ["crm", "db", "mail", "team"],
      name: ["Customers", "Database", "Mail", "A team"],
      kind: [0, 1, 0, 2],
      x: [0, 100, 200, 300],
      y: [0, 0, 50, 50],
      size: [8, 4, 4, 2],
      group: [0, 0, 1, -1],
    },
    kinds: [
      { key: "System", name: "system", color: "#1c7ed6" },
      { key: "Database", name: "database", color: "#b35a00" },
      { key: "Team", name: "team", color: "#4a5568" },
    ],
    edges: { source: [0, 0, 1, 2, 2], target: [1, 1, 0, 2, 1] },
    groups: [
      { name: "Sales", x: 50, y: 0 },
      { name: "Office", x: 200, y: 120 },
    ],
    total: { nodes: 4 },
  };
}

export function exampleScene(): Scene {
  return new Scene(buildNetwork(checkMap(exampleData())));
}
