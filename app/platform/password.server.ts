import { hash, verify } from "@node-rs/argon2";

/** argon2id with OWASP's first recommendation: 19 MiB, two passes, one lane (Password Storage Cheat Sheet, 2024). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What a sign-in with an unknown name is compared with, so that it takes as long as one with a known name. */
let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) {
    decoy ??= hashPassword("nobody has this password");
    await verify(await decoy, password);
    return false;
  }
  return verify(stored, password);
}
