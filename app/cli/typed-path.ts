import { resolve } from "node:path";
import { typedInFolder } from "~/platform/environment.server";

/** A path as it was typed: npm and the launcher move to the project first, the person did not. */
export const typedPath = (path: string): string => resolve(typedInFolder(), path);
