import { NotDelivered } from "./mail.server";

const PATIENCE_MS = 10_000;
/** Answers of these services are a line of JSON. */
const MOST_ANSWER = 16_384;

/**
 * Posts JSON to a service that tells people, and reads what it says of it. Redirects are not followed: the host is the one that
 * was set up. A failure is one short word, because the other side's sentence may repeat a number.
 */
export async function channelPost(
  url: string,
  said: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  let [status, text] = [0, ""];
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: JSON.stringify(said),
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    });
    status = answer.status;
    text = await firstOf(answer);
  } catch (error) {
    throw new NotDelivered(wordOf(error));
  }
  if (status < 200 || status > 299) throw new NotDelivered(`HTTP ${status}`);
  return objectIn(text);
}

async function firstOf(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  for (let text = ""; ;) {
    const part = await reader?.read();
    if (!part || part.done) return text;
    text += decoder.decode(part.value, { stream: true });
    if (text.length <= MOST_ANSWER) continue;
    await reader?.cancel();
    throw new NotDelivered("answer too long");
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** These services answer 200 to what they refuse, with a number of their own. */
export function unlessRefused({ errcode }: Readonly<Record<string, unknown>>): void {
  if (errcode !== 0) throw new NotDelivered(typeof errcode === "number" ? `code ${errcode}` : "no code");
}

function wordOf(error: unknown): string {
  if (error instanceof NotDelivered) return error.word;
  if (error instanceof DOMException) return "timeout";
  const code = ((error as { cause?: { code?: unknown } }).cause ?? {}).code;
  return typeof code === "string" && /^[A-Z_0-9]{2,38}$/.test(code) ? code : "unreachable";
}
