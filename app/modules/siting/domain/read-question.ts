import type { CityGround } from "~/modules/coverage/domain/city-ground";
import { METRES_BOUNDS, MINUTES_BOUNDS, type CoverageQuery } from "~/modules/coverage/domain/coverage-query";
import { readQuery } from "~/modules/coverage/domain/read-query";
import type { CalendarDay } from "~/shared/calendar-day";
import { AskedFields, type Asked } from "./asked-fields";
import { withIdsNow } from "./candidate";
import { contradictions } from "./contradictions";
import { UPPER_TERMS, type QuestionField, type QuestionProblem } from "./question-problem";
import { circleOf, circleSaid, ownCircle, weighedGroups } from "./read-circles";
import { readPoints } from "./read-points";
import {
  buildBudget,
  CANDIDATE_SOURCES,
  COUNT_BOUNDS,
  SECONDS_BOUNDS,
  SITING_AIMS,
  USUAL_COUNT,
  USUAL_SECONDS,
  USUAL_UPPER,
  WEIGHT_BOUNDS,
  type Extending,
  type SitingQuestion,
  type UpperLevel,
} from "./siting-question";
import { yearBudgets } from "./year-budgets";

export interface ReadQuestion {
  /** the question with every good value kept; what is bad or unsaid follows the service */
  readonly question: SitingQuestion;
  readonly problems: readonly QuestionProblem[];
}

const PEOPLE_BOUNDS = { least: 1, most: 1e6 } as const;
const SPACING_BOUNDS = { least: 1, most: 50_000 } as const;
const DISTRICT_BOUNDS = { least: 0, most: COUNT_BOUNDS.most } as const;
/** Metres to what must be near, where nobody says. */
const USUAL_NEAR = 1_000;

/** The question as asked. Null: the city has no service or nobody who walks. */
export function readQuestion(
  asked: Asked,
  ground: CityGround,
  today: CalendarDay,
  stages: readonly string[],
): ReadQuestion | null {
  const problems: QuestionProblem[] = [];
  const fields = new AskedFields(asked, problems);
  const query = queryAsked(fields, ground, today);
  if (!query) return null;
  const groups = weighedGroups(fields, ground);
  const where = whereAsked(fields, ground, stages);
  const aim = fields.choice("aim", SITING_AIMS, "most");
  const isCountSaid = asked.get("count") !== null;
  const count = fields.number("count", COUNT_BOUNDS);
  const needs = needsAsked(fields, ground);
  const extend = extendAsked(fields);
  const budget = {
    ...{ build: fields.fen("build"), yearly: fields.fen("yearly") },
    years: yearBudgets(fields.text("years"), problems),
  };
  const question: SitingQuestion = {
    types: query.types,
    groups: groups.length > 0 ? groups : [{ key: query.group, weight: 1, limit: null }],
    ...{ walker: query.walker, limit: query.limit, method: query.method, date: query.date, aim },
    count: count ?? (isCountSaid || aim === "all" ? null : USUAL_COUNT),
    ...where,
    isKeeping: fields.text("keep") !== "no",
    isCountingPlanned: fields.text("planned") === "yes",
    ...{ off: fields.ids("off"), must: fields.ids("must"), never: fields.ids("never") },
    budget,
    usualCost: { build: fields.fen("usual-build"), yearly: fields.fen("usual-yearly") },
    perDistrict: { least: fields.number("least", DISTRICT_BOUNDS), most: fields.number("most", DISTRICT_BOUNDS) },
    capacity: fields.number("capacity", PEOPLE_BOUNDS),
    extend,
    spacing: fields.number("spacing", SPACING_BOUNDS),
    needs,
    // Neither a number nor money bounds the upper level: it is one, unless everybody is to have one near.
    upper: upperAsked(
      fields,
      ground,
      query,
      aim === "all" || buildBudget({ budget }) !== null || budget.yearly !== null ? null : USUAL_UPPER,
    ),
    seconds: fields.number("seconds", SECONDS_BOUNDS) ?? USUAL_SECONDS,
  };
  return { question: withIdsNow(question), problems: [...problems, ...contradictions(question, problems)] };
}

