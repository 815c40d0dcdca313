import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { expect, test } from "vitest";

/*
 * A public page loads the words of some subjects only, and no desk those of siting unasked. Whatever subject a file asks that the page
 * may ever show, its words must be among them: a missing one would show its key.
 */
const APP = join(process.cwd(), "app");
const read = (file: string) => readFileSync(join(APP, file), "utf8");
const FRAMES = ["frames/public.tsx", "frames/operator.tsx", "frames/staff.tsx", "frames/phone.tsx"];
/** What a frame that says nothing gives its pages. */
const EVERY_DESK = ["all"];

async function pagesIn(frame: string): Promise<string[]> {
  (globalThis as { __remixAppDirectory?: string }).__remixAppDirectory = APP;
  const { default: routes } = (await import("../../../app/routes")) as { default: Promise<RouteConfigEntry[]> };
  const under = (route: RouteConfigEntry): string[] => [route.file, ...(route.children ?? []).flatMap(under)];
  return (await routes).filter(({ file }) => file === frame).flatMap(({ children = [] }) => children.flatMap(under));
}

/** The file an import names; null for packages and for what never reaches a browser. */
function fileOf(asked: string, from: string): string | null {
  if (/\.server$/.test(asked) || !/^(~\/|\.)/.test(asked)) return null;
  const bare = asked.startsWith("~/") ? asked.slice(2) : join(dirname(from), asked);
  return [".ts", ".tsx"].map((ending) => bare + ending).find((file) => existsSync(join(APP, file))) ?? null;
}

const isServers = /\.server\.tsx?$/;

/** Everything a page may load, now or later. */
function reached(page: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [page];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file) || isServers.test(file)) continue;
    seen.add(file);
    const code = read(file).replace(/^import type [^;]*;/gm, "");
    for (const [, asked = ""] of code.matchAll(/(?:from|import\(|import)\s*"([^"]+)"/g)) {
      const next = fileOf(asked, file);
      if (next) waiting.push(next);
    }
  }
  return seen;
}

const SUBJECTS = /useTranslation\(\s*"([\w-]+)"|["`]([a-z][a-z-]*):[a-zA-Z]+[.\w-]*["`$]/g;
const KNOWN = new Set(
  [..."accounts catalog coverage finder imports places residents siting visits work-orders care layout map".split(" ")].map(
    String,
  ),
);

const subjectsOf = (page: string): Set<string> =>
  new Set(
    [...reached(page)].flatMap((file) =>
      [...read(file).matchAll(SUBJECTS)].map((match) => match[1] ?? match[2] ?? "").filter((subject) => KNOWN.has(subject)),
    ),
  );

/** The first steps of every key of a subject that a page may ask for. */
function stepsOf(page: string, subject: string): string[] {
  const steps = Object.keys(JSON.parse(read(`modules/${subject}/ui/strings.zh.json`)) as object);
  const asked = new Set(
    [...reached(page)]
      .map(read)
      .filter((code) => code.includes(`useTranslation("${subject}"`) || code.includes(`"${subject}:`))
      .flatMap((code) => [...code.matchAll(/["`](?:[\w-]+:)?(\w+)\.[\w$]/g)].map((match) => match[1]!)),
  );
  return steps.filter((step) => asked.has(step));
}

/** `finder/search` brings the words that its file names, `finder` all of them. */
function isSaid(page: string, subject: string, said: ReadonlySet<string>): boolean {
  if (said.has(subject) || (said.has("all") && subject !== "siting")) return true;
  const parts = [...said].filter((one) => one.startsWith(`${subject}/`)).map((one) => one.replace("/", "-"));
  const brought = parts.map((part) => ["zh", "en"].map((language) => namesIn(read(`ui/languages/parts/${part}-${language}.ts`))));
  return (
    parts.length > 0 && stepsOf(page, subject).every((step) => brought.some((both) => both.every((names) => names.has(step))))
  );
}
const namesIn = (code: string): Set<string> =>
  new Set(
    /\{([^}]*)\}/
      .exec(code)?.[1]
      ?.split(",")
      .map((name) => name.trim()),
  );

const wordsSaid = (file: string): string[] | null => {
  const said = /\bwords: \[([^\]]*)\]/.exec(read(file))?.[1];
  return said === undefined ? null : [...said.matchAll(/"([\w/-]+)"/g)].map((match) => match[1]!);
};

test.each(FRAMES)("a page in %s has the words of every subject that it may show", async (frame) => {
  const pages = await pagesIn(frame);
  expect(pages.length).toBeGreaterThan(0);
  const missing = pages.flatMap((page) => {
    const said = new Set(["layout", ...(wordsSaid(page) ?? wordsSaid(frame) ?? EVERY_DESK)]);
    return [...subjectsOf(page), ...subjectsOf(frame)]
      .filter((subject) => !isSaid(page, subject, said))
      .map((subject) => `${page} asks for ${subject}`);
  });
  expect([...new Set(missing)]).toEqual([]);
});

test("a part of a subject does not stand for what it leaves out", () => {
  const page = "routes/find.$id.tsx";
  expect(isSaid(page, "finder", new Set(["finder/place"]))).toBe(true);
  expect(isSaid(page, "finder", new Set(["finder/search"]))).toBe(false);
});

test("all the words of a desk do not stand for those its own pages bring", () => {
  const page = "routes/plan.siting._index.tsx";
  expect(subjectsOf(page)).toContain("siting");
  expect(isSaid(page, "siting", new Set(EVERY_DESK))).toBe(false);
  expect(isSaid(page, "coverage", new Set(EVERY_DESK))).toBe(true);
});

test("a page that a component leads to is looked through to its end", () => {
  expect(subjectsOf("routes/my.look-in.tsx")).toContain("work-orders");
});
