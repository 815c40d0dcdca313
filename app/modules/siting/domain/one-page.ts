import type { MethodStatement } from "~/modules/coverage/domain/method-statement";
import type { Outline } from "~/modules/places/domain/outline";
import type { CalendarDay } from "~/shared/calendar-day";
import type { GeoPoint } from "~/shared/geo-point";
import type { Fen, Metres } from "~/shared/units";
import { hasOwnCost } from "./extending";
import type { Fire } from "./premises/premises";
import { isCovering, type SitingQuestion, type UpperLevel } from "./siting-question";
import type {
  ChosenSite,
  Level,
  Named,
  NamedArea,
  PeopleOfArea,
  QuestionParts,
  SitingResult,
  YearFigures,
} from "./siting-result";

/**
 * What the one page says, in facts: the sentence, the rows behind it, what is not known. Words and looks come later, in two
 * languages; whatever the page adds up is added up here, so that sentence, rows and files cannot disagree.
 */
export interface OnePage {
  readonly city: SitingResult["city"];
  /** the name its question is kept under */
  readonly scenario: string;
  readonly question: SitingQuestion;
  readonly parts: QuestionParts;
  readonly measure: PageMeasure;
  /** the upper level, where two were sited together; null = one level */
  readonly upper: PageUpper | null;
  /** the new ones in their order; their people add up to `gained` */
  readonly sites: readonly PageSite[];
  readonly gained: number;
  readonly reserve: readonly PageReserve[];
  /** why there is no reserve; null = there is one, or the question is about walks */
  readonly withoutReserve: "nothing-more" | "not-allowed" | "not-in-time" | null;
  /** places hold only so many: people are those with a place */
  readonly isRoomed: boolean;
  /** communities that had none within reach and have one now */
  readonly closed: SitingResult["gaps"]["closed"];
  readonly build: KnownCost;
  readonly yearly: KnownCost;
  /** candidates left out because money was given and their cost is unknown */
  readonly leftOut: number;
  /** what is built in which year, where money comes by years */
  readonly years: readonly YearFigures[];
  readonly proof: Pick<SitingResult["proof"], "proved" | "gap" | "ended">;
  /** whom no candidate reaches: listed, never counted */
  readonly outOfReach: { readonly communities: number; readonly people: number; readonly top: readonly PeopleOfArea[] };
  /** people without a position, in no share */
  readonly unmeasured: number;
  readonly existing: number;
  readonly candidates: number;
  /** places that could have been made larger; null = not asked about */
  readonly extendable: number | null;
  readonly method: MethodStatement;
  readonly population: { readonly year: number; readonly source: string } | null;
  /** as of which day people and places are counted */
  readonly date: CalendarDay;
  /** the day the answer was computed, in the city */
  readonly computedOn: CalendarDay;
}

export interface PageUpper {
  readonly type: NonNullable<QuestionParts["upper"]>;
  readonly level: UpperLevel;
  /** how many of the new ones are of it */
  readonly sites: number;
  /** people of all who are within its circle before and after; `gained` is what the rows add up to */
  readonly people: number;
  readonly before: number;
  readonly after: number;
  readonly gained: number;
  /** people none of its candidates reaches */
  readonly outOfReach: number;
}

export type PageMeasure =
  /** people of all who are within the circle before and after; where places hold only so many, who have a place there */
  | {
      readonly kind: "people";
      readonly people: number;
      readonly before: number;
      readonly after: number;
      /** who is within the circle, whether there is room for them or not; null = as many as come */
      readonly within: { readonly before: number; readonly after: number } | null;
    }
  /** how far people walk to the nearest */
  | {
      readonly kind: "walk";
      readonly of: "mean" | "farthest";
      /** of those who have one within the search; null = nobody has */
      readonly before: Metres | null;
      readonly after: Metres | null;
      /** people who have none within the search, in neither figure */
      readonly beyond: { readonly before: number; readonly after: number };
      readonly searched: Metres;
    };