/** What a question of reach has too: services, who walks and how far, the day and the method. */
function queryAsked(fields: AskedFields, ground: CityGround, today: CalendarDay): CoverageQuery | null {
  const types = fields.all("types").flatMap((each) => each.split(","));
  const usual = ground.types.some(({ key }) => key === "meals") ? "meals" : ground.types[0]?.key;
  const said = (name: string) => (fields.text(name) ? { [name]: fields.text(name) } : {});
  const read = readQuery(
    {
      types: types.length > 0 ? types : usual ? [usual] : [],
      ...{ ...said("walker"), ...circleSaid(fields), ...said("date"), ...said("method") },
    },
    ground,
    today,
  );
  if (!read) return null;
  for (const problem of read.problems) fields.problems.push(asOurs(problem));
  return read.query;
}

function asOurs(problem: { readonly kind: string; readonly field: string; readonly given: string }): QuestionProblem {
  const field = problem.field as QuestionField;
  if (problem.kind === "unknown") return { kind: "unknown", field, given: problem.given };
  if (problem.kind === "not-a-day") return { kind: "not-a-day", field, given: problem.given };
  const bounds = field === "metres" ? METRES_BOUNDS : MINUTES_BOUNDS;
  return { kind: "out-of-range", field, given: problem.given, ...bounds };
}

/** Where new ones may stand: the area, the sources of candidates, stages of premises, places somebody gave. */
function whereAsked(
  fields: AskedFields,
  ground: CityGround,
  known: readonly string[],
): Pick<SitingQuestion, "areaCode" | "from" | "stages" | "points"> {
  const { asked, problems } = fields;
  const area = fields.text("area");
  const isArea = area === "" || ground.areas.some(({ code }) => code === area);
  if (!isArea) fields.unknown("area", area);
  const said = fields.all("from");
  for (const each of said) if (!CANDIDATE_SOURCES.some((key) => key === each)) fields.unknown("from", each);
  const from = CANDIDATE_SOURCES.filter((key) => said.includes(key));
  // A form whose every source is unticked still names the field; places it gives are a source of their own.
  if (asked.getAll("from").length > 0 && said.length === 0 && fields.all("points").length === 0)
    problems.push({ kind: "no-source", field: "from", given: "" });
  const stages = fields.all("stage");
  for (const each of stages) if (!known.includes(each)) fields.unknown("stage", each);
  const points = readPoints(asked.getAll("points").join("\n"), ground, problems);
  return {
    areaCode: isArea ? area : "",
    from: from.length > 0 ? from : points.length > 0 ? ["points"] : ["communities"],
    stages: stages.filter((each) => known.includes(each)),
    points,
  };
}

function needsAsked(fields: AskedFields, ground: CityGround): SitingQuestion["needs"] {
  const type = fields.text("needs");
  const isKnown = ground.types.some(({ key }) => key === type);
  if (type !== "" && !isKnown) fields.unknown("needs", type);
  const metres = fields.number("needs-metres", METRES_BOUNDS);
  if (type === "" && metres !== null) fields.problems.push({ kind: "needs-type", field: "needs", given: "" });
  return isKnown ? { type, metres: metres ?? USUAL_NEAR } : null;
}

function extendAsked(fields: AskedFields): Extending | null {
  const people = fields.number("extend", PEOPLE_BOUNDS);
  const terms = {
    build: fields.fen("extend-build"),
    yearly: fields.fen("extend-yearly"),
    most: fields.number("extend-most", COUNT_BOUNDS),
  };
  if (fields.text("extend") === "" && Object.values(terms).some((said) => said !== null))
    fields.problems.push({ kind: "extend-people", field: "extend", given: "" });
  return people === null ? null : { people, ...terms };
}

function upperAsked(
  fields: AskedFields,
  ground: CityGround,
  { limit: lower }: CoverageQuery,
  usualCount: number | null,
): UpperLevel | null {
  const key = fields.text("upper");
  if (key === "") {
    if (UPPER_TERMS.some((term) => fields.text(term) !== ""))
      fields.problems.push({ kind: "upper-type", field: "upper", given: "" });
    return null;
  }
  const type = ground.types.find((each) => each.key === key);
  if (!type) fields.unknown("upper", key);
  const limit = ownCircle(fields.text("upper-circle"), "upper-circle", fields.problems);
  const most = fields.number("upper-count", COUNT_BOUNDS);
  const level = {
    limit: limit ?? (type && circleOf(type)) ?? lower,
    count: most ?? usualCount,
    usualCost: { build: fields.fen("upper-build"), yearly: fields.fen("upper-yearly") },
    weight: fields.number("upper-weight", WEIGHT_BOUNDS, false) ?? 1,
    within: fields.number("upper-metres", METRES_BOUNDS),
  };
  return type ? { type: key, ...level } : null;
}
