import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Rung, SourceKind } from "../domain/alarm";
import type { Urgency } from "../domain/family-request";
import type { SaidClock } from "../domain/ladder-said";

/** When somebody said a ladder or a clock of a city, and why. */
export interface SaidVersion {
  readonly key: string;
  readonly version: number;
  readonly saidAt: Date;
  readonly saidBy: string | null;
  readonly reason: string | null;
  /** a clock has one, of nobody in particular */
  readonly rungs: readonly { readonly who: string; readonly minutes: number }[];
}

/** One more version of a ladder; false where somebody else said it meanwhile. */
export async function sayLadder(
  { db, actor }: UnitOfWork,
  cityCode: string,
  sourceKind: SourceKind,
  version: number,
  rungs: readonly Rung[],
  at: Date,
): Promise<boolean> {
  const said = { cityCode, sourceKind, version, reason: rungs[0]?.source ?? "", saidBy: actor.personId, saidAt: at };
  const data = rungs.map((rung, position) => ({ ...said, position, ...rung }));
  return (await db.escalationRung.createMany({ data, skipDuplicates: true })).count === rungs.length;
}

export async function sayClock(
  { db, actor }: UnitOfWork,
  cityCode: string,
  urgency: Urgency,
  version: number,
  clock: SaidClock,
  at: Date,
): Promise<boolean> {
  const said = { cityCode, urgency, version, ...clock, source: clock.reason, mark: "S", saidBy: actor.personId, saidAt: at };
  return (await db.familyAnswerClock.createMany({ data: [said], skipDuplicates: true })).count === 1;
}

export async function clockVersion({ db }: UnitOfWork, cityCode: string, urgency: Urgency): Promise<number> {
  const { _max } = await db.familyAnswerClock.aggregate({ where: { cityCode, urgency }, _max: { version: true } });
  return _max.version ?? 0;
}

/** Everything a city ever said, the latest first. */
export const saidVersions = ({ db }: UnitOfWork, cityCode: string): Promise<SaidVersion[]> => db.$queryRaw<SaidVersion[]>`
  SELECT key, version, "saidAt", "saidBy", reason, rungs FROM (
    SELECT source_kind AS key, version, max(said_at) AS "saidAt", max(said_by::text) AS "saidBy", max(reason) AS reason,
      json_agg(json_build_object('who', who, 'minutes', minutes) ORDER BY position) AS rungs
    FROM escalation_rung WHERE city_code = ${cityCode} GROUP BY source_kind, version
    UNION ALL
    SELECT urgency, version, said_at, said_by::text, reason, json_build_array(json_build_object('who', '', 'minutes', minutes))
    FROM family_answer_clock WHERE city_code = ${cityCode}) said
  ORDER BY "saidAt" DESC, key LIMIT 60`;
