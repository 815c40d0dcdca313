/*
 * The kept shell allows its own scripts by their hashes, which stay true, and style sheets made while the page is open by a nonce,
 * which would be none if it were the same twice: each visit gets one of its own, in the page and in the policy.
 */
const POLICY = "Content-Security-Policy";
const BYTES = 16;

export async function withFreshNonce(kept: Response): Promise<Response> {
  const headers = new Headers(kept.headers);
  const [, old] = /'nonce-([^']+)'/.exec(headers.get(POLICY) ?? "") ?? [];
  if (!old) return kept;
  const fresh = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(BYTES))));
  headers.set(POLICY, (headers.get(POLICY) ?? "").split(old).join(fresh));
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response((await kept.text()).split(old).join(fresh), { status: kept.status, headers });
}
