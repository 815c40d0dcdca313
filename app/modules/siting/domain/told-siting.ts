import type { GroundArea } from "~/modules/coverage/domain/city-ground";
import type { MethodStatement } from "~/modules/coverage/domain/method-statement";
import { orderByYears } from "./order-by-years";
import { DISTRICT_DIGITS, type PreparedSiting, type SitingGround } from "./siting-ground";
import type { SitingImpossible } from "./solving/siting-answer";
import type {
  ChosenSite,
  DistanceFigures,
  GroupFigures,
  NamedArea,
  PeopleOfArea,
  QuestionParts,
  ReserveSite,
  SitingResult,
  SitingWithout,
} from "./siting-result";
import type { SitingQuestion } from "./siting-question";
import { FORBIDDEN } from "./solving/siting-problem";
import type { SitingFound, Walked } from "./siting-run";

export interface Told {
  readonly method: MethodStatement;
  readonly seconds: number;
  /** ISO instant */
  readonly computedAt: string;
}

const TOP = 5;
const LISTED = 20;
/** Gaps drawn on a map. */
const DRAWN = 400;

/** Numbers of an answer as facts with names: what the page, the paper and the files say. */
export function sitingTold(
  question: SitingQuestion,
  of: SitingGround,
  prepared: PreparedSiting,
  found: SitingFound,
  told: Told,
): SitingResult {
  return new Teller(question, of, prepared, found).result(told);
}

/** The question in names, as they are now. */
export function questionParts(
  question: SitingQuestion,
  { ground, columns }: Pick<SitingGround, "ground" | "columns">,
): QuestionParts {
  const type = (key: string) => ground.types.find((each) => each.key === key);
  const walker = ground.walkers.find(({ key }) => key === question.walker);
  const area = ground.areas.find(({ code }) => code === question.areaCode);
  const needs = question.needs && type(question.needs.type);
  return {
    types: question.types.map((key) => {
      const { nameZh = key, nameEn = key, symbol = "·" } = type(key) ?? {};
      return { key, nameZh, nameEn, symbol };
    }),
    walker: {
      nameZh: walker?.nameZh ?? question.walker,
      nameEn: walker?.nameEn ?? question.walker,
      speedKmh: columns.speedKmh,
    },
    area: area && area.level !== "city" ? named(area) : null,
    needs: needs ? { nameZh: needs.nameZh, nameEn: needs.nameEn } : null,
  };
}

export function impossibleTold(
  question: SitingQuestion,
  of: SitingGround,
  { relax, alone }: SitingImpossible,
  { method, computedAt }: Omit<Told, "seconds">,
): SitingWithout {
  return {
    ...{ kind: "impossible", isOneEnough: alone },
    ...{ city: cityOf(of), question, parts: questionParts(question, of), method, date: question.date, computedAt },
    relax: relax.map(({ key, needed }) => ({ key, needed, area: areaOf(of, key.replace(/^district /, "")) })),
  };
}

const named = ({ code, name, nameEn }: GroundArea): NamedArea => ({ code, name, nameEn });
const areaOf = ({ ground }: Pick<SitingGround, "ground">, code: string): NamedArea | null => {
  const area = ground.areas.find((each) => each.code === code);
  return area ? named(area) : null;
};
const cityOf = ({ ground }: Pick<SitingGround, "ground">): SitingResult["city"] => ({
  ...{ code: ground.code, nameZh: ground.nameZh, nameEn: ground.nameEn, isDemo: ground.isDemo },
});

class Teller {
  private readonly people: Float64Array;
  private readonly limit: number;
  private readonly isMeasured: Uint8Array;

  constructor(
    private readonly question: SitingQuestion,
    private readonly of: SitingGround,
    private readonly prepared: PreparedSiting,
    private readonly found: SitingFound,
  ) {
    const [main] = prepared.input.groups;
    this.people = main!.people;
    this.limit = main!.limit;
    this.isMeasured = new Uint8Array(this.people.length).fill(1);
    for (const row of found.unmeasured) this.isMeasured[row] = 0;
  }

