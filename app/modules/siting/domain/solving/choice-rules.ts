import type { SitingProblem } from "./siting-problem";
import { isWholeLimit, roundingOf } from "./whole-limit";

/** What a site is bound by: limits with its amount in each, groups it shares, sites that need it, sites it needs. */
interface Bonds {
  readonly limits: { readonly limit: number; readonly amount: number }[];
  readonly groups: number[];
  readonly needs: Uint32Array[];
  readonly neededBy: number[];
}

/** Which sites may be opened beside those that are open: limits, conflicts and needs, kept up to date as sites open and close. */
export class ChoiceRules {
  readonly isOpen: Uint8Array;
  private readonly sums: Float64Array;
  private readonly isWhole: readonly boolean[];
  private readonly taken: Int32Array;
  private readonly bonds: Bonds[];

  constructor(private readonly problem: SitingProblem) {
    this.isOpen = new Uint8Array(problem.sites);
    this.sums = new Float64Array(problem.limits.length);
    this.isWhole = problem.limits.map(isWholeLimit);
    this.taken = new Int32Array(problem.conflicts.length);
    this.bonds = Array.from({ length: problem.sites }, () => ({ limits: [], groups: [], needs: [], neededBy: [] }));
    problem.limits.forEach(({ site, amount }, limit) =>
      site.forEach((at, i) => this.bonds[at]!.limits.push({ limit, amount: amount[i]! })),
    );
    problem.conflicts.forEach((group, index) => new Set(group).forEach((at) => this.bonds[at]!.groups.push(index)));
    for (const { site, oneOf } of problem.needs) {
      this.bonds[site]!.needs.push(oneOf);
      for (const at of oneOf) this.bonds[at]!.neededBy.push(site);
    }
  }

  open(site: number): void {
    this.isOpen[site] = 1;
    for (const { limit, amount } of this.bonds[site]!.limits) this.sums[limit]! += amount;
    for (const group of this.bonds[site]!.groups) this.taken[group]!++;
  }

  close(site: number): void {
    this.isOpen[site] = 0;
    for (const { limit, amount } of this.bonds[site]!.limits) this.sums[limit]! -= amount;
    for (const group of this.bonds[site]!.groups) this.taken[group]!--;
  }

  /** Opens these sites together where every rule is kept with them all, else one after another as far as rules allow. */
  openTogether(sites: readonly number[]): void {
    const closed = [...new Set(sites)].filter((site) => !this.isOpen[site]);
    for (const site of closed) this.open(site);
    if (this.isKept()) return;
    for (const site of closed) this.close(site);
    // one that is opened may be what another needs
    for (let left = closed, before = Infinity; left.length < before;) {
      before = left.length;
      left = left.filter((site) => {
        if (!this.canOpen(site)) return true;
        this.open(site);
        return false;
      });
    }
  }

  /** May `site` be opened now? Limits «at least» are looked at by `isKept` alone. */
  canOpen(site: number): boolean {
    const { limits, groups, needs } = this.bonds[site]!;
    for (const { limit, amount } of limits) {
      const most = this.problem.limits[limit]!.most;
      if (this.sums[limit]! + amount > most + (this.isWhole[limit] ? 0 : roundingOf(most))) return false;
    }
    for (const group of groups) if (this.taken[group]! > 0) return false;
    return needs.every((oneOf) => oneOf.some((at) => at === site || this.isOpen[at]));
  }

  /** May `out` close and `into` open instead, every rule kept after it? Nothing is changed. */
  canSwap(out: number, into: number): boolean {
    if (this.isFree(out) && this.isFree(into)) return true;
    this.close(out);
    let may = this.canOpen(into);
    if (may) {
      this.open(into);
      may = this.isKeptAround(out) && this.isKeptAround(into);
      this.close(into);
    }
    this.open(out);
    return may;
  }

  /** May `site` close, every rule kept that is kept with it? Nothing is changed. */
  canClose(site: number): boolean {
    if (this.isFree(site)) return true;
    this.close(site);
    const may = this.isKeptAround(site);
    this.open(site);
    return may;
  }

  /** Closes those that are to go, each where every rule is kept without it; one that goes may let go another. Returns them. */
  closeEach(sites: readonly number[], isToGo: (site: number) => boolean): Set<number> {
    const gone = new Set<number>();
    for (let left = sites, before = Infinity; left.length < before;) {
      before = left.length;
      left = left.filter((site) => {
        if (!this.canClose(site)) return true;
        if (!isToGo(site)) return false;
        this.close(site);
        gone.add(site);
        return false;
      });
    }
    return gone;
  }

  /** Is every rule kept by the sites open now? */
  isKept(): boolean {
    for (let limit = 0; limit < this.sums.length; limit++) if (!this.isWithin(limit)) return false;
    return this.areConflictsKept && this.areNeedsKept;
  }

  get areConflictsKept(): boolean {
    return this.taken.every((taken) => taken <= 1);
  }

  get areNeedsKept(): boolean {
    return this.problem.needs.every(({ site, oneOf }) => !this.isOpen[site] || oneOf.some((at) => this.isOpen[at]));
  }

  sumOf(limit: number): number {
    return this.sums[limit]!;
  }

  /** Would `site` bring a limit nearer to its least, or is it what an open one needs? */
  isMissing(site: number): boolean {
    const { limits, neededBy } = this.bonds[site]!;
    return (
      limits.some(({ limit, amount }) => amount > 0 && this.sums[limit]! < this.problem.limits[limit]!.least) ||
      neededBy.some((other) => this.isOpen[other] && !this.hasNeeds(other))
    );
  }

  reset(sites: Iterable<number>): void {
    this.isOpen.fill(0);
    this.sums.fill(0);
    this.taken.fill(0);
    for (const site of sites) this.open(site);
  }

  isWithin(limit: number): boolean {
    const { least, most } = this.problem.limits[limit]!;
    const room = this.isWhole[limit] ? 0 : roundingOf(this.sums[limit]!);
    return this.sums[limit]! >= least - room && this.sums[limit]! <= most + room;
  }

  private isKeptAround(site: number): boolean {
    const { limits, neededBy } = this.bonds[site]!;
    if (!limits.every(({ limit }) => this.isWithin(limit))) return false;
    return neededBy.every((other) => !this.isOpen[other] || this.hasNeeds(other));
  }

  private hasNeeds(site: number): boolean {
    return this.bonds[site]!.needs.every((oneOf) => oneOf.some((at) => this.isOpen[at]));
  }

  private isFree(site: number): boolean {
    const { limits, groups, needs, neededBy } = this.bonds[site]!;
    return limits.length + groups.length + needs.length + neededBy.length === 0;
  }
}
