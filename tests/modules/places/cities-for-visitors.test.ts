import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { citiesOf } from "~/modules/places/use-cases/current-city.server";
import { withRequestFacts } from "~/platform/request-facts.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

/** What visitors are told of the cities without asking the database each time, and how old it may be. */
const records = withTestDatabase();
const { sql } = records;
beforeAll(() => makeTown(records));
afterEach(() => vi.useRealTimers());

const name = async (cookie = ""): Promise<string | undefined> => {
  const request = new Request("http://city.example/find", { headers: { Cookie: cookie } });
  const all = await withRequestFacts({ requestId: crypto.randomUUID(), address: null }, () => citiesOf(request));
  return all.find(({ code }) => code === TOWN.code)?.nameZh;
};
const elsewhere = (nameZh: string) => sql`UPDATE city SET name_zh = ${nameZh} WHERE code = ${TOWN.code}`;

test("what another process changed reaches a visitor within a second, and whoever is signed in at once", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  await elsewhere("一");
  vi.advanceTimersByTime(1_000);
  expect(await name()).toBe("一");
  await elsewhere("二");
  expect(await name("quarterhour_session=abc")).toBe("二");
  vi.advanceTimersByTime(1_000);
  expect(await name()).toBe("二");
});

test("what this process changed reaches a visitor at once", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  await name();
  await inUnitOfWork(systemActor("test"), ({ db }) => db.city.update({ where: { code: TOWN.code }, data: { nameZh: "三" } }));
  expect(await name()).toBe("三");
});
