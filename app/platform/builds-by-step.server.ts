import type { ServerBuild } from "@remix-run/node";

type Routes = ServerBuild["routes"];

/**
 * The pages of an address's first step alone, for whoever answers it. Remix looks through its routes five times a request and makes
 * the pattern of each anew: for 200 of them that took as long as drawing the page. Addresses that are written otherwise than
 * plainly (`//find`, `/%66ind`, `/Find`) are left to all pages.
 */
export function buildsByStep(build: ServerBuild): (path: string) => ServerBuild {
  const narrow = new Map([...new Set(firstSteps(build.routes).values())].map((step) => [step, narrowed(build, step)]));
  return (path) => {
    const step = /^\/(?:([^/%]+?)(?:\.data)?(?:\/[^/].*|\/)?)?$/.exec(path)?.[1];
    return (step === undefined ? undefined : narrow.get(step)) ?? build;
  };
}

/** Of each page its address's first step; empty where it has none, or one that stands for any. */
function firstSteps(routes: Routes): Map<string, string> {
  const pathOf = (id: string | undefined): string => {
    const route = id === undefined ? undefined : routes[id];
    return route ? [pathOf(route.parentId), route.path ?? ""].filter(Boolean).join("/") : "";
  };
  const stepOf = (id: string) => /^[^/:*]+(?=\/|$)/.exec(pathOf(id))?.[0] ?? "";
  return new Map(Object.keys(routes).map((id) => [id, stepOf(id)]));
}

function narrowed(build: ServerBuild, step: string): ServerBuild {
  const steps = firstSteps(build.routes);
  const isKept = ([id]: readonly [string, unknown]) => ["", step].includes(steps.get(id) ?? "");
  const only = <T extends object>(routes: T): T => Object.fromEntries(Object.entries(routes).filter(isKept)) as T;
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets?.routes ?? {}) } };
}