  result({ method, seconds, computedAt }: Told): SitingResult {
    const { question, of, prepared, found } = this;
    const { input } = prepared;
    const chosen = found.chosen.map((site, at) => this.chosen(site, at));
    const sum = (costs: readonly (number | null)[]) =>
      costs.some((cost) => cost === null) ? null : costs.reduce<number>((all, cost) => all + cost!, 0);
    const years = this.years();
    const ordered = chosen
      .map((site, at) => ({ ...site, year: years?.year[at] ?? null }))
      .sort((a, b) => (a.year ?? 0) - (b.year ?? 0) || b.people - a.people || (a.id < b.id ? -1 : 1));
    const { objective, bound, gap, proved, ended } = found;
    const outOfReach = this.byPeople(found.outOfReach);
    return {
      kind: "result",
      ...{ city: cityOf(of), question, parts: questionParts(question, of), date: question.date, method, computedAt },
      groups: input.groups.map((_, group) => this.group(group)),
      walking: { before: this.distances(found.before), after: this.distances(found.after), searched: input.farthest },
      chosen: ordered,
      reserve: found.reserve.map(({ site, adds }) => this.reserve(site, adds)),
      existing: of.standing.flatMap(({ id, name, lon, lat, state }, site) =>
        input.state[site] !== FORBIDDEN && lon !== null && lat !== null ? [{ id, name, lon, lat, state }] : [],
      ),
      outOfReach: {
        people: outOfReach.reduce((all, { people }) => all + people, 0),
        communities: outOfReach.length,
        top: outOfReach.slice(0, LISTED),
      },
      gaps: this.gaps(),
      cost: {
        build: sum(ordered.map(({ buildCost }) => buildCost)),
        yearly: sum(ordered.map(({ yearlyCost }) => yearlyCost)),
        leftOut: prepared.leftOut,
      },
      years: years && { rows: years.rows, personYears: years.personYears, isProved: years.isProved },
      candidates: { count: of.candidates.length, unplaced: prepared.unplaced, forbidden: prepared.forbidden },
      proof: { objective, bound, gap, proved, ended, seconds },
    };
  }

  /** Communities whose people count and whose home is known. */
  private rows(): number[] {
    const { isCounted } = this.prepared.input;
    return Array.from(this.people.keys()).filter((row) => isCounted[row] && this.isMeasured[row] && this.people[row]! > 0);
  }

  private gaps(): SitingResult["gaps"] {
    const { before, after } = this.found;
    const { lon, lat } = this.prepared.input.points;
    const missing = this.rows()
      .filter((row) => !(before.metres[row]! <= this.limit))
      .sort((a, b) => this.people[b]! - this.people[a]! || a - b);
    const placed = (isClosed: boolean) =>
      missing
        .filter((row) => after.metres[row]! <= this.limit === isClosed)
        .slice(0, DRAWN)
        .map((row) => ({ ...this.area(row), lon: lon[row]!, lat: lat[row]! }));
    return { closed: placed(true), open: placed(false) };
  }

  private area(row: number): PeopleOfArea {
    return { ...named(this.of.ground.areas[this.of.columns.demand.area[row]!]!), people: this.people[row]! };
  }

  /** Rows that had none within reach and have one now, by the new place nearest to them. */
  private gained(at: number): number[] {
    const { before, after } = this.found;
    const own = this.prepared.input.existing + at;
    return this.rows().filter(
      (row) => after.site[row] === own && after.metres[row]! <= this.limit && !(before.metres[row]! <= this.limit),
    );
  }

  private chosen(site: number, at: number): ChosenSite {
    const { of, prepared, found } = this;
    const row = site - prepared.input.existing;
    const candidate = of.candidates[row]!;
    const gained = this.gained(at);
    const people = this.sum(gained);
    const communities = this.byPeople(gained);
    const best = found.nextBest[at];
    const buildCost = known(prepared.build[row]!);
    return {
      ...{ id: candidate.id, from: candidate.from, lon: candidate.lon!, lat: candidate.lat! },
      ...this.named(row),
      ...{ people, topCommunities: communities.slice(0, TOP), communities: communities.length },
      alsoReached: this.sum(gained.filter((each) => found.after.secondMetres[each]! <= this.limit)),
      nextBest: best ? this.second(best.site, best.loses) : null,
      served: found.served?.[at] ?? null,
      capacity: prepared.input.capacity ? prepared.capacity[row]! : null,
      ...{ buildCost, yearlyCost: known(prepared.yearly[row]!), isOwnCost: prepared.isOwnCost[row] === 1 },
      costPerPerson: buildCost !== null && people > 0 ? Math.round(buildCost / people) : null,
      ...{ year: null, circle: found.circles[at] ?? { type: "MultiPolygon", coordinates: [] } },
    };
  }

