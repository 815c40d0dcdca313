import { expect, test } from "vitest";
import { fieldDifferences } from "~/modules/catalog/domain/field-differences";
import { meetOtherEdit } from "~/modules/catalog/domain/meet-other-edit";

const opened = {
  name: "A",
  address: "1",
  note: "",
  offerings: [{ serviceType: "meals", classes: [{ kind: "meal-seat", capacity: { licensed: 20, staffed: 10 } }] }],
};

test("an edit of the version it was opened with goes through", () => {
  const yours = { ...opened, name: "B" };
  expect(meetOtherEdit({ openedVersion: 3, currentVersion: 3, seenVersion: null, opened, theirs: opened, yours })).toEqual({
    ok: true,
    value: yours,
  });
});

test("the second of two editors sees what was there, what the other wrote, and theirs", () => {
  const theirs = { ...opened, name: "B", address: "2" };
  const yours = { ...opened, name: "C", note: "see lease" };
  const verdict = meetOtherEdit({ openedVersion: 3, currentVersion: 4, seenVersion: null, opened, theirs, yours });
  expect(verdict).toEqual({
    ok: false,
    refusal: {
      kind: "changed-meanwhile",
      openedVersion: 3,
      currentVersion: 4,
      fields: [
        { path: ["name"], opened: "A", theirs: "B", yours: "C", isContested: true },
        { path: ["address"], opened: "1", theirs: "2", yours: "1", isContested: false },
        { path: ["note"], opened: "", theirs: "", yours: "see lease", isContested: false },
      ],
      contested: [{ path: ["name"], chosen: null }],
      isUnchosen: false,
    },
  });
});

test("both writing the same is no contest", () => {
  const both = { ...opened, name: "B" };
  const verdict = meetOtherEdit({ openedVersion: 1, currentVersion: 2, seenVersion: null, opened, theirs: both, yours: both });
  expect(!verdict.ok && verdict.refusal.fields).toEqual([
    { path: ["name"], opened: "A", theirs: "B", yours: "B", isContested: false },
  ]);
});

test("lists are compared by what a row is about, not by its place", () => {
  const before = [
    { serviceType: "meals", seats: 5 },
    { serviceType: "day-care", seats: 9 },
  ];
  const after = [
    { serviceType: "day-care", seats: 9 },
    { serviceType: "meals", seats: 6 },
  ];
  expect(fieldDifferences(before, after)).toEqual([{ path: ["meals", "seats"], before: 5, after: 6 }]);
});

test("an empty text and nothing are the same; keys and versions are silent", () => {
  expect(fieldDifferences({ id: "1", version: 1, note: "" }, { id: "2", version: 2, note: null })).toEqual([]);
});

test("a capacity inside an offering is told by its path", () => {
  const after = {
    ...opened,
    offerings: [{ serviceType: "meals", classes: [{ kind: "meal-seat", capacity: { licensed: 20, staffed: 12 } }] }],
  };
  expect(fieldDifferences(opened, after)).toEqual([
    { path: ["offerings", "meals", "classes", "meal-seat", "capacity", "staffed"], before: 10, after: 12 },
  ]);
});

test("having seen the other's, what one touched becomes one's own and the rest stays as the other wrote it", () => {
  const dayCare = { serviceType: "day-care", classes: [] };
  const theirs = { ...opened, address: "2", name: "B", offerings: [...opened.offerings, dayCare] };
  const cleaning = { serviceType: "cleaning", classes: [] };
  const yours = { ...opened, name: "C", offerings: [...opened.offerings, cleaning] };
  const seen = { openedVersion: 3, currentVersion: 4, seenVersion: 4, opened, theirs, yours };
  expect(meetOtherEdit<typeof theirs>({ ...seen, choices: new Map([["name", "yours"]]) })).toEqual({
    ok: true,
    value: { name: "C", address: "2", note: "", offerings: [...opened.offerings, cleaning, dayCare] },
  });
});

test("a third edit since the differences were shown is shown too", () => {
  const verdict = meetOtherEdit({
    openedVersion: 3,
    currentVersion: 5,
    seenVersion: 4,
    opened,
    theirs: { ...opened, name: "D" },
    yours: opened,
  });
  expect(verdict).toMatchObject({ refusal: { kind: "changed-meanwhile", currentVersion: 5 } });
});

test("what both changed is written only after an explicit choice, service by service, and as it says", () => {
  const meals = (licensed: number, staffed: number) => [
    { serviceType: "meals", classes: [{ kind: "meal-seat", capacity: { licensed, staffed } }] },
  ];
  const theirs = { ...opened, name: "B", offerings: meals(30, 10) };
  const yours = { ...opened, name: "C", offerings: meals(20, 15) };
  const seen = { openedVersion: 3, currentVersion: 4, seenVersion: 4, opened, theirs, yours };
  for (const choices of [undefined, new Map([["name", "yours"] as const])])
    expect(meetOtherEdit({ ...seen, ...(choices && { choices }) })).toMatchObject({
      refusal: {
        isUnchosen: true,
        contested: [
          { path: ["name"], chosen: choices ? "yours" : null },
          { path: ["offerings", "meals"], chosen: null },
        ],
      },
    });
  const choices = new Map([["name", "theirs"] as const, ["offerings/meals", "yours"] as const]);
  expect(meetOtherEdit({ ...seen, choices })).toEqual({ ok: true, value: { ...opened, name: "B", offerings: meals(20, 15) } });
  expect(meetOtherEdit({ ...seen, currentVersion: 5, choices })).toMatchObject({ refusal: { isUnchosen: false } });
});

test("how a form spells nothing, and in which order, is nobody's change", () => {
  const opened = {
    name: "a",
    hours: [{ byDay: "MO", opensAt: "08:00", note: "" }],
    offerings: [{ serviceType: "meals", from: "2024-01-01", to: null }],
  };
  const theirs = { ...opened, address: "b", hours: [{ opensAt: "08:00", byDay: "MO", note: null }] };
  const yours = {
    name: "c",
    hours: [{ opensAt: "08:00", byDay: "MO" }],
    offerings: [{ to: undefined, from: "2024-01-01", serviceType: "meals" }],
  };
  const first = meetOtherEdit<object>({ openedVersion: 1, seenVersion: null, currentVersion: 2, opened, theirs, yours });
  expect(first).toMatchObject({ ok: false, refusal: { contested: [] } });
});
