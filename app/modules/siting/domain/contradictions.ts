import { extendingProblems } from "./extending";
import type { QuestionField, QuestionProblem } from "./question-problem";
import { buildBudget, isRoomed, LEVEL_AIMS, type SitingQuestion, type UpperLevel } from "./siting-question";

/** What every value allows and all together cannot mean. */
export function contradictions(question: SitingQuestion, before: readonly QuestionProblem[]): QuestionProblem[] {
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
