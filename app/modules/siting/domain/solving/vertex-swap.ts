import { seededRandom } from "~/shared/seeded-random";
import { addBest } from "./best-addition";
import { ChoiceRules } from "./choice-rules";
import type { Chooser } from "./chooser";
import type { Serving } from "./serving";
import { FIXED, FREE, type SitingProblem } from "./siting-problem";

const NOISE = 1e-9;

/**
 * A good choice of sites when each person goes to the cheapest opened one: greedy, then vertex substitution (Teitz & Bart 1968)
 * with the fast interchange of Whitaker 1983 — one pass over the links prices every pair «close this, open that» — then the same
 * from choices shaken by a few swaps (Hansen & Mladenović 1997). Whoever cannot be served costs more than any way together.
 */
export class VertexSwap implements Chooser {
  sites: number[] = [];
  /** people × cost of the best choice, the price of unserved people included */
  private paid = Infinity;
  private readonly rules: ChoiceRules;
  private readonly first: Float64Array;
  private readonly firstSite: Int32Array;
  private readonly second: Float64Array;
  private readonly loss: Float64Array;
  private readonly slot: Int32Array;
  private open: number[] = [];
  /** what a row costs that nobody serves */
  private readonly alone: Float64Array;
  private readonly weight: Float64Array;

  constructor(
    private readonly problem: SitingProblem,
    private readonly serving: Serving,
    private readonly state: Uint8Array = problem.state,
  ) {
    this.rules = new ChoiceRules(problem);
    const { demands, sites, people, nobody, cost, start } = serving;
    this.first = new Float64Array(demands);
    this.firstSite = new Int32Array(demands);
    this.second = new Float64Array(demands);
    this.loss = new Float64Array(sites);
    this.slot = new Int32Array(sites).fill(-1);
    this.alone = new Float64Array(demands);
    this.weight = people;
    let farthest = 0;
    for (let d = 0; d < demands; d++) farthest = Math.max(farthest, cost[start[d + 1]! - 1]!);
    const total = people.reduce((sum, own) => sum + own, 0);
    const price = (farthest + 1) * (total + 1);
    for (let d = 0; d < demands; d++) this.alone[d] = nobody === Infinity ? price : people[d]! * nobody;
  }

  get value(): number {
    if (this.serving.nobody < Infinity || this.paid === Infinity) return this.paid;
    return this.alone.length > 0 && this.paid >= this.alone[0]! ? Infinity : this.paid;
  }

  /** Greedy addition, then swaps; false where greedy keeps not every rule. */
  build(): boolean {
    this.begin([...this.fixed()]);
    return this.finish();
  }

  /** Swaps from a choice given; sites that rules forbid are left out. */
  improve(from: Iterable<number>): boolean {
    const fixed = this.fixed();
    this.begin([...fixed]);
    this.rules.openTogether([...from].filter((site) => this.state[site] === FREE));
    this.begin([...this.rules.isOpen.keys()].filter((site) => this.rules.isOpen[site]));
    return this.finish();
  }

  /** Shaken by `times` swaps of chance, then swaps again. */
  shake(seed: number, times: number): boolean {
    const chance = seededRandom(seed);
    this.begin(this.sites);
    for (let time = 0; time < times; time++)
      for (let attempt = 0; attempt < 20; attempt++) {
        const out = this.open[Math.floor(chance() * this.open.length)];
        const into = Math.floor(chance() * this.serving.sites);
        if (out === undefined || this.state[out] !== FREE || this.state[into] !== FREE || this.rules.isOpen[into]) continue;
        if (!this.rules.canSwap(out, into)) continue;
        this.exchange(out, into);
        break;
      }
    this.begin([...this.open]);
    this.descend();
    return this.keep();
  }

  /** Sites added while they save, then those some limit asks for, then swaps. */
  private finish(): boolean {
    addBest(this.rules, this.state, this.gainOf, (site) => this.add(site));
    if (!this.rules.isKept()) return false;
    this.descend();
    return this.keep();
  }

  private *fixed(): Generator<number> {
    for (let site = 0; site < this.serving.sites; site++) if (this.state[site] === FIXED) yield site;
  }

