/** What is handed over once, and how long it is good for. */
export type SecretPurpose = "invitation" | "reset" | "device";

const MINUTE = 60_000;

const GOOD_FOR: Record<SecretPurpose, number> = {
  invitation: 7 * 24 * 60 * MINUTE,
  reset: 60 * MINUTE,
  device: 15 * MINUTE,
};

export const secretEnd = (purpose: SecretPurpose, from: Date): Date => new Date(from.getTime() + GOOD_FOR[purpose]);
