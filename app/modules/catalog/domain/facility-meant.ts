// Which facility a row of somebody's list is about, by our key, its own id, or its name where only one is called so. Two of one name
// are told apart by their address; where that is not enough nobody guesses.
import { comparable } from "~/modules/imports/domain/cell-text";
import { bareName } from "~/modules/imports/domain/likeness";

export interface NamedFacility {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly externalId: string | null;
}

export interface FacilityNamed {
  readonly facilityId?: string | undefined;
  /** what the list's own id was found to mean, where it is one that the same source was imported with */
  readonly knownAs?: string | undefined;
  readonly externalId?: string | undefined;
  readonly name?: string | undefined;
  readonly address?: string | undefined;
}

export type FacilityMeant<F extends NamedFacility> =
  | { readonly kind: "one"; readonly facility: F; readonly by: "id" | "name" }
  | { readonly kind: "several"; readonly count: number }
  | { readonly kind: "none" }
  | { readonly kind: "unsaid" };

/** Answers for many rows: every facility is looked at once. */
export function facilityMeant<F extends NamedFacility>(all: readonly F[]): (said: FacilityNamed) => FacilityMeant<F> {
  const byId = new Map(all.map((one) => [one.id, one]));
  const byExternal = grouped(all, ({ externalId }) => (externalId?.startsWith("~") ? null : externalId));
  const byName = grouped(all, ({ name }) => bareName(name));
  return ({ facilityId, knownAs, externalId, name, address }) => {
    if (!facilityId && !knownAs && !externalId && !name) return { kind: "unsaid" };
    if (facilityId) {
      const own = byId.get(facilityId.toLowerCase());
      return own ? { kind: "one", facility: own, by: "id" } : { kind: "none" };
    }
    const direct = knownAs ? byId.get(knownAs) : undefined;
    if (direct) return { kind: "one", facility: direct, by: "id" };
    const ofId = externalId ? (byExternal.get(externalId) ?? []) : [];
    if (ofId.length === 1) return { kind: "one", facility: ofId[0]!, by: "id" };
    const called = name ? (byName.get(bareName(name)) ?? []) : [];
    const there = address ? called.filter((one) => comparable(one.address) === comparable(address)) : [];
    const found = called.length > 1 && there.length > 0 ? there : called;
    if (found.length === 1) return { kind: "one", facility: found[0]!, by: "name" };
    const several = Math.max(found.length, ofId.length);
    return several > 1 ? { kind: "several", count: several } : { kind: "none" };
  };
}

function grouped<F>(all: readonly F[], keyOf: (one: F) => string | null | undefined): ReadonlyMap<string, readonly F[]> {
  const groups = new Map<string, F[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (!key) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
