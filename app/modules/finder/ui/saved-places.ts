import { useSyncExternalStore } from "react";
import { MOST_COMPARED } from "../domain/find-address";

/** Places somebody chose to compare, kept by their own browser and told to nobody until they open the comparison. */
const NAME = "quarterhour-compare";
const CHANGED = "quarterhour-compare-changed";

const NONE: readonly string[] = [];
let last: { readonly text: string; readonly ids: readonly string[] } = { text: "", ids: NONE };

function read(): readonly string[] {
  let text = "";
  try {
    text = window.localStorage.getItem(NAME) ?? "";
  } catch {
    // A browser that keeps nothing compares by the address alone.
  }
  if (text !== last.text)
    last = {
      text,
      ids: text
        .split(",")
        .filter((id) => /^[0-9a-f-]{36}$/.test(id))
        .slice(0, MOST_COMPARED),
    };
  return last.ids;
}

export function keepPlaces(ids: readonly string[]): void {
  try {
    window.localStorage.setItem(NAME, ids.join(","));
  } catch {
    return;
  }
  window.dispatchEvent(new Event(CHANGED));
}

function watch(changed: () => void): () => void {
  window.addEventListener("storage", changed);
  window.addEventListener(CHANGED, changed);
  return () => {
    window.removeEventListener("storage", changed);
    window.removeEventListener(CHANGED, changed);
  };
}

/** The chosen ones; none before scripts run. */
export const useSavedPlaces = (): readonly string[] => useSyncExternalStore(watch, read, () => NONE);
