import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { METRES_BOUNDS, MINUTES_BOUNDS, type Limit } from "~/modules/coverage/domain/coverage-query";
import { readQuery } from "~/modules/coverage/domain/read-query";
import { GROUP_KEYS } from "~/modules/coverage/domain/population-group";
import type { CalendarDay } from "~/shared/calendar-day";
import { withIdsNow } from "./candidate";
import { extendingProblems } from "./extending";
import type { QuestionField, QuestionProblem } from "./question-problem";
import { readPoints } from "./read-points";
import {
  buildBudget,
  CANDIDATE_SOURCES,
  COUNT_BOUNDS,
  isRoomed,
  LEVEL_AIMS,
  MOST_YEARS,
  SECONDS_BOUNDS,
  SITING_AIMS,
  USUAL_COUNT,
  USUAL_SECONDS,
  USUAL_UPPER,
  WEIGHT_BOUNDS,
  type SitingQuestion,
  type UpperLevel,
  type WeighedGroup,
  type YearBudget,
} from "./siting-question";
import { yuanTyped } from "./yuan-typed";

/** A form or an address. */
export interface Asked {
  get(name: string): string | null;
  getAll(name: string): readonly string[];
}

export interface ReadQuestion {
  /** the question with every good value kept; what is bad or unsaid follows the service */
  readonly question: SitingQuestion;
  readonly problems: readonly QuestionProblem[];
}

const MOST_YUAN = 1e11;
const MOST_IDS = 500;

