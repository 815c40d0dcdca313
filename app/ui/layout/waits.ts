/** When the requests that wait for our server will be asked again. */
const ends = new Set<{ readonly at: number }>();
const listeners = new Set<() => void>();

/** Notes a wait; the answer ends it. */
export function beganWaiting(at: number): () => void {
  const wait = { at };
  ends.add(wait);
  tell();
  return () => {
    ends.delete(wait);
    tell();
  };
}

/** For useSyncExternalStore: when the last of them ends, or null while nothing waits. */
export const waits = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  lastEnd: (): number | null => (ends.size === 0 ? null : Math.max(...[...ends].map(({ at }) => at))),
  none: (): null => null,
};

const tell = (): void => listeners.forEach((listener) => listener());
