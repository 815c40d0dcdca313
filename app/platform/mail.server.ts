import { createTransport } from "nodemailer";
import type { MailServer } from "./environment.server";

/** Nobody waits longer for a server that does not answer: the queue tries again. */
const PATIENCE_MS = 10_000;
const isHere = (host: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(host);

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** the same for the same letter sent again, so that a mailbox can tell */
  readonly id: string;
  /** where one tap, or the mailbox by itself, ends these letters (RFC 8058) */
  readonly unsubscribe?: string;
}

/** A failure by one short word of its own: the server's sentence may repeat an address. */
export class NotDelivered extends Error {
  constructor(readonly word: string) {
    super(`not delivered: ${word}`);
  }
}

/** Hands a letter to the mail server; to others than this machine's only under TLS. */
export async function sendMail({ url, from }: MailServer, letter: Letter): Promise<void> {
  const { hostname, protocol } = new URL(url);
  const transport = createTransport({
    ...{ url, requireTLS: protocol === "smtp:" && !isHere(hostname), disableFileAccess: true, disableUrlAccess: true },
    ...{ connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, dnsTimeout: PATIENCE_MS },
  });
  try {
    const { to, subject, text, id, unsubscribe } = letter;
    const headers = unsubscribe
      ? { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
      : {};
    const messageId = `<${id}@${from.split("@")[1] ?? "quarterhour"}>`;
    await transport.sendMail({ from, to, subject, text, headers, messageId });
  } catch (error) {
    throw new NotDelivered(wordOf(error));
  } finally {
    transport.close();
  }
}

function wordOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode === "number") return `SMTP ${responseCode}`;
  return typeof code === "string" && /^[A-Z_]{2,30}$/.test(code) ? code : "mail";
}
