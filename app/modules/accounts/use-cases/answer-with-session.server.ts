import { data, redirect } from "@remix-run/node";
import type { Verdict } from "~/shared/verdict";
import type { SessionStage } from "../domain/session";
import type { Arrival } from "./arrival.server";
import { knowBrowser } from "./known-browser.server";
import { sessionCookie, type CookieToken } from "./session-cookie.server";

/** Where somebody goes who has just shown who they are, with the cookie of the session that began; their browser is known from now on. */
export async function redirectWithSession(
  begun: CookieToken & { readonly stage: SessionStage },
  to: string,
  arrival: Arrival,
): Promise<Response> {
  const on = encodeURIComponent(to);
  const next = { open: to, "code-due": `/sign-in/code?to=${on}`, "enrolment-due": `/account/second-factor?to=${on}` }[
    begun.stage
  ];
  const headers = new Headers({ "Set-Cookie": await sessionCookie.serialize(begun) });
  const known = await knowBrowser(begun.token, arrival);
  if (known) headers.append("Set-Cookie", known);
  return redirect(next, { headers });
}

/** A refusal with the status that fits it; whoever must wait is told for how long, machines too (RFC 9110, 10.2.3). */
export function refusedAnswer<T extends { readonly refusal: { readonly kind: string; readonly seconds?: number } }>(answer: T) {
  const { kind, seconds } = answer.refusal;
  if (kind === "try-later") return data(answer, { status: 429, headers: { "Retry-After": String(seconds) } });
  return data(answer, { status: 422 });
}

/** The same for a script of ours on a phone: what it must know, as JSON. */
export async function machineAnswer(
  verdict: Verdict<CookieToken & { readonly deviceId?: string }, { readonly kind: string; readonly seconds?: number }>,
): Promise<Response> {
  const headers = new Headers({ "Cache-Control": "no-store" });
  if (!verdict.ok) {
    const { kind, seconds } = verdict.refusal;
    if (kind === "try-later") headers.set("Retry-After", String(seconds));
    return Response.json({ refusal: verdict.refusal }, { status: kind === "try-later" ? 429 : 422, headers });
  }
  headers.set("Set-Cookie", await sessionCookie.serialize(verdict.value));
  return Response.json({ refusal: null, deviceId: verdict.value.deviceId ?? null }, { headers });
}

/** Remix hands a page's own headers on only when the route says so. */
export const withRetryAfter = ({ actionHeaders }: { readonly actionHeaders: Headers }): HeadersInit => {
  const seconds = actionHeaders.get("Retry-After");
  return seconds ? { "Retry-After": seconds } : {};
};
