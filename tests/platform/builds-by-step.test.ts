import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import fc from "fast-check";
import { expect, test } from "vitest";
import { buildsByStep } from "~/platform/builds-by-step.server";

const PAGES: Readonly<Record<string, { readonly parentId?: string; readonly path?: string; readonly index?: boolean }>> = {
  root: { path: "" },
  "frames/public": { parentId: "root" },
  "frames/staff": { parentId: "root" },
  find: { parentId: "frames/public", path: "find", index: true },
  place: { parentId: "frames/public", path: "find/:id" },
  ask: { parentId: "frames/public", path: "find/:id/ask" },
  home: { parentId: "frames/staff", index: true },
  none: { parentId: "frames/staff", path: "*" },
  care: { parentId: "root", path: "care" },
  visit: { parentId: "care", path: "visit/:id" },
  plan: { parentId: "frames/staff", path: "plan", index: true },
  sheet: { parentId: "frames/staff", path: "plan/sheet.csv" },
};
const routes = Object.fromEntries(Object.entries(PAGES).map(([id, page]) => [id, { id, ...page }]));
const build = { routes, assets: { routes: { ...routes } }, future: {} } as unknown as ServerBuild;

interface Page {
  readonly id: string;
  readonly parentId?: string;
  readonly index?: boolean;
}
type Tree = Parameters<typeof matchRoutes>[0];
const tree = (of: Record<string, Page | undefined>, parentId?: string): Tree =>
  Object.values(of)
    .filter((page) => page !== undefined && page.parentId === parentId)
    .map((page) => (page!.index ? { ...page } : { ...page, children: tree(of, page!.id) })) as Tree;
const found = (of: ServerBuild, path: string) =>
  matchRoutes(tree(of.routes as Record<string, Page>), path)?.map(({ route }) => route.id);

const buildOf = buildsByStep(build);
const STEPS = ["find", "care", "plan", "Find", "visit", "%66ind", "", "ask", "sheet.csv", "x", "find.data", "..", "a b"];

test("an address is answered by the same pages as if all of them were looked through", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 5 }), fc.boolean(), (steps, hasEnd) => {
      const path = `/${steps.join("/")}${hasEnd ? "/" : ""}`;
      // Remix takes the ending of a page's data off before it looks.
      const looked = path.replace(/\.data$/, "");
      expect(found(buildOf(path), looked)).toEqual(found(build, looked));
    }),
    { numRuns: 2_000 },
  );
});

test("an address's own pages are few, and the browser's list has the same", () => {
  const own = buildOf("/find/7");
  expect(Object.keys(own.routes)).not.toContain("plan");
  expect(Object.keys(own.assets.routes)).toEqual(Object.keys(own.routes));
  expect(buildOf("/find.data")).toBe(own);
  expect(buildOf("/%66ind")).toBe(build);
  expect(buildOf("//find")).toBe(build);
});