/** What the list of idle premises says of one of them. */
export interface PremisesFacts {
  /** floor area, m² */
  readonly area: number | null;
  readonly stage: string;
  readonly fire?: Fire;
  readonly leaseUntil?: CalendarDay | null;
  /** what is said of the lease that is no day */
  readonly leaseWords?: string;
}

export interface PageSite {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly community: NamedArea | null;
  readonly district: NamedArea | null;
  readonly from: ChosenSite["from"];
  /** null = it is none of the list of premises */
  readonly premises: PremisesFacts | null;
  readonly lon: number;
  readonly lat: number;
  /** people it adds, whole */
  readonly gained: number;
  /** of two levels its own; null = one level */
  readonly level: Level | null;
  /** of an upper one: people it adds to the upper level, whole */
  readonly upperGained: number | null;
  /** where places hold only so many: people newly within reach, and people it may hold; null = as many as come */
  readonly within: number | null;
  readonly capacity: number | null;
  /** people it may serve already, of a place made larger, which then may serve `capacity` more; null = a new one */
  readonly licensed: number | null;
  /** the communities most of them live in, and how many communities there are */
  readonly top: readonly PeopleOfArea[];
  readonly communities: number;
  readonly build: Fen | null;
  readonly yearly: Fen | null;
  readonly isOwnCost: boolean;
  /** of building, for one person more; of two levels at its own */
  readonly perPerson: Fen | null;
  readonly nextBest: ChosenSite["nextBest"];
  readonly alternatives: NonNullable<ChosenSite["alternatives"]> | null;
  readonly isWanted: boolean;
  readonly year: number | null;
}

/** One that would come next. */
export interface PageReserve {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly district: NamedArea | null;
  readonly premises: PremisesFacts | null;
  readonly lon: number;
  readonly lat: number;
  /** people it would add to the chosen ones */
  readonly adds: number;
  /** false: only in the place of one of the chosen; answers of before say nothing of it */
  readonly isBeside: boolean;
  readonly level: Level | null;
  readonly build: Fen | null;
  readonly yearly: Fen | null;
  /** false: the usual cost of the question; answers of before say nothing of it */
  readonly isOwnCost: boolean;
}

/** Where the picture lies: areas with their names, what is there already, how far each new one reaches. */
export interface PageGround {
  readonly areas: readonly { readonly name: Named; readonly outline: Outline }[];
  readonly existing: readonly GeoPoint[];
  /** the ground within reach of each new one, in their order */
  readonly reach: readonly Outline[];
}

/** Money that is known, and of how many sites it is not. Unknown is never 0. */
export interface KnownCost {
  readonly known: Fen;
  readonly unknown: number;
}

/** What the answer itself does not hold. */
export interface PageFacts {
  readonly scenario: string;
  readonly computedOn: CalendarDay;
  /** by id of the site */
  readonly premises: ReadonlyMap<string, PremisesFacts>;
}

