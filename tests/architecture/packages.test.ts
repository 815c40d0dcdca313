import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CHECKS } from "../../scripts/checks.mjs";
import { checkPackages, licenceProblems, lockProblems } from "../../scripts/locked-packages.mjs";

interface Locked {
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
}
interface Lock {
  readonly packages: Record<string, Locked>;
}
const read = <T>(file: string) => JSON.parse(readFileSync(file, "utf8")) as T;
const wanted = read<Record<"dependencies" | "devDependencies", Record<string, string>>>("package.json");
const lock = read<Lock>("package-lock.json");

/** The lock as it is, with one package told otherwise. */
const lockWith = (change: Partial<Locked>): Lock => ({
  packages: { ...lock.packages, "node_modules/pg": { ...lock.packages["node_modules/pg"], ...change } },
});

test("what is installed is what the lock says: every package has its version and its hash, and no host of its own", () => {
  expect(lockProblems(lock, wanted)).toEqual([]);
  expect(lockProblems(lockWith({ integrity: "" }), wanted)).toEqual(["package-lock.json: node_modules/pg has no hash"]);
  expect(lockProblems(lockWith({ version: "" }), wanted)).toEqual(["package-lock.json: node_modules/pg has no version"]);
  expect(lockProblems(lockWith({ resolved: "https://packages.invalid/pg.tgz" }), wanted)).toHaveLength(1);
});

test("the lock belongs to package.json", () => {
  expect(lockProblems(lock, { ...wanted, dependencies: { ...wanted.dependencies, pg: "0.0.1" } })).toHaveLength(1);
  expect(lockProblems(lock, { ...wanted, devDependencies: {} })).toHaveLength(1);
});

test("every package has a licence whose terms we can keep", () => {
  expect(licenceProblems(lock)).toEqual([]);
  expect(licenceProblems(lockWith({ license: "AGPL-3.0-only" }))).toHaveLength(1);
  expect(licenceProblems(lock, { gone: "MIT, in its LICENSE" })).toContain(
    "licence of gone: an exception for a package that is not there",
  );
});

test("lock file and licences are a step of validate and of the tests, by name", () => {
  const step = CHECKS.find(({ label }: { readonly label: string }) => label === "锁文件与许可 lock file and licences");
  expect(step?.run).toBe(checkPackages);
  for (const command of ["validate", "test"])
    expect(readFileSync(`scripts/${command}.mjs`, "utf8")).toMatch(
      /of CHECKS\)|\.\.\.others\] = CHECKS;[^]*checksBeside\(others\)/,
    );
});
