// Whether what an editor changes of a facility lies within what they were granted. The face of a site (name, place, life,
// contacts, documents) belongs to its own line; what it offers belongs to the line of each type. Editors of two lines share a
// site: each changes their own offerings, and only the site's own line its face.
import type { Facility } from "./facility";

/** May the editor write in this area (a city is one), in this line; "" = a record of no line in particular. */
export type MayWrite = (areaCode: string, line: string) => boolean;

export interface BeyondOwn {
  readonly kind: "beyond-own";
  readonly areaCode: string;
  readonly line: string;
}

/** A facility nobody has placed belongs to the whole city. */
export const areaOf = ({ areaCode, cityCode }: Pick<Facility, "areaCode" | "cityCode">): string => areaCode ?? cityCode;

/** The first thing changed between two records that lies beyond the editor's own; null where everything is theirs. */
export function beyondOwn(
  before: Facility | null,
  after: Facility,
  lineOfType: (serviceType: string) => string,
  may: MayWrite,
): BeyondOwn | null {
  const records = before ? [before, after] : [after];
  const wanted = [
    ...(before && faceOf(before) === faceOf(after) ? [] : records.map(({ line }) => line)),
    ...changedTypes(before, after).map(lineOfType),
  ];
  for (const record of records)
    for (const line of new Set(wanted)) {
      const areaCode = areaOf(record);
      if (!may(areaCode, line)) return { kind: "beyond-own", areaCode, line };
    }
  return null;
}

function faceOf({ offerings: _offered, version: _version, ...face }: Facility): string {
  return JSON.stringify(face);
}

function changedTypes(before: Facility | null, after: Facility): string[] {
  const of = (facility: Facility | null, type: string) =>
    JSON.stringify(facility?.offerings.filter(({ serviceType }) => serviceType === type) ?? []);
  const types = [...(before?.offerings ?? []), ...after.offerings].map(({ serviceType }) => serviceType);
  return [...new Set(types)].filter((type) => of(before, type) !== of(after, type));
}
