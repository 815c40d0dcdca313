import type { GroundArea } from "~/modules/coverage/domain/city-ground";
import type { MethodStatement } from "~/modules/coverage/domain/method-statement";
import { localPlane, toPlane } from "~/modules/places/domain/local-plane";
import type { NextBest, Reserve } from "./next-best";
import { isExtension } from "./extending";
import { orderByYears } from "./order-by-years";
import { candidateOf, isUpperSite, needsOf } from "./two-levels";
import { DISTRICT_DIGITS } from "./candidate-columns";
import { MUST } from "./level-limits";
import { UNBOUNDED, type PreparedSiting, type SitingGround } from "./siting-ground";
import type {
  ChosenSite,
  DistanceFigures,
  GroupFigures,
  Level,
  NamedArea,
  PeopleOfArea,
  QuestionParts,
  ReserveSite,
  SiteName,
  SitingResult,
  SitingWithout,
  YearFigures,
} from "./siting-result";
import type { SitingQuestion } from "./siting-question";
import { FORBIDDEN } from "./solving/siting-problem";
import type { RunImpossible, SitingFound, Walked, Way } from "./siting-run";

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
  const service = (key: string) => {
    const { nameZh = key, nameEn = key, symbol = "·" } = type(key) ?? {};
    return { key, nameZh, nameEn, symbol };
  };
  return {
    types: question.types.map(service),
    upper: question.upper ? service(question.upper.type) : null,
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
  { relax, alone, beyond }: RunImpossible,
  { method, computedAt }: Omit<Told, "seconds">,
): SitingWithout {
  return {
    ...{ kind: "impossible", isOneEnough: alone },
    ...{ city: cityOf(of), question, parts: questionParts(question, of), method, date: question.date, computedAt },
    beyond,
    // Without a least distance only a candidate's two levels exclude each other, which nobody can let go of.
    relax: relax
      .filter(({ key }) => !question.upper || key !== "conflicts" || question.spacing !== null)
      .map(({ key, needed }) => ({
        ...{ key, needed, area: areaOf(of, key.replace(/^district /, "")) },
        ...(key.startsWith(MUST) ? { name: nameOfMust(of, key.slice(MUST.length)) } : {}),
      })),
  };
}

