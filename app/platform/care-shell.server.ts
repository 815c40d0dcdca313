import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Express, Request, Response } from "express";
import { shellPolicy } from "./web-guards.server";

/** What scripts/care-shell.mjs writes in place of the nonce of style sheets. */
const NONCE = "NONCE-OF-STYLES";
/** Everything under /care is one page until scripts run; what is asked there by scripts is not. */
const PAGES = /^\/care(\/|$)/;

/**
 * The pages of a caregiver's phone: one shell for all of them, the same with a network and without, which knows nothing of anybody; and the worker
 * that keeps it. Browsers ask for both anew each time, so that an update, or a worker taken away, reaches every phone.
 */
export function serveCareShell(app: Express, client: string): void {
  const file = join(client, "care-shell.html");
  if (!existsSync(file)) return;
  const shell = readFileSync(file, "utf8");
  const hashes = hashesOfScripts(shell);
  const answer = (response: Response): void => {
    const nonce = String(response.locals.cspNonce);
    response
      .set("Content-Security-Policy", shellPolicy(hashes, nonce))
      .set("Cache-Control", "no-cache")
      .type("html")
      .send(shell.replaceAll(NONCE, nonce));
  };
  app.get("/care-shell.html", (_request, response) => answer(response));
  app.get(PAGES, (request, response, next) => (isVisit(request) ? answer(response) : next()));
  app.get("/sw.js", (_request, response, next) => {
    response.set("Cache-Control", "no-cache").set("Service-Worker-Allowed", "/care");
    next();
  });
}

/** A page somebody opens; what a page asks for by script says that it takes JSON, or anything. */
const isVisit = (request: Request): boolean =>
  !request.path.endsWith(".data") && (request.headers.accept ?? "").includes("text/html");

export const hashesOfScripts = (html: string): readonly string[] =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
  );
