import { useCallback, useEffect, useMemo, useState } from "react";

export interface MapFile<T> {
  readonly address: string;
  readonly content: T | null;
  /** the last time it was asked for it did not come: `content` answers another address */
  readonly failed: boolean;
  /** asked for and not there yet; `content` is the one before */
  readonly isComing: boolean;
  /** asks once more */
  readonly retry: () => void;
}

/** A file for the map, fetched in the browser after the page; the one before stays until the next has come. Null: not yet. */
export function useMapFile<T>(address: string | null): MapFile<T> {
  const [file, setFile] = useState<Pick<MapFile<T>, "address" | "content" | "failed">>({
    address: "",
    content: null,
    failed: false,
  });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (address === null) return;
    const leaving = new AbortController();
    const load = async () => {
      const answer = await fetch(address, { signal: leaving.signal });
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
      setFile({ address, content: (await answer.json()) as T, failed: false });
    };
    load().catch(() => {
      if (!leaving.signal.aborted) setFile((before) => ({ ...before, address, failed: true }));
    });
    return () => leaving.abort();
  }, [address, attempt]);
  const retry = useCallback(() => {
    setFile((before) => ({ ...before, address: "" }));
    setAttempt((before) => before + 1);
  }, []);
  const isComing = address !== null && file.address !== address;
  const failed = address !== null && file.failed;
  return useMemo(() => ({ ...file, failed, isComing, retry }), [file, failed, isComing, retry]);
}