const nameOfMust = ({ candidates }: SitingGround, id: string): string => candidates.find((each) => each.id === id)?.name || id;

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
      upper: this.upper(),
      walking: this.walking(),
      room: found.room && { before: found.room.before, after: found.room.after },
      chosen: ordered,
      reserve: found.reserve.map((each) => this.reserve(each)),
      withoutReserve: found.withoutReserve,
      existing: of.standing.flatMap(({ id, name, lon, lat, state, isUpper }, site) =>
        input.state[site] !== FORBIDDEN && lon !== null && lat !== null
          ? [{ id, name, lon, lat, state, ...(input.levels && isUpper ? { isUpper } : {}) }]
          : [],
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
      candidates: {
        ...this.counted(),
        unplaced: prepared.unplaced,
        ...{ forbidden: prepared.forbidden, unfit: prepared.unfit },
      },
      proof: { objective, bound, gap, proved, ended, seconds },
    };
  }

  private counted(): Pick<SitingResult["candidates"], "count" | "extendable"> {
    const { candidates } = this.of;
    const { state, existing } = this.prepared.input;
    const extendable = candidates.filter((one, row) => isExtension(one) && state[existing + row] !== FORBIDDEN).length;
    return { count: candidates.filter((one) => !isExtension(one)).length, ...(this.question.extend ? { extendable } : {}) };
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
    const { input } = prepared;
    const row = candidateOf(input, site);
    const column = site - input.existing;
    const candidate = of.candidates[row]!;
    const isUpper = isUpperSite(input, site);
    const gained = this.gained(at);
    const held = found.room?.holds[at];
    const people = held ? peopleOf(held) : this.sum(gained);
    const communities = held
      ? this.inOrder(held.map((way) => ({ ...this.area(way.point), people: way.people })))
      : this.byPeople(gained);
    const best = found.nextBest[at];
    const equals = found.equals[at];
    const room = input.capacity ? prepared.capacity[row]! : UNBOUNDED;
    const buildCost = known(prepared.build[column]!);
    const above = isUpper ? this.sum(this.gainedUpper(at)) : null;
    // What a place costs is told of the people of its own level.
    const ownPeople = above ?? people;
    return {
      ...{ id: candidate.id, from: candidate.from, lon: candidate.lon!, lat: candidate.lat! },
      ...this.named(row),
      ...{ people, topCommunities: communities.slice(0, TOP), communities: communities.length },
      ...(input.levels ? { level: levelOf(isUpper), upperPeople: above } : {}),
      within: held ? this.sum(gained) : null,
      // Another place near enough may have no room for them.
      alsoReached: held ? 0 : this.sum(gained.filter((each) => found.after.secondMetres[each]! <= this.limit)),
      nextBest: best ? this.second(best) : null,
      alternatives: equals ? this.alternatives(site, equals) : null,
      served: held ? (found.room!.walks?.served[at] ?? people) : null,
      capacity: room < UNBOUNDED ? room : null,
      ...(candidate.licensed === undefined ? {} : { licensed: candidate.licensed }),
      ...{ buildCost, yearlyCost: known(prepared.yearly[column]!), isOwnCost: prepared.isOwnCost[column] === 1 },
      costPerPerson: buildCost !== null && ownPeople > 0 ? Math.round(buildCost / ownPeople) : null,
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

  private second({ site, ...other }: NextBest): NonNullable<ChosenSite["nextBest"]> {
    const candidate = site === null ? null : this.of.candidates[candidateOf(this.prepared.input, site)]!;
    return { id: candidate?.id ?? null, name: candidate?.name ?? "", nameEn: candidate?.nameEn ?? null, ...other };
  }

  private alternatives(site: number, equals: readonly number[]): NonNullable<ChosenSite["alternatives"]> {
    const { lon, lat } = this.prepared.input.sites;
    const plane = localPlane(lon[site]!, lat[site]!);
    const away = (other: number) => Math.hypot(...toPlane(plane, lon[other]!, lat[other]!));
    const nearest = [...equals].sort((a, b) => away(a) - away(b) || a - b).slice(0, TOP);
    const top = nearest.map((other): SiteName => {
      const { id, name, nameEn } = this.of.candidates[candidateOf(this.prepared.input, other)]!;
      return { id, name, nameEn, lon: lon[other]!, lat: lat[other]! };
    });
    return { count: equals.length, top };
  }

  private reserve({ site, adds, isBeside }: Reserve): ReserveSite {
    const { of, prepared } = this;
    const { input } = prepared;
    const [row, column] = [candidateOf(input, site), site - input.existing];
    const { id, lon, lat } = of.candidates[row]!;
    const { name, nameEn, district } = this.named(row);
    return {
      ...{ id, name, nameEn, district, lon: lon!, lat: lat!, adds, isBeside },
      ...(input.levels ? { level: levelOf(isUpperSite(input, site)) } : {}),
      ...{ buildCost: known(prepared.build[column]!), yearlyCost: known(prepared.yearly[column]!) },
    };
  }

  private upper(): SitingResult["upper"] {
    const { levels = null, groups, isCounted } = this.prepared.input;
    const { upper } = this.found;
    if (!levels || !upper) return null;
    return {
      ...{ limit: levels.limit, weight: levels.weight, outOfReach: this.sum(upper.outOfReach) },
      groups: groups.map(({ people }, at) => {
        const rows = Array.from(people.keys()).filter((row) => isCounted[row] && this.isMeasured[row] && people[row]! > 0);
        const within = ({ metres }: Walked) =>
          rows.reduce((sum, row) => sum + (metres[row]! <= levels.limit ? people[row]! : 0), 0);
        const all = rows.reduce((sum, row) => sum + people[row]!, 0);
        return { key: this.question.groups[at]!.key, people: all, before: within(upper.before), after: within(upper.after) };
      }),
    };
  }

  /** Rows that had none of the upper level within reach and have one now, by the new one nearest to them. */
  private gainedUpper(at: number): number[] {
    const { upper } = this.found;
    const { existing, levels } = this.prepared.input;
    const limit = levels!.limit;
    return this.rows().filter(
      (row) =>
        upper!.after.site[row] === existing + at && upper!.after.metres[row]! <= limit && !(upper!.before.metres[row]! <= limit),
    );
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

  /** To the nearest; where places hold only so many and walks are what was asked, to the one with room. */
  private walking(): SitingResult["walking"] {
    const { before, after, room } = this.found;
    const searched = this.prepared.input.farthest;
    if (!room?.walks) return { before: this.distances(before), after: this.distances(after), searched };
    return { before: this.walked(room.walks.before), after: this.walked(room.walks.after), searched };
  }

  private walked(ways: readonly Way[]): DistanceFigures {
    const people = peopleOf(ways);
    const sum = ways.reduce((all, way) => all + way.people * way.metres, 0);
    const farthest = ways.reduce((most, way) => (way.people > 0 ? Math.max(most, way.metres) : most), -1);
    const beyond = Math.max(0, this.sum(this.rows()) - people);
    return { mean: people > 0 ? sum / people : null, farthest: farthest < 0 ? null : farthest, beyond };
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
    const plan = orderByYears(costs, question.budget.years, gained, this.mayRun(), this.worthOfBoth(gained));
    return (
      plan && {
        year: plan.year.map((at) => question.budget.years[at]!.year),
        rows: plan.years.map((row, year) => ({ ...row, running: this.running(plan.year.map((built) => built <= year)) })),
        ...{ personYears: plan.personYears, isProved: plan.isProved },
      }
    );
  }

  /** Of two levels the order looks at both: people newly reached by either, and those of the upper weighed as they were in the choice. */
  private worthOfBoth(lower: (open: readonly boolean[]) => number): (open: readonly boolean[]) => number {
    const { found, prepared } = this;
    const { levels } = prepared.input;
    if (!levels || !found.upper) return lower;
    const above = this.reachedFirst(found.upper, levels.limit);
    return (open) => lower(open) + levels.weight * above(open);
  }

  /** Whether a part of the chosen ones may be all that runs: a lower one waits for the upper one it needs. */
  private mayRun(): (open: readonly boolean[]) => boolean {
    const { found, prepared } = this;
    const at = new Map(found.chosen.map((site, n) => [site, n]));
    const needs = needsOf(prepared.input).flatMap(({ site, oneOf }) => {
      const own = at.get(site);
      return own === undefined ? [] : [{ own, oneOf: Array.from(oneOf).flatMap((other) => at.get(other) ?? []) }];
    });
    return (open) => needs.every(({ own, oneOf }) => !open[own] || oneOf.some((other) => open[other]));
  }

  private running(isBuilt: readonly boolean[]): NonNullable<YearFigures["running"]> {
    const { found, prepared } = this;
    const costs = found.chosen.filter((_, at) => isBuilt[at]).map((site) => prepared.yearly[site - prepared.input.existing]!);
    const known = costs.filter(Number.isFinite);
    return { known: known.reduce((sum, cost) => sum + cost, 0), unknown: costs.length - known.length };
  }

  /**
   * People newly reached by a part of the chosen ones: each community by whichever of them are near enough; where places hold only
   * so many, those who have a place in them.
   */
  private reachedBy(): (open: readonly boolean[]) => number {
    const { found } = this;
    const held = found.room?.holds.map(peopleOf);
    if (held) return (open) => held.reduce((sum, people, at) => sum + (open[at] ? people : 0), 0);
    return this.reachedFirst(found, this.limit);
  }

  /** People who had none within a circle, by the chosen ones that bring one. */
  private reachedFirst(of: Pick<SitingFound, "before" | "walks">, limit: number): (open: readonly boolean[]) => number {
    const near = this.rows().flatMap((row) => {
      if (of.before.metres[row]! <= limit) return [];
      const sites = of.walks.flatMap((own, at) => (own.includes(row) ? [at] : []));
      return sites.length > 0 ? [{ sites, people: this.prepared.input.groups[0]!.people[row]! }] : [];
    });
    return (open) => near.reduce((sum, { sites, people }) => sum + (sites.some((at) => open[at]) ? people : 0), 0);
  }

  private sum(rows: readonly number[]): number {
    return rows.reduce((all, row) => all + this.people[row]!, 0);
  }

  private byPeople(rows: readonly number[]): PeopleOfArea[] {
    return this.inOrder(rows.map((row) => this.area(row)));
  }

  private inOrder(areas: readonly PeopleOfArea[]): PeopleOfArea[] {
    return [...areas].sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1));
  }
}

const peopleOf = (ways: readonly Way[]): number => ways.reduce((sum, { people }) => sum + people, 0);

const levelOf = (isUpper: boolean): Level => (isUpper ? "upper" : "lower");

const known = (amount: number): number | null => (Number.isFinite(amount) ? amount : null);
