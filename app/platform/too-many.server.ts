import type { Request, Response } from "express";
import { translator } from "~/ui/languages/translator";
import english from "~/ui/layout/strings.en.json";
import chinese from "~/ui/layout/strings.zh.json";
import { languageOf, type Language } from "./language.server";
import { OPEN } from "./open-answer.server";

const WORDS = { zh: translator("zh", { layout: chinese }), en: translator("en", { layout: english }) };

/**
 * 429: what happened and when to come again, as cheap as can be. A page of ours that asks by script waits and asks again by
 * itself (patient-fetch); a person gets a page in their language, a program both languages.
 */
export async function sayTooMany(request: Request, response: Response, seconds: number): Promise<void> {
  response.status(429).set({ "Retry-After": String(seconds), "Cache-Control": "no-store" });
  if (request.path.startsWith("/api/"))
    response
      .set(OPEN)
      .type("application/problem+json")
      .send(JSON.stringify(problem(seconds)));
  else if (request.path.endsWith(".data") || !/\btext\/html\b/i.test(request.get("accept") ?? ""))
    response.json(problem(seconds));
  else response.type("text/html").send(page(await readersLanguage(request), request, seconds, String(response.locals.cspNonce)));
}

const problem = (seconds: number) => ({
  ...{ status: 429, kind: "too-many-requests", seconds },
  title: { zh: sentence("zh", seconds), en: sentence("en", seconds) },
});
const sentence = (language: Language, seconds: number): string =>
  [WORDS[language].t("tooMany.title"), WORDS[language].t("tooMany.again", { seconds })].join(language === "en" ? ". " : "，");

const readersLanguage = ({ headers, url }: Request): Promise<Language> =>
  languageOf(
    new globalThis.Request(new URL(url, "http://quarterhour.invalid"), {
      headers: { Cookie: headers.cookie ?? "", "Accept-Language": headers["accept-language"] ?? "" },
    }),
  );

function page(language: Language, { method, originalUrl }: Request, seconds: number, nonce: string): string {
  const { t } = WORDS[language];
  const isRead = method === "GET" || method === "HEAD";
  const title = escaped(t("tooMany.title"));
  return `<!doctype html>
<html lang="${language === "en" ? "en" : "zh-CN"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isRead ? `<meta http-equiv="refresh" content="${seconds}">\n` : ""}<title>${title}</title>
<style nonce="${nonce}">body{max-width:36rem;margin:20vh auto 0;padding:0 1rem;font:1.125rem/1.6 system-ui,sans-serif}@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}a{color:#8fd0c5}}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${escaped(t("tooMany.what"))}</p>
<p>${escaped(t(isRead ? "tooMany.again" : "tooMany.back", { seconds }))}</p>
${isRead ? `<p><a href="${escaped(ownAddress(originalUrl))}">${escaped(t("error.again"))}</a></p>\n` : ""}</main>
</body>
</html>
`;
}

/** `//elsewhere` would be another host. */
const ownAddress = (url: string): string => url.replace(/^[/\\]+/, "/");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
