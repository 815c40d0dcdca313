import { seededRandom } from "~/shared/seeded-random";
import { addBest } from "./best-addition";
import { ChoiceRules } from "./choice-rules";
import type { Chooser } from "./chooser";
import type { Serving } from "./serving";
import { sharePeople, type Shared } from "./share-people";
import { FIXED, FREE, type SitingProblem } from "./siting-problem";
import { VertexSwap } from "./vertex-swap";

const NOISE = 1e-9;
/** how many sites are tried out for closing, and how many to be opened instead of each */
const OUTS = 12;
const INTOS = 4;

/**
 * A good choice of sites that can be full: greedy by what a site would serve with the room it has, then swaps priced by the
 * transport problem itself; where sites have prices greedy once more by what they serve for them (Khuller, Moss & Naor 1999). Only the sites that would be missed least are closed, only those that gain most are opened.
 */
export class SharedSwap implements Chooser {
  sites: number[] = [];
  private paid = Infinity;
  private readonly rules: ChoiceRules;
  /** what a person costs whom nobody serves: more than the longest chain of moves */
  private readonly price: number;
  private readonly isEverybody: boolean;
  private unserved = Infinity;
  /** what a person of each row costs in the choice looked at, and people of it */
  private readonly now: Float64Array;
  private readonly sharesOf: Float64Array;
  private readonly hasPrices: boolean;

  constructor(
    private readonly problem: SitingProblem,
    private readonly serving: Serving,
    private readonly state: Uint8Array,
    private readonly isOver: () => boolean,
  ) {
    this.rules = new ChoiceRules(problem);
    this.isEverybody = serving.nobody === Infinity;
    let farthest = 0;
    for (const cost of serving.cost) farthest = Math.max(farthest, cost);
    this.price = this.isEverybody ? (farthest + 1) * 2 * (serving.sites + 1) : serving.nobody;
    this.now = new Float64Array(serving.demands);
    this.sharesOf = sharesOf(problem);
    this.hasPrices = this.sharesOf.some((share) => share !== this.sharesOf[0]);
  }

  get value(): number {
    return this.isEverybody && this.unserved > NOISE * Math.max(1, this.paid / this.price) ? Infinity : this.paid;
  }

  build(): boolean {
    const free = new VertexSwap(this.problem, this.serving, this.state);
    const isBetter = free.build() && this.improve(free.sites);
    const isGainBetter = this.improve([]);
    return (this.hasPrices && this.improve([], (site) => this.gainOf(site) / this.sharesOf[site]!)) || isGainBetter || isBetter;
  }

  /** @param worthOf what is added first, again and again: absent = what gains most */
  improve(from: Iterable<number>, worthOf = this.gainOf): boolean {
    this.rules.reset([...this.state.keys()].filter((site) => this.state[site] === FIXED));
    this.rules.openTogether([...from].filter((site) => this.state[site] === FREE));
    const open = [...this.rules.isOpen.keys()].filter((site) => this.rules.isOpen[site]);
    this.fill(open, worthOf);
    if (!this.rules.isKept()) return false;
    return this.keep(open, this.descend(open));
  }

  shake(seed: number, times: number): boolean {
    const chance = seededRandom(seed);
    const open = [...this.sites];
    this.rules.reset(open);
    for (let time = 0; time < times; time++)
      for (let attempt = 0; attempt < 20; attempt++) {
        const at = Math.floor(chance() * open.length);
        const into = Math.floor(chance() * this.serving.sites);
        if (this.state[open[at]!] !== FREE || this.state[into] !== FREE || this.rules.isOpen[into]) continue;
        if (!this.rules.canSwap(open[at]!, into)) continue;
        this.swap(open, at, into);
        break;
      }
    return this.keep(open, this.descend(open));
  }

  private take(open: number[], site: number): void {
    this.rules.open(site);
    open.push(site);
  }

  private swap(open: number[], at: number, into: number): void {
    this.rules.close(open[at]!);
    this.rules.open(into);
    open[at] = into;
  }

  private keep(open: readonly number[], shared: Shared): boolean {
    if (!this.isBetter(shared, { value: this.paid, unserved: this.unserved })) return false;
    this.paid = shared.value;
    this.unserved = shared.unserved;
    this.sites = [...open].sort((a, b) => a - b);
    return true;
  }

