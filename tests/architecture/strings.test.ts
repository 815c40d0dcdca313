import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect, test } from "vitest";

/** Chinese and English stand side by side: same keys, same placeholders, every asked word there, no word unasked. */
const APP = join(process.cwd(), "app");
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Words = { readonly [key: string]: string | Words };

const files = readdirSync(APP, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(APP, join(entry.parentPath, entry.name)).split(sep).join("/"))
  .filter((file) => !file.startsWith("platform/generated/"));
const read = (file: string) => readFileSync(join(APP, file), "utf8");

/** `modules/catalog/ui/strings.zh.json` holds the namespace `catalog`, `modules/visits/ui/care/strings.zh.json` `care`, `ui/layout/strings.zh.json` `layout`. */
const namespaceOf = (file: string) => /([^/]+)\/(?:ui\/)?strings\.\w+\.json$/.exec(file)?.[1] ?? "";

function flat(words: Words, before = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[before + key, value]] : flat(value, `${before}${key}.`),
  );
}

const wordsOf = (language: "zh" | "en") =>
  new Map(
    files
      .filter((file) => file.endsWith(`/strings.${language}.json`))
      .map((file) => [namespaceOf(file), new Map(flat(JSON.parse(read(file)) as Words))]),
  );
const zh = wordsOf("zh");
const en = wordsOf("en");
const singular = (key: string) => key.replace(PLURAL, "");
const keysOf = (words: Map<string, string> | undefined) => new Set([...(words?.keys() ?? [])].map(singular));
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*-?\s*([\w.]+)/g)].map((match) => match[1]).sort();

const sources = files.filter((file) => /\.tsx?$/.test(file)).map((file) => ({ file, code: read(file) }));

test("every word of one language has its twin in the other", () => {
  const lonely = [...new Set([...zh.keys(), ...en.keys()])].flatMap((namespace) => {
    const [chinese, english] = [keysOf(zh.get(namespace)), keysOf(en.get(namespace))];
    return [
      ...[...chinese].filter((key) => !english.has(key)).map((key) => `${namespace}:${key} has no English`),
      ...[...english].filter((key) => !chinese.has(key)).map((key) => `${namespace}:${key} has no Chinese`),
    ];
  });
  expect(lonely).toEqual([]);
});

test("twins name the same placeholders, and none is empty", () => {
  const odd = [...zh].flatMap(([namespace, words]) =>
    [...words].flatMap(([key, text]) => {
      const twin = en.get(namespace)?.get(key) ?? en.get(namespace)?.get(`${singular(key)}_other`);
      if (text.trim() === "" || twin?.trim() === "") return [`${namespace}:${key} is empty`];
      return twin === undefined || placeholders(text).join() === placeholders(twin).join()
        ? []
        : [`${namespace}:${key} differs in placeholders`];
    }),
  );
  expect(odd).toEqual([]);
});

/** Names of translating functions in a file and the namespaces they were made for. */
function translatorsIn(code: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const match of code.matchAll(/\{\s*t(?::\s*(\w+))?[^}]*\}\s*=\s*useTranslation\(\s*"([\w-]+)"/g)) {
    const name = match[1] ?? "t";
    found.set(name, (found.get(name) ?? new Set()).add(match[2] ?? ""));
  }
  return found;
}

test("every word a screen asks for by name is there", () => {
  const missing = sources.flatMap(({ file, code }) =>
    [...translatorsIn(code)].flatMap(([name, namespaces]) =>
      [...code.matchAll(new RegExp(`(?<![\\w.])${name}\\(\\s*"([^"]+)"`, "g"))].flatMap((match) => {
        const [asked = "", own] = (match[1] ?? "").split(":").reverse();
        const among = own ? [own] : [...namespaces];
        return among.some((namespace) => keysOf(zh.get(namespace)).has(asked))
          ? []
          : [`${file} asks for ${among.join("/")}:${asked}`];
      }),
    ),
  );
  expect(missing).toEqual([]);
});

test("no word is kept that nothing asks for", () => {
  const literals = new Set(
    sources.flatMap(({ code }) => [...code.matchAll(/"([^"\n]*)"/g)].map((match) => (match[1] ?? "").split(":").at(-1))),
  );
  // `kind.${key}` asks for every word that begins with «kind.» and ends with what stands after the gap.
  const patterns = sources.flatMap(({ code }) =>
    [...code.matchAll(/`(?:[\w-]+:)?([\w.-]+(?:\$\{[^`]*\}[\w.-]*)+)`/g)].map(
      (match) =>
        new RegExp(
          `^${(match[1] ?? "")
            .replace(/\$\{[^}]*\}/g, "\0")
            .replace(/[.]/g, "\\.")
            .replaceAll("\0", ".+")}$`,
        ),
    ),
  );
  const unasked = [...zh].flatMap(([namespace, words]) =>
    [...keysOf(words)]
      .filter((key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)))
      .map((key) => `${namespace}:${key}`),
  );
  expect(unasked).toEqual([]);
});
