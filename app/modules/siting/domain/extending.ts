import type { Candidate } from "./candidate";
import type { QuestionField, QuestionProblem } from "./question-problem";
import { buildBudget, COUNT_BOUNDS, isRoomed, type SitingQuestion } from "./siting-question";

// Places that are there may be made larger: one more choice beside new ones. It adds room and no place, so what is asked of new
// places alone (how many, how many a district, how far apart, what must be near) is not asked of it; money is asked of both.

const EXTENDED = "extend:";

export const extensionId = (facilityId: string): string => `${EXTENDED}${facilityId}`;

export const isExtension = ({ id }: { readonly id: string }): boolean => id.startsWith(EXTENDED);

/** Whether what a place costs was said of it alone; what extending costs is given in the question, for each of them alike. */
export const hasOwnCost = ({ id, isOwnCost }: { readonly id: string; readonly isOwnCost: boolean }): boolean =>
  isOwnCost && !isExtension({ id });

/** Among the columns of a choice. */
export interface ExtensionColumn {
  /** by site the standing one it makes larger, −1 = none; null = all are places */
  readonly extensionOf?: Int32Array | null;
}

/** Whether a site only makes a standing one larger, and is no place of its own. */
export const makesLarger = ({ extensionOf = null }: ExtensionColumn, site: number): boolean =>
  extensionOf !== null && extensionOf[site]! >= 0;

/** A place there is, as far as it matters whether it counts. */
interface There {
  readonly id: string;
  readonly lon: number | null;
  readonly state: "operating" | "planned" | "building";
}

/** Whether the question counts a place as being there. */
export function countsAsThere({ isKeeping, isCountingPlanned, off }: SitingQuestion): (place: There) => boolean {
  const isOff = new Set(off);
  return ({ id, lon, state }) => isKeeping && !isOff.has(id) && lon !== null && (state === "operating" || isCountingPlanned);
}

interface Extendable extends There {
  readonly name: string;
  readonly lat: number | null;
  readonly areaCode: string | null;
  readonly licensed: number | null;
}

/** Every place that counts and whose room is known, once more: as one that holds so many more. Without a bound there is no more. */
export function extensionsOf(question: SitingQuestion, places: readonly Extendable[]): Candidate[] {
  const extend = question.extend ?? null;
  if (!extend) return [];
  const isThere = countsAsThere(question);
  return places.flatMap((place): Candidate[] => {
    const { id, name, areaCode, lon, lat, licensed } = place;
    if (licensed === null || !isThere(place)) return [];
    return [
      {
        ...{ id: extensionId(id), from: "extend", name, nameEn: null, areaCode, lon, lat },
        ...{ build: extend.build, yearly: extend.yearly, capacity: extend.people, licensed },
      },
    ];
  });
}

/** What is asked of extending and cannot be meant. @param has fields somebody already complained of */
export function extendingProblems(question: SitingQuestion, has: (field: QuestionField) => boolean): QuestionProblem[] {
  const extend = question.extend ?? null;
  if (!extend) return [];
  const isUnpriced = (budget: number | null, price: number | null) => budget !== null && price === null;
  return [
    ...(isRoomed(question) ? [] : [{ kind: "extend-without-room", field: "extend", given: String(extend.people) } as const]),
    ...(question.isKeeping ? [] : [{ kind: "extend-not-kept", field: "extend", given: String(extend.people) } as const]),
    ...(isUnpriced(buildBudget(question), extend.build) && !has("extend-build")
      ? [{ kind: "cost-unknown", field: "extend-build", given: "" } as const]
      : []),
    ...(isUnpriced(question.budget.yearly, extend.yearly) && !has("extend-yearly")
      ? [{ kind: "cost-unknown", field: "extend-yearly", given: "" } as const]
      : []),
    ...(isBounded(question) || ["extend-most", "extend-build", "extend-yearly"].some((field) => has(field as QuestionField))
      ? []
      : [{ kind: "extend-without-bound", field: "extend-most", given: "" } as const]),
  ];
}

/** Money that each extension takes some of, a number, or that the fewest are asked for keeps them from being all there are. */
function isBounded(question: SitingQuestion): boolean {
  const extend = question.extend ?? null;
  const [build, yearly] = [buildBudget(question), question.budget.yearly];
  const takes = (budget: number | null, price: number | null) => budget !== null && price !== 0;
  return !extend || question.aim === "all" || extend.most !== null || takes(build, extend.build) || takes(yearly, extend.yearly);
}

/** The same where what made extending possible was let go: without room there is none, without money it has a number. */
export function stillExtending(question: SitingQuestion): SitingQuestion {
  if (!question.extend) return question;
  if (!isRoomed(question)) return { ...question, extend: null };
  return isBounded(question) ? question : { ...question, extend: { ...question.extend, most: COUNT_BOUNDS.most } };
}
