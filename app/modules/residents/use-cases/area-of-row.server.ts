import type { Gazetteer, GazetteerArea } from "~/modules/imports/domain/gazetteer";
import type { ImportBatch } from "~/modules/imports/domain/import-batch";
import type { Issue } from "~/modules/imports/domain/issue";
import { meantArea } from "~/modules/imports/domain/meant-area";
import { maskedText } from "~/modules/imports/domain/masked-text";
import { type ReadRow, textIn } from "~/modules/imports/domain/row-reading";
import type { SaidResident } from "../domain/resident-import-row";

const MOST_CHOICES = 60;

export interface AreaOfRow {
  readonly areaCode: string | null;
  readonly issues: readonly Issue[];
}

/** By code or by names, whole or short, else by what the address names, else by where the home stands. */
export function areaOfRow(
  row: ReadRow,
  said: SaidResident,
  gazetteer: Gazetteer,
  mapping: ImportBatch["mapping"],
  mayReach: (areaCode: string) => boolean,
): AreaOfRow {
  const meant = meantArea(row, gazetteer, (field, word) => {
    const values = mapping[field]?.values ?? {};
    return Object.hasOwn(values, word) ? values[word] : undefined;
  });
  if (meant?.kind === "found") return { areaCode: meant.area.code, issues: [] };
  if (meant) return { areaCode: null, issues: [unclear(meant, gazetteer, mayReach)] };
  const addressed = gazetteer.match({ address: textIn(row, "address") });
  if (addressed?.rivals === 1 && addressed.area.code.length >= 9) return { areaCode: addressed.area.code, issues: [] };
  const [lon, lat] = (said.sealed["home-position"] ?? "").split(",").map(Number);
  const found = lon !== undefined && lat !== undefined ? gazetteer.at({ lon, lat }) : null;
  if (!found) return { areaCode: null, issues: [] };
  const facts = { area: found.area.name, metres: Math.round(found.metres ?? 0) };
  const code = found.by === "nearest" ? "area-by-nearest" : "area-by-outline";
  return {
    areaCode: found.area.code,
    issues: [{ severity: "note", code, column: "lon", field: "lon", value: null, facts }],
  };
}

/** What was written, which areas it could be, and for the page those among them that whoever brings the file may write. */
function unclear(
  { kind, field, value, word, areas, isNamed, inStreet }: Exclude<ReturnType<typeof meantArea>, null | { kind: "found" }>,
  gazetteer: Gazetteer,
  mayReach: (areaCode: string) => boolean,
): Issue {
  const own = areas.filter(({ code }) => mayReach(code));
  const isElsewhere = isNamed && own.length === 0;
  const told = own.length > 0 ? own : areas;
  const names = told.map((area) => nameWithin(area, gazetteer)).join("、");
  const code = isElsewhere ? "area-elsewhere" : kind === "several" ? "area-several" : names === "" ? "area-unknown" : "area-like";
  const choices = [...new Set([...own, ...inStreet.filter((area) => mayReach(area.code))])].slice(0, MOST_CHOICES);
  const facts = { word: maskedText(word), names, codes: choices.map((area) => area.code).join(" ") };
  return { severity: "error", code, column: field, field, value, facts };
}

/** «花园路街道·体育社区»: a name with the area above it, which tells two of one name apart. */
function nameWithin(area: GazetteerArea, gazetteer: Gazetteer): string {
  const above = area.parentCode === null ? undefined : gazetteer.areaOf(area.parentCode);
  const district = area.level === "community" ? gazetteer.areaOf(area.code.slice(0, 6)) : undefined;
  return [district?.name, above?.level === "city" ? undefined : above?.name, area.name].filter(Boolean).join(" ");
}

/** Whether a row is already told that its area is not clear. */
export const isAreaUnclear = ({ code }: Issue): boolean =>
  code === "area-unknown" || code === "area-like" || code === "area-several" || code === "area-elsewhere";
