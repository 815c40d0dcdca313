import type { Request } from "express";
import type { Door } from "./environment.server";

type Asked = Pick<Request, "method" | "path" | "headers">;

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** The first that fits counts. Paths are in small letters and without the ending that data of a page are asked by. */
const READ: readonly (readonly [RegExp, Door])[] = [
  [/^\/(tiles|plan\/streets)\/|^\/base-map\.pmtiles$/, "tiles"],
  // Begins a conversation with the organisation's own sign-in.
  [/^\/sign-in\/organisation(\/|$)/, "sign-in"],
  [/\/(export|download|problems)$|^\/plan\/import\/template\/|^\/api\/v1\/facilities\.(csv|geojson)$/, "exports"],
  // Asked again and again while something is computed, and answered from memory.
  [/^\/plan\/coverage\/progress$/, "pages"],
  // Rings of a walk are computed for whoever asks. A calendar asks with nothing but its link.
  [/^\/calendar\/|^\/api\/|^\/find\/walk$|^\/plan(\/(coverage|what-if)(\/|$)|$)/, "answers"],
];
const SECRETS = /^\/(sign-in|account\/(invitation|password|confirm|second-factor))(\/|$)/;

/** What kind of door a request comes through; null = nothing is counted. */
export function doorOf({ method, path, headers }: Asked): Door | null {
  const plain = plainPath(path);
  if (READING.has(method)) return plain.startsWith("/assets/") ? null : (READ.find(([fits]) => fits.test(plain))?.[1] ?? "pages");
  if (SECRETS.test(plain)) return "sign-in";
  return /^multipart\//i.test(headers["content-type"] ?? "") ? "uploads" : "writes";
}

/** As the router will read it: `/API/v1`, `/%61pi/v1`, `/api/v1/` and `/api/v1.data` are one door. */
function plainPath(path: string): string {
  const bare = decoded(path)
    .toLowerCase()
    .replace(/\/{2,}/g, "/");
  return bare
    .replace(/^\/_root\.data$/, "/")
    .replace(/\.data$/, "")
    .replace(/(?<=.)\/+$/, "");
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
