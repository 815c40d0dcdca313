import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { FactKey, Facts, FactValue } from "~/modules/catalog/domain/facility-edit";
import type { OperatorStanding } from "~/modules/catalog/domain/operator-standing";
import { factsFrom, readTyped, typedFacts } from "~/modules/catalog/ui/facts-typed";
import { openWords } from "~/modules/catalog/ui/open-data-words";
import { openCsv, openGeoJson } from "~/modules/catalog/use-cases/bulk-open-data.server";
import { readOpenPage } from "~/modules/catalog/use-cases/read-open-data.server";
import { askedFrom } from "~/modules/finder/domain/asked-of-place";
import { readPublicFacility } from "~/modules/finder/use-cases/read-public-facility.server";
import { behindOperatorLink } from "~/modules/catalog/use-cases/behind-operator-link.server";
import { editFacility } from "~/modules/catalog/use-cases/edit-facility.server";
import { factsAtPlace, proposeFacts, withdrawFacts } from "~/modules/catalog/use-cases/facility-edit.server";
import { makeOperatorLink } from "~/modules/catalog/use-cases/operator-link.server";
import { approveEdit, declineEdit, editsWaiting, editToDecide } from "~/modules/catalog/use-cases/publish-edit.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { draftOf } from "~/modules/catalog/domain/facility-draft";
import { today } from "~/platform/clock.server";
import { madeActor } from "../../../factories/made-actor";
import { withTestDatabase } from "../../../factories/test-database";
import { makeTown, planner, TOWN } from "../factories/catalog-city";
import { makePlace, type MadePlace } from "../factories/made-place";

/** An operator's edit waits beside what is published; two edits meet, and nothing either of them wrote is lost. */
const records = withTestDatabase();
const { sql } = records;
const DAY = today(TOWN.timeZone);
const supervisor = madeActor({ personId: "00000000-0000-7000-8000-000000000003", role: "supervisor", areaCode: TOWN.code });
let here: MadePlace;
let at: OperatorStanding;
beforeAll(() => makeTown(records));
beforeEach(async () => {
  await sql`TRUNCATE facility, operator, sign_in_throttle, standard_parameter CASCADE`;
  here = await makePlace(records, { phone: "0371-60000001" });
  const made = await makeOperatorLink(planner, TOWN, here.facility);
  if (!made.ok) throw new Error(made.refusal.kind);
  at = (await behindOperatorLink(made.value, (_uow, standing) => Promise.resolve(standing)))!;
});

const opened = async () => (await factsAtPlace(at))!;
const propose = async (wanted: Record<FactKey, FactValue>, version?: number) => {
  const desk = await opened();
  return proposeFacts(at, version ?? desk.facility.version, new Map([...desk.facts, ...Object.entries(wanted)]));
};
const waiting = async () => {
  const [edit] = await editsWaiting(planner, TOWN);
  return (await editToDecide(planner, TOWN, edit!.id))!;
};
const published = async () => (await readFacility(planner, TOWN, here.facility))!;
const NONE = new Map<string, "operator" | "record">();

test("an edit waits beside what is published, and comes out as a version with who wrote and who approved", async () => {
  const hours = [{ byDay: "MO,TU", opensAt: "07:30", closesAt: "18:00", note: "" }];
  expect(await propose({ note: "示例说明", hours, [`staffed:${here.ofClass}`]: 18 })).toMatchObject({
    ok: true,
    value: "waiting",
  });
  expect((await published()).facility.note, "not before somebody looked").toBe("");
  const { met, mayDecide, edit } = await waiting();
  expect(mayDecide).toBe(true);
  expect(met.map(({ key, state }) => [key, state])).toEqual([
    ["note", "clear"],
    ["hours", "clear"],
    [`staffed:${here.ofClass}`, "clear"],
  ]);
  expect(await approveEdit(supervisor, TOWN, edit.id, NONE), "supervisors look, planners publish").toMatchObject({
    refusal: { kind: "not-there" },
  });
  expect(await approveEdit(planner, TOWN, edit.id, NONE)).toMatchObject({ ok: true, value: 2 });
  const { facility, history } = await published();
  expect(facility).toMatchObject({ note: "示例说明", hours, version: 2 });
  expect(draftOf(facility, DAY).offerings[0]!.classes[0]!.capacity).toMatchObject({ licensed: 30, staffed: 18 });
  expect(history![0]).toMatchObject({ cause: "operator-edit", version: 2 });
  expect(await sql`SELECT person_id, approved_by, edit_id FROM revision WHERE cause = 'operator-edit'`).toMatchObject([
    { person_id: null, approved_by: planner.personId, edit_id: edit.id },
  ]);
  expect(await approveEdit(planner, TOWN, edit.id, NONE)).toMatchObject({ refusal: { kind: "decided" } });
  await expect(sql`UPDATE facility_edit SET reason = 'x'`).rejects.toMatchObject({ constraint_name: "facility_edit_is_kept" });
});

