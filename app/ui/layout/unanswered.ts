/** Forms the server gave no answer to: they wait until whoever sent them asks for another try. */
const tries = new Set<() => void>();
const listeners = new Set<() => void>();

/** Resolves with the next try; leaving the page ends it. */
export const nextTry = (leaving: AbortSignal | null | undefined): Promise<void> =>
  new Promise((again, left) => {
    const leave = () => {
      forget();
      left(leaving?.reason as Error);
    };
    const forget = () => {
      tries.delete(take);
      leaving?.removeEventListener("abort", leave);
      tell();
    };
    const take = () => {
      forget();
      again();
    };
    if (leaving?.aborted) return left(leaving.reason as Error);
    leaving?.addEventListener("abort", leave, { once: true });
    tries.add(take);
    tell();
  });

/** For useSyncExternalStore: how many forms wait. */
export const unanswered = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  count: (): number => tries.size,
  none: (): number => 0,
  tryAgain: (): void => [...tries].forEach((take) => take()),
};

const tell = (): void => listeners.forEach((listener) => listener());
