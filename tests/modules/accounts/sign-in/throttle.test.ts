import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { ACCOUNT_RULE, waitSeconds } from "~/modules/accounts/domain/throttle";
import { takeTry } from "~/modules/accounts/data/sign-in-throttle.server";
import { createDemoAccounts, DEMO_PASSWORD } from "~/modules/accounts/use-cases/demo-accounts.server";
import { throttleKey } from "~/modules/accounts/use-cases/count-tries.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { PrismaClient } from "~/platform/generated/prisma/client";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { PrismaPg } from "@prisma/adapter-pg";
import { madeArrival } from "../../../factories/made-arrival";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
beforeAll(createDemoAccounts);

let desks = 0;
const elsewhere = () => madeArrival(`198.51.100.${++desks}`);
const kindOf = async (login: string, password: string, from = elsewhere()) => {
  const verdict = await signIn(login, password, from);
  return verdict.ok ? "in" : verdict.refusal.kind;
};

test("of sixty tries at once from two processes exactly the free ones are taken, and the rest are told to wait", async () => {
  const other = new PrismaClient({ adapter: new PrismaPg({ connectionString: records.url, max: 10 }) });
  const key = throttleKey("account", "raced@bureau");
  const here = () => inUnitOfWork(systemActor("test"), (uow) => takeTry(uow, key, ACCOUNT_RULE));
  const there = () =>
    other.$transaction((db) => takeTry({ db, actor: systemActor("test") } satisfies UnitOfWork, key, ACCOUNT_RULE), {
      maxWait: 20_000,
    });
  const waits = await Promise.all(Array.from({ length: 60 }, (_, i) => (i % 2 ? here() : there())));
  await other.$disconnect();
  expect(waits.filter((wait) => wait === null)).toHaveLength(ACCOUNT_RULE.free);
  expect(waits.filter((wait) => wait !== null && wait > 0 && wait <= ACCOUNT_RULE.firstWaitSeconds)).toHaveLength(55);
  const [row] = await records.sql<{ tries: number }[]>`SELECT tries FROM sign_in_throttle WHERE key = ${key}`;
  expect(row).toEqual({ tries: ACCOUNT_RULE.free });
});

test("each further try makes the next wait twice as long, up to a quarter of an hour", async () => {
  const key = throttleKey("account", "patient@bureau");
  const waits: number[] = [];
  for (let tries = 1; tries <= 12; tries++) {
    await inUnitOfWork(systemActor("test"), (uow) => takeTry(uow, key, ACCOUNT_RULE));
    const wait = await inUnitOfWork(systemActor("test"), (uow) => takeTry(uow, key, ACCOUNT_RULE));
    if (wait === null) {
      tries++;
      continue;
    }
    expect(wait).toBeGreaterThan(waitSeconds(tries, ACCOUNT_RULE) - 3);
    expect(wait).toBeLessThanOrEqual(waitSeconds(tries, ACCOUNT_RULE));
    waits.push(wait);
    await records.sql`UPDATE sign_in_throttle SET free_at = now() WHERE key = ${key}`;
  }
  expect(waits.at(-1)).toBeGreaterThan(890);
  await records.sql`UPDATE sign_in_throttle SET free_at = now(), last_try_at = now() - interval '25 hours' WHERE key = ${key}`;
  expect(await inUnitOfWork(systemActor("test"), (uow) => takeTry(uow, key, ACCOUNT_RULE))).toBeNull();
  expect(await inUnitOfWork(systemActor("test"), (uow) => takeTry(uow, key, ACCOUNT_RULE))).toBeNull();
});

test("known and unknown names wait alike, the right password too; a success begins the account anew", async () => {
  for (const login of ["supervisor@demo", "nobody@demo"]) {
    for (let n = 0; n < ACCOUNT_RULE.free; n++) expect(await kindOf(login, "wrong password here")).toBe("wrong-name-or-password");
    expect(await kindOf(login, DEMO_PASSWORD)).toBe("try-later");
  }
  await records.sql`UPDATE sign_in_throttle SET free_at = now()`;
  expect(await kindOf("supervisor@demo", DEMO_PASSWORD)).toBe("in");
  for (let n = 0; n < ACCOUNT_RULE.free; n++) expect(await kindOf("supervisor@demo", "wrong")).toBe("wrong-name-or-password");
});

test("a success gives the address its own try back and leaves the others counted", async () => {
  const office = madeArrival("192.0.2.9");
  for (let n = 0; n < 3; n++) await signIn(`stranger${n}@demo`, "wrong", office);
  for (let n = 0; n < 4; n++) expect(await kindOf("planner@demo", DEMO_PASSWORD, office)).toBe("in");
  const key = throttleKey("address", "192.0.2.9");
  expect(await records.sql`SELECT tries FROM sign_in_throttle WHERE key = ${key}`).toEqual([{ tries: 3 }]);
});

test("neither names nor addresses are kept where tries are counted", async () => {
  const client = new pg.Client(records.ownerUrl);
  await client.connect();
  const { rows } = await client.query<{ all: string }>("SELECT string_agg(t::text, ' ') AS all FROM sign_in_throttle t");
  await client.end();
  expect(rows[0]!.all).not.toMatch(/demo|bureau|192\.0|198\.51/);
});
