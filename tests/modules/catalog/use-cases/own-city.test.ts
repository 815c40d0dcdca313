import { beforeAll, expect, test } from "vitest";
import { madeActor } from "../../../factories/made-actor";
import { queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { cityOfFacility, requireFacilityPage } from "~/modules/catalog/use-cases/city-of-facility.server";
import { listFacilities } from "~/modules/catalog/use-cases/list-facilities.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { withTestDatabase } from "../../../factories/test-database";
import { makeTown, planner, registration, TOWN } from "../factories/catalog-city";

const records = withTestDatabase();
let id = "";
beforeAll(async () => {
  await makeTown(records);
  await records.sql`INSERT INTO city (code, name_zh, name_en, time_zone) VALUES ('0101', '另一市', 'Other City', 'Asia/Tokyo')`;
  const made = await registerFacility(planner, TOWN.code, registration());
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  id = made.value.id;
});

test("a facility is found in its own city, by those who may read there", async () => {
  expect((await cityOfFacility(planner, id))?.code).toBe(TOWN.code);
  expect(await cityOfFacility(madeActor({ areaCode: "0101" }), id)).toBeNull();
  for (const none of ["", "\u0000", "-".repeat(36), id.replace(/.$/, "x")])
    expect(await cityOfFacility(planner, none)).toBeNull();
});

test("its page opened while another city is looked at leads to the same page in its own", async () => {
  const page = (city: string) => new Request(`http://q/plan/facilities/${id}/edit?city=${city}&date=2025-01-01`);
  expect((await requireFacilityPage(page(TOWN.code), planner, id)).code).toBe(TOWN.code);
  const led = await requireFacilityPage(page("0101"), planner, id).catch((answer: unknown) => answer as Response);
  expect(led instanceof Response && led.headers.get("Location")).toBe(
    `/plan/facilities/${id}/edit?city=${TOWN.code}&date=2025-01-01`,
  );
});

test("NUL in an address or a form is taken out, and the list answers", async () => {
  const address = addressSaid(new Request("http://q/plan/facilities?q=%00%E8%8A%B1%E5%9B%AD&type=%00&kind=a%00b"));
  expect([...address]).toEqual([
    ["q", "花园"],
    ["type", ""],
    ["kind", "ab"],
  ]);
  const listed = await listFacilities(planner, TOWN, {
    ...queryFromAddress(new URLSearchParams({ q: address.get("q")! }), "2025-01-01"),
  });
  expect(listed.ok && listed.value.figures.lines).toBe(1);
  const body = new URLSearchParams({ name: "花\u0000园", reason: "\u0000" });
  expect([...(await formSaid(new Request("http://q/", { method: "POST", body })))]).toEqual([
    ["name", "花园"],
    ["reason", ""],
  ]);
});
