import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "./problem.mjs";
import { PROJECT } from "./project.mjs";

/*
 * What can be said about the packages without asking a registry: the lock belongs to package.json, names each package's version
 * and hash and no host, and every licence is one whose terms the product can keep.
 */
const KEPT =
  /^\(?(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|BSD|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|CC-BY-3\.0|Unlicense|WTFPL|Python-2\.0|Zlib|LGPL-3\.0-or-later|MPL-2\.0)\b/;

/**
 * Their lock line says another licence or none; what their own files say, and why it is kept.
 * @type {Readonly<Record<string, string>>}
 */
const LOOKED_AT = {
  "@embedpdf/fonts-sc":
    "OFL-1.1: shipped unchanged, with its licence beside it; parts of it stand in files we write, as it allows",
  buffers: "none said (2011, 200 lines): reached only by unpacking a file that streams, which we do not",
  elkjs: "EPL-2.0: draws diagrams in Prisma's studio, which we do not start",
  eval: "MIT, in its LICENSE",
  format: "MIT, in its package.json",
  "parse-cache-control": "BSD-3-Clause, in its LICENSE: read by Lighthouse, not shipped",
  "png-js": "MIT, in its LICENSE",
  "require-like": "MIT, in its License",
  "react-leaflet": "Hippocratic-2.1: decision 0007",
  "@react-leaflet/core": "Hippocratic-2.1: decision 0007",
  "seq-queue": "MIT, in its LICENSE",
};

const read = (file) => JSON.parse(readFileSync(join(PROJECT, file), "utf8"));
const named = (path) => path.replace(/^.*node_modules\//, "");

export function checkPackages() {
  const [lock, wanted] = [read("package-lock.json"), read("package.json")];
  const said = [...lockProblems(lock, wanted), ...licenceProblems(lock)];
  if (said.length > 0) throw new Problem(said.join("\n"));
}

/** Sentences about a lock file that does not say exactly what is installed. */
export function lockProblems({ packages }, wanted) {
  const { "": root = {}, ...others } = packages;
  const told = Object.entries(others).filter(([, { link }]) => !link);
  const isSame = (group) => JSON.stringify(sorted(root[group])) === JSON.stringify(sorted(wanted[group]));
  return [
    ...["dependencies", "devDependencies"]
      .filter((group) => !isSame(group))
      .map((group) => `package-lock.json: its ${group} are not those of package.json; run npm install and keep the lock`),
    ...told.filter(([, { version }]) => !version).map(([path]) => `package-lock.json: ${path} has no version`),
    ...told.filter(([, { integrity }]) => !integrity).map(([path]) => `package-lock.json: ${path} has no hash`),
    ...told
      .filter(([, { resolved }]) => resolved !== undefined)
      .map(([path]) => `package-lock.json: ${path} names a host ("resolved"); take that line out`),
  ];
}

const sorted = (group = {}) => Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1));

/** Sentences about packages whose licence nobody has looked at, and about exceptions for packages that are gone. */
export function licenceProblems({ packages }, lookedAt = LOOKED_AT) {
  const told = Object.entries(packages).filter(([path, { link }]) => path !== "" && !link);
  const names = new Set(told.map(([path]) => named(path)));
  return [
    ...told
      .filter(([path, { license }]) => !KEPT.test(license ?? "") && !(named(path) in lookedAt))
      .map(([path, { license }]) => `licence of ${named(path)}: ${license ?? "none said"}; nobody has looked at it`),
    ...Object.keys(lookedAt)
      .filter((name) => !names.has(name))
      .map((name) => `licence of ${name}: an exception for a package that is not there`),
  ];
}
