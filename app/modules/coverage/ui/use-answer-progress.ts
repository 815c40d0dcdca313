import { useEffect, useState } from "react";
import type { Counted } from "~/shared/progress";

/** How far an answer is; a share of null = whoever was asked does not know. */
export interface AnswerProgress {
  readonly share: number | null;
  readonly now: { readonly counted: Counted; readonly done: number; readonly of: number } | null;
}

const UNKNOWN: AnswerProgress = { share: null, now: null };
/** Shorter waits need no words. */
const CALM_MS = 400;
const ASK_EVERY_MS = 500;

/**
 * How far what is waited for is, once the wait has become one; null before that and while nothing is waited for.
 * @param awaited `of=…` and the question, as the words of an address; null = nothing
 */
export function useAnswerProgress(awaited: string | null): AnswerProgress | null {
  const [told, setTold] = useState<{ readonly of: string; readonly progress: AnswerProgress } | null>(null);
  useEffect(() => {
    if (awaited === null) return;
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const progress = await progressOf(awaited, leaving.signal);
      if (leaving.signal.aborted) return;
      setTold((before) => ({ of: awaited, progress: latest(before?.of === awaited ? before.progress : null, progress) }));
      timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    timer = setTimeout(() => {
      setTold({ of: awaited, progress: UNKNOWN });
      void ask();
    }, CALM_MS);
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [awaited]);
  return told !== null && told.of === awaited ? told.progress : null;
}

/** Of several web processes one computes, and each may be asked in turn: what another does not know changes nothing. */
export const latest = (before: AnswerProgress | null, now: AnswerProgress): AnswerProgress =>
  now.share === null && before !== null ? before : now;

async function progressOf(awaited: string, signal: AbortSignal): Promise<AnswerProgress> {
  try {
    const answer = await fetch(`/plan/coverage/progress?${awaited}`, { signal });
    return answer.ok ? ((await answer.json()) as AnswerProgress) : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}
