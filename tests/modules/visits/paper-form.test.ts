import { v4 as randomId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { logVisit } from "~/modules/visits/use-cases/log-visit.server";
import { printVisitForm } from "~/modules/visits/use-cases/print-visit-form.server";
import { visitEvidence } from "~/modules/visits/use-cases/visit-evidence.server";
import { visitFromForm } from "~/modules/visits/use-cases/visit-from-form.server";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { madeElder, makeVisitingTown, stranger, warden } from "./visiting-town";

const records = withTestDatabase();
beforeAll(() => makeVisitingTown(records));

test("a form with a name is printed by whoever may visit there, on record; typed in later it says that it is from paper, and how late", async () => {
  const elder = await madeElder(records, { name: "示例老人" });
  expect(await printVisitForm(stranger, TOWN, elder)).toEqual({ ok: false, refusal: { kind: "not-there" } });
  expect(await printVisitForm(warden, TOWN, elder)).toMatchObject({ ok: true, value: { name: "示例老人", last: null } });
  const ago = new Date(Date.now() - 3 * 86_400_000);
  const form = new FormData();
  const typed = {
    ...{
      clientId: randomId(),
      resident: elder,
      capturedAt: new Date().toISOString(),
      beganAt: ago.toISOString().slice(0, 11) + "10:00",
    },
    ...{ minutes: "25", outcome: "seen", channel: "home", purpose: "check", device: "paper" },
  };
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  const said = visitFromForm(form, TOWN.timeZone, new Date());
  expect(said.device).toBe("paper");
  expect(await logVisit(warden, TOWN, said)).toMatchObject({ ok: true });
  expect((await visitEvidence(warden, TOWN, said.clientId))!.visit).toMatchObject({ device: "paper" });
  expect((await visitEvidence(warden, TOWN, said.clientId))!.visit.daysLate).toBeGreaterThanOrEqual(3);
  const last = await printVisitForm(warden, TOWN, elder);
  expect(last.ok && last.value.last).toBe(ago.toISOString().slice(0, 10));
  expect(await records.sql`SELECT 1 FROM audit_event WHERE action = 'print:visit-form' AND subject_id = ${elder}`).toHaveLength(
    2,
  );
});
