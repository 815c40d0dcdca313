import { beforeAll, expect, test } from "vitest";
import { chooseColumns } from "~/modules/imports/use-cases/choose-columns.server";
import { confirmImport } from "~/modules/imports/use-cases/confirm-import.server";
import { inspectImport } from "~/modules/imports/use-cases/inspect-import.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { writeImport } from "~/modules/imports/use-cases/write-import.server";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { answerLines, comparisonInView } from "~/modules/residents/use-cases/adopt-comparison.server";
import { residentFile } from "~/modules/residents/use-cases/read-resident.server";
import { registerResident } from "~/modules/residents/use-cases/register-resident.server";
import { today } from "~/platform/clock.server";
import { madeActor } from "../../factories/made-actor";
import { madeFile, madeIdentityNumber } from "../../factories/made-residents";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, planner, TOWN } from "../catalog/factories/catalog-city";
import { onRecord } from "../imports/running-import";

const records = withTestDatabase();
const line = "civil-affairs" as const;
const street = madeActor({
  personId: "00000000-0000-7000-8000-0000000c1011",
  name: "示例街道",
  role: "supervisor",
  areaCode: "990101",
  line,
});
const other = madeActor({
  personId: "00000000-0000-7000-8000-0000000c1012",
  name: "示例邻区",
  role: "supervisor",
  areaCode: "990102",
  line,
});
const N = (n: number) => madeIdentityNumber("1940-05-06", n);
const DAY = today(TOWN.timeZone);
let ids: Record<string, string> = {};

beforeAll(async () => {
  await makeTown(records);
  for (const one of [street, other]) await onRecord(one);
  for (const [name, n, bornOn] of [
    ["示例逝者", 1, ""],
    ["示例困难", 2, ""],
    ["示例也许", 0, "1939-01-02"],
  ] as const) {
    const typed = madeFile({ name, bornOn, identityNumber: n === 0 ? "" : N(n), categories: ["living-alone"] });
    const done = await registerResident(street, TOWN, typed);
    if (!done.ok) throw new Error(JSON.stringify(done.refusal));
    ids = { ...ids, [name]: done.value.id };
  }
  const far = madeFile({ name: "示例外区", identityNumber: N(3), bornOn: "", areaCode: "990102001001" });
  expect((await registerResident(other, TOWN, far)).ok).toBe(true);
  await records.sql`UPDATE resident SET registered_on = '2024-01-01'`;
});

async function compared(rows: readonly string[]): Promise<string> {
  const file = new TextEncoder().encode(["名单类型,姓名,身份证号,出生日期,死亡日期,困难类别,区划代码", ...rows].join("\n"));
  const wish = {
    cityCode: TOWN.code,
    subject: "comparison",
    source: "殡葬信息",
    fileName: "d.csv",
    coordinateSystem: "WGS-84",
  } as const;
  const started = await startImport(street, wish, file);
  if (!started.ok) throw new Error(started.refusal.kind);
  await inspectImport(importSubjects, started.value);
  const batch = (await watchImport(street, started.value))!;
  const { id, sheet, mapping } = batch;
  const choice = { sheet: sheet ?? "", heading: null, mapping, coordinateSystem: "WGS-84", asOf: null } as const;
  expect(await chooseColumns(street, subjectOf("comparison"), batch, choice)).toEqual({ ok: true, value: null });
  await previewImport(importSubjects, id);
  return id;
}

