import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { ladderVersion } from "../data/alarms.server";
import { answerClock } from "../data/family-requests.server";
import { classClocks } from "../data/order-classes.server";
import { namesOfStaff } from "../data/order-record.server";
import { clockVersion, sayClock, sayLadder, saidVersions, type SaidVersion } from "../data/said-ladders.server";
import { SOURCE_KINDS, type Rung, type SourceKind } from "../domain/alarm";
import { isUrgency, URGENCIES, type AnswerClock } from "../domain/family-request";
import {
  clockSaid,
  ladderMinutes,
  ladderSaid,
  type ClockProblem,
  type LadderProblem,
  type TypedClock,
  type TypedRung,
} from "../domain/ladder-said";
import { minuteSaid } from "../domain/roster-week";
import { ladderOf } from "./open-alarm.server";

export type LadderRefusal = {
  readonly kind: LadderProblem | ClockProblem | "not-permitted" | "no-such-kind" | "changed-meanwhile";
};
type Answer = Promise<Verdict<string, LadderRefusal>>;

export interface LaddersInView {
  readonly ladders: readonly {
    readonly kind: SourceKind;
    readonly version: number;
    readonly rungs: readonly Rung[];
    readonly minutes: number;
    /** minutes in which the order must be dealt with; null = nothing says */
    readonly within: number | null;
  }[];
  readonly clocks: readonly (AnswerClock & { readonly version: number })[];
  readonly said: readonly SaidVersion[];
  readonly people: Readonly<Record<string, string>>;
  readonly mayChange: boolean;
}

const LINE = "civil-affairs";
const mayChange = (actor: Actor, { code }: City): boolean => mayIn(actor, "adopt:visit-rules", code, LINE);

/** The ladders and clocks in force in a city, and everything it said of them before. */
export const laddersInView = (actor: Actor, city: City): Promise<LaddersInView> =>
  inUnitOfWork(actor, async (uow) => {
    const ladders = [];
    for (const kind of SOURCE_KINDS) {
      const rungs = await ladderOf(uow, city.code, kind);
      const version = await ladderVersion(uow, city.code, kind);
      ladders.push({ kind, version, rungs, minutes: ladderMinutes(rungs), within: await withinOf(uow, city.code, kind) });
    }
    const clocks = [];
    for (const urgency of URGENCIES)
      clocks.push({
        ...(await answerClock(uow, city.code, urgency)),
        version: await clockVersion(uow, city.code, urgency),
      });
    const said = await saidVersions(uow, city.code);
    const people = await namesOfStaff(
      uow,
      said.map(({ saidBy }) => saidBy),
    );
    return { ladders, clocks, said, people, mayChange: mayChange(actor, city) };
  });

/** Another ladder for alarms from now on; those that run keep theirs. */
export function changeLadder(
  actor: Actor,
  city: City,
  typed: {
    readonly kind: string;
    readonly version: number;
    readonly firstMinutes: string;
    readonly rungs: readonly TypedRung[];
    readonly reason: string;
  },
): Answer {
  if (!mayChange(actor, city)) return Promise.resolve(refused({ kind: "not-permitted" }));
  const kind = SOURCE_KINDS.find((known) => known === typed.kind);
  if (!kind) return Promise.resolve(refused({ kind: "no-such-kind" }));
  return inUnitOfWork<Verdict<string, LadderRefusal>>(actor, async (uow) => {
    const said = ladderSaid(kind, typed.firstMinutes, typed.rungs, typed.reason, await withinOf(uow, city.code, kind));
    if (!said.ok) return refused({ kind: said.refusal });
    const isLatest = typed.version === (await ladderVersion(uow, city.code, kind));
    if (!isLatest || !(await sayLadder(uow, city.code, kind, typed.version + 1, said.value, now())))
      return refused({ kind: "changed-meanwhile" });
    await recordAudit(uow, {
      ...{ action: "set:alarm-ladder", subject: { kind: "alarm-ladder", id: kind }, areaCode: city.code, line: LINE },
      ...{ result: "done", facts: { version: typed.version + 1, minutes: ladderMinutes(said.value) } },
    });
    return granted(kind);
  });
}

/** Another clock for calling families back, for requests from now on. */
export function changeAnswerClock(actor: Actor, city: City, typed: TypedClock & { readonly version: number }): Answer {
  if (!mayChange(actor, city)) return Promise.resolve(refused({ kind: "not-permitted" }));
  const { urgency, version } = typed;
  if (!isUrgency(urgency)) return Promise.resolve(refused({ kind: "no-such-kind" }));
  const said = clockSaid(typed, minuteSaid);
  if (!said.ok) return Promise.resolve(refused({ kind: said.refusal }));
  return inUnitOfWork<Verdict<string, LadderRefusal>>(actor, async (uow) => {
    const isLatest = version === (await clockVersion(uow, city.code, urgency));
    if (!isLatest || !(await sayClock(uow, city.code, urgency, version + 1, said.value, now())))
      return refused({ kind: "changed-meanwhile" });
    await recordAudit(uow, {
      ...{ action: "set:answer-clock", subject: { kind: "answer-clock", id: urgency }, areaCode: city.code, line: LINE },
      ...{ result: "done", facts: { version: version + 1, minutes: said.value.minutes } },
    });
    return granted(urgency);
  });
}

/** A danger's ladder is over within the danger's own clock. */
async function withinOf(uow: UnitOfWork, cityCode: string, kind: SourceKind): Promise<number | null> {
  if (kind !== "finding") return null;
  const clock = (await classClocks(uow, cityCode)).find((one) => one.class === "danger");
  return clock ? clock.dueHours * 60 : null;
}
