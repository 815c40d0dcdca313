import { expect, test } from "vitest";
import { attachPosition, dropOrphans } from "~/modules/visits/ui/care/attach-position";
import type { CareDraft, CarePhone } from "~/offline/care-phone";

const draft = (visitId: string, fields: CareDraft["fields"] = {}): CareDraft => ({
  ...{ visitId, residentId: "r", changedAt: "2026-11-23T01:00:00Z", fields },
});
const FIX = { lat: 34.7, lng: 113.6, accuracyMetres: 12, capturedAt: "2026-11-23T01:00:00Z" };

function phoneWith(drafts: CareDraft[]) {
  const attached: [string, object][] = [];
  const phone = {
    drafts: () => Promise.resolve([...drafts]),
    dropDraft: (id: string) =>
      Promise.resolve(
        void drafts.splice(
          drafts.findIndex(({ visitId }) => visitId === id),
          1,
        ),
      ),
    attachPosition: (id: string, words: object) => Promise.resolve(void attached.push([id, words])),
  };
  return { phone: phone as unknown as CarePhone, attached, left: () => drafts.map(({ visitId }) => visitId) };
}

test("where a visit began goes with it although its form is gone by then", async () => {
  const { phone, attached, left } = phoneWith([draft("p", { positionOf: "v", ...FIX })]);
  await attachPosition(phone, "v");
  expect(attached).toEqual([["p", { visitId: "v", ...FIX }]]);
  expect(left()).toEqual([]);
});

test("as the list opens, positions of forms that are gone go; those of forms still open stay", async () => {
  const { phone, left } = phoneWith([
    ...[draft("p", { positionOf: "gone", ...FIX }), draft("q", { positionOf: "w", ...FIX }), draft("w")],
  ]);
  await dropOrphans(phone);
  expect(left()).toEqual(["q", "w"]);
});
