import { named } from "./told-names";
import type { PreparedSiting, SitingGround } from "./siting-ground";
import type { SitingQuestion } from "./siting-question";
import type { PeopleOfArea } from "./siting-result";
import type { SitingFound, Way } from "./siting-run";

/** People of the first group where they live: whoever counts and whose home is known. */
export class ToldPeople {
  /** by community; NaN = unknown */
  readonly people: Float64Array;
  /** metres of their circle */
  readonly limit: number;
  private readonly isMeasured: Uint8Array;

  constructor(
    private readonly of: Pick<SitingGround, "ground" | "columns">,
    private readonly prepared: PreparedSiting,
    found: Pick<SitingFound, "unmeasured">,
  ) {
    const [main] = prepared.input.groups;
    this.people = main!.people;
    this.limit = main!.limit;
    this.isMeasured = new Uint8Array(this.people.length).fill(1);
    for (const row of found.unmeasured) this.isMeasured[row] = 0;
  }

  /** Communities whose people count and whose home is known. */
  rows(people = this.people): number[] {
    const { isCounted } = this.prepared.input;
    return Array.from(people.keys()).filter((row) => isCounted[row] && this.isMeasured[row] && people[row]! > 0);
  }

  /** Whether a community's home is known. */
  isKnown(row: number): boolean {
    return this.isMeasured[row] === 1;
  }

  area(row: number): PeopleOfArea {
    return { ...named(this.of.ground.areas[this.of.columns.demand.area[row]!]!), people: this.people[row]! };
  }

  sum(rows: readonly number[]): number {
    return rows.reduce((all, row) => all + this.people[row]!, 0);
  }

  byPeople(rows: readonly number[]): PeopleOfArea[] {
    return this.inOrder(rows.map((row) => this.area(row)));
  }

  inOrder(areas: readonly PeopleOfArea[]): PeopleOfArea[] {
    return [...areas].sort((a, b) => b.people - a.people || (a.code < b.code ? -1 : 1));
  }
}

export const peopleOf = (ways: readonly Way[]): number => ways.reduce((sum, { people }) => sum + people, 0);

/** What an answer is told of. */
export interface ToldOf {
  readonly question: SitingQuestion;
  readonly of: SitingGround;
  readonly prepared: PreparedSiting;
  readonly found: SitingFound;
  readonly people: ToldPeople;
}
