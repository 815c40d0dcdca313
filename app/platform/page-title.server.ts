import type { TFunction } from "i18next";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { languageOf } from "./language.server";

/** Words for what surrounds a page (its tab, what a chat shows of its link), in its reader's language. */
export async function wordsFor<Said>(request: Request, say: (t: TFunction) => Said): Promise<Said> {
  const language = await languageOf(request);
  return say(translator(language, language === "en" ? en : zh).t);
}

/** The title of a page in its reader's language: «服务设施 · 一刻钟». What is said comes first: tabs are narrow. */
export const pageTitle = (request: Request, say: (t: TFunction) => string): Promise<string> =>
  wordsFor(request, (t) => `${say(t)} · ${t("layout:brand")}`);
