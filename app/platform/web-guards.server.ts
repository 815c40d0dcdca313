import { randomBytes } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import { baseMap, baseMapOrigins, publicOrigin } from "./environment.server";
import { isSecureRequest } from "./request-facts.server";

/** The doors of the web that stay shut: what pages may load, who may embed them, and whose forms we accept. */
export function guardPages({ development = false } = {}) {
  const map = baseMap();
  // Tiles come through us; an archive elsewhere is read by script.
  const ground = baseMapOrigins(map)
    .map((origin) => ` ${origin}`)
    .join("");
  return (request: Request, response: Response, next: NextFunction): void => {
    const nonce = randomBytes(16).toString("base64");
    response.locals.cspNonce = nonce;
    const isFramed = request.path === FRAMED;
    response.setHeader("Content-Security-Policy", isFramed ? framedPolicy(nonce) : contentPolicy(nonce, ground, development));
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (!isFramed) response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=()");
    if (isSecureRequest() && !isTrial(request.headers.host))
      response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    next();
  };
}

/** The one page that other sites may show in a frame, by this spelling only: it reads no session, changes nothing and runs no script. */
const FRAMED = "/embed/find";

const framedPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "form-action 'self'",
    "base-uri 'none'",
    // Any site: what the frame shows is public, and nothing in it acts for its reader.
    "frame-ancestors *",
  ].join("; ");

/** A trial with a certificate on one's own machine does not close every other port of «localhost» to plain HTTP. */
const isTrial = (host = ""): boolean =>
  publicOrigin() === undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);

/** In development Vite adds scripts and style sheets of its own that carry no nonce; the built app never has any. */
function contentPolicy(nonce: string, ground: string, development: boolean): string {
  const ours = development ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return policyOf({ scripts: ours, styles: ours, connect: `${ground}${development ? " ws:" : ""}`, workers: " blob:" });
}

/**
 * Of the page that a phone keeps for when there is no network (care-shell.server.ts): its own scripts by their hashes, because a
 * kept nonce is none; style sheets by a nonce that its worker makes anew at every visit.
 */
export const shellPolicy = (hashes: readonly string[], nonce: string): string =>
  policyOf({ scripts: hashes.join(" "), styles: `'nonce-${nonce}'`, connect: "", workers: "" });

interface Allowed {
  readonly scripts: string;
  readonly styles: string;
  readonly connect: string;
  readonly workers: string;
}

function policyOf({ scripts, styles, connect, workers }: Allowed): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts}`,
    `style-src 'self' ${styles}`,
    // Attributes alone: Mantine and the map place things with them.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${connect}`,
    `worker-src 'self'${workers}`,
    "manifest-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
}

const READ_ONLY = new Set(["GET", "HEAD", "OPTIONS"]);

/** Facts of a request that decide whether its writing comes from one of our own pages. */
export interface Provenance {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site, which only browsers send */
  readonly site: string | undefined;
  readonly hasCookie: boolean;
}

/**
 * A write is ours if the browser says that it began on one of our pages. Without any word from a browser it is a program,
 * which is let through when it brings no cookie: there is no session for a foreign page to misuse.
 */
export function isOwnWrite(request: Provenance, allowed = publicOrigin()): boolean {
  if (READ_ONLY.has(request.method)) return true;
  if (request.origin !== undefined) return allowed ? request.origin === allowed : hostOf(request.origin) === request.host;
  if (request.site !== undefined) return request.site === "same-origin";
  return !request.hasCookie;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

const METHODS = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

export function refuseForeignWrites(request: Request, response: Response, next: NextFunction): void {
  if (!METHODS.has(request.method)) {
    response.status(405).type("text/plain").send("405\n");
    return;
  }
  const provenance = {
    method: request.method,
    host: request.get("host"),
    origin: request.get("origin"),
    site: request.get("sec-fetch-site"),
    hasCookie: request.headers.cookie !== undefined,
  };
  if (isOwnWrite(provenance)) next();
  else
    response
      .status(403)
      .type("text/plain")
      .send("请求来自其他网站，已拒绝。 This request came from another site and was refused.\n");
}
