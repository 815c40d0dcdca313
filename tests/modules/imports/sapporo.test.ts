import { existsSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { answerDuplicates } from "~/modules/imports/use-cases/answer-duplicates.server";
import { withTestDatabase } from "../../factories/test-database";
import { emptyCity, PLANNER, previewed, undone, written } from "./running-import";

const FILE = "../shared/reference/nurseries/sapporo.geojson";
const records = withTestDatabase();
const real = test.skipIf(!existsSync(FILE));

const mapping = {
  externalId: { columns: ["HID"] },
  name: { columns: ["Name"] },
  kind: { columns: [], constant: "nursery-institution" },
  services: { columns: [], constant: "nursery" },
  since: { columns: [], constant: "2013-04-01" },
  licensed: { columns: ["Full"] },
  ageFrom: { columns: ["AgeS"] },
  ageTo: { columns: ["AgeE"] },
  opensAt: { columns: ["Open"] },
  closesAt: { columns: ["Close"] },
  address: { columns: ["Add1", "Add2"] },
  phone: { columns: ["TEL"] },
  phonePublic: { columns: [], constant: "是" },
  operatorName: { columns: ["Owner"] },
  operatorKind: { columns: ["Ownership"] },
  note: { columns: ["Memo"] },
};

beforeAll(() => emptyCity("0110", "札幌市"));

real(
  "the 528 nurseries of Sapporo land in a city without outlines, and once more change nothing, and can be taken back",
  async () => {
    const file = readFileSync(FILE);
    const batch = await previewed(file, { city: "0110", source: "Code for Sapporo", fileName: "sapporo.geojson", mapping });
    expect(batch.failure).toBeNull();
    expect(batch.counts).toMatchObject({ total: 528, create: 525, ask: 3, refuse: 0, unplaced: 0, coordinates: [] });
    // Three nurseries stand twice in the register, under one roof and two licences.
    await answerDuplicates(PLANNER, subjectOf("facilities"), batch.id, "new");
    expect((await written(batch.id)).status).toBe("done");

    const [facts] = await records.sql`
    SELECT count(*)::int AS n, sum(c.licensed)::int AS places, (count(*) FILTER (WHERE k.age_from_months IS NOT NULL))::int AS aged
    FROM facility f JOIN offering o ON o.facility_id = f.id JOIN offering_class k ON k.offering_id = o.id LEFT JOIN capacity c ON c.class_id = k.id
    WHERE f.city_code = '0110' AND o.service_type = 'nursery'`;
    const features = (JSON.parse(file.toString()) as { features: { properties: { Full: string } }[] }).features;
    const places = features.reduce((sum, { properties }) => sum + (Number(properties.Full) || 0), 0);
    expect(facts).toEqual({ n: 528, places, aged: 526 });

    const [open] =
      await records.sql`SELECT count(*)::int AS phones, (count(*) FILTER (WHERE is_public))::int AS public FROM contact`;
    expect(open?.["phones"]).toBeGreaterThan(300);
    expect(open?.["public"]).toBe(open?.["phones"]);

    const [city] = await records.sql<{ bounds: number[] }[]>`SELECT bounds FROM city WHERE code = '0110'`;
    expect(city?.bounds[0]).toBeGreaterThan(141);
    expect(city?.bounds[3]).toBeLessThan(43.3);

    const again = await previewed(file, { city: "0110", source: "Code for Sapporo" });
    expect(again.counts).toMatchObject({ total: 528, same: 528, create: 0, update: 0 });

    expect((await undone(batch.id)).status).toBe("undone");
    const [left] =
      await records.sql`SELECT (SELECT count(*)::int FROM facility) AS facilities, (SELECT count(*)::int FROM offering) AS offerings, (SELECT count(*)::int FROM revision WHERE cause = 'undo') AS told`;
    expect(left).toEqual({ facilities: 0, offerings: 0, told: 528 });
  },
);
