import { expect, test } from "vitest";
import { languageCookie, languageOf } from "~/platform/language.server";
import { ownPath } from "~/platform/own-path.server";

const asking = (header: string | null, path = "/", cookie = "") =>
  new Request(`http://quarterhour.invalid${path}`, {
    headers: { ...(header ? { "Accept-Language": header } : {}), ...(cookie ? { Cookie: cookie } : {}) },
  });

test.each([
  [null, "zh"],
  ["zh-CN,zh;q=0.9", "zh"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["zh-Hant-TW", "zh"],
  ["en-GB,en;q=0.9", "en"],
  ["en", "en"],
  ["en-US", "en"],
  ["*", "zh"],
  ["de-DE,de;q=0.9,en;q=0.5", "en"],
  ["fr", "zh"],
])("a browser that asks for %s reads %s", async (header, language) => {
  expect(await languageOf(asking(header))).toBe(language);
});

test("a choice made by hand outweighs the browser, an address outweighs both", async () => {
  const cookie = (await languageCookie.serialize("en")).split(";")[0]!;
  expect(await languageOf(asking("zh-CN", "/", cookie))).toBe("en");
  expect(await languageOf(asking("zh-CN", "/?lng=zh", cookie))).toBe("zh");
});

test.each([
  ["/plan?types=meals", "/plan?types=meals"],
  ["//elsewhere.example/x", "/"],
  ["https://elsewhere.example/x", "/"],
  ["/\\elsewhere.example", "/"],
  [null, "/"],
])("after a form one goes to a page of this site: %s → %s", (asked, path) => {
  expect(ownPath(asked)).toBe(path);
});
