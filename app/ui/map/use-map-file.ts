import { useEffect, useState } from "react";

export interface MapFile<T> {
  readonly address: string;
  readonly content: T | null;
  readonly failed: boolean;
}

/** A file for the map, fetched in the browser after the page; the one before stays until the next has come. Null: not yet. */
export function useMapFile<T>(address: string | null): MapFile<T> {
  const [file, setFile] = useState<MapFile<T>>({ address: "", content: null, failed: false });
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
  }, [address]);
  return file;
}
