import type { i18n, Resource, ResourceKey } from "i18next";

/** Subjects whose words come by themselves, so that a public page loads its own and no others'. */
export type Subject = "layout" | "map" | "finder" | "catalog" | "places" | "work-orders";

/** The words a page cannot be read without. */
export type Needed = ReadonlySet<Subject> | "all";

type Language = "zh" | "en";

const files = import.meta.glob<ResourceKey>(
  ["../../modules/{finder,catalog,places,work-orders}/ui/strings.{zh,en}.json", "../{layout,map}/strings.{zh,en}.json"],
  { import: "default" },
);

/** A bundle without words: it stands where every subject's are there. */
const WHOLE = "whole";

const isThere = (instance: i18n, language: string, needed: Needed): boolean =>
  instance.hasResourceBundle(language, WHOLE) ||
  (needed !== "all" && [...needed].every((subject) => instance.hasResourceBundle(language, subject)));

/** The words of a language that are needed, as they lie in their files. */
export async function wordsFor(language: Language, needed: Needed): Promise<Resource[string]> {
  if (needed === "all") {
    const { strings } = language === "en" ? await import("./en") : await import("./zh");
    return { ...strings, [WHOLE]: {} };
  }
  const read = async (subject: Subject) => {
    const path = Object.keys(files).find(
      (file) => file.endsWith(`/${subject}/strings.${language}.json`) || file.endsWith(`/${subject}/ui/strings.${language}.json`),
    );
    if (!path) throw new Error(`no file holds the words of ${subject} in ${language}`);
    return [subject, await files[path]!()] as const;
  };
  return Object.fromEntries(await Promise.all([...needed].map(read)));
}

/** Adds what is needed and not there yet; null when nothing is missing. */
export function missingWords(instance: i18n, needed: Needed): (() => Promise<void>) | null {
  const language: Language = instance.language === "en" ? "en" : "zh";
  if (isThere(instance, language, needed)) return null;
  return async () => {
    const words = await wordsFor(language, needed);
    for (const [subject, said] of Object.entries(words)) instance.addResourceBundle(language, subject, said);
  };
}

/** Whose words the page that is open needs, as it says or else its frame does; where neither says anything, all may be used. */
export function wordsNeeded(handles: readonly unknown[]): Needed {
  const said = handles.findLast((handle) => (handle as Handle)?.words !== undefined) as Handle;
  return said?.words && said.words !== "all" ? new Set<Subject>(["layout", ...said.words]) : "all";
}

type Handle = { readonly words?: readonly Subject[] | "all" } | null | undefined;
