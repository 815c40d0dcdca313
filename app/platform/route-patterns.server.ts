import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { buildsByStep } from "./builds-by-step.server";

type RouteObject = Parameters<typeof matchRoutes>[0][number];

/** Finds the pattern of a path: `/plan/facilities/:id` for whichever facility. What is no page is named by its kind. */
export function routePatterns(build: ServerBuild): (path: string) => string {
  const buildOf = buildsByStep(build);
  const trees = new Map<ServerBuild, RouteObject[]>();
  const treeOf = (own: ServerBuild) => trees.get(own) ?? trees.set(own, branch(own, undefined)).get(own)!;
  return (path) => {
    if (path.startsWith("/assets/")) return "/assets/*";
    try {
      const matches = matchRoutes(treeOf(buildOf(path)), path) ?? [];
      const steps = matches.map(({ route }) => route.path).filter(Boolean);
      return matches.length === 0 ? "other" : `/${steps.join("/")}`;
    } catch {
      // An address that cannot be decoded.
      return "other";
    }
  };
}

function branch({ routes }: ServerBuild, parentId: string | undefined): RouteObject[] {
  return Object.values(routes)
    .filter((route) => route !== undefined && route.parentId === parentId)
    .map((route): RouteObject => {
      const { id, path, index, caseSensitive } = route!;
      if (index) return { id, index: true, path, caseSensitive };
      return { id, path, caseSensitive, children: branch({ routes } as ServerBuild, id) };
    });
}
