/**
 * A share that knows when it is none: nobody lives there (0/0), nobody counted who lives there, or nobody knows where
 * they live. Never 100 % and never 0 % for want of data.
 */
export type Share =
  | { readonly kind: "known"; readonly share: number }
  | { readonly kind: "no-residents" }
  | { readonly kind: "population-unknown" }
  | { readonly kind: "position-unknown" };

export interface People {
  /** people of the group, all communities with a known number */
  readonly people: number;
  /** of them, in communities without a position */
  readonly unlocated: number;
  /** communities whose number is not known */
  readonly unknownCommunities: number;
}

/** Share of those whose home is known. `covered` ≤ people − unlocated. */
export function shareOf(covered: number, { people, unlocated, unknownCommunities }: People): Share {
  const located = people - unlocated;
  if (located > 0) return { kind: "known", share: covered / located };
  if (people > 0) return { kind: "position-unknown" };
  return unknownCommunities > 0 ? { kind: "population-unknown" } : { kind: "no-residents" };
}

export const shareNumber = (share: Share): number | null => (share.kind === "known" ? share.share : null);
