import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { areaCodeIn, areasMeant } from "~/modules/catalog/use-cases/find-areas.server";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { loader as due } from "~/routes/visits.due";
import { loader as log } from "~/routes/visits.log";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { chief, makeVisitingTown, CHIEF } from "./visiting-town";

const records = withTestDatabase();
beforeAll(async () => {
  await makeVisitingTown(records);
  await records.sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES (${newId()}, ${CHIEF.personId}, 'supervisor', 'civil-affairs', ${TOWN.code}, '2024-01-01')`;
  for (const [code, name] of [
    ["990101001001", "体育社区居民居委会"],
    ["990101001002", "文化社区居委会"],
    ["990102001001", "文化村村委会"],
  ] as const)
    await records.sql`
      INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, pinyin, initials)
      VALUES (${newId()}, ${TOWN.code}, ${code}, 'statistics', 2020, 'community', ${code.slice(0, 9)}, ${name}, '', '')`;
});

test.each([
  ["花园路", "990101001"],
  ["东区", "990101"],
  ["体育社区居委会", "990101001001"],
  ["体育", "990101001001"],
  ["文化村", "990102001001"],
  ["东区 花园路街道 · 990101001", "990101001"],
  ["文化", "文化"],
])("«%s» typed as an area is %s", async (written, code) => expect(await areaCodeIn(chief, TOWN.code, written)).toBe(code));

test("what is due and the log take an area's name; of several, all are offered and none is taken", async () => {
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId: CHIEF.personId, kind: "desk", stage: "open" }, madeArrival()),
  );
  const { headers } = await requestWith(begun);
  const asked = (page: string, area: string) =>
    ({
      request: new Request(`http://quarterhour.invalid/visits/${page}?city=${TOWN.code}&area=${encodeURIComponent(area)}`, {
        headers,
      }),
      ...{ params: {}, context: {} },
    }) as never;
  expect(await due(asked("due", "花园路"))).toMatchObject({ areaCode: "990101001", choices: null });
  expect(await log(asked("log", "体育社区"))).toMatchObject({ filter: { areaCode: "990101001001" }, choices: null });
  const both = [{ code: "990101001002" }, { code: "990102001001" }];
  expect(await due(asked("due", "文化"))).toMatchObject({ rows: [], choices: both });
  expect(await log(asked("log", "文化"))).toMatchObject({ rows: [], choices: both });
  expect(await areasMeant(chief, TOWN.code, "没有的地方")).toEqual([]);
});
