import type { FlagKind } from "./visit-flags";

/** Which flags an address means; it names areas and ids, never a person. */
export interface ChecksAddress {
  readonly city: string;
  readonly area: string;
  readonly kind?: FlagKind | null;
  readonly by?: string | null;
  readonly month?: string;
}

export const checksQuery = (address: ChecksAddress): string =>
  new URLSearchParams(Object.entries(address).filter(([, value]) => Boolean(value)) as [string, string][]).toString();