  private named(row: number): Pick<ChosenSite, "name" | "nameEn" | "community" | "district"> {
    const { of, prepared } = this;
    const { name, nameEn } = of.candidates[row]!;
    const at = prepared.community[row]!;
    const area = at < 0 ? null : of.ground.areas[of.columns.demand.area[at]!]!;
    return {
      ...{ name, nameEn, community: area && named(area) },
      district: area && areaOf(of, area.code.slice(0, DISTRICT_DIGITS)),
    };
  }

  private second(site: number | null, loses: number): NonNullable<ChosenSite["nextBest"]> {
    const candidate = site === null ? null : this.of.candidates[site - this.prepared.input.existing]!;
    return { id: candidate?.id ?? null, name: candidate?.name ?? "", nameEn: candidate?.nameEn ?? null, loses };
  }

  private reserve(site: number, adds: number): ReserveSite {
    const { of, prepared } = this;
    const row = site - prepared.input.existing;
    const { id, lon, lat } = of.candidates[row]!;
    const { name, nameEn, district } = this.named(row);
    return {
      ...{ id, name, nameEn, district, lon: lon!, lat: lat!, adds },
      ...{ buildCost: known(prepared.build[row]!), yearlyCost: known(prepared.yearly[row]!) },
    };
  }

  private group(at: number): GroupFigures {
    const { people, limit, weight } = this.prepared.input.groups[at]!;
    const { isCounted } = this.prepared.input;
    const { before, after } = this.found;
    let [all, early, late, unmeasured] = [0, 0, 0, 0];
    for (let row = 0; row < people.length; row++) {
      const count = people[row]!;
      if (!isCounted[row] || !(count > 0)) continue;
      if (!this.isMeasured[row]) {
        unmeasured += count;
        continue;
      }
      all += count;
      const isTwice = this.question.aim === "twice";
      if ((isTwice ? before.secondMetres : before.metres)[row]! <= limit) early += count;
      if ((isTwice ? after.secondMetres : after.metres)[row]! <= limit) late += count;
    }
    const edition = this.of.editions[at] ?? null;
    return {
      ...{ key: this.question.groups[at]!.key, weight, limit, people: all, before: early, after: late, unmeasured },
      ...{ source: edition?.source ?? null, year: edition?.year ?? null },
    };
  }

  private distances({ metres }: Walked): DistanceFigures {
    let [people, sum, beyond, farthest] = [0, 0, 0, -1];
    for (const row of this.rows()) {
      const count = this.people[row]!;
      const walked = metres[row]!;
      if (!Number.isFinite(walked)) {
        beyond += count;
        continue;
      }
      people += count;
      sum += count * walked;
      farthest = Math.max(farthest, walked);
    }
    return { mean: people > 0 ? sum / people : null, farthest: farthest < 0 ? null : farthest, beyond };
  }

  private years() {
    const { question, prepared, found } = this;
    if (question.budget.years.length === 0) return null;
    const costs = found.chosen.map((site) => prepared.build[site - prepared.input.existing]!);
    const gained = this.reachedBy();
    const plan = orderByYears(costs, question.budget.years, gained);
    return (
      plan && {
        year: plan.year.map((at) => question.budget.years[at]!.year),
        rows: plan.years.map((row) => ({ ...row })),
        ...{ personYears: plan.personYears, isProved: plan.isProved },
      }
    );
  }

  /** People newly reached by a part of the chosen ones: each community by whichever of them are near enough. */
  private reachedBy(): (open: readonly boolean[]) => number {
    const { found, prepared } = this;
    const near = this.rows().flatMap((row) => {
      if (found.before.metres[row]! <= this.limit) return [];
      const sites = found.chosen.flatMap((_, at) => (found.walks[at]!.includes(row) ? [at] : []));
      return sites.length > 0 ? [{ sites, people: prepared.input.groups[0]!.people[row]! }] : [];
    });
    return (open) => near.reduce((sum, { sites, people }) => sum + (sites.some((at) => open[at]) ? people : 0), 0);
  }

  private sum(rows: readonly number[]): number {
    return rows.reduce((all, row) => all + this.people[row]!, 0);
  }

  private byPeople(rows: readonly number[]): PeopleOfArea[] {
    return rows.map((row) => this.area(row)).sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1));
  }
}

const known = (amount: number): number | null => (Number.isFinite(amount) ? amount : null);
