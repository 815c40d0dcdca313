import { randomUUID } from "node:crypto";
import type { Express, Request } from "express";
import { publicOrigin, trustedProxies } from "./environment.server";
import { log } from "./log.server";
import { isPrivateAddress } from "./private-address.server";
import { plainAddress, type RequestFacts } from "./request-facts.server";

/** Whose word on a request's origin counts: the proxies the machine's owner named, and nobody else. */
export function trustProxies(app: Express): void {
  app.set("trust proxy", trustedProxies());
}

/**
 * Who asks, and how. Behind proxies that are trusted it is the nearest address none of them has; whatever a client wrote in
 * front of that is not believed. From then on the request reads as the reader's browser sent it: its `Host` is the public
 * one, and nothing else speaks of a proxy.
 */
export function arrivalOf(request: Request): RequestFacts {
  const peer = request.socket.remoteAddress;
  const isTrusted = (request.app.get("trust proxy fn") as (address: string | undefined, hop: number) => boolean)(peer, 0);
  const { ip, protocol } = request;
  const said = isTrusted ? request.get("x-forwarded-host")?.split(",")[0]?.trim() : undefined;
  if (!isTrusted && request.headers["x-forwarded-for"] !== undefined) tellStranger(plainAddress(peer));
  for (const name of Object.keys(request.headers)) if (name.startsWith("x-forwarded-")) delete request.headers[name];
  if (isTrusted) request.headers["x-forwarded-proto"] = protocol;
  const origin = publicOrigin();
  const host = origin ? new URL(origin).host : said;
  if (host) request.headers.host = host;
  return {
    requestId: randomUUID(),
    address: plainAddress(ip),
    isSecure: protocol === "https" || (origin?.startsWith("https:") ?? false),
  };
}

let isTold = false;

/** A proxy of our own that nobody named: all its visitors look like one. Strangers on the internet may write what they like. */
function tellStranger(peer: string | null): void {
  if (isTold || peer === null || !isPrivateAddress(peer)) return;
  isTold = true;
  log("warn", "a proxy forwards requests and is not trusted, all visitors count as one: set QUARTERHOUR_TRUSTED_PROXIES");
}