/** The question as asked. Null: the city has no service or nobody who walks. */
export function readQuestion(
  asked: Asked,
  ground: CityGround,
  today: CalendarDay,
  stages: readonly string[],
): ReadQuestion | null {
  const problems: QuestionProblem[] = [];
  const text = (name: string): string => asked.get(name)?.trim() ?? "";
  const all = (name: string): string[] => asked.getAll(name).flatMap((each) => (each.trim() === "" ? [] : [each.trim()]));
  const unknown = (field: QuestionField, given: string) => void problems.push({ kind: "unknown", field, given });

  const number = (field: QuestionField, least: number, most: number, isWhole = true): number | null => {
    const given = text(field).normalize("NFKC").replaceAll(/[,\s]/g, "");
    if (given === "") return null;
    const value = Number(given);
    if (!Number.isFinite(value) || (isWhole && !Number.isInteger(value))) {
      problems.push({ kind: "not-a-number", field, given: text(field) });
      return null;
    }
    if (value >= least && value <= most) return value;
    problems.push({ kind: "out-of-range", field, given: text(field), least, most });
    return null;
  };
  const fen = (field: QuestionField): number | null => {
    const given = text(field);
    if (given === "") return null;
    const yuan = yuanTyped(given);
    if (yuan <= MOST_YUAN) return Math.round(yuan * 100);
    if (Number.isNaN(yuan)) problems.push({ kind: "not-money", field, given });
    else problems.push({ kind: "out-of-range", field, given, least: 0, most: MOST_YUAN });
    return null;
  };
  const choice = <T extends string>(field: QuestionField, known: readonly T[], usual: T): T => {
    const given = text(field);
    const found = known.find((key) => key === given);
    if (given !== "" && !found) unknown(field, given);
    return found ?? usual;
  };

  const types = all("types").flatMap((each) => each.split(","));
  const usualType = ground.types.some(({ key }) => key === "meals") ? "meals" : ground.types[0]?.key;
  const read = readQuery(
    {
      types: types.length > 0 ? types : usualType ? [usualType] : [],
      ...(text("walker") ? { walker: text("walker") } : {}),
      ...circle(text),
      ...(text("date") ? { date: text("date") } : {}),
      ...(text("method") ? { method: text("method") } : {}),
    },
    ground,
    today,
  );
  if (!read) return null;
  for (const problem of read.problems) problems.push(asOurs(problem));
  const { query } = read;

  const groups = weighedGroups(asked, ground, problems);
  const area = text("area");
  const isArea = area === "" || ground.areas.some(({ code }) => code === area);
  if (!isArea) unknown("area", area);
  const from = all("from");
  for (const each of from) if (!CANDIDATE_SOURCES.some((key) => key === each)) unknown("from", each);
  const known = CANDIDATE_SOURCES.filter((key) => from.includes(key));
  // A form whose every source is unticked still names the field; places it gives are a source of their own.
  if (asked.getAll("from").length > 0 && from.length === 0 && all("points").length === 0)
    problems.push({ kind: "no-source", field: "from", given: "" });
  const asStage = all("stage");
  for (const each of asStage) if (!stages.includes(each)) unknown("stage", each);

  const points = readPoints(asked.getAll("points").join("\n"), ground, problems);
  const aim = choice("aim", SITING_AIMS, "most");
  const isSaid = asked.get("count") !== null;
  const count = number("count", COUNT_BOUNDS.least, COUNT_BOUNDS.most);
  const needsType = text("needs");
  if (needsType !== "" && !ground.types.some(({ key }) => key === needsType)) unknown("needs", needsType);
  const needsMetres = number("needs-metres", METRES_BOUNDS.least, METRES_BOUNDS.most);
  const upperLevel = (hasMoney: boolean): UpperLevel | null => {
    const key = text("upper");
    if (key === "") return null;
    const type = ground.types.find((each) => each.key === key);
    if (!type) unknown("upper", key);
    const circle = text("upper-circle");
    const limit = circle === "" ? null : limitFrom(circle);
    if (circle !== "" && !limit) problems.push({ kind: "out-of-range", field: "upper-circle", given: circle, ...MINUTES_BOUNDS });
    const most = number("upper-count", COUNT_BOUNDS.least, COUNT_BOUNDS.most);
    const level = {
      limit: limit ?? (type && circleOf(type)) ?? query.limit,
      // Neither a number nor money bounds it: it is one, unless everybody is to have one near.
      count: most ?? (aim === "all" || hasMoney ? null : USUAL_UPPER),
      usualCost: { build: fen("upper-build"), yearly: fen("upper-yearly") },
      weight: number("upper-weight", WEIGHT_BOUNDS.least, WEIGHT_BOUNDS.most, false) ?? 1,
      within: number("upper-metres", METRES_BOUNDS.least, METRES_BOUNDS.most),
    };
    return type ? { type: key, ...level } : null;
  };
  const people = number("extend", 1, 1e6);
  const extending = {
    build: fen("extend-build"),
    yearly: fen("extend-yearly"),
    most: number("extend-most", 1, COUNT_BOUNDS.most),
  };
  if (text("extend") === "" && Object.values(extending).some((said) => said !== null))
    problems.push({ kind: "extend-people", field: "extend", given: "" });
  const budget = { build: fen("build"), yearly: fen("yearly"), years: yearBudgets(text("years"), problems) };
  const question: SitingQuestion = {
    types: query.types,
    groups: groups.length > 0 ? groups : [{ key: query.group, weight: 1, limit: null }],
    ...{ walker: query.walker, limit: query.limit, method: query.method, date: query.date, aim },
    count: count ?? (isSaid || aim === "all" ? null : USUAL_COUNT),
    areaCode: isArea ? area : "",
    from: known.length > 0 ? known : points.length > 0 ? ["points"] : ["communities"],
    stages: asStage.filter((each) => stages.includes(each)),
    points,
    isKeeping: text("keep") !== "no",
    isCountingPlanned: text("planned") === "yes",
    ...{ off: ids(asked, "off", problems), must: ids(asked, "must", problems), never: ids(asked, "never", problems) },
    budget,
    usualCost: { build: fen("usual-build"), yearly: fen("usual-yearly") },
    perDistrict: { least: number("least", 0, COUNT_BOUNDS.most), most: number("most", 0, COUNT_BOUNDS.most) },
    capacity: number("capacity", 1, 1e6),
    extend: people === null ? null : { people, ...extending },
    spacing: number("spacing", 1, 50_000),
    needs:
      needsType !== "" && ground.types.some(({ key }) => key === needsType)
        ? { type: needsType, metres: needsMetres ?? 1_000 }
        : null,
    upper: upperLevel(buildBudget({ budget }) !== null || budget.yearly !== null),
    seconds: number("seconds", SECONDS_BOUNDS.least, SECONDS_BOUNDS.most) ?? USUAL_SECONDS,
  };
  return { question: withIdsNow(question), problems: [...problems, ...contradictions(question, problems)] };
}

