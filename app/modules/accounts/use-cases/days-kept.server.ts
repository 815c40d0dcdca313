import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { retentionRules } from "../data/retention.server";
import type { RetentionRule } from "../domain/retention";
import type { RetainedKind } from "./retained-kind.server";
import { systemActor } from "./system-actor.server";

export interface DaysKept extends RetentionRule {
  /** goes by itself when its days are over */
  readonly isLetGo: boolean;
}

/** How long each kind of record is kept, for anybody to read. */
export async function daysKept(kinds: readonly RetainedKind[]): Promise<DaysKept[]> {
  const rules = await inUnitOfWork(systemActor("privacy-page"), retentionRules);
  const isLetGo = (kind: string) => kinds.some((one) => one.kind === kind && one.forget !== null);
  return rules.map((rule) => ({ ...rule, isLetGo: isLetGo(rule.kind) }));
}
