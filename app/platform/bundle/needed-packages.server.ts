import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface PackageFile {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

export interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

export interface NeededPackages {
  /** folders below the project, `node_modules/a/node_modules/b` */
  readonly here: readonly string[];
  /** for another kind of machine than this one, to be fetched */
  readonly elsewhere: readonly { readonly path: string; readonly name: string; readonly locked: LockedPackage }[];
  /** optional parts nobody offers for the platform, with who would use them */
  readonly lacking: readonly string[];
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, "utf8")) as T;

/**
 * What the program imports when it runs: its dependencies and, in turn, theirs. Optional parts are those of `platform`
 * (`linux-arm64`); parts of other platforms and tools for building stay behind.
 */
export function neededPackages(project: string, platform: string): NeededPackages {
  const lock = read<{ packages: Record<string, LockedPackage> }>(join(project, "package-lock.json")).packages;
  const here = new Set<string>();
  const elsewhere = new Map<string, { path: string; name: string; locked: LockedPackage }>();
  const lacking: string[] = [];
  const visit = (from: string): void => {
    const said = read<PackageFile>(join(project, from, "package.json"));
    const isOptional = (name: string) => said.optionalDependencies?.[name] !== undefined;
    const peers = Object.keys(said.peerDependencies ?? {}).filter((name) => !said.peerDependenciesMeta?.[name]?.optional);
    for (const name of new Set([...Object.keys({ ...said.dependencies, ...said.optionalDependencies }), ...peers])) {
      const path = placeOf(lock, from, name);
      const locked = path === undefined ? undefined : lock[path];
      if (!path || !locked || !suits(locked, platform)) continue;
      if (existsSync(join(project, path, "package.json"))) {
        if (here.has(path)) continue;
        here.add(path);
        visit(path);
      } else if (locked.os ?? locked.cpu) elsewhere.set(path, { path, name, locked });
      else if (!isOptional(name)) throw new Error(`${name}, which ${from || "the program"} needs, is not installed: run npm ci`);
    }
    const parts = Object.keys(said.optionalDependencies ?? {}).map((name) => placeOf(lock, from, name));
    const wanted = parts.filter((path) => path !== undefined && (lock[path]?.os ?? lock[path]?.cpu) !== undefined);
    if (wanted.length > 1 && !wanted.some((path) => suits(lock[path ?? ""]!, platform))) lacking.push(from);
  };
  visit("");
  return { here: [...here].sort(), elsewhere: [...elsewhere.values()], lacking };
}

/** Where Node would find `name` from there, by the lock: also a package that is not installed on this machine. */
function placeOf(lock: Record<string, LockedPackage>, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const path = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (lock[path]) return path;
    if (at === "") return undefined;
  }
}

function suits({ os, cpu, libc }: LockedPackage, platform: string): boolean {
  const [system = "", processor = ""] = platform.split("-");
  return (os?.includes(system) ?? true) && (cpu?.includes(processor) ?? true) && (libc?.includes("glibc") ?? true);
}
