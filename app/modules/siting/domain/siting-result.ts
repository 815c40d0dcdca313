import type { MultiPolygon } from "geojson";
import type { MethodStatement } from "~/modules/coverage/domain/method-statement";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Fen, Lat, Lon, Metres } from "~/shared/units";
import type { CandidateKind, SitingQuestion } from "./siting-question";

/** Names as they were when it was computed. */
export interface Named {
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface NamedArea {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}

/** A community and how many people of the group live in it. */
export interface PeopleOfArea extends NamedArea {
  readonly people: number;
}

/** The same where it lies, for a map. */
export interface PlacedPeople extends PeopleOfArea {
  readonly lon: Lon;
  readonly lat: Lat;
}

/** What the sentence of a question says, in names. */
export interface QuestionParts {
  readonly types: readonly (Named & { readonly key: string; readonly symbol: string })[];
  readonly walker: Named & { readonly speedKmh: number };
  /** null = the whole city */
  readonly area: NamedArea | null;
  readonly needs: Named | null;
  /** the service of the upper level; answers of before have none */
  readonly upper?: (Named & { readonly key: string; readonly symbol: string }) | null;
}

/** Where two levels are sited together. */
export type Level = "lower" | "upper";

/** A place that is there: operating, or planned and building. */
export interface ExistingSite {
  readonly id: string;
  readonly name: string;
  readonly lon: Lon;
  readonly lat: Lat;
  readonly state: "operating" | "planned" | "building";
  /** of two levels: it offers the upper one */
  readonly isUpper?: boolean;
}

export interface ChosenSite {
  /** `area:410105001001`, `premise:…`, `place:…`, `point:3`, `extend:…` */
  readonly id: string;
  readonly from: CandidateKind;
  /** a community's or a premise's own; a point that nobody named has none */
  readonly name: string;
  readonly nameEn: string | null;
  readonly community: NamedArea | null;
  readonly district: NamedArea | null;
  readonly lon: Lon;
  readonly lat: Lat;
  /**
   * people of the first group for whom it is the nearest new place and who had none within reach; where places hold only so many,
   * people who have a place in it, so many more than before: the rows add up to the gain
   */
  readonly people: number;
  /** where two levels are sited together: its own; what is upper offers the lower too, and `people` are those of the lower */
  readonly level?: Level;
  /** of an upper one: people of the first group newly within reach of the upper level, for whom it is the nearest new one of it */
  readonly upperPeople?: number | null;
  /** where places hold only so many: people newly within reach, whether there is room for them or not; else null */
  readonly within?: number | null;
  /** the communities they live in, the largest first; `communities` says how many there are */
  readonly topCommunities: readonly PeopleOfArea[];
  readonly communities: number;
  /** of `people`, those whom another new place would reach too: still covered without it */
  readonly alsoReached: number;
  /** what the best other candidate in its place would lose, every limit kept; null = it must be there, a question about distances, or there was no time to look */
  readonly nextBest: {
    readonly id: string | null;
    readonly name: string;
    /** answers of before it was kept have none */
    readonly nameEn?: string | null;
    /** people of the first group; < 0: more of them, and fewer of others that weigh more. Answers of before were weighed */
    readonly loses: number;
    /** of those within reach of any, where two are asked for */
    readonly losesReach?: number;
    readonly isEqual?: boolean;
    /** false: no other candidate keeps every limit there */
    readonly isAllowed?: boolean;
  } | null;
  /** candidates that are exactly as good in its place, every limit kept, the nearest first; null = nobody looked */
  readonly alternatives?: { readonly count: number; readonly top: readonly SiteName[] } | null;
  /** people of the first group who go there, where places hold only so many */
  readonly served: number | null;
  /** null = as many as come; of a place made larger: how many more */
  readonly capacity: number | null;
  /** of a place made larger: people it may serve as it is */
  readonly licensed?: number;
  /** null = nobody said */
  readonly buildCost: Fen | null;
  readonly yearlyCost: Fen | null;
  /** whether the cost (of building, where that is known) is its own, and not the usual one of the question */
  readonly isOwnCost: boolean;
  /** building ÷ people newly covered; null where either is unknown */
  readonly costPerPerson: Fen | null;
  /** the year it is built in; null = no years were given */
  readonly year: number | null;
  readonly circle: MultiPolygon;
}

export interface SiteName {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly lon: Lon;
  readonly lat: Lat;
}

export interface ReserveSite {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly district: NamedArea | null;
  readonly lon: Lon;
  readonly lat: Lat;
  /** people of the first group it would add to the choice and the reserves before it, at its own level. Answers of before were weighed */
  readonly adds: number;
  readonly level?: Level;
  /** it may be opened beside the choice; false: only in the place of one of it */
  readonly isBeside?: boolean;
  readonly buildCost: Fen | null;
  readonly yearlyCost: Fen | null;
  /** whether the cost is its own, and not the usual one of the question; answers of before say nothing of it */
  readonly isOwnCost?: boolean;
}

/** One group of the question, as measured. People whose home is known. */
export interface GroupFigures {
  readonly key: string;
  readonly weight: number;
  /** metres of its circle */
  readonly limit: Metres;
  readonly people: number;
  /** with a place within reach; where two are asked for, with two */
  readonly before: number;
  readonly after: number;
  /** people in communities without a position or a street near, in no share */
  readonly unmeasured: number;
  readonly source: string | null;
  readonly year: number | null;
}

/** The upper level, as measured with upper places alone; `groups` of the answer tell of the lower. */
export interface UpperFigures {
  readonly limit: Metres;
  readonly weight: number;
  /** the first is the one the sentence tells of */
  readonly groups: readonly Pick<GroupFigures, "key" | "people" | "before" | "after">[];
  /** people of the first group whom no candidate of the upper level reaches */
  readonly outOfReach: number;
}

export interface DistanceFigures {
  /** metres walked to the nearest place, by people; null = nobody has one within the search */
  readonly mean: Metres | null;
  readonly farthest: Metres | null;
  /** people without any place within the search */
  readonly beyond: number;
}

export interface YearFigures {
  readonly year: number;
  readonly budget: Fen;
  readonly spent: Fen;
  readonly left: Fen;
  /** newly covered by all that is built until then */
  readonly people: number;
  /** what running costs this year: a place runs from the year it is built in, and that year counts whole */
  readonly running?: { readonly known: Fen; readonly unknown: number };
}

/**
 * What keeps a candidate that is left from being one more; `needed` is the bound that would let one more in. `some`: of how many
 * candidates it is told; absent = of all that are left.
 */
export type FewerReason =
  | {
      readonly key: "build" | "yearly";
      readonly needed: Fen;
      readonly cheapest: PricedSite;
      readonly some?: number;
      /** others fit and help nobody; this one is known to */
      readonly adds?: true;
      /** more money may go to another extension first */
      readonly mayExtend?: true;
    }
  /** the money would pay for a new one, and does more by extending; `each`: what that costs for one person, and the new one */
  | {
      readonly key: "extending";
      readonly cheapest: PricedSite;
      readonly some?: number;
      readonly each?: { readonly extended: Fen; readonly fresh: Fen };
    }
  | { readonly key: "district"; readonly needed: number }
  /** too near to a chosen one, or of the lower level and nowhere near one of the upper; nothing keeps it out, and it would help nobody */
  | { readonly key: "conflicts" | "needs" | "nobody"; readonly some?: number }
  /** every candidate that may be chosen is */
  | { readonly key: "candidates"; readonly count: number }
  /** whether another choice would do better was not settled in time */
  | { readonly key: "unproved" };

type PricedSite = Pick<ChosenSite, "name" | "nameEn" | "lon" | "lat"> & { readonly price: Fen };

/** Fewer places than were asked for, and why. */
export interface FewerThanAsked {
  readonly asked: number | null;
  readonly chosen: number;
  /** places made larger beside them; none where nothing is said */
  readonly extended?: number;
  readonly reasons: readonly FewerReason[];
}

/** One answer, whole: the page, the one-pager and the files are made of it and of nothing else. */
export interface SitingResult {
  readonly kind: "result";
  readonly city: Named & { readonly code: string; readonly isDemo: boolean };
  readonly question: SitingQuestion;
  readonly parts: QuestionParts;
  /** the first is the one the sentence tells of */
  readonly groups: readonly GroupFigures[];
  /** null or absent = one level */
  readonly upper?: UpperFigures | null;
  readonly walking: { readonly before: DistanceFigures; readonly after: DistanceFigures; readonly searched: Metres };
  /** where places hold only so many: people of the first group with a place within their circle; `groups` say who is within reach */
  readonly room?: { readonly before: number; readonly after: number } | null;
  /** the largest gain first; where years are given, in the order of building */
  readonly chosen: readonly ChosenSite[];
  readonly reserve: readonly ReserveSite[];
  /** why there is no reserve: no other place adds anybody, the limits allow none, or there was no time to look for one */
  readonly withoutReserve?: "nothing-more" | "not-allowed" | "not-in-time" | null;
  readonly existing: readonly ExistingSite[];
  /** people no candidate reaches: listed, not counted as anybody's fault; the largest communities first */
  readonly outOfReach: { readonly people: number; readonly communities: number; readonly top: readonly PeopleOfArea[] };
  /** communities that had none within reach, the largest first: those that have one now, and those that still have none */
  readonly gaps: { readonly closed: readonly PlacedPeople[]; readonly open: readonly PlacedPeople[] };
  readonly cost: {
    /** of the chosen; null where one's is unknown */
    readonly build: Fen | null;
    readonly yearly: Fen | null;
    /** candidates left out because money was given and their cost is unknown */
    readonly leftOut: number;
  };
  readonly years: { readonly rows: readonly YearFigures[]; readonly personYears: number; readonly isProved: boolean } | null;
  /** how many there were to choose from, and those that could not be placed */
  readonly candidates: {
    readonly count: number;
    /** places that could be made larger, which `count` leaves out; answers of before asked for none */
    readonly extendable?: number;
    readonly unplaced: number;
    readonly forbidden: number;
    /** premises left out because they cannot pass the fire inspection; answers of before looked at none */
    readonly unfit?: number;
  };
  readonly proof: {
    readonly objective: number;
    readonly bound: number;
    /** |bound − objective| ÷ |objective|; null = not known */
    readonly gap: number | null;
    readonly proved: boolean;
    readonly ended: "proved" | "time" | "stopped";
    readonly seconds: number;
  };
  /** null = as many as asked; answers of before it was kept have none */
  readonly fewer?: FewerThanAsked | null;
  readonly method: MethodStatement;
  readonly date: CalendarDay;
  /** ISO instant of the end */
  readonly computedAt: string;
}

/** No choice keeps every limit: what to relax, and how far. */
export interface SitingWithout {
  readonly kind: "impossible";
  /** true: any one of these is enough; false: only all of them together are */
  readonly isOneEnough: boolean;
  readonly city: SitingResult["city"];
  readonly question: SitingQuestion;
  readonly parts: QuestionParts;
  readonly relax: readonly {
    readonly key: string;
    readonly needed: number | null;
    readonly area: NamedArea | null;
    /** of a candidate that must be among the new ones; answers of before have no English one */
    readonly name?: string;
    readonly nameEn?: string | null;
  }[];
  /** in questions of walks: people who have none within the search and could have one, all of whom have to get one */
  readonly beyond?: { readonly people: number; readonly searched: Metres } | null;
  readonly method: MethodStatement;
  readonly date: CalendarDay;
  readonly computedAt: string;
}

export type SitingOutcome = SitingResult | SitingWithout;