test("what waits is taken back by its operator, or by facts set to what they were", async () => {
  const none = { refusal: { kind: "nothing-changed" } };
  expect(await withdrawFacts(at), "nothing waits").toMatchObject(none);
  for (const takeBack of [() => propose({ note: "" }), () => withdrawFacts(at)]) {
    expect(await propose({ note: "示例说明" })).toMatchObject({ value: "waiting" });
    expect(await takeBack()).toEqual({ ok: true, value: "withdrawn" });
    expect([await editsWaiting(planner, TOWN), (await opened()).waiting]).toEqual([[], null]);
  }
  expect(await propose({ note: "" })).toMatchObject(none);
  expect(await sql`SELECT DISTINCT decision FROM facility_edit`).toMatchObject([{ decision: "withdrawn" }]);
  expect((await published()).facility.note).toBe("");
});

test("a phone that is none is refused with its words, beside what else was written; one on record may stay as it is", async () => {
  const known = { role: "", phone: "0371-60000001" };
  const wrong = ["abc", "1234", "０３７１", "9".repeat(21), "0371-60000001; tel:1"];
  for (const phone of wrong)
    expect(await propose({ note: "示例说明", phones: [known, { role: "前台", phone }] }), phone).toEqual({
      ok: false,
      refusal: { kind: "fields", fields: [{ at: "contacts[1].phone", problem: { kind: "phone-shape", given: phone } }] },
    });
  const hours = [{ byDay: "MO", opensAt: "18:00", closesAt: "08:00", note: "" }];
  expect(await propose({ hours, phones: [{ role: "", phone: "示例" }] }), "with all else that is wrong").toMatchObject({
    refusal: { fields: [{ at: "contacts[0].phone" }, { at: "hours[0].closesAt" }] },
  });
  expect([await editsWaiting(planner, TOWN), (await published()).facility.contacts[0]!.phone]).toEqual([[], known.phone]);
  for (const phone of ["12345", "+86 371 6000 0002", "（0371）60000002转3", "400-000-0000"]) {
    expect(await propose({ phones: [{ role: "前台", phone }] }), phone).toMatchObject({ ok: true, value: "waiting" });
    expect((await opened()).facts.get("phones"), "as it was written").toEqual([{ role: "前台", phone }]);
  }
  await sql`UPDATE contact SET phone = '示例：请到前台' WHERE facility_id = ${here.facility}`;
  expect(await propose({ phones: [{ role: "前台", phone: "示例：请到前台" }] })).toMatchObject({ ok: true });
});

test("a decline says why, and the operator reads it where it edits", async () => {
  await propose({ note: "示例说明" });
  const { edit } = await waiting();
  expect(await declineEdit(planner, TOWN, edit.id, "  ")).toMatchObject({ refusal: { kind: "reason-missing" } });
  expect((await declineEdit(planner, TOWN, edit.id, "示例：请写明楼层")).ok).toBe(true);
  expect((await opened()).lastDecided).toMatchObject({ decision: "declined", reason: "示例：请写明楼层" });
  expect((await published()).facility.note).toBe("");
});

test("staff wrote meanwhile: what only one of them touched holds, and of what both touched somebody says which", async () => {
  const { facility } = await published();
  const draft = draftOf(facility, DAY);
  const edited = await editFacility(planner, TOWN.code, {
    ...{ id: here.facility, version: facility.version, effectiveOn: DAY },
    draft: { ...draft, note: "处里写的", address: "示例路2号" },
  });
  expect(edited.ok).toBe(true);
  // The operator's form was opened before: it still shows the old note, and does not touch it.
  const phones = [{ role: "前台", phone: "0371-60000002" }];
  const before = new Map<FactKey, FactValue>([...(await opened()).facts, ["note", ""], ["phones", phones]]);
  expect((await proposeFacts(at, facility.version, before)).ok).toBe(true);
  expect((await waiting()).met.map(({ key, state }) => [key, state])).toEqual([["phones", "clear"]]);
  before.set("note", "机构写的");
  expect((await proposeFacts(at, facility.version, before)).ok).toBe(true);
  const { met, edit } = await waiting();
  expect(met).toMatchObject([
    { key: "note", state: "contested", before: "", now: "处里写的", after: "机构写的" },
    { key: "phones", state: "clear" },
  ]);
  expect(await approveEdit(planner, TOWN, edit.id, NONE)).toMatchObject({ refusal: { kind: "contested" } });
  expect((await approveEdit(planner, TOWN, edit.id, new Map([["note", "record"]]))).ok).toBe(true);
  expect((await published()).facility).toMatchObject({
    note: "处里写的",
    address: "示例路2号",
    contacts: [{ role: "前台", phone: "0371-60000002" }],
  });
});

