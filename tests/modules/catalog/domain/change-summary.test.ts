import { expect, test } from "vitest";
import { changeSummary } from "~/modules/catalog/domain/change-summary";
import { withState } from "~/modules/catalog/domain/close-facility";
import type { Facility } from "~/modules/catalog/domain/facility";
import { applyDraft } from "~/modules/catalog/domain/facility-draft";
import { fieldDifferences } from "~/modules/catalog/domain/field-differences";
import { beginLife } from "~/modules/catalog/domain/life-cycle";
import { draft } from "../factories/catalog-city";

const { offerings: _offerings, ...face } = draft();
const bare: Facility = {
  ...{ id: "f", cityCode: "9901", externalSource: null, externalId: null, successorOfId: null, version: 1 },
  ...{ ...face, life: beginLife("operating", "2024-01-01"), offerings: [] },
};
const [dayCare] = draft().offerings;
const both = [dayCare!, { ...dayCare!, serviceType: "meals" }];
const running = applyDraft(bare, draft({ offerings: both }), "2024-01-01");

test("closing a facility is one line for its state and one a service, however many rows end", () => {
  const closed = withState(running, { to: "closed", on: "2025-09-01", reason: "租约到期" });
  if (!closed.ok) throw new Error(closed.refusal.kind);
  const differences = fieldDifferences(running, closed.value);
  expect(differences.length).toBeGreaterThan(8);
  expect(changeSummary(differences)).toMatchObject([
    { kind: "state", from: "operating", to: "closed", on: "2025-09-01", reason: "租约到期" },
    { kind: "service", serviceType: "day-care", how: "ended" },
    { kind: "service", serviceType: "meals", how: "ended" },
  ]);
});

test("services that begin or change, and plain fields, each have their line", () => {
  const capacity = { licensed: 40, staffed: 40, taken: null };
  const changed = { ...dayCare!, classes: [{ ...dayCare!.classes[0]!, capacity }] };
  const said = draft({ address: "新址", offerings: [changed, ...both.slice(1), { serviceType: "bathing", classes: [] }] });
  const lines = changeSummary(fieldDifferences(running, applyDraft(running, said, "2025-01-01")));
  expect(lines).toMatchObject([
    { kind: "service", serviceType: "day-care", how: "changed" },
    { kind: "service", serviceType: "bathing", how: "begun" },
    { kind: "field", difference: { path: ["address"] } },
  ]);
});
