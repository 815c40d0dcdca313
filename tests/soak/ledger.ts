/** What was acknowledged: written down by whoever was told, and nowhere near the server. */
export interface KnownSession {
  readonly login: string;
  cookie: string;
  /** no: it must go on · asked: nobody knows · yes: it must be over for ever */
  ended: "no" | "asked" | "yes";
  inUse: boolean;
}

export class Ledger {
  /** facilities by id, and the least version that was acknowledged */
  readonly facilities = new Map<string, number>();
  /** imports by id: how far they were seen to be */
  readonly imports = new Map<string, "uploaded" | "confirmed" | "done" | "undo asked" | "undone">();
  /** imports somebody works on now */
  readonly inHand = new Set<string>();
  readonly photos = new Set<string>();
  readonly photosTakenDown = new Set<string>();
  readonly photosAsked = new Set<string>();
  readonly sessions: KnownSession[] = [];
  /** how many desks are closing all other sessions of a login now, and how many ever began to */
  readonly closings = new Map<string, { now: number; ever: number }>();

  closingsOf(login: string): { now: number; ever: number } {
    const known = this.closings.get(login) ?? { now: 0, ever: 0 };
    this.closings.set(login, known);
    return known;
  }
  readonly deletionsAsked = new Set<string>();
  readonly deleted = new Set<string>();
  /** networks of streets whose import said that it was done, by their junctions */
  readonly streets = new Set<number>();
  /** deeds acknowledged, by their name */
  readonly told = new Map<string, number>();

  /** whether nobody has to go on with this import */
  atRest(id: string): boolean {
    const told = this.imports.get(id);
    return told === "done" || told === "undone";
  }

  count(deeds: readonly string[] = [...this.told.keys()]): number {
    return deeds.reduce((sum, deed) => sum + (this.told.get(deed) ?? 0), 0);
  }

  tell(deed: string): void {
    this.told.set(deed, (this.told.get(deed) ?? 0) + 1);
  }
}
