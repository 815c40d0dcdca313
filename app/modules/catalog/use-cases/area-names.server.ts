import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { namedInBoth, namesOfAreas } from "../data/area-names.server";

export type AreaNames = Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;

/** What areas and cities are called, by code: each with the district and the street it lies in before its own name. */
export async function areaNames(codes: Iterable<string>): Promise<AreaNames> {
  const asked = [...new Set(codes)].filter((code) => code !== "");
  const within = (code: string) => [6, 9, 12].filter((digits) => digits <= code.length).map((digits) => code.slice(0, digits));
  const all = [...new Set(asked.flatMap((code) => [code, code.slice(0, 4), ...within(code)]))];
  const found = new Map((await inUnitOfWork(NOBODY, (uow) => namesOfAreas(uow, all))).map((row) => [row.code, namedInBoth(row)]));
  const whole = (code: string) => {
    const parts = (code.length === 4 ? [code] : within(code)).map((part) => found.get(part));
    return {
      name: parts.map((part) => part?.name ?? "").join("") || code,
      nameEn:
        parts
          .map((part) => part?.nameEn ?? "")
          .filter(Boolean)
          .reverse()
          .join(", ") || code,
    };
  };
  return Object.fromEntries(asked.map((code) => [code, whole(code)]));
}
