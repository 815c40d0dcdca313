import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork, type Acting } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

/** What the database itself holds, whatever a use case forgot: who sees which area's premises, and the order of their steps. */
const records = withTestDatabase();
const { sql } = records;
const [EAST, WEST] = ["990101001", "990102"];
const made = (n: number, over: Parameters<typeof madeActor>[0]) =>
  madeActor({ personId: `00000000-0000-7000-8000-0000000f000${n}`, ...over });
const eastern = made(1, { areaCode: "990101" });
const ofHealth = made(2, { areaCode: "990101", line: "health" });
const supervisor = made(3, { areaCode: "990101", role: "supervisor" });
const operator = made(4, { areaCode: "9901", role: "operator" });
const family = made(5, { areaCode: "9901", role: "family" });
let east = "";

beforeAll(async () => {
  await makeTown(records);
  east = await madePremises(EAST);
  await madePremises(WEST);
});

async function madePremises(areaCode: string): Promise<string> {
  const id = newId();
  await sql.begin(async (step) => {
    await step`
      INSERT INTO site_proposal (id, city_code, source, external_id, name, area_code, position_quality)
      VALUES (${id}, ${TOWN.code}, '示例', ${id}, '示例用房', ${areaCode}, 'unplaced')`;
    await step`INSERT INTO site_proposal_step (id, proposal_id, number, kind, stage, on_day, cause) VALUES (${newId()}, ${id}, 1, 'moved', 'survey', '2025-01-01', 'person')`;
  });
  return id;
}
const seenBy = (actor: Acting) =>
  inUnitOfWork(actor, async ({ db }) => {
    const rows = await db.siteProposal.findMany({
      select: { areaCode: true, steps: { select: { number: true } } },
      orderBy: { areaCode: "asc" },
    });
    return rows.map(({ areaCode, steps }) => [areaCode, steps.length]);
  });
const REFUSALS =
  /goes one stage at a time|row-level security|is not rewritten|has a stage, and becomes|site_proposal_step_says_why/;
const refusal = async (work: PromiseLike<unknown>): Promise<string> => {
  try {
    await work;
    return "done";
  } catch (error) {
    return REFUSALS.exec(String((error as Error).message))?.[0] ?? String(error);
  }
};

test.each<[string, Acting, unknown]>([
  [
    "a planner of the city sees both districts",
    madeActor({ areaCode: "9901" }),
    [
      [EAST, 1],
      [WEST, 1],
    ],
  ],
  ["one of the eastern district sees that", eastern, [[EAST, 1]]],
  ["so does one of any single line there", ofHealth, [[EAST, 1]]],
  ["and a supervisor there", supervisor, [[EAST, 1]]],
  ["an operator sees none", operator, []],
  ["nor does a family", family, []],
  ["nor anybody in particular", NOBODY, []],
])("%s", async (_who, actor, seen) => {
  expect(await seenBy(actor)).toEqual(seen);
});

const stepBy = (actor: Actor, proposalId: string, number: number, over: Record<string, unknown> = {}) =>
  inUnitOfWork(actor, ({ db }) =>
    db.siteProposalStep.create({
      data: {
        ...{ id: newId(), proposalId, number, kind: "moved", stage: "selection", onDay: new Date("2025-02-01"), cause: "person" },
        ...over,
      } as never,
    }),
  );

test("who only reads takes no step and changes nothing; nobody moves premises beyond their own area", async () => {
  expect(await refusal(stepBy(supervisor, east, 2))).toBe("row-level security");
  const changed = (actor: Actor, areaCode: string) =>
    inUnitOfWork(actor, ({ db }) => db.siteProposal.updateMany({ where: { id: east }, data: { areaCode } }));
  expect(await changed(supervisor, EAST)).toEqual({ count: 0 });
  expect(await refusal(changed(eastern, WEST))).toBe("row-level security");
});

test("steps go one stage forward, back with a reason, end with one, and resume where they were; none is rewritten", async () => {
  const id = await madePremises(EAST);
  const OUT = "goes one stage at a time";
  expect(await refusal(stepBy(eastern, id, 2, { stage: "negotiation" })), "a stage left out").toBe(OUT);
  expect(await refusal(stepBy(eastern, id, 3)), "a number left out").toBe(OUT);
  expect(await refusal(stepBy(eastern, id, 2, { onDay: new Date("2024-12-31") })), "before the last").toBe(OUT);
  expect(await refusal(stepBy(eastern, id, 2, { kind: "resumed", stage: "survey" })), "resumed without being dropped").toBe(OUT);
  expect(await refusal(stepBy(eastern, id, 2))).toBe("done");
  expect(await refusal(stepBy(eastern, id, 3, { stage: "survey" })), "back for no reason").toBe(OUT);
  expect(await refusal(stepBy(eastern, id, 3, { stage: "survey", reason: "示例原因" }))).toBe("done");
  expect(await refusal(stepBy(eastern, id, 4, { kind: "dropped", stage: "survey" })), "dropped for no reason").toBe(
    "site_proposal_step_says_why",
  );
  expect(await refusal(stepBy(eastern, id, 4, { kind: "dropped", stage: "survey", reason: "示例原因" }))).toBe("done");
  expect(await refusal(stepBy(eastern, id, 5)), "on while dropped").toBe(OUT);
  expect(await refusal(stepBy(eastern, id, 5, { kind: "resumed", stage: "survey" }))).toBe("done");
  for (const statement of [
    sql`UPDATE site_proposal_step SET reason = '改' WHERE proposal_id = ${id}`,
    sql`DELETE FROM site_proposal_step WHERE proposal_id = ${id}`,
  ])
    expect(await refusal(statement)).toBe("is not rewritten");
  await sql`DELETE FROM site_proposal WHERE id = ${id}`;
  expect((await sql`SELECT FROM site_proposal_step WHERE proposal_id = ${id}`).length).toBe(0);
});

test("premises without a step are not kept; what does not operate is no facility, and what is moved back is none any more", async () => {
  const bare = sql`
    INSERT INTO site_proposal (id, city_code, source, external_id, name, area_code, position_quality)
    VALUES (${newId()}, ${TOWN.code}, '示例', '无步', '示例用房', ${EAST}, 'unplaced')`;
  expect(await refusal(bare)).toBe("has a stage, and becomes");
  const facility = newId();
  await sql`
    INSERT INTO facility (id, city_code, name, kind_key, line, position_quality) VALUES (${facility}, ${TOWN.code}, '示例设施', 'community-centre', 'civil-affairs', 'unplaced')`;
  const id = await madePremises(EAST);
  const link = () => sql`UPDATE site_proposal SET facility_id = ${facility} WHERE id = ${id}`;
  expect(await refusal(link())).toBe("has a stage, and becomes");
  const STAGES = ["selection", "negotiation", "approval", "building", "acceptance", "operating"];
  for (const [at, stage] of STAGES.entries()) await stepBy(eastern, id, at + 2, { stage });
  expect(await refusal(link())).toBe("done");
  await stepBy(eastern, id, 8, { stage: "acceptance", reason: "示例原因" });
  expect((await sql`SELECT facility_id FROM site_proposal WHERE id = ${id}`)[0]).toEqual({ facility_id: null });
});
