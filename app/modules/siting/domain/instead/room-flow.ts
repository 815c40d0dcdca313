import type { SitingLinks } from "../solving/siting-problem";

/** Fewer people than this are a rounding of machines. */
const NEARLY = 1e-9;

/**
 * Who finds room where: the most people in open sites that hold only so many (greatest flow, Ford & Fulkerson 1956), kept so as
 * sites open and close. A site that opens fills from the nearest, and where these have room elsewhere, in their stead with those
 * who have none: what other sites hold never falls, so what it holds is what it adds.
 */
export class RoomFlow {
  /** people of each row who have room */
  readonly served: Float64Array;
  /** people each site holds */
  readonly load: Float64Array;
  /** people on each link */
  readonly flow: Float64Array;
  total = 0;
  private readonly rowOf: Uint32Array;
  private readonly columnStart: Uint32Array;
  /** links of each site, the nearest first */
  private readonly column: Uint32Array;
  private readonly isOpen: Uint8Array;
  /** link and people of each change, to be taken back */
  private readonly done: { readonly link: number; readonly people: number }[] = [];
  private readonly seenRow: Int32Array;
  private readonly seenSite: Int32Array;
  private readonly into: Int32Array;
  private readonly outOf: Int32Array;
  private turn = 0;
  /** sites from which no chain leads to anybody without a place: so it stays while nobody loses theirs */
  private dead: Uint8Array;

  constructor(
    private readonly links: SitingLinks,
    private readonly people: Float64Array,
    private readonly capacity: Float64Array,
  ) {
    const sites = capacity.length;
    this.served = new Float64Array(people.length);
    this.load = new Float64Array(sites);
    this.flow = new Float64Array(links.site.length);
    this.isOpen = new Uint8Array(sites);
    this.dead = new Uint8Array(sites);
    this.rowOf = new Uint32Array(links.site.length);
    this.columnStart = new Uint32Array(sites + 1);
    for (let row = 0; row < people.length; row++)
      for (let link = links.start[row]!; link < links.start[row + 1]!; link++) {
        this.rowOf[link] = row;
        this.columnStart[links.site[link]! + 1]!++;
      }
    for (let site = 0; site < sites; site++) this.columnStart[site + 1]! += this.columnStart[site]!;
    const next = this.columnStart.slice();
    this.column = new Uint32Array(links.site.length);
    for (let link = 0; link < links.site.length; link++) this.column[next[links.site[link]!]!++] = link;
    for (let site = 0; site < sites; site++)
      this.column
        .subarray(this.columnStart[site], this.columnStart[site + 1])
        .sort((a, b) => links.cost[a]! - links.cost[b]! || a - b);
    this.seenRow = new Int32Array(people.length);
    this.seenSite = new Int32Array(sites);
    this.into = new Int32Array(people.length);
    this.outOf = new Int32Array(sites);
  }

  /** People it adds. */
  open(site: number): number {
    const before = this.total;
    this.isOpen[site] = 1;
    this.fill(site);
    return this.total - before;
  }

  /** Closes it; those who had room there take what is left elsewhere. People it takes. */
  close(site: number): number {
    const before = this.total;
    this.isOpen[site] = 0;
    for (const link of this.linksOf(site)) if (this.flow[link]! > 0) this.change(link, -this.flow[link]!);
    this.lookForLack();
    for (let other = 0; other < this.isOpen.length; other++) if (this.isOpen[other] && !this.dead[other]) this.fill(other);
    return before - this.total;
  }

  /** From which sites a chain leads to somebody without a place: looked for once, and not again by each site that is tried. */
  lookForLack(): void {
    const { links, flow, dead, seenRow } = this;
    const turn = ++this.turn;
    const rows: number[] = [];
    const lacks = (row: number): void => {
      if (seenRow[row] === turn) return;
      seenRow[row] = turn;
      rows.push(row);
    };
    dead.fill(1);
    for (let row = 0; row < this.people.length; row++) if (this.people[row]! - this.served[row]! > NEARLY) lacks(row);
    for (let at = 0; at < rows.length; at++)
      for (let link = links.start[rows[at]!]!; link < links.start[rows[at]! + 1]!; link++) {
        const site = links.site[link]!;
        if (!dead[site]) continue;
        dead[site] = 0;
        for (const own of this.linksOf(site)) if (flow[own]! > NEARLY) lacks(this.rowOf[own]!);
      }
  }

