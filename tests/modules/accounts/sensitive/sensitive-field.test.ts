import fc from "fast-check";
import { expect, test } from "vitest";
import { isMask, isNoteId, maskOf, normalised, openingPace } from "~/modules/accounts/domain/sensitive-field";

test("of a mobile number three and four signs show, of an identity number four and four", () => {
  expect(maskOf("phone", "13812345678")).toBe("138****5678");
  expect(maskOf("identity-number", "41010519900101123X")).toBe("4101**********123X");
  expect(maskOf("phone", "037112345678")).toBe("037*****5678");
  expect(maskOf("phone", "12345678")).toBe("******78");
  expect(maskOf("health", "高血压")).toBeNull();
  expect(maskOf("home-position", "113.6,34.7")).toBeNull();
});

test("a mask never shows a whole value, and is known again as a mask", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("phone" as const, "identity-number" as const),
      fc.stringMatching(/^[0-9]{1,22}$/),
      (kind, plain) => {
        const mask = maskOf(kind, plain)!;
        expect(isMask(mask)).toBe(true);
        expect(mask.replaceAll("*", "").length).toBeLessThanOrEqual(Math.max(0, plain.length - 4));
      },
    ),
  );
});

test("one number has one spelling", () => {
  for (const typed of ["138 1234 5678", "+86 138-1234-5678", "１３８１２３４５６７８", "0086 13812345678", "13812345678"])
    expect(normalised("phone", typed)).toEqual({ ok: true, value: "13812345678" });
  expect(normalised("phone", "0371-6666 0000")).toEqual({ ok: true, value: "037166660000" });
  expect(normalised("identity-number", " 11010519491231002x ")).toEqual({ ok: true, value: "11010519491231002X" });
});

test("what cannot be a number is refused by the reason", () => {
  expect(normalised("phone", "打电话")).toEqual({ ok: false, refusal: "phone-shape" });
  expect(normalised("phone", " ")).toEqual({ ok: false, refusal: "empty" });
  expect(normalised("identity-number", "1101051949123100")).toEqual({ ok: false, refusal: "identity-number-shape" });
  expect(normalised("identity-number", "110105194912310021")).toEqual({ ok: false, refusal: "identity-number-check" });
});

test("a changed digit of an identity number is always noticed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const good = "11010519491231002X";
      const wrong = good.slice(0, at) + String((Number(good[at]) + by) % 10) + good.slice(at + 1);
      expect(normalised("identity-number", wrong).ok).toBe(false);
    }),
  );
});

test("the id of a note is an id, not a number of somebody", () => {
  expect(isNoteId("WO-2026-00123")).toBe(true);
  for (const text of ["13812345678", "11010519491231002X", "张三", "a b", ""]) expect(isNoteId(text)).toBe(false);
});

test("many openings within an hour are looked at, very many wait", () => {
  expect([0, 19, 20, 59, 60, 600].map((before) => openingPace(before))).toEqual([
    "usual",
    "usual",
    "unusual",
    "unusual",
    "too-many",
    "too-many",
  ]);
});
