import { existsSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { dayProblem, type DayFile } from "~/modules/visits/domain/day-file";
import { checkPlan } from "~/modules/visits/domain/plan-check";
import { plan, type PlanningAnswer } from "~/modules/visits/domain/planner";
import type { PlanningProblem } from "~/modules/visits/domain/planning-problem";
import { solomonProblem } from "~/modules/visits/domain/solomon-file";
import { UnassignedReasons } from "~/modules/visits/domain/unassigned-reasons";
import { madeMonth } from "./made-month";
import type { BenchRow } from "./reach";

/** Engine 3 on one thread, against the bars of the design and what VROOM needed for the same instances on two. */
const SOLOMON = "../shared/reference/visits/solomon";
const DAYS = "../shared/reference/visits/days";
const ABSENT = "the reference folder is not there";

/** `BENCH_VISITS=r101,day-60` measures these alone; nothing said = all. */
const ASKED = (process.env.BENCH_VISITS ?? "").toLowerCase().split(",").filter(Boolean);
const isAsked = (name: string): boolean => ASKED.length === 0 || ASKED.includes(name.toLowerCase());

interface Timed extends PlanningAnswer {
  readonly took: string;
}

function planned(problem: PlanningProblem, seconds: number): Timed {
  const began = performance.now();
  const answer = plan(problem, { seed: 1, seconds, now: () => performance.now() });
  return { ...answer, took: `${((performance.now() - began) / 1000).toFixed(1)} s` };
}

function verdict(problem: PlanningProblem, answer: PlanningAnswer): string {
  const faults = checkPlan(problem, answer.plan, answer.pinned).length;
  const left = answer.plan.unassigned.length;
  return `${left} unassigned, ${faults} violations`;
}

export function solomonRows(): BenchRow[] {
  if (!existsSync(SOLOMON)) return [{ what: "12 Solomon instances", figure: "left out", bar: ABSENT }];
  const gaps: number[] = [];
  const rows = readFileSync(`${SOLOMON}/best-known.csv`, "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => isAsked(line.split(",")[0]!))
    .map((line): BenchRow => {
      const [name = "", , , , known = ""] = line.split(",");
      const read = solomonProblem(readFileSync(`${SOLOMON}/${name}.txt`, "utf8"));
      if (!read.ok) return { what: name, figure: "cannot be read", bar: "a Solomon instance" };
      const answer = planned(read.value, 10);
      const gap = 100 * (answer.cost / Number(known) - 1);
      gaps.push(gap);
      return {
        what: `Solomon ${name}`,
        figure: `${answer.cost.toFixed(2)}, gap ${gap.toFixed(2)} %, ${answer.took}, ${verdict(read.value, answer)}`,
        bar: `${known} best known`,
      };
    });
  if (gaps.length === 0) return rows;
  const sorted = gaps.toSorted((a, b) => a - b);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const median = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  return [
    ...rows,
    {
      what: `${gaps.length} Solomon instances, mean and median gap`,
      figure: `${mean.toFixed(2)} %, ${median.toFixed(2)} %`,
      bar: "≤ 1.0 %, ≤ 0.5 % (VROOM 1.66 %, 1.35 %)",
    },
  ];
}

export function dayRows(): BenchRow[] {
  if (!existsSync(DAYS)) return [{ what: "made days", figure: "left out", bar: ABSENT }];
  return (
    [
      ["day-60", 2, "25,556 s (VROOM -x5)"],
      ["day-350", 10, "≤ 98,977 s (VROOM -x5 in 42 s)"],
      ["day-2000", 60, "≤ 295,964 s (VROOM -x1 in 90 s)"],
    ] as const
  )
    .filter(([name]) => isAsked(name))
    .map(([name, seconds, bar]) => {
      const problem = dayProblem(JSON.parse(readFileSync(`${DAYS}/${name}.json`, "utf8")) as DayFile);
      const answer = planned(problem, seconds);
      const { cost, took } = answer;
      return {
        what: `${name}, ${seconds} s given`,
        figure: `${cost.toLocaleString("en")} s of travel, ${took}, ${verdict(problem, answer)}`,
        bar,
      };
    });
}

/** A city's month, district by district, as the job plans it: what pools share no caregiver is planned apart. */
export function monthRows(): BenchRow[] {
  const began = performance.now();
  const pools = madeMonth({ residents: 7_064, caregivers: 300, pools: 15, weeks: 4 });
  const seconds = 240 / pools.length;
  let visits = 0;
  let left = 0;
  let faults = 0;
  let roomFound = 0;
  for (const problem of pools) {
    const answer = planned(problem, seconds);
    visits += problem.visits.count;
    left += answer.plan.unassigned.length;
    faults += checkPlan(problem, answer.plan, answer.pinned).length;
    if (answer.plan.unassigned.length === 0) continue;
    const reasons = new UnassignedReasons(problem, answer.plan, answer.pinned);
    roomFound += answer.plan.unassigned.filter((visit) => reasons.of(visit).some(({ reason }) => reason === "room")).length;
  }
  const took = (performance.now() - began) / 1000;
  return [
    {
      what: `7,064 residents × 4 weeks × 300 caregivers (${visits.toLocaleString("en")} visits)`,
      figure: `${took.toFixed(0)} s, ${left} unassigned (${roomFound} with room), ${faults} violations`,
      bar: "≤ 300 s, 0 violations, none unassigned while there is room",
    },
  ];
}

/** «Ill today»: the rest of a day is planned again by the others, and as little as possible moves. */
export function illTodayRows(): BenchRow[] {
  if (!existsSync(DAYS)) return [{ what: "ill today", figure: "left out", bar: ABSENT }];
  const problem = dayProblem(JSON.parse(readFileSync(`${DAYS}/day-350.json`, "utf8")) as DayFile);
  const before = planned(problem, 10);
  before.plan.routes.forEach((stops, shift) => stops.forEach((visit) => (problem.visits.published[visit] = shift)));
  const ill = before.plan.routes.findIndex((stops) => stops.length > 5);
  const { count } = problem.caregivers;
  for (let visit = 0; visit < problem.visits.count; visit++) problem.visits.caregiverPrice[visit * count + ill] = Infinity;
  const began = performance.now();
  const answer = plan(
    { ...problem, prices: { ...problem.prices, change: 3_600 } },
    { seed: 1, seconds: 1, now: () => performance.now(), start: before.plan },
  );
  const took = (performance.now() - began) / 1000;
  const theirs = before.plan.routes[ill]!;
  let moved = 0;
  answer.plan.routes.forEach((stops, shift) =>
    stops.forEach((visit) => {
      if (!theirs.includes(visit) && problem.visits.published[visit] !== shift) moved++;
    }),
  );
  return [
    {
      what: "one of 28 caregivers ill, 350 visits planned again",
      figure: `${took.toFixed(2)} s, ${theirs.length} handed over, ${moved} others moved, ${answer.plan.unassigned.length} unassigned`,
      bar: "≤ 2 s",
    },
  ];
}
