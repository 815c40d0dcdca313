import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { raiseAlert } from "../data/opening-alerts.server";
import { insertOpening, type OpeningRow } from "../data/sensitive-openings.server";
import { openingPace } from "../domain/sensitive-field";
import { recordAudit } from "./record-audit.server";

/**
 * Writes an opening down, then its deed by the opening's id, and tells when it is unusually many within the hour.
 * @param before values the same person opened in the hour before
 */
export async function noteOpening<Noted>(
  uow: UnitOfWork,
  opening: Omit<OpeningRow, "isUnusual">,
  before: number,
  record: (id: string) => Promise<Noted>,
): Promise<Noted> {
  const { line, areaCode, howMany } = opening;
  const isUnusual = openingPace(before, howMany) === "unusual";
  const noted = await record(await insertOpening(uow, { ...opening, isUnusual }));
  if (!isUnusual) return noted;
  const openings = before + howMany;
  // Told by district: whoever opens through a whole street should not ring forty bells.
  await raiseAlert(uow, { line, areaCode: areaCode.slice(0, 6), openings });
  const subject = { kind: "person", id: uow.actor.personId! };
  await recordAudit(uow, {
    ...{ action: "alert:many-openings", subject, areaCode, line, result: "done", facts: { hour: openings } },
  });
  return noted;
}