export function onePageOf(result: SitingResult, facts: PageFacts): OnePage {
  const people = wholePeople(result.chosen.map((site) => site.people));
  const above = wholePeople(result.chosen.map(({ upperPeople }) => upperPeople ?? 0));
  const sites = result.chosen.map((site, at) =>
    pageSite(site, { gained: people[at]!, above: above[at]! }, result.question, facts),
  );
  const [main] = result.groups;
  return {
    ...{ city: result.city, scenario: facts.scenario, question: result.question, parts: result.parts },
    upper: upperOf(result, sites),
    ...{ measure: measureOf(result), sites, gained: people.reduce((sum, each) => sum + each, 0) },
    reserve: result.reserve.map(({ buildCost, yearlyCost, adds, isBeside = true, isOwnCost = true, level = null, ...site }) => ({
      ...{ id: site.id, name: site.name, nameEn: site.nameEn, district: site.district, lon: site.lon, lat: site.lat, level },
      ...{
        adds: Math.round(adds),
        isBeside,
        isOwnCost: hasOwnCost({ ...site, isOwnCost }),
        build: buildCost,
        yearly: yearlyCost,
      },
      premises: facts.premises.get(site.id) ?? null,
    })),
    withoutReserve: result.withoutReserve ?? (isCovering(result.question) && result.reserve.length === 0 ? "nothing-more" : null),
    isRoomed: (result.room ?? null) !== null,
    closed: result.gaps.closed,
    build: knownCost(sites.map(({ build }) => build)),
    yearly: knownCost(sites.map(({ yearly }) => yearly)),
    leftOut: result.cost.leftOut,
    years: result.years?.rows ?? [],
    proof: result.proof,
    outOfReach: result.outOfReach,
    unmeasured: main?.unmeasured ?? 0,
    existing: result.existing.length,
    candidates: result.candidates.count,
    extendable: result.candidates.extendable ?? null,
    method: result.method,
    population: main && main.year !== null ? { year: main.year, source: main.source ?? "" } : null,
    ...{ date: result.date, computedOn: facts.computedOn },
  };
}

function upperOf({ question, parts, upper: figures }: SitingResult, sites: readonly PageSite[]): PageUpper | null {
  const [main] = figures?.groups ?? [];
  if (!figures || !main || !question.upper || !parts.upper) return null;
  return {
    ...{ type: parts.upper, level: question.upper, people: main.people, before: main.before, after: main.after },
    sites: sites.filter(({ level }) => level === "upper").length,
    gained: sites.reduce((sum, { upperGained }) => sum + (upperGained ?? 0), 0),
    outOfReach: figures.outOfReach,
  };
}

function pageSite(
  site: ChosenSite,
  { gained, above }: { readonly gained: number; readonly above: number },
  question: SitingQuestion,
  facts: PageFacts,
): PageSite {
  const level = site.level ?? null;
  const own = level === "upper" ? above : gained;
  const { id, name, nameEn, community, district, from, lon, lat, communities, nextBest, year } = site;
  return {
    ...{ id, name, nameEn, community, district, from, lon, lat, gained, communities, nextBest, year },
    isOwnCost: hasOwnCost(site),
    ...{ level, upperGained: level === "upper" ? above : null },
    premises: facts.premises.get(id) ?? null,
    ...{
      within: site.within ?? null,
      capacity: (site.within ?? null) === null ? null : site.capacity,
      licensed: site.licensed ?? null,
      alternatives: site.alternatives ?? null,
    },
    top: site.topCommunities,
    ...{ build: site.buildCost, yearly: site.yearlyCost },
    perPerson: site.buildCost === null || own === 0 ? null : site.buildCost / own,
    isWanted: question.must.includes(id),
  };
}

function measureOf({ question, groups: [main], walking, room = null }: SitingResult): PageMeasure {
  if (isCovering(question) && main) {
    const within = { before: main.before, after: main.after };
    return { kind: "people", people: main.people, ...(room ?? within), within: room && within };
  }
  const of = question.aim === "farthest" ? "farthest" : "mean";
  const { before, after, searched } = walking;
  const beyond = { before: before.beyond, after: after.beyond };
  return { kind: "walk", of, before: before[of], after: after[of], beyond, searched };
}

export const knownCost = (costs: readonly (Fen | null)[]): KnownCost => ({
  known: costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0),
  unknown: costs.filter((cost) => cost === null).length,
});

/**
 * Whole people whose sum is the whole of the sum: each is rounded so that what was rounded so far is right, hence none is
 * more than one off.
 */
export function wholePeople(people: readonly number[]): number[] {
  let [sum, told] = [0, 0];
  return people.map((each) => {
    sum += each;
    const whole = Math.max(0, Math.round(sum) - told);
    told += whole;
    return whole;
  });
}
