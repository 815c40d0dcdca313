// What premises are after somebody said something of them. What is not said stays; a new record begins with nothing known.
import type { Premises, PremisesFacts, PremisesPosition } from "./premises";

export const NOTHING_KNOWN: Omit<PremisesFacts, "name" | "areaCode"> = {
  ...{ address: "", position: null, areaM2: null, floor: "", lift: "unknown", ownership: "", leaseUntil: null, leaseWords: "" },
  ...{ fire: "unknown", rentFen: null, buildFen: null, yearlyFen: null, places: null, note: "" },
};

/** An empty cell erases nothing, a word that something is not known takes nothing back, and a rough position moves no exact one. */
export function withSaid(before: Premises, said: Partial<PremisesFacts>, cityCode: string): Premises {
  const { position, areaCode, lift, fire, leaseUntil, leaseWords, ...rest } = said;
  const isRougher = position !== undefined && position !== null && isRougherThan(position, before.position);
  // The city itself, or what the known area already lies in, says no more than is known.
  const isVaguer = areaCode === undefined || areaCode === cityCode || before.areaCode.startsWith(areaCode);
  return {
    ...before,
    ...rest,
    areaCode: isVaguer ? before.areaCode : areaCode,
    position: position === undefined || isRougher ? before.position : samePlace(before.position, position),
    lift: lift === undefined || lift === "unknown" ? before.lift : lift,
    fire: fire === undefined || fire === "unknown" ? before.fire : fire,
    ...(leaseUntil === undefined ? {} : { leaseUntil, leaseWords: "" }),
    ...(leaseWords ? { leaseWords } : {}),
  };
}

/** A file that says the same position in other digits says nothing new. */
function samePlace(before: PremisesPosition | null, said: PremisesPosition | null): PremisesPosition | null {
  if (!before || !said) return said;
  const isSame =
    Math.abs(before.lon - said.lon) < 2e-6 && Math.abs(before.lat - said.lat) < 2e-6 && before.quality === said.quality;
  return isSame ? before : said;
}

/** The middle of a community moves nothing that somebody placed, and no rough position an exact one. */
const isRougherThan = (said: PremisesPosition, before: PremisesPosition | null): boolean =>
  said.quality === "approximate" && before !== null && (before.quality === "exact" || (before.raw !== null && said.raw === null));

/** All but the version: whether writing it would change anything. */
export const isSamePremises = (a: Premises, b: Premises): boolean => faceOf(a) === faceOf(b);

function faceOf({ version: _version, facilityId: _facility, position, ...rest }: Premises): string {
  const at = position && [position.lon, position.lat, position.quality];
  return JSON.stringify([Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)), at]);
}
