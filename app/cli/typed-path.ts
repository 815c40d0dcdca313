import { resolve } from "node:path";

/** A path as it was typed: npm and the launcher move to the project first, the person did not. */
export const typedPath = (path: string): string => resolve(process.env.QUARTERHOUR_TYPED_IN ?? ".", path);