test("a list of deaths and hardship proposes, and only what somebody ticks is done", async () => {
  const id = await compared([
    `死亡,示例逝者,${N(1)},,2025-11-01,,`,
    `困难,示例困难,${N(2)},,2025-10-01,失能,`,
    "死亡,示例也许,,1939-01-02,2025-11-02,,990101001",
    `死亡,示例外区,${N(3)},,2025-11-03,,`,
    `困难,示例新人,${N(4)},,2025-10-05,独居,990101001`,
    `死亡,示例无人,${N(5)},,2025-11-04,,`,
  ]);
  const seen = (await comparisonInView(street, id, 0))!;
  expect(seen.lines.map(({ name, match, proposal }) => [name, match, proposal.kind])).toEqual([
    ["示例逝者", "sure", "exit"],
    ["示例困难", "sure", "category"],
    ["示例也许", "maybe", "exit"],
    ["示例新人", "none", "entry"],
    ["示例外区", "none", "nothing"],
    ["示例无人", "none", "nothing"],
  ]);
  expect(JSON.stringify(seen), "no number of the list is shown").not.toContain(N(4));
  expect(seen.lines.find(({ name }) => name === "示例外区")?.registerName, "nothing of others' files").toBeNull();
  expect(await comparisonInView(planner, id, 0)).toBeNull();
  const states = async () =>
    (await records.sql`SELECT name, state FROM resident ORDER BY name`).map(
      ({ name, state }) => `${name as string} ${state as string}`,
    );
  const before = await states();
  expect(await confirmImport(street, id, { leaveOutRefused: true }), "nothing is adopted unanswered").toMatchObject({
    refusal: { kind: "unanswered", rows: 4 },
  });
  expect(await states()).toEqual(before);

  expect(await answerLines(other, TOWN, id, [2], "adopt")).toMatchObject({ refusal: { kind: "no-such-batch" } });
  const dueAnew = () => records.sql`DELETE FROM graphile_worker._private_jobs WHERE key = ${`due-${TOWN.code}`} RETURNING key`;
  await dueAnew();
  for (const [line, what] of [
    [2, "an exit"],
    [3, "a category"],
  ] as const) {
    expect(await answerLines(street, TOWN, id, [line], "adopt"), what).toEqual({ ok: true, value: { adopted: 1, failed: [] } });
    expect((await dueAnew()).length, `${what} changes who is owed a visit`).toBe(1);
  }
  expect(await answerLines(street, TOWN, id, [6, 7], "adopt")).toEqual({ ok: true, value: { adopted: 1, failed: [] } });
  expect(await answerLines(street, TOWN, id, [4], "set-aside")).toEqual({ ok: true, value: { adopted: 1, failed: [] } });
  expect(await answerLines(street, TOWN, id, [2], "adopt"), "an answered line is not done twice").toMatchObject({
    refusal: { kind: "nothing-ticked" },
  });
  expect(await states()).toEqual(
    ["示例也许 registered", "示例困难 registered", "示例外区 registered", "示例新人 proposed", "示例逝者 left"].sort(),
  );
  expect((await residentFile(street, TOWN, ids["示例逝者"]!))?.resident).toMatchObject({
    leftReason: "deceased",
    leftOn: "2025-11-01",
  });
  expect((await residentFile(street, TOWN, ids["示例困难"]!))?.parts.categories.map(({ category }) => category).sort()).toEqual([
    "cannot-care-for-self",
    "living-alone",
  ]);
  const dated =
    await records.sql`SELECT category, valid_from::text FROM resident_category WHERE resident_id = ${ids["示例困难"]!} ORDER BY 1`;
  expect(
    [...dated].map((row) => [row["category"], row["valid_from"]]),
    "since the day the list says",
  ).toEqual([
    ["cannot-care-for-self", "2025-10-01"],
    ["living-alone", DAY],
  ]);
  const deeds =
    await records.sql`SELECT action FROM audit_event WHERE person_id = ${street.personId} AND action IN ('write:resident-life', 'propose:resident') ORDER BY action`;
  expect(deeds.map(({ action }) => action as string)).toEqual(["propose:resident", "write:resident-life"]);

  expect(await confirmImport(street, id, { leaveOutRefused: true })).toEqual({ ok: true, value: null });
  await writeImport(importSubjects, id);
  expect(await watchImport(street, id)).toMatchObject({ status: "done" });
  expect(await comparisonInView(street, id, 0)).toBeNull();
});

test("a line that fails stops no other, and says why; who died before being entered leaves on that day", async () => {
  const id = await compared(["死亡,示例也许,,1939-01-02,2023-11-02,,990101001", `死亡,示例困难,${N(2)},,2025-01-01,,`]);
  await records.sql`UPDATE resident SET state = 'left', left_on = '2025-01-02', left_reason = 'moved' WHERE id = ${ids["示例困难"]!}`;
  expect(await answerLines(street, TOWN, id, [2, 3], "adopt")).toEqual({
    ok: true,
    value: { adopted: 1, failed: [{ rowNumber: 3, name: "示例困难", why: "not-registered" }] },
  });
  expect((await residentFile(street, TOWN, ids["示例也许"]!))?.resident.leftOn).toBe("2024-01-01");
  expect((await comparisonInView(street, id, 0))?.waiting).toBe(1);
});

test("where a line of deaths resembles two files nobody is guessed: both are named, and nobody leaves", async () => {
  const twins = [];
  for (const areaCode of ["990101001001", "990101001002"]) {
    const typed = madeFile({ name: "示例同名", bornOn: "1941-03-04", areaCode, isOther: true, categories: ["living-alone"] });
    const done = await registerResident(street, TOWN, typed);
    twins.push(done.ok ? done.value.id : "");
  }
  const id = await compared(["死亡,示例同名,,1941-03-04,2025-11-02,,990101001"]);
  const [line] = (await comparisonInView(street, id, 0))!.lines;
  expect(line).toMatchObject({ match: "maybe", isWaiting: true, proposal: { kind: "nothing", why: "several" } });
  expect(line?.alike?.map((one) => one.id).sort()).toEqual(twins.sort());
  expect(await answerLines(street, TOWN, id, [2], "adopt")).toMatchObject({ value: { failed: [{ why: "several-alike" }] } });
  for (const twin of twins) expect((await residentFile(street, TOWN, twin))?.resident.state).toBe("registered");
  expect(await answerLines(street, TOWN, id, [2], "set-aside")).toMatchObject({ value: { adopted: 1 } });
});
