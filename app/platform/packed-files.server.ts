import { existsSync, readdirSync } from "node:fs";
import type { RequestHandler } from "express";

const ENDINGS = { br: ".br", gzip: ".gz" } as const;
const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  json: "application/json; charset=utf-8",
};

/** Sends whoever asks for a file in a folder to the one that the build packed, if they can unpack it; the file itself is served by what follows. */
export function packedFiles(folder: string): RequestHandler {
  const there = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (request, response, next) => {
    const name = request.path.slice(1);
    const type = TYPES[name.split(".").at(-1) ?? ""];
    // Browsers name the tighter one last and want it no less.
    const packing = there.has(`${name}.gz`) && (request.acceptsEncodings("br") || request.acceptsEncodings("gzip"));
    if (type && there.has(name)) response.vary("Accept-Encoding");
    if (type && (packing === "br" || packing === "gzip")) {
      request.url = `/${name}${ENDINGS[packing]}`;
      response.set({ "Content-Encoding": packing, "Content-Type": type });
    }
    next();
  };
}
