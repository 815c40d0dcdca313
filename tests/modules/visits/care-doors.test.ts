import { v7 as newId } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { sessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import type { CareList } from "~/modules/visits/domain/care-list";
import { MOST_SYNC_BYTES, type SyncAnswer } from "~/modules/visits/domain/care-record";
import { closeBulkWork } from "~/platform/bulk-copy.server";
import { closeDatabase } from "~/platform/database.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { loader as keys } from "~/routes/care_.keys";
import { loader as list } from "~/routes/care_.list";
import { action as sync } from "~/routes/care_.sync";
import { madeArrival } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";
import { said, sealedVisit } from "./care-phone";
import { EAST, madeElder, makeVisitingTown, STRANGER, VISITOR } from "./visiting-town";

/** What a phone's script is answered at the doors themselves: JSON and a status, never a page. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(async () => {
  await makeVisitingTown(records);
  await sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${VISITOR.personId}, 'caregiver', 'civil-affairs', ${EAST}, '2024-01-01')`;
});
afterAll(closeBulkWork);

async function cookieOf(personId: string): Promise<string> {
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId, kind: "field", stage: "open" }, madeArrival()),
  );
  return (await sessionCookie.serialize(begun)).split(";")[0]!;
}
const asked = async (door: (args: never) => Promise<Response>, path: string, cookie: string | null, init: RequestInit = {}) => {
  const headers = { ...(cookie ? { Cookie: cookie } : {}), ...(init.headers as Record<string, string> | undefined) };
  const request = new Request(`http://quarterhour.invalid${path}`, { ...init, headers });
  const response = await door({ request, params: {}, context: {} } as never);
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  return { status: response.status, body: (await response.json()) as unknown };
};
const posted = (cookie: string | null, body: string, type = "application/json") =>
  asked(sync, "/care/sync", cookie, {
    ...{ method: "POST", body },
    headers: { "Content-Type": type, "Content-Length": String(Buffer.byteLength(body)) },
  });
const bodyOf = (all: readonly unknown[]) => JSON.stringify({ sentAt: new Date().toISOString(), records: all });

test("without a session every door says so in JSON, and says nothing else", async () => {
  const body = bodyOf([await sealedVisit(said(await madeElder(records)))]);
  for (const answer of [await asked(list, "/care/list", null), await asked(keys, "/care/keys", null), await posted(null, body)])
    expect(answer).toEqual({ status: 401, body: { refusal: "signed-out" } });
  const over = await cookieOf(VISITOR.personId);
  await sql`UPDATE session SET created_at = now() - interval '3 days', seen_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE person_id = ${VISITOR.personId}`;
  expect(await posted(over, body)).toEqual({ status: 401, body: { refusal: "signed-out" } });
});

test("the list names its areas; whoever nothing is granted to has none, but may hand records in", async () => {
  await madeElder(records, { risk: "high" });
  const { status, body } = await asked(list, "/care/list", await cookieOf(VISITOR.personId));
  expect(status).toBe(200);
  expect((body as CareList).person).toEqual({ id: VISITOR.personId, name: VISITOR.name });
  const nobody = await cookieOf(STRANGER.personId);
  expect(await asked(list, "/care/list", nobody)).toEqual({ status: 403, body: { refusal: "not-granted" } });
  const handed = await posted(nobody, bodyOf([await sealedVisit(said(await madeElder(records)))]));
  expect([handed.status, (handed.body as SyncAnswer).answers.map(({ state }) => state)]).toEqual([200, ["stored"]]);
});

test("whoever has nothing to do with visits hands in nothing of their own, and is slowed down; a colleague's file goes through", async () => {
  const relative = "00000000-0000-7000-8000-00000000bf01";
  await sql`INSERT INTO person (id, name) VALUES (${relative}, '示例家属')`;
  await sql`INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${relative}, 'family', '', '', '2024-01-01')`;
  const cookie = await cookieOf(relative);
  const elder = await madeElder(records);
  const junk = bodyOf([await sealedVisit(said(elder), { ticket: "made.up.ticket.here" })]);
  expect(await posted(cookie, junk)).toEqual({ status: 403, body: { refusal: "not-granted" } });
  expect(await sql`SELECT 1 FROM care_refusal WHERE uploader_id = ${relative}`, "not even the fact").toHaveLength(0);
  const file = bodyOf([await sealedVisit(said(elder)), await sealedVisit(said(elder), { ticket: "made.up" })]);
  const through = await posted(cookie, file);
  expect((through.body as SyncAnswer).answers.map(({ state, isKept }) => [state, isKept])).toEqual([
    ["stored", undefined],
    ["refused", false],
  ]);
  for (let at = 0; at < 10; at++) await posted(cookie, junk);
  expect(await posted(cookie, junk)).toEqual({ status: 429, body: { refusal: "try-later" } });
  expect(await posted(cookie, file), "also of what would do").toMatchObject({ status: 429 });
});

test("whoever visited once still hands in what is on their phone", async () => {
  const gone = "00000000-0000-7000-8000-00000000bf02";
  await sql`INSERT INTO person (id, name, state) VALUES (${gone}, '示例离岗网格员', 'active')`;
  const elder = await madeElder(records);
  const cookie = await cookieOf(gone);
  const broken = bodyOf([await sealedVisit(said(elder), { ticket: "made.up" })]);
  expect((await posted(cookie, broken)).status).toBe(403);
  await sql`
    INSERT INTO caregiver (person_id, city_code, line, area_code, valid_from, valid_to) VALUES (${gone}, '9901', 'civil-affairs', ${EAST}, '2024-01-01', '2024-06-01')`;
  expect(await posted(cookie, broken), "refused by the record, not by the door").toMatchObject({
    ...{ status: 200, body: { answers: [{ state: "refused", why: "no-ticket", isKept: false }] } },
  });
});

test("what is no sync is refused as a whole, whatever it says of its length", async () => {
  const cookie = await cookieOf(VISITOR.personId);
  expect((await posted(cookie, "{", "application/json")).status).toBe(400);
  expect((await posted(cookie, bodyOf([]), "text/plain")).status).toBe(415);
  expect((await posted(cookie, bodyOf([{ kind: "visit" }]))).status).toBe(422);
  expect((await posted(cookie, bodyOf(Array.from({ length: 21 }, () => ({}))))).status).toBe(422);
  expect((await posted(cookie, `"${"x".repeat(MOST_SYNC_BYTES)}"`)).status).toBe(413);
});

test("without records nothing is said of any of them: 503, never a refusal", async () => {
  const cookie = await cookieOf(VISITOR.personId);
  const body = bodyOf([await sealedVisit(said(await madeElder(records)))]);
  const address = process.env.DATABASE_URL;
  await closeDatabase();
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
  try {
    expect(await posted(cookie, body)).toEqual({ status: 503, body: { refusal: "unreachable" } });
  } finally {
    await closeDatabase();
    process.env.DATABASE_URL = address;
  }
  expect((await posted(cookie, body)).status).toBe(200);
});

/** One who visits in the town, by the end of their number. */
async function anotherVisitor(end: string): Promise<string> {
  const id = `00000000-0000-7000-8000-00000000bf${end}`;
  await sql`INSERT INTO person (id, name, state) VALUES (${id}, '示例网格员', 'active')`;
  await sql`
    INSERT INTO caregiver (person_id, city_code, line, area_code, valid_from) VALUES (${id}, '9901', 'civil-affairs', ${EAST}, '2024-01-01')`;
  return cookieOf(id);
}

test("pictures that find no room are told so before a byte of them is read; words still come in beside them", async () => {
  const senders = await Promise.all(["03", "04", "05"].map(anotherVisitor));
  let bytesRead = 0;
  const leave: (() => void)[] = [];
  const slow = (cookie: string, pieces = 1) => {
    let left = pieces;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(stream) {
          if (left-- > 0) {
            bytesRead += 1024;
            stream.enqueue(new Uint8Array(1024));
            return;
          }
          // It says no more, as a line that hangs.
          return new Promise<void>((end) => leave.push(end)).then(() => stream.close());
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { Cookie: cookie, "Content-Type": "application/json", "Content-Length": String(MOST_SYNC_BYTES) };
    const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body, duplex: "half" };
    return sync({ request: new Request("http://quarterhour.invalid/care/sync", init), params: {}, context: {} } as never);
  };
  // Two of one person, no more; five of all.
  const held = [0, 0, 1, 1, 2].map((at) => slow(senders[at]!));
  while (leave.length < 5) await new Promise((next) => setImmediate(next));
  bytesRead = 0;
  const refused = await slow(senders[2]!);
  expect([refused.status, refused.headers.get("Retry-After"), await refused.json()]).toEqual([503, "15", { refusal: "busy" }]);
  expect(bytesRead, "of a body nobody has room for").toBe(0);
  const cookie = await cookieOf(VISITOR.personId);
  expect((await posted(cookie, bodyOf([await sealedVisit(said(await madeElder(records)))]))).status).toBe(200);
  for (const end of leave) end();
  for (const answer of held) expect((await answer).status).toBe(400);
  expect((await posted(cookie, `"${"x".repeat(100_000)}"`)).status, "and there is room again").toBe(422);
});