test("a second edit of the operator takes the first one's place and carries its words", async () => {
  await propose({ note: "先写的" });
  await propose({ phones: [{ role: "", phone: "0371-60000009" }] });
  expect(await editsWaiting(planner, TOWN)).toHaveLength(1);
  expect((await waiting()).met.map(({ key }) => key)).toEqual(["note", "phones"]);
  expect(await sql`SELECT decision FROM facility_edit ORDER BY proposed_at`).toMatchObject([
    { decision: "withdrawn" },
    { decision: null },
  ]);
});

test("where the city asks nobody an edit is published at once, a private number stays as it was, and captions have a history", async () => {
  await sql`INSERT INTO standard_parameter (id, city_code, key, value, unit, source) VALUES (${newId()}, ${TOWN.code}, 'operator-edit-approval', 0, '1 = yes, 0 = no', '示例')`;
  const photo = newId();
  await sql`INSERT INTO photo (id, facility_id, file_name) VALUES (${photo}, ${here.facility}, 'made.webp')`;
  const { facility } = await published();
  const contacts = [...facility.contacts, { role: "院长", phone: "13900000001", isPublic: false }];
  await editFacility(planner, TOWN.code, {
    id: here.facility,
    version: 1,
    effectiveOn: DAY,
    draft: { ...draftOf(facility, DAY), contacts },
  });
  const [sealed] = await sql<{ phone: string }[]>`SELECT phone FROM contact WHERE NOT is_public`;
  expect(await propose({ [`caption:${photo}`]: "活动室", phones: [{ role: "", phone: "0371-60000003" }] })).toMatchObject({
    ok: true,
    value: "published",
  });
  expect(await sql`SELECT caption FROM photo`).toMatchObject([{ caption: "活动室" }]);
  expect(await sql`SELECT phone FROM contact ORDER BY is_public, phone`).toMatchObject([
    { phone: sealed!.phone },
    { phone: "0371-60000003" },
  ]);
  expect(JSON.stringify((await published()).history![0]!.differences)).toContain("活动室");
  expect(
    await sql`SELECT approved_by FROM revision WHERE cause = 'operator-edit' AND facility_id = ${here.facility}`,
  ).toMatchObject([{ approved_by: null }]);
});

test("what cannot be is refused with the field it is about, and nothing is handed in", async () => {
  expect(await propose({})).toMatchObject({ refusal: { kind: "nothing-changed" } });
  expect(await propose({ [`staffed:${here.ofClass}`]: 31 })).toMatchObject({
    refusal: { kind: "fields", fields: [{ problem: { kind: "staffed-over-licensed" } }] },
  });
  expect(await propose({ hours: [{ byDay: "", opensAt: "8", closesAt: "9", note: "" }] })).toMatchObject({
    refusal: { fields: [{ problem: { kind: "hours-unreadable" } }] },
  });
  expect(await editsWaiting(planner, TOWN)).toEqual([]);
});

test("a price or a count that cannot be is told by the class it is of, and by its line", async () => {
  const twoClasses = await makePlace(records, { name: "示例双班型中心", classes: [{}, { kind: "half-day-place" }] });
  const made = await makeOperatorLink(planner, TOWN, twoClasses.facility);
  if (!made.ok) throw new Error(made.refusal.kind);
  const standing = (await behindOperatorLink(made.value, (_uow, found) => Promise.resolve(found)))!;
  const { facility, facts } = (await factsAtPlace(standing))!;
  const [first, second] = twoClasses.classes as [string, string];
  const told = async (wanted: Record<FactKey, FactValue>) => {
    const done = await proposeFacts(standing, facility.version, new Map([...facts, ...Object.entries(wanted)]));
    if (done.ok || done.refusal.kind !== "fields") throw new Error("it was not refused");
    return done.refusal.fields.map(({ at: field, problem }) => `${field} ${problem.kind}`).sort();
  };
  for (const ofClass of [first, second]) {
    expect(await told({ [`staffed:${ofClass}`]: 31 })).toEqual([`staffed:${ofClass} staffed-over-licensed`]);
    const form = new FormData();
    form.set(`staffed-${ofClass}`, "三十");
    for (const [row, yuan] of ["3500", "3千"].entries()) {
      form.set(`price-${ofClass}-${row}-tier`, "保育费");
      form.set(`price-${ofClass}-${row}-yuan`, yuan);
      form.set(`price-${ofClass}-${row}-unit`, "month");
    }
    const typed = factsFrom(readTyped(form, [ofClass], []));
    const wanted = Object.fromEntries([...typed].filter(([key]) => key.endsWith(ofClass)));
    expect(await told(wanted)).toEqual([
      `prices:${ofClass}[1].tier said-twice`,
      `prices:${ofClass}[1].yuan not-a-count`,
      `staffed:${ofClass} not-a-count`,
    ]);
  }
  expect(await editsWaiting(planner, TOWN)).toEqual([]);
});

