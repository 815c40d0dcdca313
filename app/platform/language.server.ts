import { createCookie } from "@remix-run/node";
import Negotiator from "negotiator";
import { RemixI18Next } from "remix-i18next/server";

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const languageCookie = createCookie("quarterhour_language", {
  path: "/",
  sameSite: "lax",
  httpOnly: true,
  maxAge: 365 * 86_400,
});

const detection = new RemixI18Next({
  detection: {
    supportedLanguages: [...LANGUAGES],
    fallbackLanguage: "zh",
    cookie: languageCookie,
    order: ["searchParams", "cookie", "custom"],
    // The library's own header detection knows «en» but not a lone «en-US».
    findLocale: async (request) =>
      new Negotiator({ headers: { "accept-language": request.headers.get("Accept-Language") ?? undefined } }).language([
        ...LANGUAGES,
      ]) ?? null,
  },
});

/** The reader's language: `?lng=`, then their choice, then what the browser asks for, else Chinese. */
export async function languageOf(request: Request): Promise<Language> {
  return (await detection.getLocale(request)) === "en" ? "en" : "zh";
}
