/** What is written down of a deed: ids, keys and numbers. Names, phones and free words have no place in it. */
export interface Audited {
  /** `verb:noun`, lower case */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string } | null;
  /** null or "" = of no area: seen only by who reviews the whole installation */
  readonly areaCode: string | null;
  readonly line: string;
  readonly result: AuditResult;
  /** the key of a reason, or the id of the record that holds it */
  readonly why?: string;
  readonly facts?: AuditFacts;
}

export const AUDIT_RESULTS = ["done", "refused", "failed"] as const;
export type AuditResult = (typeof AUDIT_RESULTS)[number];

export type AuditFacts = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

/** Keys, ids, codes, dates; never a sentence. The database holds the same wall. */
const PLAIN = /^[A-Za-z0-9._:/+@-]{0,100}$/;
/** A mobile number of eleven digits, an identity number of eighteen. */
const PERSONAL = /^(\+?86)?1\d{10}$|^\d{17}[\dX]$/i;

/** Whether a text may stand in the audit at all. */
export const fitsAudit = (text: string): boolean => PLAIN.test(text) && !PERSONAL.test(text);

/** The parts of a deed that look like somebody's personal value, or like words; empty = it may be written down. */
export function unfitForAudit({ subject, why, facts = {} }: Audited): string[] {
  const texts: [string, unknown][] = [
    ["subject", subject?.id],
    ["why", why],
  ];
  for (const [key, value] of Object.entries(facts)) for (const one of [value].flat()) texts.push([`facts.${key}`, one]);
  return texts.filter(([, text]) => typeof text === "string" && !fitsAudit(text)).map(([part]) => part);
}
