import type { i18n, ResourceKey } from "i18next";

/** Subjects whose words come by themselves, and parts of subjects: a public page loads its own and no others'. */
export type Subject =
  "layout" | "map" | "finder" | "finder/search" | "finder/place" | "finder/contact" | "catalog" | "places" | "work-orders";

/** The words a page cannot be read without. */
export type Needed = ReadonlySet<Subject> | "all";

type Language = "zh" | "en";
type Words = Readonly<Record<string, ResourceKey>>;

const subjects = import.meta.glob<Words>(
  ["../../modules/{finder,catalog,places,work-orders}/ui/strings.{zh,en}.json", "../{layout,map}/strings.{zh,en}.json"],
  { import: "default" },
);
const parts = import.meta.glob<Words>("./parts/*-{zh,en}.ts");

/** What is there already, by language, of each translator. */
const there = new WeakMap<i18n, Set<string>>();

function has(instance: i18n, language: string, subject: string): boolean {
  const known = there.get(instance);
  return ["all", subject.split("/")[0], subject].some((one) => known?.has(`${language} ${one}`));
}

const hasAll = (instance: i18n, language: string, needed: Needed): boolean =>
  (needed === "all" ? [needed] : [...needed]).every((subject) => has(instance, language, subject));

async function read(language: Language, subject: Subject): Promise<Words> {
  const ending = `-${language}.ts`;
  const [files, name] = subject.includes("/")
    ? [parts, `./parts/${subject.replace("/", "-")}${ending}`]
    : [subjects, Object.keys(subjects).find((file) => file.includes(`/${subject}/`) && file.endsWith(`.${language}.json`)) ?? ""];
  const file = files[name];
  if (!file) throw new Error(`no file holds the words of ${subject} in ${language}`);
  return file();
}

/** Adds what is needed and not there yet. */
export async function bringWords(instance: i18n, language: Language, needed: Needed): Promise<void> {
  const note = (subject: string, words: Words) => {
    instance.addResourceBundle(language, subject.split("/")[0]!, words, true, true);
    there.set(instance, (there.get(instance) ?? new Set()).add(`${language} ${subject}`));
  };
  if (needed === "all") {
    const { strings } = language === "en" ? await import("./en") : await import("./zh");
    for (const [subject, words] of Object.entries(strings)) note(subject, words as Words);
    there.get(instance)?.add(`${language} all`);
  } else {
    const missing = [...needed].filter((subject) => !has(instance, language, subject));
    const words = await Promise.all(missing.map((subject) => read(language, subject)));
    missing.forEach((subject, at) => note(subject, words[at]!));
  }
}

/** Brings what is missing in the language that is spoken; null when nothing is. */
export function missingWords(instance: i18n, needed: Needed): (() => Promise<void>) | null {
  const language: Language = instance.language === "en" ? "en" : "zh";
  return hasAll(instance, language, needed) ? null : () => bringWords(instance, language, needed);
}

/** Whose words the page that is open needs, as it says or else its frame does; where neither says anything, all may be used. */
export function wordsNeeded(handles: readonly unknown[]): Needed {
  const said = handles.findLast((handle) => (handle as Handle)?.words !== undefined) as Handle;
  return said?.words && said.words !== "all" ? new Set<Subject>(["layout", ...said.words]) : "all";
}

type Handle = { readonly words?: readonly Subject[] | "all" } | null | undefined;
