import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 250;
const LEAST = 1;

/** Names to choose from while somebody types a place; without scripts there are none, and the words are asked as they stand. */
export function usePlacesTyped(): { readonly names: readonly string[]; readonly onTyped: (words: string) => void } {
  const [names, setNames] = useState<readonly string[]>([]);
  const pause = useRef<ReturnType<typeof setTimeout>>();
  const asking = useRef<AbortController>();
  const leave = () => {
    clearTimeout(pause.current);
    asking.current?.abort();
  };
  useEffect(() => leave, []);
  const ask = async (words: string, signal: AbortSignal) => {
    const answer = await fetch(`/find/places?q=${encodeURIComponent(words)}`, { signal });
    if (!answer.ok) return;
    const { places } = (await answer.json()) as { readonly places: readonly { readonly name: string }[] };
    setNames([...new Set(places.map(({ name }) => name))]);
  };
  const onTyped = (words: string) => {
    leave();
    if (words.trim().length < LEAST) return setNames([]);
    const own = (asking.current = new AbortController());
    // Suggestions are a help and no more: a line that is down leaves the field as it is.
    pause.current = setTimeout(() => void ask(words, own.signal).catch(() => undefined), PAUSE_MS);
  };
  return { names, onTyped };
}
