import type { i18n } from "i18next";
import { bringWords } from "./words-apart";

/** Goes over to another language while the page stays open: its words come first, so that no key is ever seen. */
export async function speak(instance: i18n, language: "zh" | "en"): Promise<void> {
  await bringWords(instance, language, new Set(["all"] as const));
  await instance.changeLanguage(language);
}
