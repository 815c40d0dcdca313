import { expect, test } from "vitest";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../factories/test-database";

const records = withTestDatabase();
const nobody = { personId: null, role: "nobody", cityCode: "4101" };
const city = { code: "9999", nameZh: "试验市", nameEn: "Trial", timeZone: "Asia/Shanghai", bounds: [] };

test("a unit of work tells the database for which city it works", async () => {
  const seen = await inUnitOfWork(nobody, (uow) => uow.db.$queryRaw`SELECT current_setting('quarterhour.city') AS city`);
  expect(seen).toEqual([{ city: "4101" }]);
});

test("a unit of work that is rolled back hands over its outcome and writes nothing", async () => {
  const outcome = await inUnitOfWork(nobody, async (uow) => {
    await uow.db.city.create({ data: city });
    return rollBack("refused");
  });
  expect(outcome).toBe("refused");
  expect(await records.sql`SELECT code FROM city`).toHaveLength(0);
});

test("the app's role writes rows and makes no tables", async () => {
  await inUnitOfWork(nobody, (uow) => uow.db.city.create({ data: city }));
  expect(await records.sql`SELECT code FROM city`).toHaveLength(1);
  await expect(inUnitOfWork(nobody, (uow) => uow.db.$executeRaw`CREATE TABLE stray (id int)`)).rejects.toThrow(
    /permission denied/,
  );
  await records.clear();
  expect(await records.sql`SELECT code FROM city`).toHaveLength(0);
});
