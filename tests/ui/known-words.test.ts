import { expect, test } from "vitest";
import { withKnownWords } from "~/ui/languages/known-words";
import { translator } from "~/ui/languages/translator";

const strings = { layout: { brand: "一刻钟" }, finder: { title: "找", walk: "{{minutes}}分钟" } };
const plain = translator("zh", strings);
const knowing = withKnownWords(translator("zh", strings));

test("words read again are the same as those looked up, by subject, and what they take in is always the present one", () => {
  for (const subject of ["layout", "finder"]) {
    const [known, looked] = [knowing.getFixedT(null, subject), plain.getFixedT(null, subject)];
    for (let time = 0; time < 2; time++)
      for (const key of ["brand", "title", "missing.key"]) expect(known(key)).toBe(looked(key));
  }
  const walk = knowing.getFixedT(null, "finder");
  expect([walk("walk", { minutes: 3 }), walk("walk", { minutes: 4 })]).toEqual(["3分钟", "4分钟"]);
});

test("every part of a page has the same function, and another language is asked for as before", () => {
  expect(knowing.getFixedT(null, "finder")).toBe(knowing.getFixedT(null, "finder"));
  expect(knowing.getFixedT("zh", "finder")("title")).toBe("找");
});