/** The form says a number and its unit, an address minutes or metres. */
function circle(text: (name: string) => string): { minutes?: string; metres?: string } {
  const size = text("size").normalize("NFKC");
  if (size !== "") return text("unit") === "metres" ? { metres: size } : { minutes: size };
  if (text("minutes") !== "") return { minutes: text("minutes") };
  return text("metres") === "" ? {} : { metres: text("metres") };
}

/** The circle a service has where nobody says another. */
const circleOf = ({ circleMinutes, circleMetres }: CityGround["types"][number]): Limit | null => {
  if (circleMetres) return { by: "metres", metres: circleMetres };
  return circleMinutes ? { by: "minutes", minutes: circleMinutes } : null;
};

const isId = (id: string): boolean => /^[a-z0-9:-]{1,60}$/i.test(id) || /^point:-?[\d.]+\/-?[\d.]+\/.{0,80}$/.test(id);

/** Ids with anything between them that is no part of one. */
function ids(asked: Asked, field: "must" | "never" | "off", problems: QuestionProblem[]): string[] {
  const given = [...new Set(asked.getAll(field).flatMap((each) => each.split(/[\s,，;；]+/)))].filter((id) => id !== "");
  for (const id of given.filter((each) => !isId(each)).slice(0, 5)) problems.push({ kind: "unknown", field, given: id });
  if (given.length > MOST_IDS) problems.push({ kind: "too-many", field, given: String(given.length), most: MOST_IDS });
  return given.filter(isId).slice(0, MOST_IDS);
}

function asOurs(problem: { readonly kind: string; readonly field: string; readonly given: string }): QuestionProblem {
  const field = problem.field as QuestionField;
  if (problem.kind === "unknown") return { kind: "unknown", field, given: problem.given };
  if (problem.kind === "not-a-day") return { kind: "not-a-day", field, given: problem.given };
  const bounds = field === "metres" ? METRES_BOUNDS : MINUTES_BOUNDS;
  return { kind: "out-of-range", field, given: problem.given, ...bounds };
}

/** Rows of group, weight and circle of its own; rows without a group are left out, a group said twice counts once. */
function weighedGroups(asked: Asked, ground: CityGround, problems: QuestionProblem[]): WeighedGroup[] {
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
    const weight = said === "" ? 1 : Number(said);
    const isWeight = weight >= WEIGHT_BOUNDS.least && weight <= WEIGHT_BOUNDS.most;
    if (!isWeight) problems.push({ kind: "out-of-range", field: "weight", given: said, ...WEIGHT_BOUNDS });
    const circle = within![row]?.trim() ?? "";
    const limit = circle === "" ? null : limitFrom(circle);
    if (circle !== "" && !limit) problems.push({ kind: "out-of-range", field: "within", given: circle, ...MINUTES_BOUNDS });
    found.set(key, { key, weight: isWeight ? weight : 1, limit });
  }
  return [...found.values()];
}

/** `10m` is ten minutes, `800` eight hundred metres. */
function limitFrom(word: string): Limit | null {
  const match = /^(\d+(?:\.\d+)?)(m?)$/.exec(word);
  if (!match) return null;
  const value = Number(match[1]);
  const bounds = match[2] ? MINUTES_BOUNDS : METRES_BOUNDS;
  if (value < bounds.least || value > bounds.most) return null;
  return match[2] ? { by: "minutes", minutes: value } : { by: "metres", metres: value };
}

