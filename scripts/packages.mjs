import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "./project.mjs";

/**
 * Plain JavaScript in many small files, which every start would have to find and read one by one: what is built carries
 * the parts it uses (Mantine alone takes 0.5 s to import). Everything else that package.json promises at run time stays outside.
 */
const CARRIED = new Set([
  "@conform-to/react",
  "@conform-to/zod",
  "@date-fns/tz",
  "@mantine/core",
  "@mantine/hooks",
  "d3-contour",
  "date-fns",
  "flatbush",
  "gcoord",
  "isbot",
  "kdbush",
  "uuid",
  "zod",
]);

/** Packages that what is built imports from node_modules, and no others: a machine without the tools for building has them. */
export const packagesOutside = () =>
  Object.keys(JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")).dependencies).filter((name) => !CARRIED.has(name));