  /** What opening `site` would add; nothing is changed. */
  tried(site: number): number {
    if (this.dead[site]) return 0;
    const [mark, dead] = [this.mark(), this.dead.slice()];
    const adds = this.open(site);
    this.backTo(mark);
    this.dead = dead;
    this.isOpen[site] = 0;
    return adds;
  }

  mark(): number {
    return this.done.length;
  }

  /** Takes back every move since the mark; which sites are open is the caller's to say again. */
  backTo(mark: number): void {
    this.dead.fill(0);
    while (this.done.length > mark) {
      const { link, people } = this.done.pop()!;
      this.moved(link, -people);
    }
  }

  reopen(site: number, isOpen: boolean): void {
    this.isOpen[site] = isOpen ? 1 : 0;
  }

  linksOf(site: number): Uint32Array {
    return this.column.subarray(this.columnStart[site], this.columnStart[site + 1]);
  }

  row(link: number): number {
    return this.rowOf[link]!;
  }

  metres(link: number): number {
    return this.links.cost[link]!;
  }

  private fill(site: number): void {
    if (this.capacity[site]! - this.load[site]! <= NEARLY) return;
    for (const link of this.linksOf(site)) {
      const row = this.rowOf[link]!;
      const people = Math.min(this.people[row]! - this.served[row]!, this.capacity[site]! - this.load[site]!);
      if (people > NEARLY) this.change(link, people);
    }
    while (this.capacity[site]! - this.load[site]! > NEARLY && this.isChanged(site));
  }

  /** One chain: somebody without room goes where somebody else was, who goes on, the last of them to `site`. */
  private isChanged(site: number): boolean {
    const { links, flow, seenRow, seenSite, into, outOf } = this;
    const turn = ++this.turn;
    const sites = [site];
    if (this.dead[site]) return false;
    seenSite[site] = turn;
    for (let at = 0; at < sites.length; at++)
      for (const link of this.linksOf(sites[at]!)) {
        const row = this.rowOf[link]!;
        if (seenRow[row] === turn) continue;
        seenRow[row] = turn;
        into[row] = link;
        if (this.people[row]! - this.served[row]! > NEARLY) {
          this.chain(row, site);
          return true;
        }
        for (let other = links.start[row]!; other < links.start[row + 1]!; other++) {
          const to = links.site[other]!;
          if (flow[other]! <= NEARLY || seenSite[to] === turn || this.dead[to]) continue;
          seenSite[to] = turn;
          outOf[to] = other;
          sites.push(to);
        }
      }
    for (const each of sites) this.dead[each] = 1;
    return false;
  }

  private chain(first: number, last: number): void {
    const { links, into, outOf } = this;
    let people = Math.min(this.people[first]! - this.served[first]!, this.capacity[last]! - this.load[last]!);
    for (let at = links.site[into[first]!]!; at !== last; at = links.site[into[this.rowOf[outOf[at]!]!]!]!)
      people = Math.min(people, this.flow[outOf[at]!]!);
    for (let row = first; ;) {
      this.change(into[row]!, people);
      const at = links.site[into[row]!]!;
      if (at === last) return;
      this.change(outOf[at]!, -people);
      row = this.rowOf[outOf[at]!]!;
    }
  }

  private change(link: number, people: number): void {
    this.done.push({ link, people });
    this.moved(link, people);
  }

  private moved(link: number, people: number): void {
    this.flow[link]! += people;
    if (Math.abs(this.flow[link]!) <= NEARLY) this.flow[link] = 0;
    this.load[this.links.site[link]!]! += people;
    this.served[this.rowOf[link]!]! += people;
    this.total += people;
  }
}
