import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { refused, granted, type Verdict } from "~/shared/verdict";
import { changeKeepDays, retentionRules, type Overdue } from "../data/retention.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import { cutOff, keptFor, type RetentionRefusal, type RetentionRule } from "../domain/retention";
import { recordAudit } from "./record-audit.server";
import type { RetainedKind } from "./retained-kind.server";
import { systemActor } from "./system-actor.server";

const KEEPER = systemActor("retention");

export interface RetentionLine extends RetentionRule {
  readonly before: string;
  readonly overdue: number;
  readonly oldest: string | null;
  readonly isApplied: boolean;
}

/** What would go today, how many and why; nothing is touched. */
export const retentionPlan = (kinds: readonly RetainedKind[]): Promise<RetentionLine[]> =>
  inUnitOfWork(KEEPER, async (uow) => {
    const at = now();
    const lines: RetentionLine[] = [];
    for (const rule of await retentionRules(uow)) {
      const kept = kinds.find(({ kind }) => kind === rule.kind);
      if (!kept) continue;
      const before = cutOff(rule, at);
      const { rows, oldest }: Overdue = await kept.overdue(uow, before);
      const facts = { before: before.toISOString(), overdue: rows, oldest: oldest?.toISOString() ?? null };
      lines.push({ ...rule, ...facts, isApplied: kept.forget !== null });
    }
    return lines;
  });

/** Lets go of what is overdue, kind by kind, each on record with its number. Twice, or two at once, is once. */
export async function applyRetention(kinds: readonly RetainedKind[]): Promise<{ kind: string; gone: number }[]> {
  const done: { kind: string; gone: number }[] = [];
  for (const { kind, before, overdue } of await retentionPlan(kinds)) {
    const forget = kinds.find((one) => one.kind === kind)?.forget;
    if (!forget || overdue === 0) continue;
    const gone = await forget(new Date(before), async (uow, count) => {
      if (count === 0) return;
      await recordAudit(uow, {
        ...{ action: "apply:retention", subject: null, areaCode: null, line: "", result: "done", facts: { kind, gone: count } },
      });
    });
    if (gone > 0) done.push({ kind, gone });
  }
  return done;
}

export type RuleRefusal = RetentionRefusal | { readonly kind: "not-permitted" } | { readonly kind: "not-there" };

/** Rules are of the whole installation, in every line. */
export const mayChangeRetention = (actor: Actor): boolean => mayIn(actor, "write:retention", "", "");

/** Another number of days for a kind of record: by whoever keeps the whole installation, never under what the law asks for. */
export async function changeRetention(actor: Actor, kind: string, typed: string): Promise<Verdict<null, RuleRefusal>> {
  if (!mayChangeRetention(actor)) return refused({ kind: "not-permitted" });
  return inUnitOfWork<Verdict<null, RuleRefusal>>(actor, async (uow) => {
    const rule = (await retentionRules(uow)).find((one) => one.kind === kind);
    if (!rule || rule.kind === "sessions") return refused({ kind: "not-there" });
    const days = keptFor(typed, rule);
    if (!days.ok) return days;
    await changeKeepDays(uow, rule.kind, days.value, now());
    await recordAudit(uow, {
      ...{ action: "change:retention", subject: null, areaCode: null, line: "", result: "done" },
      facts: { kind: rule.kind, from: rule.keepDays, to: days.value },
    });
    return granted(null);
  });
}
