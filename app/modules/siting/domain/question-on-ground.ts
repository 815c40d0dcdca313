import { withIdsNow } from "./candidate";
import {
  candidateColumns,
  DISTRICT_DIGITS,
  extendableOf,
  type CandidateColumns,
  type CandidateGround,
} from "./candidate-columns";
import type { QuestionProblem } from "./question-problem";
import type { SitingQuestion } from "./siting-question";
import { mostPairsNear } from "./spaced-apart";
import { MOST_NEEDS, pairsWithin } from "./two-levels";

// What a question cannot mean once its candidates are known: words alone do not show it.

/** Groups of so many pairs are made and solved in seconds and some hundred megabytes; more are refused. */
export const MOST_PAIRS = 1e8;

/** Districts in which each is to get new ones: those of the area asked about, or the one it lies in. */
export const districtsOf = (question: Pick<SitingQuestion, "areaCode">, { ground }: Pick<CandidateGround, "ground">) =>
  ground.areas.filter(
    ({ level, code }) => level === "district" && (code.startsWith(question.areaCode) || question.areaCode.startsWith(code)),
  );

/** The district of each candidate, "" = of none. */
export const districtOf = ({ ground, columns }: CandidateGround, { community }: CandidateColumns, row: number): string =>
  community[row]! < 0 ? "" : ground.areas[columns.demand.area[community[row]!]!]!.code.slice(0, DISTRICT_DIGITS);

export function problemsOnGround(asked: SitingQuestion, of: CandidateGround): QuestionProblem[] {
  const question = withIdsNow(asked);
  const columns = candidateColumns(question, of);
  return [
    ...mustProblems(question, of, columns),
    ...pointsOutside(of, columns),
    ...districtsWithout(question, of, columns),
    ...tooManyNear(question, columns),
    ...tooManyWithin(question, columns),
    ...nothingToExtend(question, columns),
  ];
}

/** What must be chosen and cannot: one that is not there, or that another condition forbids. */
export function mustProblems(question: SitingQuestion, { candidates }: CandidateGround, { whyNot }: CandidateColumns) {
  const rowOf = new Map(candidates.map(({ id }, row) => [id, row]));
  return question.must.flatMap((id): QuestionProblem[] => {
    const row = rowOf.get(id);
    if (row === undefined) return [{ kind: "must-gone", field: "must", given: id }];
    const why = whyNot[row]!;
    return why === null ? [] : [{ kind: `must-${why}`, field: "must", given: candidates[row]!.name || id }];
  });
}

const pointsOutside = ({ candidates }: CandidateGround, { whyNot }: CandidateColumns): QuestionProblem[] =>
  candidates.flatMap(({ from, name, id }, row): QuestionProblem[] =>
    from === "points" && whyNot[row] === "outside" ? [{ kind: "point-outside", field: "points", given: name || id }] : [],
  );

function districtsWithout(question: SitingQuestion, of: CandidateGround, columns: CandidateColumns): QuestionProblem[] {
  const { least } = question.perDistrict;
  if (least === null) return [];
  const usable = new Map<string, number>();
  for (const row of of.candidates.keys()) {
    if (columns.whyNot[row] !== null || columns.isExtension[row]) continue;
    const code = districtOf(of, columns, row);
    usable.set(code, (usable.get(code) ?? 0) + 1);
  }
  return districtsOf(question, of).flatMap(({ code, name, nameEn }): QuestionProblem[] => {
    const count = usable.get(code) ?? 0;
    return count >= least ? [] : [{ kind: "district-few", field: "least", given: name, givenEn: nameEn ?? name, usable: count }];
  });
}

type Stands = Pick<CandidateColumns, "x" | "y" | "whyNot"> & Partial<Pick<CandidateColumns, "isExtension">>;

const nothingToExtend = ({ extend = null }: SitingQuestion, columns: CandidateColumns): QuestionProblem[] =>
  extend && extendableOf(columns) === 0 ? [{ kind: "extend-none", field: "extend", given: String(extend.people) }] : [];

export function tooManyNear({ spacing, upper }: SitingQuestion, { whyNot, isExtension, ...at }: Stands): QuestionProblem[] {
  if (spacing === null) return [];
  // of two levels each candidate stands twice
  const pairs = mostPairsNear(at, spacing, (row) => whyNot[row] === null && !isExtension?.[row]) * (upper ? 4 : 1);
  if (pairs <= MOST_PAIRS) return [];
  return [{ kind: "too-many-near", field: "spacing", given: String(spacing), pairs, most: MOST_PAIRS }];
}

/** More lower candidates with more upper ones within reach of each than can be worked out. */
export function tooManyWithin({ upper }: SitingQuestion, columns: Stands): QuestionProblem[] {
  if (!upper || upper.within === null) return [];
  const pairs = pairsWithin(columns, upper.within);
  if (pairs <= MOST_NEEDS) return [];
  return [{ kind: "too-many-near", field: "upper-metres", given: String(upper.within), pairs, most: MOST_NEEDS }];
}
