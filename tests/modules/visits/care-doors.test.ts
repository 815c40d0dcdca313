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
  asked(sync, "/care/sync", cookie, { method: "POST", body, headers: { "Content-Type": type } });
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
