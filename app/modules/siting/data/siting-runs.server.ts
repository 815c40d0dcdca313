import { v7 as newId } from "uuid";
import type { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { KeptAnswer } from "../domain/listed-answer";
import type { SitingQuestion } from "../domain/siting-question";
import type { SitingOutcome } from "../domain/siting-result";
import type { RunFault, RunState, SitingRunHead, SitingRunRecord } from "../domain/siting-scenario";

type Row = NonNullable<Awaited<ReturnType<UnitOfWork["db"]["sitingRun"]["findUnique"]>>>;
type HeadRow = Omit<Row, "result" | "question" | "inputsHash">;
const LONG = { result: true, question: true, inputsHash: true } as const;

const headFrom = ({ state, why, ...row }: HeadRow): SitingRunHead => ({
  ...row,
  ...{ state: state as RunState, why: why as RunFault },
});
const runFrom = ({ question, result, inputsHash: _hash, ...head }: Row): SitingRunRecord => ({
  ...headFrom(head),
  ...{ question: question as unknown as SitingQuestion, result: result as unknown as SitingOutcome | null },
});

/** A scenario's runs, the newest first, without what they say. */
export async function runsOf({ db }: UnitOfWork, scenarioId: string, most: number): Promise<SitingRunHead[]> {
  const rows = await db.sitingRun.findMany({
    where: { scenarioId },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
    take: most,
    omit: LONG,
  });
  return rows.map(headFrom);
}

/** The newest run of each scenario. */
export async function newestRuns({ db }: UnitOfWork, scenarioIds: readonly string[]): Promise<Map<string, SitingRunHead>> {
  const rows = await db.sitingRun.findMany({
    where: { scenarioId: { in: [...scenarioIds] } },
    orderBy: [{ scenarioId: "asc" }, { askedAt: "desc" }, { id: "desc" }],
    distinct: ["scenarioId"],
    omit: LONG,
  });
  return new Map(rows.map((row) => [row.scenarioId, headFrom(row)]));
}

/** The newest answer of each scenario, as far as a list tells it: answers hold maps, of which a list has no use. */
export async function newestAnswers({ db }: UnitOfWork, scenarioIds: readonly string[]): Promise<Map<string, KeptAnswer>> {
  const rows = await db.$queryRaw<(KeptAnswer & { readonly scenarioId: string })[]>`
    WITH newest AS (SELECT DISTINCT ON (scenario_id) id, scenario_id FROM siting_run
      WHERE scenario_id = ANY(${[...scenarioIds]}::uuid[]) AND state IN ('done', 'stopped') ORDER BY scenario_id, asked_at DESC, id DESC)
    SELECT n.scenario_id AS "scenarioId", r.id AS "runId", r.finished_at AS at, a.question ->> 'aim' AS aim, (a.question ->> 'isKeeping')::boolean AS "isKeeping",
      COALESCE((a.groups -> 0 ->> 'people')::float8, 0) AS people, NULLIF(a.room, 'null') AS room,
      jsonb_build_object('before', COALESCE(a.groups -> 0 -> 'before', '0'), 'after', COALESCE(a.groups -> 0 -> 'after', '0')) AS near,
      jsonb_path_query_array(a.chosen, '$[*].id') AS ids, jsonb_path_query_array(a.chosen, '$[*].buildCost') AS builds
    FROM newest n JOIN siting_run r ON r.id = n.id,
      LATERAL jsonb_to_record(r.result) AS a(question jsonb, groups jsonb, room jsonb, chosen jsonb)`;
  return new Map(rows.map(({ scenarioId, ...answer }) => [scenarioId, answer]));
}

export async function findRun({ db }: UnitOfWork, id: string): Promise<SitingRunRecord | null> {
  const row = await db.sitingRun.findUnique({ where: { id } });
  return row && runFrom(row);
}

/** @param areaCode what is asked about: an answer is seen by whoever sees this area, whatever the scenario asks later */
export async function addRun(
  { db, actor }: UnitOfWork,
  { id: scenarioId, areaCode }: { readonly id: string; readonly areaCode: string },
  question: SitingQuestion,
): Promise<string> {
  const id = newId();
  await db.sitingRun.create({ data: { id, scenarioId, areaCode, question: question as object, askedBy: actor.personId } });
  return id;
}

/** Takes a run up; null where it is over. Whoever took it before loses it. */
export async function takeUpRun(uow: UnitOfWork, id: string, at: Date): Promise<SitingRunRecord | null> {
  const taken = await uow.db.sitingRun.updateMany({
    where: { id, state: { in: ["waiting", "running"] } },
    data: { state: "running", attempt: { increment: 1 }, heartbeatAt: at },
  });
  return taken.count === 0 ? null : findRun(uow, id);
}

/** Says what is known so far; false where the run is another's by now, or over. */
export async function noteRun(
  { db }: UnitOfWork,
  { id, attempt }: Pick<SitingRunHead, "id" | "attempt">,
  said: Prisma.SitingRunUpdateManyMutationInput,
): Promise<boolean> {
  return (await db.sitingRun.updateMany({ where: { id, attempt, state: "running" }, data: said })).count === 1;
}

/** Whether somebody wants the best so far; also where the run is gone. */
export async function isStopAsked({ db }: UnitOfWork, id: string): Promise<boolean> {
  const row = await db.sitingRun.findUnique({ where: { id }, select: { isStopAsked: true, state: true } });
  return !row || row.isStopAsked || row.state !== "running";
}

export const askStop = async ({ db }: UnitOfWork, id: string): Promise<boolean> =>
  (await db.sitingRun.updateMany({ where: { id, state: { in: ["waiting", "running"] } }, data: { isStopAsked: true } })).count ===
  1;

/** One without an answer is over. @param attempt the one it must still be; any where none is said */
export const endRun = async ({ db }: UnitOfWork, id: string, why: RunFault, at: Date, attempt?: number): Promise<boolean> =>
  (
    await db.sitingRun.updateMany({
      where: { id, state: { in: ["waiting", "running"] }, ...(attempt === undefined ? {} : { attempt }) },
      data: { state: "failed", why, finishedAt: at },
    })
  ).count === 1;

/** What a person asked and nobody has finished, the oldest first. */
export async function underWayOf({ db }: UnitOfWork, personId: string): Promise<SitingRunHead[]> {
  const rows = await db.sitingRun.findMany({
    where: { askedBy: personId, state: { in: ["waiting", "running"] } },
    orderBy: [{ askedAt: "asc" }, { id: "asc" }],
    omit: LONG,
  });
  return rows.map(headFrom);
}

/** What of a scenario nobody has finished, the newest first. */
export async function underWayIn({ db }: UnitOfWork, scenarioId: string): Promise<SitingRunHead[]> {
  const rows = await db.sitingRun.findMany({
    where: { scenarioId, state: { in: ["waiting", "running"] } },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
    omit: LONG,
  });
  return rows.map(headFrom);
}
