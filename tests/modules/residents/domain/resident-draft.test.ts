import fc from "fast-check";
import { expect, test } from "vitest";
import { homePosition } from "~/modules/residents/domain/home-position";
import { clockText, residentDraft, type TypedResident } from "~/modules/residents/domain/resident-draft";
import { ageOn } from "~/modules/residents/domain/resident";
import { madeFile, madeIdentityNumber } from "../../../factories/made-residents";

const TODAY = "2026-11-22";
const draft = (said: Partial<TypedResident>, number = "") => residentDraft(madeFile(said), number, TODAY);
const faultsOf = (said: Partial<TypedResident>, number = "") => {
  const verdict = draft(said, number);
  return verdict.ok ? [] : verdict.refusal.map(({ field, fault }) => `${field}: ${fault}`);
};

test("day of birth and sex follow from the identity number where nothing else was typed", () => {
  const read = draft({ bornOn: "", sex: "" }, madeIdentityNumber("1938-02-28", 123));
  expect(read.ok && [read.value.bornOn, read.value.sex]).toEqual(["1938-02-28", "male"]);
});

test("a number that contradicts the typed day or sex is told, with its field", () => {
  const number = madeIdentityNumber("1938-02-28", 124);
  expect(faultsOf({ bornOn: "1938-02-27", sex: "male" }, number)).toEqual([
    "bornOn: born-not-of-number",
    "sex: sex-not-of-number",
  ]);
  expect(faultsOf({}, "999999194013011238")).toContain("identityNumber: number-no-day");
});

test("every fault of a form is told at once", () => {
  expect(
    faultsOf({
      name: " ",
      bornOn: "2027-01-01",
      areaCode: "41",
      cell: "一号",
      languages: ["x"],
      visitFrom: "9",
      visitUntil: "08:00",
    }),
  ).toEqual([
    "name: name-missing",
    "bornOn: born-beyond",
    "areaCode: area-unknown",
    "cell: cell-shape",
    "languages: language-unknown",
    "visitFrom: hours-unreadable",
  ]);
  expect(faultsOf({ visitFrom: "09:00" })).toEqual(["visitUntil: hours-half"]);
  expect(faultsOf({ visitFrom: "09:00", visitUntil: "09:00" })).toEqual(["visitUntil: hours-order"]);
});

test("hours that were read are written the same way", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
      const read = draft({ visitFrom: clockText(minute), visitUntil: "24:00" });
      expect(read.ok && read.value.visitFrom).toBe(minute);
    }),
  );
});

test("somebody grows a year older on the birthday, not before", () => {
  expect([ageOn("1940-11-23", TODAY), ageOn("1940-11-22", TODAY)]).toEqual([85, 86]);
});

test("a position is read in either order of its two numbers, and nothing else is taken for one", () => {
  expect(homePosition("113.6253，34.7466")).toEqual({ ok: true, value: "113.625300,34.746600" });
  expect(homePosition("34.7466 113.6253")).toEqual({ ok: true, value: "113.625300,34.746600" });
  expect(homePosition("金水路")).toEqual({ ok: false, refusal: "position-unreadable" });
});
