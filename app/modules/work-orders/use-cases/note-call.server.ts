import type { Actor } from "~/modules/accounts/domain/actor";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addCall, lastCallBy, saidOnCalls, type Callee, type SaidOnCall } from "../data/alarm-calls.server";
import type { Alarm } from "../data/alarms.server";
import { CALLED } from "../domain/alarm";

export type { SaidOnCall };

/** What was said, closed; whoever opens it writes that down first. */
export const saidOnCallsOf = saidOnCalls;

export const MOST_WORDS = 300;

/** Who was rung, by what whoever keeps the numbers says, and what came of it, as somebody typed it. */
export interface CallSaid {
  readonly callee: Callee;
  readonly name: string;
  readonly number: string;
  readonly result: string;
  readonly words: string;
  /** it stands in the place of the last one they noted */
  readonly isCorrection: boolean;
}
export type CallRefusal = { readonly kind: "no-result" | "say-words" | "too-long" | "not-yours" };

/** A call that somebody made about an alarm; entries are never rewritten, a wrong one is followed by a right one. */
export async function noteCall(
  uow: UnitOfWork,
  actor: Actor,
  alarm: Alarm,
  typed: CallSaid,
): Promise<Verdict<null, CallRefusal>> {
  const { callee, name, number, isCorrection } = typed;
  const result = CALLED.find((one) => one === typed.result && (one !== "not-made" || isCorrection));
  if (!result) return refused({ kind: "no-result" });
  const words = typed.words.trim();
  if (words.length > MOST_WORDS) return refused({ kind: "too-long" });
  if (result === "reached" && words.length < 2) return refused({ kind: "say-words" });
  const corrects = isCorrection ? await lastCallBy(uow, alarm.id, actor.personId) : null;
  if (isCorrection && corrects === null) return refused({ kind: "not-yours" });
  await addCall(uow, alarm.id, { rung: alarm.rung, callee, result, said: { name, number, words }, corrects }, now());
  await recordAudit(uow, {
    ...{ action: "act-on:alarm", subject: { kind: "alarm", id: alarm.id }, areaCode: alarm.areaCode, line: alarm.line },
    ...{ result: "done", facts: { how: "rang", callee, came: result, source: alarm.source.kind } },
  });
  return granted(null);
}
