import { randomBytes } from "node:crypto";
import type { NextFunction, Request, Response } from "express";
import { baseMap, baseMapOrigins, publicOrigin } from "./environment.server";

/** The doors of the web that stay shut: what pages may load, who may embed them, and whose forms we accept. */
export function guardPages({ development = false } = {}) {
  const map = baseMap();
  const hosts = baseMapOrigins(map).map((origin) => ` ${origin}`);
  // Tiles are pictures, an archive is read by script.
  const ground = { pictures: map?.kind === "tiles" ? hosts.join("") : "", reads: map?.kind === "archive" ? hosts.join("") : "" };
  const isSecure = publicOrigin()?.startsWith("https:") ?? false;
  return (request: Request, response: Response, next: NextFunction): void => {
    // Nothing a client says about the way it came here is believed; the public address is configured.
    for (const name of Object.keys(request.headers)) if (name.startsWith("x-forwarded-")) delete request.headers[name];
    const nonce = randomBytes(16).toString("base64");
    response.locals.cspNonce = nonce;
    response.setHeader("Content-Security-Policy", contentPolicy(nonce, ground, development));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=()");
    if (isSecure) response.setHeader("Strict-Transport-Security", "max-age=31536000");
    next();
  };
}

/** In development Vite adds scripts and style sheets of its own that carry no nonce; the built app never has any. */
function contentPolicy(nonce: string, ground: { pictures: string; reads: string }, development: boolean): string {
  const ours = development ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self' ${ours}`,
    `style-src 'self' ${ours}`,
    // Attributes alone: Mantine and the map place things with them.
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob:${ground.pictures}`,
    `connect-src 'self'${ground.reads}${development ? " ws:" : ""}`,
    "worker-src 'self' blob:",
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

export function refuseForeignWrites(request: Request, response: Response, next: NextFunction): void {
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
