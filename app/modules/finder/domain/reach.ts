// How somebody is reached who has no account: a phone or a mailbox, told apart by what was typed.

/** The one spelling of a phone number; null = it is none. */
export type ReadPhone = (typed: string) => string | null;

export interface Reach {
  readonly kind: "mail" | "phone";
  /** the one spelling of it */
  readonly to: string;
}

const MAILBOX = /^[^\s@,;:<>"()[\]\\]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,5}$/;
export const LONGEST_REACH = 120;

/** Null = neither a phone nor a mailbox. */
export function readReach(typed: string, readPhone: ReadPhone): Reach | null {
  const text = typed.normalize("NFKC").trim();
  if (text.length > LONGEST_REACH) return null;
  if (text.includes("@")) return MAILBOX.test(text) ? { kind: "mail", to: text } : null;
  const phone = readPhone(text);
  return phone === null ? null : { kind: "phone", to: phone };
}

/** One spelling for a mailbox and its by-names («Ma+2@…»): tries are counted by whose letters they are. */
export const countedReach = ({ kind, to }: Reach): string =>
  kind === "phone" ? to : to.toLowerCase().replace(/(?<=[^+@])\+[^@]*(?=@)/, "");

/** What is shown of it before it is opened. */
export function maskedReach({ kind, to }: Reach): string {
  if (kind === "phone") return to.length >= 7 ? `${to.slice(0, 3)}****${to.slice(-2)}` : "****";
  const [name = "", host = ""] = to.split("@");
  return `${name.slice(0, 1)}***@${host}`;
}
