import { createInstance, type i18n, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";

/** A translator with its strings at hand: ready at once, on the server and in the browser alike. */
export function translator(language: string, strings: Resource[string]): i18n {
  const instance = createInstance().use(initReactI18next);
  void instance.init({
    lng: language,
    resources: { [language]: strings },
    fallbackLng: false,
    defaultNS: "layout",
    interpolation: { escapeValue: false },
    initImmediate: false,
  });
  return instance;
}
