import { expect, test } from "vitest";
import { newCity } from "~/modules/places/domain/new-city";

const wish = { code: "0110", nameZh: "札幌", nameEn: "", timeZone: "Asia/Tokyo" };
const zones = ["Asia/Shanghai", "Asia/Tokyo"];

test("one name is enough, the other language borrows it", () => {
  expect(newCity(wish, [], zones)).toEqual({ ok: true, value: { ...wish, nameEn: "札幌" } });
});

test.each([
  ["name-missing", { ...wish, nameZh: " " }],
  ["code-not-four-digits", { ...wish, code: "110" }],
  ["code-taken", { ...wish, code: "4101" }],
  ["zone-unknown", { ...wish, timeZone: "Asia/Zhengzhou" }],
])("a new city is refused for «%s»", (kind, asked) => {
  expect(newCity(asked, ["4101"], zones)).toMatchObject({ ok: false, refusal: { kind } });
});
