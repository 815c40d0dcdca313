import type { i18n } from "i18next";
import { wordsFor } from "./words-apart";

/** Goes over to another language while the page stays open: its words come first, so that no key is ever seen. */
export async function speak(instance: i18n, language: "zh" | "en"): Promise<void> {
  const words = await wordsFor(language, "all");
  for (const [namespace, said] of Object.entries(words)) instance.addResourceBundle(language, namespace, said);
  await instance.changeLanguage(language);
}