test("a form filled in by hand means the facts it was opened with", async () => {
  const { facts } = await opened();
  const typed = typedFacts(facts);
  const form = new FormData();
  form.set("note", typed.note);
  typed.phones.forEach(({ role, phone }, row) => {
    form.set(`phone-${row}-role`, role);
    form.set(`phone-${row}-number`, phone);
  });
  form.set(`staffed-${here.ofClass}`, typed.staffed[here.ofClass]!);
  typed.prices[here.ofClass]!.forEach(({ tier, yuan, unit }, row) => {
    form.set(`price-${here.ofClass}-${row}-tier`, tier);
    form.set(`price-${here.ofClass}-${row}-yuan`, yuan);
    form.set(`price-${here.ofClass}-${row}-unit`, unit);
  });
  const read: Facts = factsFrom(readTyped(form, [here.ofClass], []));
  expect(Object.fromEntries(read)).toEqual(Object.fromEntries(facts));
  form.set(`staffed-${here.ofClass}`, "zwölf");
  expect(factsFrom(readTyped(form, [here.ofClass], [])).get(`staffed:${here.ofClass}`), "refused later").toBe(-1);
});

test("what waits is read by its operator and by whoever decides, and by nobody in public", async () => {
  const words = "示例待审说明";
  const phones = [{ role: "", phone: "0371-69999999" }];
  const hours = [{ byDay: "SU", opensAt: "05:05", closesAt: "05:55", note: "" }];
  const [city, reader] = [TOWN, { words: openWords(), origin: "https://quarterhour.invalid", now: new Date() }];
  const question = {
    ...{ city: TOWN.code, page: 1, perPage: 50, search: "", modifiedAfter: null, area: null, serviceType: null, status: null },
    ...{ organization: null, near: null, startMonth: DAY.slice(0, 7), months: 1 },
  };
  const inPublic = async () => {
    const open = { ...reader, now: new Date() };
    const lists = (["services", "service_at_locations", "locations"] as const).flatMap((nouns) =>
      (["listed", "full"] as const).map((detail) => readOpenPage(city, nouns, { ...question, detail }, null, open)),
    );
    const files = [openCsv, openGeoJson].map(async (make) =>
      new Response(await make(city, { ...question, detail: "listed" as const }, open)).text(),
    );
    const page = await readPublicFacility(city, here.facility, askedFrom(new URLSearchParams(), DAY));
    return JSON.stringify([await Promise.all(lists), await Promise.all(files), page]);
  };
  expect((await propose({ note: words, phones, hours })).ok).toBe(true);
  const desk = await opened();
  expect(desk.waiting, "its operator sees that it waits, and what").not.toBeNull();
  expect([desk.facts.get("note"), desk.facts.get("hours")]).toEqual([words, hours]);
  expect((await editsWaiting(planner, TOWN)).map(({ facilityId }) => facilityId)).toEqual([here.facility]);
  const before = await inPublic();
  for (const secret of [words, "0371-69999999", "05:05"]) expect(before).not.toContain(secret);
  const { edit } = await waiting();
  expect((await approveEdit(planner, TOWN, edit.id, NONE)).ok).toBe(true);
  const after = await inPublic();
  for (const told of ["0371-69999999", "05:05"]) expect(after).toContain(told);
  expect((await opened()).waiting).toBeNull();
});

test("an edit that gives way while somebody approves it is not published, and they are told", async () => {
  await propose({ note: "先写的" });
  const { edit } = await waiting();
  const locked = await sql.reserve();
  try {
    await locked`BEGIN`;
    await locked`SELECT id FROM facility WHERE id = ${here.facility} FOR UPDATE`;
    const approving = approveEdit(planner, TOWN, edit.id, NONE);
    await untilSomebodyWaits();
    await locked`UPDATE facility_edit SET decided_at = now(), decision = 'withdrawn' WHERE id = ${edit.id}`;
    await locked`COMMIT`;
    expect(await approving).toMatchObject({ ok: false, refusal: { kind: "decided" } });
  } finally {
    locked.release();
  }
  expect((await published()).facility.note).toBe("");
});

test("while an import writes the place, an operator is asked to come again and keeps what was typed", async () => {
  const locked = await sql.reserve();
  try {
    await locked`BEGIN`;
    await locked`SELECT id FROM facility WHERE id = ${here.facility} FOR UPDATE`;
    expect(await propose({ note: "示例说明" })).toMatchObject({ ok: false, refusal: { kind: "others-write" } });
  } finally {
    await locked`ROLLBACK`;
    locked.release();
  }
});

/** Somebody stands in line for a lock. */
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const [row] =
      await sql`SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if ((row!["waiting"] as number) > 0) return;
  }
}
