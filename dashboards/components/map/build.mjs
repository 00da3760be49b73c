/** Builds the bundle that Dash serves (beside system_map.py), or with --tests the unit tests for node. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const OUTPUT = "../system_map.bundle";
const BANNER = `/*! eagraph system map, EUPL-1.2. Contains libraries under their own licences: system_map.bundle.LICENSE.txt */`;

/** The names of the packages whose code ended up in the bundle. */
function bundledPackages(inputs) {
  const names = Object.keys(inputs)
    .map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

function licenceOf(name) {
  const folder = `node_modules/${name}`;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file: expected ${folder}/LICENSE`);
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const text = readFileSync(`${folder}/${file}`, "utf8").replace(/\r\n/g, "\n").trim();
  return `${name} ${version}\n${"-".repeat(72)}\n${text}\n`;
}

async function buildBundle() {
  const result = await build({
    entryPoints: ["src/index.ts"],
    outfile: `${OUTPUT}.js`,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "inline",
    banner: { js: BANNER, css: BANNER },
    metafile: true,
    logLevel: "warning",
  });
  const licences = bundledPackages(result.metafile.inputs).map(licenceOf);
  writeFileSync(`${OUTPUT}.LICENSE.txt`, licences.join("\n"));
  for (const [path, { bytes }] of Object.entries(result.metafile.outputs)) console.log(`${path} ${bytes} bytes`);
}

async function buildTests() {
  rmSync(".build", { recursive: true, force: true });
  await build({
    entryPoints: readdirSync("test")
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => `test/${file}`),
    outdir: ".build",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
}

await (process.argv.includes("--tests") ? buildTests() : buildBundle());
