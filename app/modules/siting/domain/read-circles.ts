import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { METRES_BOUNDS, MINUTES_BOUNDS, type Limit } from "~/modules/coverage/domain/coverage-query";
import { GROUP_KEYS } from "~/modules/coverage/domain/population-group";
import type { AskedFields } from "./asked-fields";
import type { QuestionProblem } from "./question-problem";
import { WEIGHT_BOUNDS, type WeighedGroup } from "./siting-question";

// How far whom may be asked to walk: the question's circle, and circles of groups and services of their own.

/** The form says a number and its unit, an address minutes or metres. */
export function circleSaid(fields: AskedFields): { minutes?: string; metres?: string } {
  const text = (name: string) => fields.text(name);
  const size = text("size").normalize("NFKC");
  if (size !== "") return text("unit") === "metres" ? { metres: size } : { minutes: size };
  if (text("minutes") !== "") return { minutes: text("minutes") };
  return text("metres") === "" ? {} : { metres: text("metres") };
}

/** The circle a service has where nobody says another. */
export const circleOf = ({ circleMinutes, circleMetres }: CityGround["types"][number]): Limit | null => {
  if (circleMetres) return { by: "metres", metres: circleMetres };
  return circleMinutes ? { by: "minutes", minutes: circleMinutes } : null;
};

/** A circle in one word: `10m` is ten minutes, `800` eight hundred metres. Null: nothing is said, or nothing that is one. */
export function ownCircle(said: string, field: "within" | "upper-circle", problems: QuestionProblem[]): Limit | null {
  const given = said.trim();
  if (given === "") return null;
  const [, figure, isMinutes] = /^(\d+(?:\.\d+)?)(m?)$/.exec(given.normalize("NFKC").toLowerCase()) ?? [];
  if (figure === undefined) {
    problems.push({ kind: "not-a-circle", field, given });
    return null;
  }
  const value = Number(figure);
  const bounds = isMinutes ? MINUTES_BOUNDS : METRES_BOUNDS;
  if (value >= bounds.least && value <= bounds.most)
    return isMinutes ? { by: "minutes", minutes: value } : { by: "metres", metres: value };
  problems.push({ kind: "out-of-range", field, given, ...bounds });
  return null;
}

/** Rows of group, weight and circle of its own; rows without a group are left out, a group said twice counts once. */
export function weighedGroups({ asked, problems }: AskedFields, ground: CityGround): WeighedGroup[] {
  const [keys, weights, within] = ["group", "weight", "within"].map((name) => asked.getAll(name));
  const known = new Set([...GROUP_KEYS, ...ground.populations.map(({ group }) => group)]);
  const found = new Map<string, WeighedGroup>();
  for (const [row, key] of keys!.map((each) => each.trim()).entries()) {
    if (key === "" || found.has(key)) continue;
    if (!known.has(key)) {
      problems.push({ kind: "unknown", field: "group", given: key });
      continue;
    }
    const said = weights![row]?.trim() ?? "";
    const weight = said === "" ? 1 : Number(said.normalize("NFKC"));
    const isWeight = weight >= WEIGHT_BOUNDS.least && weight <= WEIGHT_BOUNDS.most;
    if (!isWeight) problems.push({ kind: "out-of-range", field: "weight", given: said, ...WEIGHT_BOUNDS });
    const limit = ownCircle(within![row] ?? "", "within", problems);
    found.set(key, { key, weight: isWeight ? weight : 1, limit });
  }
  return [...found.values()];
}
