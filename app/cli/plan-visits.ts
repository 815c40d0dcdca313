import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { parseArgs } from "node:util";
import { checkPlan, travelOf, type PlanViolation } from "~/modules/visits/domain/plan-check";
import { planning, type PlanningAnswer } from "~/modules/visits/domain/planner";
import { UnassignedReasons } from "~/modules/visits/domain/unassigned-reasons";
import type { Command } from "./command";
import { planningInstance, type PlanningInstance } from "./planning-instance";
import { REFUSED } from "./terminal-actor";
import { typedPath } from "./typed-path";
import { written } from "./written";

export const planVisitsCommand: Command = {
  name: "plan-visits",
  summary: "排班试算 · plans the visits of an instance file: who goes where, in which order",
  usage: "qh plan-visits --instance FILE [--seconds 10] [--rounds N] [--seed 1] [--json]",
  needsDatabase: false,
  stopped: "已停止，没有写出计划 · Stopped; no plan was written.",
  async run(args, { stop }) {
    const text = { type: "string" } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { instance: text, seconds: text, rounds: text, seed: text, json: { type: "boolean", default: false } },
    });
    const seconds = Number(values.seconds ?? 10);
    const rounds = Number(values.rounds ?? Infinity);
    const seed = Number(values.seed ?? 1);
    if (positionals.length > 0 || !values.instance || !(seconds > 0) || !(rounds >= 1) || !Number.isInteger(seed)) {
      process.stderr.write(`命令写法不对 · The command is not written as it should be. 用法 usage: ${this.usage}\n`);
      return REFUSED;
    }
    let file: string;
    try {
      file = await readFile(typedPath(values.instance), "utf8");
    } catch {
      process.stderr.write(`打不开 ${values.instance} · ${values.instance} cannot be opened: check the path.\n`);
      return REFUSED;
    }
    const instance = planningInstance(file);
    if (!instance.ok) {
      process.stderr.write(`${values.instance}: ${instance.refusal}\n`);
      return REFUSED;
    }
    const answer = await planned(instance.value, { seed, seconds, rounds }, stop);
    const told = planJson(instance.value, answer);
    await written(values.json ? `${JSON.stringify(told)}\n` : planTable(told));
    return 0;
  },
};

/** Plans without keeping the terminal deaf: between two slices of the search whoever waits may stop it. */
async function planned(
  { problem }: PlanningInstance,
  given: { readonly seed: number; readonly seconds: number; readonly rounds: number },
  stop: AbortSignal,
): Promise<PlanningAnswer> {
  const search = planning(problem, { ...given, now: () => performance.now() });
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
    await setImmediate();
    stop.throwIfAborted();
  }
}

interface PlanJson {
  readonly distance?: number;
  readonly travelSeconds?: number;
  readonly vehicles: number;
  readonly routes: readonly unknown[];
  readonly unassigned: readonly {
    readonly id: number;
    readonly reasons: readonly { readonly caregiver: number; readonly reason: string }[];
  }[];
  readonly violations: readonly PlanViolation[];
  readonly rounds: number;
  readonly seconds: number;
}

function planJson({ problem, visitIds, caregiverIds }: PlanningInstance, answer: PlanningAnswer): PlanJson {
  const { plan, pinned, rounds, seconds } = answer;
  const named = plan.routes.map((stops) => stops.map((visit) => visitIds[visit]!));
  const travelled = plan.routes.reduce((sum, stops, shift) => sum + travelOf(problem, shift, stops), 0);
  const reasons = plan.unassigned.length > 0 ? new UnassignedReasons(problem, plan, pinned) : null;
  return {
    ...(caregiverIds ? { travelSeconds: travelled } : { distance: travelled }),
    vehicles: named.filter((stops) => stops.length > 0).length,
    routes: caregiverIds
      ? named.flatMap((visits, shift) => (visits.length > 0 ? [{ caregiver: caregiverIds[shift]!, visits }] : []))
      : named.filter((stops) => stops.length > 0),
    unassigned: plan.unassigned.map((visit) => ({
      id: visitIds[visit]!,
      reasons: reasons!
        .of(visit)
        .map(({ caregiver, reason }) => ({ caregiver: caregiverIds?.[caregiver] ?? caregiver + 1, reason })),
    })),
    violations: checkPlan(problem, plan, pinned).map((violation) => ({
      ...violation,
      visit: violation.visit === null ? null : visitIds[violation.visit]!,
    })),
    rounds,
    seconds: Math.round(seconds * 1000) / 1000,
  };
}

function planTable(told: PlanJson): string {
  const length = told.distance === undefined ? `${told.travelSeconds} s` : told.distance.toFixed(2);
  return [
    `路程 travel            ${length}`,
    `出动人数 caregivers out  ${told.vehicles}`,
    `未排 unassigned         ${told.unassigned.length}`,
    `违反约束 violations      ${told.violations.length}`,
    `用时 seconds            ${told.seconds} (${told.rounds} rounds)`,
    "",
  ].join("\n");
}