  /** Where everybody must be served, whoever is not comes before what the ways of all others cost. */
  private isBetter({ value, unserved }: Omit<Shared, "ways">, than: Omit<Shared, "ways">): boolean {
    const fewer = than.unserved - unserved;
    if (this.isEverybody && Math.abs(fewer) > NOISE * Math.max(1, unserved)) return fewer > 0;
    return value < than.value - NOISE * Math.max(1, Math.abs(value));
  }

  private share(open: readonly number[]): Shared {
    return sharePeople(this.serving, open, this.price);
  }

  /** What a person of each row pays with this sharing. */
  private note({ ways }: Shared): void {
    const { people } = this.serving;
    this.now.fill(this.price);
    for (const { row, cost, people: own } of ways) this.now[row]! -= ((this.price - cost) * own) / people[row]!;
  }

  /** Adds what is worth most by the room it has, until nothing gains or nothing may be added. */
  private fill(open: number[], worthOf: (site: number) => number): void {
    this.note(this.share(open));
    const add = (site: number): void => {
      this.take(open, site);
      this.settle(site);
    };
    addBest(this.rules, this.state, worthOf, add);
  }

  /** People × saving if `site` opened, at most as many people as it has room for, in the order of its links. */
  private readonly gainOf = (site: number): number => {
    const { columnStart, columnDemand, columnCost, people, capacity } = this.serving;
    let all = 0;
    let gain = 0;
    for (let k = columnStart[site]!; k < columnStart[site + 1]!; k++) {
      const saving = this.now[columnDemand[k]!]! - columnCost[k]!;
      if (saving <= 0) continue;
      all += people[columnDemand[k]!]!;
      gain += saving * people[columnDemand[k]!]!;
    }
    const room = capacity ? capacity[site]! : Infinity;
    return all > room ? (gain * room) / all : gain;
  };

  /** A new site takes its part of everybody who gains by it. */
  private settle(site: number): void {
    const { columnStart, columnDemand, columnCost, people, capacity } = this.serving;
    let room = capacity ? capacity[site]! : Infinity;
    for (let k = columnStart[site]!; k < columnStart[site + 1]! && room > 0; k++) {
      const d = columnDemand[k]!;
      const saving = this.now[d]! - columnCost[k]!;
      if (saving <= 0 || people[d] === 0) continue;
      const taken = Math.min(room, people[d]!);
      room -= taken;
      this.now[d]! -= (saving * taken) / people[d]!;
    }
  }

  /** First swap that saves after first swap that saves. */
  private descend(open: number[]): Shared {
    let shared = this.share(open);
    for (let isBetter = true; isBetter && !this.isOver();) {
      isBetter = false;
      for (const at of this.leastMissed(open, shared)) {
        const better = this.isOver() ? null : this.swapOut(open, at, shared);
        if (!better) continue;
        shared = better;
        isBetter = true;
        break;
      }
    }
    return shared;
  }

  private leastMissed(open: readonly number[], { ways }: Shared): number[] {
    const missed = new Float64Array(this.serving.sites);
    for (const { site, cost, people } of ways) missed[site]! += (this.price - cost) * people;
    return [...open.keys()]
      .filter((at) => this.state[open[at]!] === FREE)
      .sort((a, b) => missed[open[a]!]! - missed[open[b]!]!)
      .slice(0, OUTS);
  }

  private swapOut(open: number[], at: number, shared: Shared): Shared | null {
    const out = open[at]!;
    this.note(this.share(open.filter((site) => site !== out)));
    const intos: { site: number; gain: number }[] = [];
    for (let site = 0; site < this.serving.sites; site++) {
      if (this.state[site] !== FREE || this.rules.isOpen[site]) continue;
      const gain = this.gainOf(site);
      if (intos.length === INTOS && gain <= intos[INTOS - 1]!.gain) continue;
      if (gain <= 0 || !this.rules.canSwap(out, site)) continue;
      if (intos.length === INTOS) intos.pop();
      intos.push({ site, gain });
      intos.sort((a, b) => b.gain - a.gain);
    }
    for (const { site } of intos) {
      this.swap(open, at, site);
      const tried = this.share(open);
      if (this.isBetter(tried, shared)) return tried;
      this.swap(open, at, out);
    }
    return null;
  }
}

/** What each site takes of whichever limit it takes most of; little where it takes of none. */
function sharesOf({ sites, limits }: SitingProblem): Float64Array {
  const shares = new Float64Array(sites).fill(1e-9);
  for (const { site, amount, most } of limits)
    if (most > 0 && most < Infinity) site.forEach((at, i) => (shares[at] = Math.max(shares[at]!, amount[i]! / most)));
  return shares;
}
