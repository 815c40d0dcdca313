import type { MethodStatement } from "~/modules/coverage/domain/method-statement";
import type { StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { now } from "~/platform/clock.server";
import { inLongThread } from "~/platform/threads.server";
import { inUnitOfWork, type Acting } from "~/platform/unit-of-work.server";
import { isStopAsked, noteRun } from "../data/siting-runs.server";
import type { SitingGround } from "../domain/siting-ground";
import type { SitingQuestion } from "../domain/siting-question";
import type { SitingOutcome } from "../domain/siting-result";
import { HeardSiting } from "../domain/solving/heard-siting";
import type { RunFault, SitingRunRecord } from "../domain/siting-scenario";

/** What the thread `site-city` is asked. */
export interface CityAsked {
  readonly question: SitingQuestion;
  readonly of: SitingGround;
  readonly streets: StreetsAsked | null;
  readonly method: MethodStatement;
  /** birth and revision of the city's records */
  readonly stamp: string;
  /** what is said on the way, and where the word «stop» is read */
  readonly memory: SharedArrayBuffer;
  /** one whole number, 1 as soon as the word «stop» was read */
  readonly heeded: SharedArrayBuffer;
}

/** What it answers. */
export type CityTold =
  | { readonly kind: "told"; readonly outcome: SitingOutcome; readonly hash: string; readonly seconds: number }
  | { readonly kind: "without"; readonly why: RunFault };

/** How long a thread is borne with, in milliseconds. */
export interface Patience {
  /** how far it is is written down so often */
  readonly look: number;
  /** from the word «stop» until it is read */
  readonly heed: number;
  /** from then on until the best so far was measured */
  readonly finish: number;
  /** beyond the time the question gives: walks are measured before and after the search */
  readonly late: number;
}

export const PATIENCE: Patience = { look: 500, heed: 5_000, finish: 30_000, late: 60_000 };

export type Prepared = Omit<CityAsked, "memory" | "heeded" | "question">;

/**
 * A search in a thread, from the reading of the records on, its best so far written down on the way. It ends by itself in its time,
 * or at the word «stop»; what does neither is left, its thread ended as a whole, so that the next question finds a new one. Null
 * where the run is somebody else's by now, or gone.
 * @param read the records the question is asked of, or why there are none to read
 */
export async function watchedSearch(
  as: Acting,
  run: SitingRunRecord,
  read: (ended: AbortSignal) => Promise<Prepared | RunFault>,
  patience: Patience = PATIENCE,
): Promise<CityTold | null> {
  const watch = new Watch(as, run, patience);
  const timer = setInterval(() => watch.look(), patience.look);
  try {
    const told = await Promise.race([watch.left, searched(run, watch, read)]);
    return watch.ended === "taken" ? null : told;
  } catch (error) {
    if (watch.ended === null) throw error;
    return watch.ended === "taken" ? null : { kind: "without", why: watch.ended };
  } finally {
    clearInterval(timer);
    await watch.looking;
  }
}

async function searched(
  { question }: SitingRunRecord,
  watch: Watch,
  read: (ended: AbortSignal) => Promise<Prepared | RunFault>,
): Promise<CityTold> {
  const prepared = await read(watch.ending.signal);
  if (typeof prepared === "string") return { kind: "without", why: prepared };
  const { of, method, streets, stamp } = prepared;
  const { memory } = watch.listenTo(of.standing.length + of.candidates.length);
  const heeded = watch.heeded.buffer as SharedArrayBuffer;
  const asked: CityAsked = { question, of, method, streets, stamp, memory, heeded };
  return inLongThread<CityAsked, CityTold>("site-city", asked, watch.ending.signal);
}

/** Looks after one run: writes down how far it is, hears the word «stop», and ends what heeds neither that nor its time. */
class Watch {
  readonly ending = new AbortController();
  /** rejected as soon as the work is left */
  readonly left = new Promise<never>((_, leave) => {
    this.ending.signal.addEventListener("abort", () => leave(this.ending.signal.reason as Error), { once: true });
  });
  readonly heeded = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  ended: "taken" | "stopped" | "not-in-time" | null = null;
  looking: Promise<void> | null = null;
  private heard: HeardSiting | null = null;
  private stoppedAt: number | null = null;
  private readonly began = performance.now();

  constructor(
    private readonly as: Acting,
    private readonly run: SitingRunRecord,
    private readonly patience: Patience,
  ) {
    // Whoever waits for the work hears of it too late to be the first to listen.
    this.left.catch(() => undefined);
  }

  listenTo(sites: number): HeardSiting {
    this.heard = HeardSiting.of(sites);
    if (this.stoppedAt !== null) this.heard.stop();
    return this.heard;
  }

  look(): void {
    this.guard();
    this.looking ??= this.note()
      .catch(() => undefined)
      .finally(() => (this.looking = null));
  }

  private guard(): void {
    const at = performance.now();
    const { heed, finish, late } = this.patience;
    if (at - this.began > this.run.question.seconds * 1_000 + late) this.end("not-in-time");
    const borne = heed + (Atomics.load(this.heeded, 0) === 1 ? finish : 0);
    if (this.stoppedAt !== null && at - this.stoppedAt > borne) this.end("stopped");
  }

  private async note(): Promise<void> {
    const isOurs = await inUnitOfWork(this.as, async (uow) => {
      if (this.stoppedAt === null && (await isStopAsked(uow, this.run.id))) {
        this.stoppedAt = performance.now();
        this.heard?.stop();
      }
      // What is being written this moment is read the next time.
      const said = this.heard?.hear() ?? null;
      return noteRun(uow, this.run, {
        ...(said ? { objective: said.objective, bound: finite(said.bound) } : {}),
        ...{ seconds: (performance.now() - this.began) / 1_000, heartbeatAt: now() },
      });
    });
    if (!isOurs) this.end("taken");
  }

  private end(why: NonNullable<Watch["ended"]>): void {
    this.ended ??= why;
    this.heard?.stop();
    this.ending.abort();
  }
}

const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);
