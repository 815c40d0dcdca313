import { useEffect, useSyncExternalStore } from "react";
import { displayFrom, type Display } from "./display";

/*
 * How a person wants the pages to look, as their browser keeps it for pages that open without a network: the cookies that
 * say the same are read by the server alone. What was chosen last holds, wherever. public/kept-look.js reads it before the first paint.
 */
export interface Look extends Display {
  readonly language: "zh" | "en";
}

const KEY = "quarterhour-look";
const listeners = new Set<() => void>();
let known: { readonly text: string | null; readonly look: Look | null } = { text: null, look: null };

/** What is kept here; null = nothing was yet, or this browser keeps nothing. */
export function keptLook(): Look | null {
  const text = read();
  if (text !== known.text) known = { text, look: lookFrom(text) };
  return known.look;
}

export function keepLook(look: Look): void {
  const text = JSON.stringify({ language: look.language, elder: look.elder, scheme: look.scheme });
  if (text === read()) return;
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // A browser that keeps nothing: the look lasts as long as the page.
    known = { text: null, look: lookFrom(text) };
  }
  for (const listener of listeners) listener();
}

/** Null until the page has come alive, so that what the server wrote is taken over as it is. */
export const useKeptLook = (): Look | null => useSyncExternalStore(listen, keptLook, () => null);

/** Keeps what the server knows of the reader's choice for when there is no server; null = nothing to keep. */
export function useLookKept(look: Look | null): void {
  const text = look && JSON.stringify(look);
  useEffect(() => {
    const now = lookFrom(text);
    if (now) keepLook(now);
  }, [text]);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function lookFrom(text: string | null): Look | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as unknown;
    const { language } = value as { readonly language?: unknown };
    return { ...displayFrom(value), language: language === "en" ? "en" : "zh" };
  } catch {
    return null;
  }
}