  private keep(): boolean {
    const value = this.total();
    if (!(value < this.paid - NOISE * Math.abs(value))) return false;
    this.paid = value;
    this.sites = [...this.open].sort((a, b) => a - b);
    return true;
  }

  private total(): number {
    let sum = 0;
    for (let d = 0; d < this.first.length; d++) sum += this.first[d]!;
    return sum;
  }

  private begin(sites: number[]): void {
    this.rules.reset(sites);
    this.open = [...sites];
    this.slot.fill(-1);
    this.open.forEach((site, at) => (this.slot[site] = at));
    for (let d = 0; d < this.first.length; d++) this.look(d);
  }

  /** The two cheapest opened sites of a row: links stand cheapest first. */
  private look(d: number): void {
    const { start, site, cost } = this.serving;
    const isOpen = this.rules.isOpen;
    const alone = this.alone[d]!;
    let found = 0;
    this.firstSite[d] = -1;
    this.first[d] = this.second[d] = alone;
    for (let k = start[d]!; k < start[d + 1]!; k++) {
      if (!isOpen[site[k]!]) continue;
      const own = this.weight[d]! * cost[k]!;
      if (found === 0) {
        this.first[d] = own;
        this.firstSite[d] = site[k]!;
        found = 1;
      } else {
        this.second[d] = own;
        return;
      }
    }
  }

  private add(site: number): void {
    this.rules.open(site);
    this.slot[site] = this.open.push(site) - 1;
    this.lookAround(site);
  }

  private exchange(out: number, into: number): void {
    const at = this.slot[out]!;
    this.rules.close(out);
    this.rules.open(into);
    this.open[at] = into;
    this.slot[into] = at;
    this.slot[out] = -1;
    this.lookAround(out);
    this.lookAround(into);
  }

  private lookAround(site: number): void {
    const { columnStart, columnDemand } = this.serving;
    for (let k = columnStart[site]!; k < columnStart[site + 1]!; k++) this.look(columnDemand[k]!);
  }

  private readonly gainOf = (site: number): number => {
    const { columnStart, columnDemand, columnCost } = this.serving;
    let gain = 0;
    for (let k = columnStart[site]!; k < columnStart[site + 1]!; k++) {
      const d = columnDemand[k]!;
      const own = this.weight[d]! * columnCost[k]!;
      if (own < this.first[d]!) gain += this.first[d]! - own;
    }
    return gain;
  };

  /** Best swap after best swap until none saves. */
  private descend(): void {
    const { sites, columnStart, columnDemand, columnCost } = this.serving;
    const { first, second, firstSite, slot, weight } = this;
    const count = this.open.length;
    const close = new Float64Array(count);
    for (;;) {
      // what closing a site costs when nothing is opened instead
      this.loss.fill(0);
      for (let d = 0; d < first.length; d++) if (firstSite[d]! >= 0) this.loss[firstSite[d]!]! += second[d]! - first[d]!;
      let bestSaving = NOISE * Math.max(1, this.total());
      let bestOut = -1;
      let bestInto = -1;
      for (let into = 0; into < sites; into++) {
        if (this.state[into] !== FREE || this.rules.isOpen[into]) continue;
        for (let at = 0; at < count; at++) close[at] = this.loss[this.open[at]!]!;
        let gain = 0;
        for (let k = columnStart[into]!; k < columnStart[into + 1]!; k++) {
          const d = columnDemand[k]!;
          const own = weight[d]! * columnCost[k]!;
          const now = first[d]!;
          if (own < now) {
            gain += now - own;
            if (firstSite[d]! >= 0) close[slot[firstSite[d]!]!]! -= second[d]! - now;
          } else if (own < second[d]! && firstSite[d]! >= 0) close[slot[firstSite[d]!]!]! -= second[d]! - own;
        }
        for (let at = 0; at < count; at++) {
          const saving = gain - close[at]!;
          if (saving <= bestSaving || this.state[this.open[at]!] !== FREE || !this.rules.canSwap(this.open[at]!, into)) continue;
          bestSaving = saving;
          bestOut = this.open[at]!;
          bestInto = into;
        }
      }
      if (bestOut < 0) return;
      this.exchange(bestOut, bestInto);
    }
  }
}