/** `2027:3000000 2028:200万`, also with commas of the list or a line each; a comma before three figures is one of thousands. */
function yearBudgets(text: string, problems: QuestionProblem[]): YearBudget[] {
  const found = new Map<number, YearBudget>();
  const parts = text.replaceAll(/([:：=])\s+/g, "$1").split(/[\s;；、]+|[,，](?!\d{3}(?!\d))/);
  for (const part of parts.filter(Boolean)) {
    const match = /^(\d{4})(?:年?[:：=]|年)(.+)$/.exec(part);
    const [year, yuan] = [Number(match?.[1]), yuanTyped(match?.[2] ?? "")];
    if (!(year >= 2000 && year <= 2100 && yuan <= MOST_YUAN)) problems.push({ kind: "not-a-year", field: "years", given: part });
    else found.set(year, { year, build: Math.round(yuan * 100) });
  }
  const years = [...found.values()].sort((a, b) => a.year - b.year);
  if (years.length > MOST_YEARS)
    problems.push({ kind: "too-many", field: "years", given: String(years.length), most: MOST_YEARS });
  return years.slice(0, MOST_YEARS);
}

/** What every value allows and all together cannot mean. */
function contradictions(question: SitingQuestion, before: readonly QuestionProblem[]): QuestionProblem[] {
  const { aim, count, perDistrict, from, points, budget, usualCost } = question;
  const build = buildBudget(question);
  const isWithoutBound = aim !== "all" && count === null && build === null && budget.yearly === null;
  // Premises and points bring costs of their own.
  const mayBringCost = from.includes("premises") || from.includes("points");
  const has = (field: QuestionField) => before.some((problem) => problem.field === field);
  return [
    ...(isRoomed(question) && question.groups.length > 1
      ? [{ kind: "room-of-groups", field: "capacity", given: String(question.groups.length) } as const]
      : []),
    ...(isWithoutBound && !has("count") ? [{ kind: "without-bound", field: "count", given: "" } as const] : []),
    ...(perDistrict.least !== null && perDistrict.most !== null && perDistrict.least > perDistrict.most
      ? [{ kind: "more-than-most", field: "least", given: String(perDistrict.least) } as const]
      : []),
    ...(build !== null && usualCost.build === null && !mayBringCost && !has("usual-build")
      ? [{ kind: "cost-unknown", field: "usual-build", given: "" } as const]
      : []),
    ...(budget.yearly !== null && usualCost.yearly === null && !mayBringCost && !has("usual-yearly")
      ? [{ kind: "cost-unknown", field: "usual-yearly", given: "" } as const]
      : []),
    ...extendingProblems(question, has),
    ...(question.upper ? levelProblems(question, question.upper, isRoomed(question), has) : []),
    ...(from.includes("points") && points.length === 0 && !has("points")
      ? [{ kind: "no-points", field: "points", given: "" } as const]
      : []),
  ];
}

/** Two levels are sited together by the most people or by all; they need a price each, and one service is one level. */
function levelProblems(
  question: SitingQuestion,
  { type, usualCost }: UpperLevel,
  hasRoom: boolean,
  has: (field: QuestionField) => boolean,
): QuestionProblem[] {
  const { aim, budget } = question;
  const build = buildBudget(question);
  return [
    ...(LEVEL_AIMS.includes(aim) ? [] : [{ kind: "upper-aim", field: "upper", given: aim } as const]),
    ...(hasRoom ? [{ kind: "upper-room", field: "upper", given: type } as const] : []),
    ...(question.types.includes(type) ? [{ kind: "upper-same", field: "upper", given: type } as const] : []),
    ...(build !== null && usualCost.build === null && !has("upper-build")
      ? [{ kind: "cost-unknown", field: "upper-build", given: "" } as const]
      : []),
    ...(budget.yearly !== null && usualCost.yearly === null && !has("upper-yearly")
      ? [{ kind: "cost-unknown", field: "upper-yearly", given: "" } as const]
      : []),
  ];
}
