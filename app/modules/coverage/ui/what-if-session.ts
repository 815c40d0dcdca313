import type { GeoPoint } from "~/shared/geo-point";
import { NewestQuestion } from "../domain/newest-question";
import { boxText, isInBox, isNearEdge, windowAround, type Box } from "../domain/walk-window";
import type { WhatIfAnswer } from "../domain/what-if";
import type { WhatIfFile } from "../domain/what-if-file";
import { FrameTimes } from "./frame-times";
import { WhatIfWorker } from "./what-if-worker";

export interface WhatIfState {
  /** where the candidate stands; null = nowhere yet */
  readonly at: GeoPoint | null;
  /** which file did not arrive; what is shown is then what was answered before */
  readonly failed: "homes" | "streets" | null;
  readonly file: WhatIfFile | null;
  /** the answer shown and the place it is for */
  readonly answered: { readonly at: GeoPoint; readonly answer: WhatIfAnswer } | null;
  /** the streets around the candidate are not there yet: the answer shown is for where it was before */
  readonly isBeyond: boolean;
  /** the last answer, once the candidate has rested */
  readonly rested: { readonly at: GeoPoint; readonly answer: WhatIfAnswer } | null;
  readonly junctions: number;
}

const NOTHING: WhatIfState = {
  at: null,
  failed: null,
  file: null,
  answered: null,
  isBeyond: false,
  rested: null,
  junctions: 0,
};
const REST_MS = 500;

/**
 * One candidate being moved about: fetches what it needs, keeps one worker on the present ground and makes the next ready
 * beside it, asks at most once a frame and always for the newest place. Changes are told to whoever subscribes.
 */
export class WhatIfSession {
  readonly times = new FrameTimes();
  private state = NOTHING;
  private readonly listeners = new Set<() => void>();
  private leaving = new AbortController();
  private worker: WhatIfWorker | null = null;
  private coming: WhatIfWorker | null = null;
  private fetching: AbortController | null = null;
  private view: Box | null = null;
  private frame = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private questions = new NewestQuestion<GeoPoint>((at) => this.worker?.move(at));

  /** @param search the question as the words of an address */
  constructor(private readonly search: string) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  readonly read = (): WhatIfState => this.state;

  /** Begins with a candidate at this place, or with none. */
  begin(at: GeoPoint | null): void {
    this.leaving = new AbortController();
    this.tell({ at });
    void this.fetchHomes();
  }

  /** Moves the candidate. Asked once a frame at most, however often it is called. */
  readonly place = (lon: number, lat: number): void => {
    const at = { lon, lat };
    const isBeyond = this.isBeyond(at);
    // Back on ground that is held, what could not be fetched is not missed any more.
    const isBack = this.state.failed === "streets" && this.worker !== null && !isBeyond;
    this.tell({ at, isBeyond, ...(isBack ? { failed: null } : {}) });
    clearTimeout(this.rest);
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.state.at) return;
      if (this.worker) this.questions.ask(this.state.at);
      this.fetchWindowIfNeeded();
    });
  };

  readonly look = (view: Box): void => {
    this.view = view;
  };

  readonly retry = (): void => {
    const { failed } = this.state;
    this.tell({ failed: null });
    if (failed === "homes") void this.fetchHomes();
    else void this.fetchWindow();
  };

  end(): void {
    this.leaving.abort();
    this.fetching?.abort();
    this.worker?.end();
    this.coming?.end();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
  }

  private async fetchHomes(): Promise<void> {
    try {
      const answer = await fetch(`/plan/what-if/homes?${this.search}`, { signal: this.leaving.signal });
      if (!answer.ok) throw new Error(`the homes answered ${answer.status}`);
      this.tell({ file: (await answer.json()) as WhatIfFile });
    } catch {
      if (!this.leaving.signal.aborted) this.tell({ failed: "homes" });
      return;
    }
    if (this.state.file?.streets) this.fetchWindowIfNeeded();
    else await this.stepOnto(null, null);
  }

  private fetchWindowIfNeeded(): void {
    const { at, file, failed } = this.state;
    if (!file?.streets || !at || failed || this.fetching) return;
    if (!this.worker?.box || isNearEdge(at, this.worker.box)) void this.fetchWindow();
  }

  private async fetchWindow(): Promise<void> {
    const { at } = this.state;
    if (!at) return;
    this.fetching?.abort();
    const fetching = new AbortController();
    this.fetching = fetching;
    const box = windowAround(at, this.view);
    try {
      const answer = await fetch(`/plan/what-if/streets?${this.search}&box=${boxText(box)}`, { signal: fetching.signal });
      if (answer.status !== 200) throw new Error(`the streets answered ${answer.status}`);
      const streets = new Uint8Array(await answer.arrayBuffer());
      await this.stepOnto(streets, box);
    } catch {
      if (!fetching.signal.aborted) this.tell({ failed: "streets" });
      return;
    } finally {
      if (this.fetching === fetching) this.fetching = null;
    }
    // The candidate may have gone on meanwhile.
    this.fetchWindowIfNeeded();
  }

  /** The worker there was goes on answering until the new one has its ground ready. */
  private async stepOnto(streets: Uint8Array | null, box: Box | null): Promise<void> {
    const failed = () => this.tell({ failed: streets ? "streets" : "homes" });
    this.coming?.end();
    const next = new WhatIfWorker(
      this.state.file!,
      streets,
      box,
      this.state.at,
      (answer, from) => this.take(answer, from),
      failed,
    );
    this.coming = next;
    const junctions = await next.ready;
    if (this.coming !== next) return;
    this.coming = null;
    this.worker?.end();
    this.worker = next;
    this.questions = new NewestQuestion((at) => next.move(at));
    const { at } = this.state;
    this.tell({ junctions, failed: null, isBeyond: at !== null && this.isBeyond(at) });
    if (at) this.questions.ask(at);
  }

  private take({ lon, lat, answer, ms }: { lon: number; lat: number; answer: WhatIfAnswer; ms: number }, from: WhatIfWorker) {
    if (from !== this.worker) return;
    this.times.add(ms);
    this.questions.answered();
    const answered = { at: { lon, lat }, answer };
    // Beyond its ground a worker knows streets in part: what it says of such a place is too little, and is not shown.
    if (from.box && !isInBox(answered.at, from.box)) return;
    this.tell({ answered });
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      if (!this.state.isBeyond) this.tell({ rested: answered });
    }, REST_MS);
  }

  private isBeyond(at: GeoPoint): boolean {
    return Boolean(this.worker?.box && !isInBox(at, this.worker.box));
  }

  private tell(change: Partial<WhatIfState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
