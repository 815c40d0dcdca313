import type { Gazetteer, GazetteerArea } from "./gazetteer";
import { type ReadRow, textIn } from "./row-reading";

/** One area and no doubt, by code or by the names the row states at whatever level; `rivals` counts areas of the same name. */
export function statedArea(row: ReadRow, gazetteer: Gazetteer): { area: GazetteerArea | null; rivals: number } {
  const stated = {
    code: textIn(row, "areaCode"),
    district: textIn(row, "district"),
    street: textIn(row, "street"),
    community: textIn(row, "community"),
  };
  const code = stated.code;
  if (code !== undefined) return { area: gazetteer.areaOf(code) ?? null, rivals: 1 };
  const name = textIn(row, "areaName");
  const tries =
    name === undefined ? [stated] : (["community", "street", "district"] as const).map((level) => ({ ...stated, [level]: name }));
  const found = tries.flatMap((wanted) => {
    const match = gazetteer.match(wanted);
    return match ? [match] : [];
  });
  const one = found.find((match) => match.rivals === 1);
  const smallest = stated.community ?? stated.street ?? stated.district ?? name;
  if (!one || smallest === undefined) return { area: null, rivals: found[0]?.rivals ?? 0 };
  // «文化路社区» unknown in a known street must not be booked on the street.
  const isMeant = stated.community ? one.area.level === "community" : stated.street ? one.area.level === "street" : true;
  return { area: isMeant ? one.area : null, rivals: isMeant ? 1 : 0 };
}
