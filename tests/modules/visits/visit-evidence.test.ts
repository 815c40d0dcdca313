import { createHash } from "node:crypto";
import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { canonicalText } from "~/modules/visits/domain/visit-bundle";
import { exportEvidence, openVisit, visitEvidence } from "~/modules/visits/use-cases/visit-evidence.server";
import { sealValue } from "~/platform/sealed-value.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { loader } from "~/routes/visits.log_.$id";
import { action, loader as byAddress } from "~/routes/visits.log_.$id_.evidence";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { everythingOf } from "./everything-of-one";
import { madeElder, makeVisitingTown, stranger, VISITOR, visitor, WARDEN, warden } from "./visiting-town";

const records = withTestDatabase();
const { sql } = records;
let event = "";
beforeAll(async () => {
  await makeVisitingTown(records);
  const elder = await madeElder(records, { name: "示例老人" });
  await everythingOf(records, elder, "甲");
  event = String((await sql`SELECT client_id AS id FROM visit_event`)[0]!.id);
  const photo = newId();
  await sql`
    INSERT INTO visit_photo (id, event_id, captured_at, author_id, uploader_id, shows_face, width, height, perceptual_hash, picture_cipher, content_hash)
    VALUES (${photo}, ${event}, now(), ${VISITOR.personId}, ${VISITOR.personId}, false, 10, 10, 77,
      ${sealValue(Buffer.from([0xff, 0xd8, 0xff, 1]).toString("base64"), `visit_photo.picture_cipher.${photo}`)}, ${"a".repeat(64)})`;
});

test("everything known of a visit stands on one page, and that somebody looked is on record", async () => {
  const found = (await visitEvidence(warden, TOWN, event))!;
  expect(found.visit).toMatchObject({
    ...{ name: "示例老人", outcome: "seen", minutes: 20, device: "desk", hasBody: true },
    ...{ findings: [{ kind: "utilities" }] },
    callbacks: [{ answer: "confirmed" }],
  });
  expect(found.visit.photos).toContainEqual(expect.objectContaining({ showsFace: false, contentHash: "a".repeat(64) }));
  expect(found.flags).toMatchObject([{ kind: "too-short", words: [{ did: "settled", how: "explained" }] }]);
  expect(JSON.stringify(found), "what was said at the door stays closed").not.toContain("示例备注");
  expect(await sql`SELECT 1 FROM audit_event WHERE action = 'open:visit-evidence' AND subject_id = ${event}`).toHaveLength(1);
  expect(await visitEvidence(stranger, TOWN, event)).toBeNull();
  expect((await visitEvidence(visitor, TOWN, event))?.visit.id, "whoever was there").toBe(event);
});

test("what was said and the pictures open for a reason, once on record", async () => {
  expect(await openVisit(warden, event, { reason: "", noteId: "" })).toMatchObject({ refusal: { kind: "reason-missing" } });
  expect(await openVisit(visitor, event, { reason: "inspection", noteId: "" })).toMatchObject({
    refusal: { kind: "not-permitted" },
  });
  const opened = await openVisit(warden, event, { reason: "inspection", noteId: "" });
  expect(opened).toMatchObject({
    ok: true,
    value: { body: { note: "示例备注甲" } },
  });
  expect(opened.ok && opened.value.photos.map(({ source }) => source)).toContain("data:image/jpeg;base64,/9j/AQ==");
  expect(await sql`SELECT field, reason FROM sensitive_opening WHERE subject_id = ${event}`).toHaveLength(1);
});

test("the file's checksum is that of its facts: whoever changes one is found out", async () => {
  expect(await exportEvidence(warden, TOWN, event, "")).toMatchObject({ refusal: { kind: "reason-missing" } });
  const file = await exportEvidence(warden, TOWN, event, "inspection");
  if (!file.ok) return expect.unreachable(file.refusal.kind);
  const read = JSON.parse(JSON.stringify(file.value)) as typeof file.value;
  const sum = (value: unknown) => createHash("sha256").update(canonicalText(value)).digest("hex");
  expect(sum(read.evidence)).toBe(read.sha256);
  expect(sum({ ...read.evidence, leastMinutes: 1 })).not.toBe(read.sha256);
  expect(JSON.stringify(read)).not.toContain("示例备注");
  expect(await sql`SELECT 1 FROM audit_event WHERE action = 'export:visit-evidence' AND why = 'inspection'`).toHaveLength(1);
});

test("a file asked for without a reason goes back to the page, which says why nothing came", async () => {
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${WARDEN.personId}, 'supervisor', 'civil-affairs', '990101', '2024-01-01')`;
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId: WARDEN.personId, kind: "desk", stage: "open" }, madeArrival()),
  );
  const args = async (path: string, init: RequestInit = {}) => {
    const { headers } = await requestWith(begun);
    return { request: new Request(new URL(path, "http://quarterhour.invalid"), { headers, ...init }), params: { id: event } };
  };
  const post = await args(`/visits/log/${event}/evidence?city=${TOWN.code}`, {
    method: "POST",
    body: new URLSearchParams({ reason: "" }),
  });
  const back = (await action({ ...post, context: {} } as never)).headers.get("Location")!;
  expect(await loader({ ...(await args(back)), context: {} } as never)).toMatchObject({ isFileRefused: true });
  const plain = back.replace(/[?&]refused=[^#&]*/, "");
  expect(await loader({ ...(await args(plain)), context: {} } as never)).toMatchObject({ isFileRefused: false });
  const got = await byAddress({ ...(await args(`/visits/log/${event}/evidence?city=${TOWN.code}`)), context: {} } as never);
  expect(got.headers.get("Location"), "of the address alone").toBe(`/visits/log/${event}?city=${TOWN.code}#opened`);
});
