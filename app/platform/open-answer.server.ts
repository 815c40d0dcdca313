import { programVersion } from "./program-version.server";

/** Any page of any site may read what bears these. */
export const OPEN = { "Access-Control-Allow-Origin": "*", Vary: "Accept-Encoding" } as const;

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
  request.headers.get("If-None-Match") === headers.ETag;

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

/** A refusal of the same API, readable by the same pages (RFC 9457). */
export const openProblem = ({ status, body, headers = {} }: Problem): Response =>
  Response.json({ status, ...body }, { status, headers: { ...OPEN, ...headers, "Content-Type": "application/problem+json" } });

interface Problem {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}
