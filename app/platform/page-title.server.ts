import type { TFunction } from "i18next";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { languageOf } from "./language.server";

/** The title of a page in its reader's language: «服务设施 · 一刻钟». What is said comes first: tabs are narrow. */
export async function pageTitle(request: Request, say: (t: TFunction) => string): Promise<string> {
  const language = await languageOf(request);
  const { t } = translator(language, language === "en" ? en : zh);
  return `${say(t)} · ${t("layout:brand")}`;
}
