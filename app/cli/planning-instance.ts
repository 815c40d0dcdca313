import { z } from "zod";
import { dayProblem, type DayFile } from "~/modules/visits/domain/day-file";
import type { PlanningProblem } from "~/modules/visits/domain/planning-problem";
import { solomonProblem } from "~/modules/visits/domain/solomon-file";
import { granted, refused, type Verdict } from "~/shared/verdict";

/** A planning question read from a file, and how its visits and caregivers are called there. */
export interface PlanningInstance {
  readonly problem: PlanningProblem;
  readonly visitIds: readonly number[];
  /** null where vehicles have no names: then routes are just lists */
  readonly caregiverIds: readonly number[] | null;
}

const number = z.number();
const span = z.tuple([number, number]).refine(([from, to]) => from <= to, { message: "ends before it begins" });
const skill = z.int().min(0).max(30);
const daySchema = z
  .object({
    travel: z.object({
      kmh: number.positive(),
      detour: number.min(1),
      plusSeconds: number.min(0),
      rounding: z.enum(["floor", "none"]).default("none"),
    }),
    caregivers: z
      .array(
        z.object({
          id: number,
          home: z.tuple([number, number]),
          skills: z.array(skill),
          hours: span,
          maxVisits: z.int().min(0),
          break: z.object({ window: span, seconds: number.min(0) }).optional(),
        }),
      )
      .min(1)
      .refine(areOwn, { message: "two caregivers have one id" }),
    visits: z
      .array(
        z.object({
          id: number,
          at: z.tuple([number, number]),
          seconds: number.min(0),
          skill,
          priority: number.min(0),
          window: span,
        }),
      )
      .refine(areOwn, { message: "two visits have one id" }),
  })
  .strip();

function areOwn(entries: readonly { readonly id: number }[]): boolean {
  return new Set(entries.map(({ id }) => id)).size === entries.length;
}

/** Reads a day file (JSON) or a Solomon/Homberger instance (text); the refusal is a sentence in two languages. */
export function planningInstance(text: string): Verdict<PlanningInstance, string> {
  return text.trimStart().startsWith("{") ? dayInstance(text) : solomonInstance(text);
}

function dayInstance(text: string): Verdict<PlanningInstance, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("文件不是完整的 JSON · The file is not whole JSON. 请重新导出 · Export it again.");
  }
  const read = daySchema.safeParse(value);
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    const where = path.join(".") || "$";
    return refused(`「${where}」不对：${message} · «${where}» is not as it should be: ${message}.`);
  }
  const day: DayFile = read.data;
  return granted({
    problem: dayProblem(day),
    visitIds: day.visits.map(({ id }) => id),
    caregiverIds: day.caregivers.map(({ id }) => id),
  });
}

function solomonInstance(text: string): Verdict<PlanningInstance, string> {
  const read = solomonProblem(text);
  if (read.ok) {
    const visitIds = Array.from({ length: read.value.visits.count }, (_, visit) => visit + 1);
    return granted({ problem: read.value, visitIds, caregiverIds: null });
  }
  const { line, problem } = read.refusal;
  return refused(
    problem === "vehicles"
      ? "没有找到车辆数和载量，应为 Solomon 格式或 JSON 日文件 · No number and capacity of vehicles: a Solomon instance or a day file in JSON is expected."
      : `第 ${line} 行不是七个数的客户行 · Line ${line} is no customer of seven numbers in their order.`,
  );
}
