import { normalised } from "~/modules/accounts/domain/sensitive-field";

/** A phone as it is spelled everywhere in the house; null = it is none. */
export function readPhone(typed: string): string | null {
  const phone = normalised("phone", typed);
  return phone.ok ? phone.value : null;
}
