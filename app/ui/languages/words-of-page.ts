import { useMatches } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { missingWords, wordsNeeded } from "./words-apart";

const coming = new Map<string, { readonly brought: Promise<void>; failure?: unknown }>();

/**
 * Going from page to page, the next one is drawn once its words are there: until then the present one stays, and no key is
 * ever seen. Where they do not come, the page says that the connection failed.
 */
export function useWordsOfPage(): void {
  const matches = useMatches();
  const { i18n } = useTranslation();
  if (typeof document === "undefined") return;
  const needed = wordsNeeded(matches.map(({ handle }) => handle));
  const bring = missingWords(i18n, needed);
  if (!bring) return;
  const key = `${i18n.language} ${[...needed].sort().join(" ")}`;
  let one = coming.get(key);
  if (!one) {
    const entry: { brought: Promise<void>; failure?: unknown } = { brought: Promise.resolve() };
    entry.brought = bring().catch((failure: unknown) => void (entry.failure = failure));
    coming.set(key, (one = entry));
  }
  if (one.failure !== undefined) throw one.failure;
  // React waits for it: a way from page to page is a transition, so what stands stays.
  throw one.brought;
}
