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

/**
 * A search in a thread, its best so far written down on the way. It ends by itself in its time, or at the word «stop»; a thread that
 * does neither is ended as a whole, so that the next question finds a new one. Null where the run is somebody else's by now, or gone.
 */
export async function watchedSearch(
  as: Acting,
  run: SitingRunRecord,
  asked: Omit<CityAsked, "memory" | "heeded" | "question">,
  patience: Patience = PATIENCE,
): Promise<CityTold | null> {
  const heard = HeardSiting.of(asked.of.standing.length + asked.of.candidates.length);
  const heeded = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const ending = new AbortController();
  const began = performance.now();
  let stoppedAt: number | null = null;
  let ended: "taken" | "stopped" | "not-in-time" | null = null;
  const end = (why: typeof ended) => {
    ended ??= why;
    heard.stop();
    ending.abort();
  };

  const look = async () => {
    const isOurs = await inUnitOfWork(as, async (uow) => {
      if (stoppedAt === null && (await isStopAsked(uow, run.id))) {
        stoppedAt = performance.now();
        heard.stop();
      }
      // What is being written this moment is read the next time.
      const said = heard.hear();
      const seconds = (performance.now() - began) / 1_000;
      return noteRun(uow, run, {
        ...(said ? { objective: said.objective, bound: finite(said.bound) } : {}),
        ...{ seconds, heartbeatAt: now() },
      });
    });
    if (!isOurs) end("taken");
  };
  const guard = () => {
    const at = performance.now();
    if (at - began > run.question.seconds * 1_000 + patience.late) end("not-in-time");
    const borne = patience.heed + (Atomics.load(heeded, 0) === 1 ? patience.finish : 0);
    if (stoppedAt !== null && at - stoppedAt > borne) end("stopped");
  };
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    guard();
    looking ??= look()
      .catch(() => undefined)
      .finally(() => (looking = null));
  }, patience.look);

  try {
    const { streets, of, method, stamp } = asked;
    const told = await inLongThread<CityAsked, CityTold>(
      "site-city",
      { question: run.question, streets, of, method, stamp, memory: heard.memory, heeded: heeded.buffer as SharedArrayBuffer },
      ending.signal,
    );
    return ended === "taken" ? null : told;
  } catch (error) {
    if (ended === null) throw error;
    return ended === "taken" ? null : { kind: "without", why: ended };
  } finally {
    clearInterval(timer);
    await looking;
  }
}

const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);
