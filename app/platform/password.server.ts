import { hash, verify } from "@node-rs/argon2";

/** argon2id with OWASP's first recommendation: 19 MiB, two passes, one lane (Password Storage Cheat Sheet, 2024). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What a sign-in with an unknown name is compared with, so that it takes as long as one with a known name. */
let decoy: Promise<string> | undefined;

/** One spelling of a password, whatever the keyboard (NIST SP 800-63B 5.1.1.2): full width and half width are the same. */
const oneSpelling = (password: string): string => password.normalize("NFKC");

export const hashPassword = (password: string): Promise<string> => hash(oneSpelling(password), COST);

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) {
    decoy ??= hashPassword("nobody has this password");
    await verify(await decoy, oneSpelling(password));
    return false;
  }
  return verify(stored, oneSpelling(password));
}

/** Whether a stored hash was made when hashing cost less than it does now. */
export function isCheaperThanNow(stored: string): boolean {
  const cost = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored);
  if (!cost) return true;
  const [memory = 0, time = 0] = cost.slice(1).map(Number);
  return memory < COST.memoryCost || time < COST.timeCost;
}
