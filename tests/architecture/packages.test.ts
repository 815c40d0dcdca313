import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
}
const read = <T>(file: string) => JSON.parse(readFileSync(file, "utf8")) as T;
const lock = read<{ packages: Record<string, Locked> }>("package-lock.json").packages;
const packages = Object.entries(lock).filter(([path]) => path !== "");
const named = (path: string) => path.replace(/^.*node_modules\//, "");

/** Licences whose terms the product can keep, shipped or used as a tool. */
const KEPT =
  /^\(?(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|BSD|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|CC-BY-3\.0|Unlicense|WTFPL|Python-2\.0|Zlib|LGPL-3\.0-or-later|MPL-2\.0)\b/;

/** Their lock line says another licence or none; what their own files say, and why it is kept. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  "@embedpdf/fonts-sc": "OFL-1.1: a font for tests, not shipped",
  buffers: "none said (2011, 200 lines): reached only by unpacking a file that streams, which we do not",
  elkjs: "EPL-2.0: draws diagrams in Prisma's studio, which we do not start",
  ...{ eval: "MIT, in its LICENSE", format: "MIT, in its package.json", "require-like": "MIT, in its License" },
  ...{ "react-leaflet": "Hippocratic-2.1: decision 0007", "@react-leaflet/core": "Hippocratic-2.1: decision 0007" },
  "seq-queue": "MIT, in its LICENSE",
};

test("what is installed is what the lock says: every package has its version and its hash, and no host of its own", () => {
  expect(packages.filter(([, { version, integrity, link }]) => !link && (!version || !integrity)).map(([path]) => path)).toEqual(
    [],
  );
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test("the lock belongs to package.json", () => {
  const wanted = read<Record<"dependencies" | "devDependencies", Record<string, string>>>("package.json");
  const root = lock[""] as unknown as typeof wanted;
  expect(root.dependencies).toEqual(wanted.dependencies);
  expect(root.devDependencies).toEqual(wanted.devDependencies);
});

test("every package has a licence whose terms we can keep", () => {
  const strange = packages.filter(
    ([path, { license, link }]) => !link && !KEPT.test(license ?? "") && !(named(path) in LOOKED_AT),
  );
  expect(
    Object.keys(LOOKED_AT).filter((name) => !packages.some(([path]) => named(path) === name)),
    "no longer there",
  ).toEqual([]);
  expect(strange.map(([path, { license }]) => `${named(path)}: ${license ?? "none said"}`)).toEqual([]);
});
