import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDraft, type DraftContext } from "~/modules/catalog/domain/check-facility";
import { withState } from "~/modules/catalog/domain/close-facility";
import { rowOn } from "~/modules/catalog/domain/dated-record";
import type { Facility } from "~/modules/catalog/domain/facility";
import { applyDraft, draftOf, type ClassDraft, type FacilityDraft } from "~/modules/catalog/domain/facility-draft";
import { beginLife } from "~/modules/catalog/domain/life-cycle";

const emptyFacility: Facility = {
  id: "f",
  cityCode: "4101",
  externalSource: null,
  externalId: null,
  successorOfId: null,
  version: 1,
  name: "二七路街道综合养老服务中心",
  kindKey: "street-centre",
  line: "civil-affairs",
  operator: null,
  address: "",
  areaCode: "410103001",
  position: null,
  note: "",
  documents: [],
  contacts: [],
  hours: [],
  life: beginLife("operating", "2024-01-01"),
  offerings: [],
};
const dayPlaces = (licensed: number, staffed: number, taken: number | null = null): ClassDraft => ({
  kind: "day-place",
  carePattern: null,
  ageFromMonths: null,
  ageToMonths: null,
  isInclusive: false,
  peoplePerCarer: null,
  capacity: { licensed, staffed, taken },
  prices: [],
});
const saying = (offerings: FacilityDraft["offerings"]): FacilityDraft => ({ ...draftOf(emptyFacility, "2024-06-30"), offerings });
const context: DraftContext = {
  kindKeys: ["street-centre"],
  serviceTypes: ["day-care", "meals"],
  lines: ["civil-affairs"],
  areaIsKnown: true,
  operator: null,
  changesOperatorKind: false,
  cityBounds: null,
  isFarMeant: false,
  effectiveOn: "2024-06-30",
  life: emptyFacility.life,
};

test("a draft opened and saved unchanged changes nothing", () => {
  const facility = applyDraft(emptyFacility, saying([{ serviceType: "day-care", classes: [dayPlaces(30, 20)] }]), "2024-03-01");
  expect(applyDraft(facility, draftOf(facility, "2024-06-30"), "2024-06-30")).toEqual(facility);
});

test("new figures hold from their day and leave yesterday's alone", () => {
  const opened = applyDraft(emptyFacility, saying([{ serviceType: "day-care", classes: [dayPlaces(30, 20)] }]), "2024-03-01");
  const widened = applyDraft(opened, saying([{ serviceType: "day-care", classes: [dayPlaces(40, 35, 12)] }]), "2025-01-01");
  const capacities = widened.offerings[0]!.classes[0]!.capacities;
  expect(rowOn(capacities, "2024-12-31")?.value).toEqual({ licensed: 30, staffed: 20, taken: null });
  expect(rowOn(capacities, "2025-01-01")?.value).toEqual({ licensed: 40, staffed: 35, taken: 12 });
});

test("an offering left out ends that day with its places", () => {
  const opened = applyDraft(emptyFacility, saying([{ serviceType: "meals", classes: [dayPlaces(30, 20)] }]), "2024-03-01");
  const ended = applyDraft(opened, saying([]), "2025-01-01");
  expect(ended.offerings[0]).toMatchObject({ from: "2024-03-01", to: "2025-01-01" });
  expect(rowOn(ended.offerings[0]!.classes[0]!.capacities, "2025-01-01")).toBeUndefined();
  expect(draftOf(ended, "2024-12-31").offerings).toHaveLength(1);
});

test("an offering that comes back begins anew and its past stays", () => {
  const once = applyDraft(emptyFacility, saying([{ serviceType: "meals", classes: [] }]), "2024-03-01");
  const gone = applyDraft(once, saying([]), "2024-06-01");
  const back = applyDraft(gone, saying([{ serviceType: "meals", classes: [] }]), "2024-09-01");
  expect(back.offerings.map(({ from, to }) => [from, to])).toEqual([
    ["2024-03-01", "2024-06-01"],
    ["2024-09-01", null],
  ]);
});

