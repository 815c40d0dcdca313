import { createHmac } from "node:crypto";
import type { Webhook } from "./environment.server";
import { NotDelivered } from "./mail.server";

const PATIENCE_MS = 10_000;

/** What the other side computes too: HMAC-SHA256 of «time.body» with the shared secret, in hexadecimal. */
export const signatureOf = (secret: string, time: string, body: string): string =>
  createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");

/**
 * Posts JSON to the operator's bridge. Signed with the time, so that a letter caught on the way cannot be sent again later; `id`
 * is the same when the same is sent again. Anything but 2xx, a redirect too, is a failure.
 */
export async function signedPost({ url, secret }: Webhook, id: string, said: object, at: Date): Promise<void> {
  const body = JSON.stringify(said);
  const time = String(Math.floor(at.getTime() / 1000));
  let status: number;
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "X-Quarterhour-Id": id,
        "X-Quarterhour-Time": time,
        "X-Quarterhour-Signature": `sha256=${signatureOf(secret, time, body)}`,
      },
    });
    await answer.body?.cancel();
    status = answer.status;
  } catch (error) {
    throw new NotDelivered(wordOf(error));
  }
  if (status < 200 || status > 299) throw new NotDelivered(`HTTP ${status}`);
}

function wordOf(error: unknown): string {
  if (error instanceof DOMException) return "timeout";
  const code = ((error as { cause?: { code?: unknown } }).cause ?? {}).code;
  return typeof code === "string" && /^[A-Z_0-9]{2,38}$/.test(code) ? code : "unreachable";
}
