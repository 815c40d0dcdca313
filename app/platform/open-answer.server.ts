import { createHash } from "node:crypto";
import { programVersion } from "./program-version.server";

/** Any page of any site may read what bears these: without cookies, with the tag of a copy it holds. */
export const OPEN = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
  "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
  "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Retry-After, Content-Disposition",
  Vary: "Accept-Encoding",
} as const;

/** An answer for this reader's own map or list, kept by her browser until its tag changes: 304 costs no computation. */
export async function ownAnswer(
  request: Request,
  tag: string,
  contentType: string,
  answer: (headers: Record<string, string>) => Promise<Response>,
): Promise<Response> {
  const headers = { ETag: tagOf(tag), "Cache-Control": "private, no-cache", "Content-Type": contentType };
  return isKnown(request, headers) ? new Response(null, { status: 304, headers }) : answer(headers);
}

/** An answer is another one when the program that made it is. */
const tagOf = (tag: string): string => `W/"${programVersion()}-${tag}"`;

const isKnown = (request: Request, headers: { readonly ETag: string }): boolean =>
  (request.headers.get("If-None-Match") ?? "").split(",").some((tag) => tag.trim() === headers.ETag);

/**
 * Answers any page of any site may read, kept by whoever asked until its tag changes: 304 costs no computation.
 * @param body what is answered; a response of its own (a refusal found only then) goes out as it is
 */
export async function openAnswer(request: Request, tag: string, body: () => Promise<unknown>): Promise<Response> {
  const headers = { ...OPEN, ETag: tagOf(tag), "Cache-Control": "public, no-cache" };
  if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
  const answer = await body();
  return answer instanceof Response ? answer : Response.json(answer, { headers });
}

/**
 * An answer that changes by the clock too, as vacancies do: its tag is what it says. 304 saves the way, not the computation.
 * @param links other pages of the same list, by their relation (RFC 8288)
 */
export function openContent(request: Request, content: unknown, links: Readonly<Record<string, string>> = {}): Response {
  const text = JSON.stringify(content);
  const tag = createHash("sha256").update(text).digest("base64url").slice(0, 27);
  const headers = { ...OPEN, ETag: `W/"${tag}"`, "Cache-Control": "public, no-cache", ...linked(links) };
  if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "Content-Type": "application/json; charset=utf-8" } });
}

function linked(links: Readonly<Record<string, string>>): { Link?: string } {
  const said = Object.entries(links).map(([relation, address]) => `<${address}>; rel="${relation}"`);
  return said.length > 0 ? { Link: said.join(", ") } : {};
}

/** Of what records a file is made: a tag that changes with any of them, and when the last of them changed. */
export interface FileState {
  readonly tag: string;
  readonly modifiedAt: Date;
}

interface OpenFile extends FileState {
  readonly contentType: string;
  readonly name: string;
  /** where its date, method and terms stand */
  readonly about: string;
  /** the moment of the question */
  readonly at: Date;
}

/** What a transaction that ran long commits under its beginning is seen by the tag at once, and by dates only after this. */
const SETTLED_MS = 3_600_000;

/** A file of the open data, sent as it is written; whoever holds a copy that is still true gets 304, and nothing is read. */
export async function openFile(
  request: Request,
  { tag, modifiedAt, contentType, name, about, at }: OpenFile,
  body: () => Promise<ReadableStream<Uint8Array>>,
): Promise<Response> {
  const headers = {
    ...{ ...OPEN, ETag: tagOf(tag), "Last-Modified": modifiedAt.toUTCString(), "Cache-Control": "public, no-cache" },
    ...linked({ describedby: about }),
  };
  const since = Date.parse(request.headers.get("If-Modified-Since") ?? "");
  const isSettled = at.getTime() - modifiedAt.getTime() >= SETTLED_MS;
  const isSame = request.headers.has("If-None-Match")
    ? isKnown(request, headers)
    : isSettled && since >= Math.floor(modifiedAt.getTime() / 1_000) * 1_000;
  if (isSame) return new Response(null, { status: 304, headers });
  const file = { "Content-Type": contentType, "Content-Disposition": `attachment; filename="${name}"` };
  return new Response(await body(), { headers: { ...headers, ...file } });
}

/** A refusal of the same API, readable by the same pages (RFC 9457). */
export const openProblem = ({ status, body, headers = {} }: Problem): Response =>
  Response.json({ status, ...body }, { status, headers: { ...OPEN, ...headers, "Content-Type": "application/problem+json" } });

interface Problem {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}