test("closing ends offerings and capacities the same day and no earlier day changes", () => {
  const figures = fc.record({ licensed: fc.integer({ min: 20, max: 90 }), staffed: fc.nat({ max: 20 }) });
  const day = fc.integer({ min: 1, max: 700 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.array(fc.tuple(day, figures), { minLength: 1, maxLength: 5 }), day, day, (said, closedOn, asked) => {
      const facility = said.reduce(
        (record, [on, { licensed, staffed }]) =>
          applyDraft(record, saying([{ serviceType: "day-care", classes: [dayPlaces(licensed, staffed)] }]), on),
        emptyFacility,
      );
      const closed = withState(facility, { to: "closed", on: closedOn, reason: "lease ended" });
      if (!closed.ok) throw new Error(`closing was refused: ${closed.refusal.kind}`);
      const then = draftOf(closed.value, asked).offerings;
      expect(then).toEqual(asked < closedOn ? draftOf(facility, asked).offerings : []);
      for (const ofClass of closed.value.offerings.flatMap((offering) => offering.classes))
        expect(ofClass.capacities.every((row) => row.to !== null && row.to <= closedOn)).toBe(true);
    }),
  );
});

test("a class that changes its age band is another class; the first keeps its past", () => {
  const infant: ClassDraft = { ...dayPlaces(10, 10), kind: "infant", ageFromMonths: 6, ageToMonths: 12 };
  const opened = applyDraft(emptyFacility, saying([{ serviceType: "day-care", classes: [infant] }]), "2024-03-01");
  const changed = applyDraft(
    opened,
    saying([{ serviceType: "day-care", classes: [{ ...infant, ageToMonths: 18 }] }]),
    "2025-01-01",
  );
  expect(draftOf(changed, "2025-01-01").offerings[0]!.classes.map((c) => c.ageToMonths)).toEqual([18]);
  expect(draftOf(changed, "2024-12-31").offerings[0]!.classes.map((c) => c.ageToMonths)).toContain(12);
});

test("each refusal names its field and its facts", () => {
  const draft: FacilityDraft = {
    ...saying([
      { serviceType: "day-care", classes: [dayPlaces(20, 24), dayPlaces(5, 5)] },
      { serviceType: "day-care", classes: [] },
      { serviceType: "sauna", classes: [] },
    ]),
    name: " ",
    kindKey: "palace",
    documents: [{ kind: "fire", number: "", issuer: "", issuedOn: "2025-02-01", expiresOn: "2024-02-01" }],
    contacts: [{ role: "", phone: " ", isPublic: true }],
    hours: [{ byDay: "MO,XX", opensAt: "08:00", closesAt: "17:00", note: "" }],
  };
  const verdict = checkDraft(draft, { ...context, areaIsKnown: false });
  expect(!verdict.ok && verdict.refusal.map(({ at, problem }) => [at, problem.kind])).toEqual([
    ["name", "missing"],
    ["kindKey", "unknown-key"],
    ["area", "area-unknown"],
    ["offerings[1].serviceType", "said-twice"],
    ["offerings[0].classes[1].kind", "said-twice"],
    ["offerings[0].classes[0].staffed", "staffed-over-licensed"],
    ["offerings[2].serviceType", "unknown-key"],
    ["documents[0].expiresOn", "expires-before-issued"],
    ["contacts[0].phone", "missing"],
    ["hours[0].days", "hours-unreadable"],
  ]);
});

test("offerings cannot begin before the facility does", () => {
  const verdict = checkDraft(saying([{ serviceType: "meals", classes: [] }]), { ...context, effectiveOn: "2023-12-31" });
  expect(verdict).toMatchObject({
    refusal: [{ at: "effectiveOn", problem: { kind: "outside-life", from: "2024-01-01", to: null } }],
  });
});
