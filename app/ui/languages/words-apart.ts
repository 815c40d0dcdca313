import type { i18n, ResourceKey } from "i18next";

/**
 * Subjects whose words come by themselves, and parts of subjects: a public page loads its own and no others'. `all` are the words
 * every desk and phone has at hand; those of siting, which its own pages alone show, are not among them.
 */
export type Subject = "all" | Whole | "finder/search" | "finder/place" | "finder/contact";
type Whole = "layout" | "map" | "finder" | "catalog" | "places" | "work-orders" | "siting";

/** Not among `all`. */
const OWN_PAGES: readonly string[] = ["siting"];

/** The words a page cannot be read without. */
export type Needed = ReadonlySet<Subject>;

type Language = "zh" | "en";
type Words = Readonly<Record<string, ResourceKey>>;

const subjects = import.meta.glob<Words>(
  ["../../modules/{finder,catalog,places,work-orders,siting}/ui/strings.{zh,en}.json", "../{layout,map}/strings.{zh,en}.json"],
  { import: "default" },
);
const parts = import.meta.glob<Words>("./parts/*-{zh,en}.ts");

/** What is there already, by language, of each translator. */
const there = new WeakMap<i18n, Set<string>>();

function has(instance: i18n, language: string, subject: string): boolean {
  const known = there.get(instance);
  const among = OWN_PAGES.includes(subject) ? [] : ["all"];
  return [...among, subject.split("/")[0], subject].some((one) => known?.has(`${language} ${one}`));
}

/** By namespace. */
async function read(language: Language, subject: Subject): Promise<Words> {
  if (subject === "all") return (language === "en" ? await import("./desk-en") : await import("./desk-zh")).strings;
  const ending = `-${language}.ts`;
  const [files, name] = subject.includes("/")
    ? [parts, `./parts/${subject.replace("/", "-")}${ending}`]
    : [subjects, Object.keys(subjects).find((file) => file.includes(`/${subject}/`) && file.endsWith(`.${language}.json`)) ?? ""];
  const file = files[name];
  if (!file) throw new Error(`no file holds the words of ${subject} in ${language}`);
  return { [subject.split("/")[0]!]: await file() };
}

/** Adds what is needed and not there yet. */
export async function bringWords(instance: i18n, language: Language, needed: Needed): Promise<void> {
  const missing = [...needed].filter((subject) => !has(instance, language, subject));
  const words = await Promise.all(missing.map((subject) => read(language, subject)));
  const known = there.get(instance) ?? new Set();
  there.set(instance, known);
  missing.forEach((subject, at) => {
    for (const [namespace, own] of Object.entries(words[at]!)) instance.addResourceBundle(language, namespace, own, true, true);
    known.add(`${language} ${subject}`);
  });
}

/** Brings what is missing in the language that is spoken; null when nothing is. */
export function missingWords(instance: i18n, needed: Needed): (() => Promise<void>) | null {
  const language: Language = instance.language === "en" ? "en" : "zh";
  return [...needed].every((subject) => has(instance, language, subject)) ? null : () => bringWords(instance, language, needed);
}

/** Whose words the page that is open needs, as it says or else its frame does; where neither says anything, all may be used. */
export function wordsNeeded(handles: readonly unknown[]): Needed {
  const said = handles.findLast((handle) => (handle as Handle)?.words !== undefined) as Handle;
  const words = said?.words ?? ["all"];
  return new Set(words.includes("all") ? words : ["layout", ...words]);
}

type Handle = { readonly words?: readonly Subject[] } | null | undefined;
