import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { dutyPhonesFor } from "../data/duty-phones.server";
import { calledBy } from "../domain/duty-roster";
import { rosterOf } from "./duty-roster.server";

/** Somebody on duty, and the office's number they are reached under. */
export interface DutyLine {
  readonly personId: string;
  readonly areaCode: string;
  readonly phone: string;
}

/** Whom this caller rings of those on duty for any of these areas at an instant, the nearest first; whoever no number is said for is nobody to ring. */
export async function dutyLines(
  uow: UnitOfWork,
  city: { readonly code: string; readonly timeZone: string },
  areaCodes: readonly string[],
  at: Date,
  callerId: string,
): Promise<DutyLine[]> {
  if (areaCodes.length === 0) return [];
  const shifts = await rosterOf(uow, city, areaCodes, at, at);
  const all = areaCodes.flatMap((areaCode) => calledBy(callerId, shifts, areaCode, at, city.timeZone));
  const once = [...new Map(all.map((one) => [`${one.areaCode} ${one.personId}`, one])).values()];
  const phones = await dutyPhonesFor(
    uow,
    once.map(({ areaCode }) => areaCode),
  );
  return once
    .flatMap(({ personId, areaCode }) => {
      const phone = phones.get(areaCode);
      return phone ? [{ personId, areaCode, phone }] : [];
    })
    .sort((a, b) => b.areaCode.length - a.areaCode.length);
}
