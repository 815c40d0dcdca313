// What a sensitive field is: how its value is checked and normalised, what of it shows to whoever may not open it, and for
// which reasons it is opened. Kinds follow the Personal Information Protection Law (identity, health, whereabouts) and phones.
import { granted, refused, type Verdict } from "~/shared/verdict";

export const SENSITIVE_KINDS = ["identity-number", "phone", "health", "home-position"] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

/** A short list, so that it is read and not typed; the id of a work order, visit or complaint may stand beside it. */
export const OPENING_REASONS = [
  "make-contact",
  "verify-identity",
  "correct-record",
  "answer-complaint",
  "inspection",
  "subject-request",
  "emergency",
] as const;
export type OpeningReason = (typeof OPENING_REASONS)[number];
/** A person's own value, opened by that person: nobody needs to say why. */
export const OWN_VALUE = "own-value";
/** What a visit needs, opened by whoever is sent there: being sent is the reason, and nobody can choose it. */
export const VISIT_ASSIGNED = "visit-assigned";

export const isOpeningReason = (text: string): text is OpeningReason => (OPENING_REASONS as readonly string[]).includes(text);
export const isNoteId = (text: string): boolean => /^[A-Za-z0-9._:-]{1,64}$/.test(text) && !LOOKS_PERSONAL.test(text);
const LOOKS_PERSONAL = /^(\+?86)?1\d{10}$|^\d{17}[\dX]$/i;

/** Only the word «on record» is said of these. */
const WORD_ONLY: readonly SensitiveKind[] = ["health", "home-position"];

/** What everybody sees of a value; null = only that there is one. */
export function maskOf(kind: SensitiveKind, plain: string): string | null {
  if (WORD_ONLY.includes(kind)) return null;
  const signs = [...plain];
  if (kind === "identity-number") return stars(signs, 4, 4);
  return signs.length >= 11 ? stars(signs, 3, 4) : stars(signs, 0, Math.min(2, Math.floor(signs.length / 3)));
}

function stars(signs: readonly string[], before: number, after: number): string {
  const hidden = Math.max(4, signs.length - before - after);
  if (signs.length - before - after < 4) return "*".repeat(hidden);
  return signs.slice(0, before).join("") + "*".repeat(hidden) + (after > 0 ? signs.slice(-after).join("") : "");
}

/** A mask somebody sends back unread: it stands for the value it was made of. */
export const isMask = (text: string): boolean => /\*{4,}/.test(text);

export type ValueProblem = "empty" | "identity-number-shape" | "identity-number-check" | "phone-shape";

/** The one spelling of a value: what is sealed, and what its index is made of. */
export function normalised(kind: SensitiveKind, typed: string): Verdict<string, ValueProblem> {
  const text = typed.normalize("NFKC").trim();
  if (text === "") return refused("empty");
  if (kind === "identity-number") return identityNumber(text.replace(/\s/g, "").toUpperCase());
  if (kind === "phone") return phone(text);
  return granted(text);
}

/** GB 11643-1999: seventeen digits and a check sign by ISO 7064, modulus 11-2. */
function identityNumber(text: string): Verdict<string, ValueProblem> {
  if (!/^\d{17}[\dX]$/.test(text)) return refused("identity-number-shape");
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += Number(text[at]) * (2 ** (17 - at) % 11);
  return "10X98765432"[sum % 11] === text[17] ? granted(text) : refused("identity-number-check");
}

function phone(text: string): Verdict<string, ValueProblem> {
  if (!/^[+\d\s().\-/转]+$/.test(text)) return refused("phone-shape");
  const digits = text.replace(/\D/g, "").replace(/^(?:00)?86(?=1\d{10}$)/, "");
  return digits.length >= 5 && digits.length <= 20 ? granted(digits) : refused("phone-shape");
}

/** Openings of one person within an hour, beyond which somebody looks, and beyond which it waits. */
export const OPENINGS_AN_HOUR = { unusual: 20, most: 60 } as const;

export type OpeningPace = "usual" | "unusual" | "too-many";

/**
 * @param before values the same person opened in the hour before these
 * @param values how many are opened now: one on a screen, many in a file
 */
export function openingPace(before: number, values = 1): OpeningPace {
  const after = before + values;
  return after > OPENINGS_AN_HOUR.most ? "too-many" : after > OPENINGS_AN_HOUR.unusual ? "unusual" : "usual";
}
