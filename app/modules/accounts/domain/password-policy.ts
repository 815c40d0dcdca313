import { granted, refused, type Verdict } from "~/shared/verdict";

/** Length is what makes a password hold (NIST SP 800-63B, OWASP ASVS 5 6.2); kinds of characters are not asked for. */
export const LEAST_PASSWORD_LENGTH = 12;
export const MOST_PASSWORD_LENGTH = 256;

/** The product's own name, in either language. */
const OWN_WORDS = ["quarterhour", "一刻钟"];
/** A shorter part of a name would forbid half the dictionary. */
const LEAST_PART = 3;
/** So many different characters at least, or it is one key held down. */
const LEAST_DIFFERENT = 5;

export type PasswordRefusal =
  | { readonly kind: "password-short"; readonly least: number }
  | { readonly kind: "password-long"; readonly most: number }
  | { readonly kind: "password-common" }
  | { readonly kind: "password-personal" };

interface Whose {
  readonly login: string;
  readonly name: string;
}

/** Whether a password may be chosen; `isCommon` knows the passwords everybody tries first. */
export async function chosenPassword(
  password: string,
  whose: Whose,
  isCommon: (lowerCase: string) => Promise<boolean>,
): Promise<Verdict<string, PasswordRefusal>> {
  const letters = [...password.normalize("NFKC").toLowerCase()];
  const lowerCase = letters.join("");
  if (letters.length < LEAST_PASSWORD_LENGTH) return refused({ kind: "password-short", least: LEAST_PASSWORD_LENGTH });
  if (letters.length > MOST_PASSWORD_LENGTH) return refused({ kind: "password-long", most: MOST_PASSWORD_LENGTH });
  if (new Set(letters).size < LEAST_DIFFERENT || (await isCommon(lowerCase))) return refused({ kind: "password-common" });
  const together = lowerCase.replace(/[\s._-]/g, "");
  if (partsOf(whose).some((part) => together.includes(part))) return refused({ kind: "password-personal" });
  return granted(password);
}

/** Words an acquaintance would try: the login, what stands before its @, the name whole and in parts, and the product. */
function partsOf({ login, name }: Whose): string[] {
  const lower = (text: string) => text.normalize("NFKC").toLowerCase();
  const parts = [lower(login), ...lower(login).split(/[@\s._-]/), lower(name).replace(/\s/g, ""), ...lower(name).split(/\s/)];
  const isLong = (part: string) => [...part].length >= (/[\u3400-\u9fff]/.test(part) ? 2 : LEAST_PART);
  return [...OWN_WORDS, ...parts.map((part) => part.replace(/[\s._-]/g, "")).filter(isLong)];
}
