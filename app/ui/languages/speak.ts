import type { i18n } from "i18next";

/** Goes over to another language while the page stays open: its words come first, so that no key is ever seen. */
export async function speak(instance: i18n, language: "zh" | "en"): Promise<void> {
  const { strings } = language === "en" ? await import("./en") : await import("./zh");
  for (const [namespace, words] of Object.entries(strings)) instance.addResourceBundle(language, namespace, words);
  await instance.changeLanguage(language);
}
