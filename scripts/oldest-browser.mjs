import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./generate.mjs";
import { Problem } from "./problem.mjs";
import { BUILD, PROJECT } from "./project.mjs";

/*
 * What is built for browsers asks nothing of them that the oldest (Chromium 108, Firefox 115, Safari 15.4) lack. Syntax is
 * brought down by the build and checked by es-check's parser; of what no compiler brings down, the names stand here with the
 * first version that has them. A name of our own that happens to be equal is a reason to choose another.
 */
const ASSETS = join(BUILD, "client", "assets");

const NEWER_SCRIPT = [
  [/\.(toReversed|toSorted|toSpliced)\(/, "Chromium 110, Safari 16"],
  [/\b(Object|Map)\.groupBy\(/, "Chromium 117"],
  [/\bPromise\.(withResolvers|try)\b/, "Chromium 119"],
  [/\bURL\.(canParse|parse)\(/, "Chromium 120"],
  [/\bArray\.fromAsync\(/, "Chromium 121"],
  [/\bAbortSignal\.any\(/, "Chromium 116"],
  [/\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/, "Chromium 122"],
  [/\.(isWellFormed|toWellFormed)\(/, "Chromium 111"],
  [/\bIterator\.(from|prototype)\b/, "Chromium 122"],
  [/\bIntl\.(DurationFormat)\b/, "Chromium 129"],
  [/\bnew CloseWatcher\b|\bscheduler\.yield\(/, "Chromium 126"],
  [/\bUint8Array\.from(Base64|Hex)\(/, "Chromium 140"],
  [/(^|[=(,:;!&|?])\/(?:\\.|[^/\\\n])*\(\?<[=!]/, "Safari 16.4 (looking behind in a pattern)"],
];
const NEWER_STYLE = [
  [/light-dark\(/, "Chromium 123"],
  [/@starting-style|@scope\b|@position-try/, "Chromium 117"],
  [/@container/, "Safari 16"],
  [/@property/, "Firefox 128"],
  [/(^|[{;}])\s*&/, "Chromium 112 (nested rules)"],
];

/** Whoever asks first whether it is there does without. */
const ASKED_FIRST = /typeof ([\w.]+)===?"function"(\?|&&)\1\(/g;

/** Each thing that is too new in a file's text, with who has it first. */
export const tooNewIn = (name, text) =>
  (name.endsWith(".css") ? NEWER_STYLE : [...NEWER_SCRIPT, NEWER_STYLE[0]]).flatMap(([pattern, since]) => {
    const found = pattern.exec(text.replace(ASKED_FIRST, ""))?.[0];
    return found ? [`${name}: «${found.slice(0, 60)}» needs ${since}`] : [];
  });

export async function requireOldestBrowser() {
  const files = readdirSync(ASSETS).filter((name) => /\.(css|js)$/.test(name));
  const said = files.flatMap((name) => tooNewIn(name, readFileSync(join(ASSETS, name), "utf8")));
  if (files.length === 0 || said.length > 0)
    throw new Problem(`最旧浏览器不支持 · The oldest browser lacks:\n${said.join("\n") || "there is no build"}`);
  const check = join(PROJECT, "node_modules", "es-check", "lib", "cli", "index.js");
  await run(process.execPath, [check, "es2022", join(ASSETS, "*.js"), "--module"]);
}
