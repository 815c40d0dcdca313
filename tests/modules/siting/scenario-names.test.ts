import { expect, test } from "vitest";
import { askByForm, stepByForm, type NameOf } from "~/modules/siting/use-cases/siting-form.server";
import { scenarioInView } from "~/modules/siting/use-cases/scenarios-in-view.server";
import { questionName } from "~/modules/siting/ui/question-name";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { CITY, PLANNER, plannerInCity } from "./planner-in-city";

const t = translator("zh", zh).getFixedT("zh", "siting");
const nameOf: NameOf = (question, known, relaxed) => questionName(question, known, t, "zh", relaxed);

const { sql } = plannerInCity();

/** Each asks once nobody waits any more: three at once is all one may ask. */
async function asked(wish: Record<string, string>): Promise<string> {
  await sql`UPDATE siting_run SET state = 'failed', why = 'stopped', finished_at = now() WHERE finished_at IS NULL`;
  const form = new FormData();
  const usual = { types: "day-care", group: "60plus", walker: "elder-75-84", minutes: "15", date: "2025-12-31", count: "1" };
  for (const [name, value] of Object.entries({ ...usual, ...wish })) form.set(name, value);
  const done = await askByForm(PLANNER, CITY, form, nameOf);
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return done.value;
}
const scenario = async (id: string) => (await scenarioInView(PLANNER, CITY, id, ""))!.scenario;
const again = async (id: string, wish: Record<string, string>) =>
  asked({ intent: "again", of: id, version: String((await scenario(id)).version), ...wish });
const step = async (id: string, said: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ version: String((await scenario(id)).version), ...said })) form.set(name, value);
  const done = await stepByForm(PLANNER, CITY, id, form);
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return done.value;
};

test("a name nobody typed follows the question, and says what was let go of", async () => {
  const id = await asked({});
  const usual = (await scenario(id)).name;
  expect(usual).toMatch(/^新建1处.+·60岁以上·步行15分钟$/);
  await again(id, { count: "2" });
  expect((await scenario(id)).name).toBe(usual.replace("1处", "2处"));
  await again(id, { count: "3", relaxed: "yes" });
  expect((await scenario(id)).name).toBe(`${usual.replace("1处", "3处")}（已放宽处数）`);
});

test("a name somebody typed stays whatever is asked; so does one that was changed later", async () => {
  const own = await asked({ name: "示例东区方案" });
  await again(own, { count: "2", relaxed: "yes" });
  expect((await scenario(own)).name).toBe("示例东区方案");
  const id = await asked({});
  await step(id, { intent: "rename", name: "示例改过的名称" });
  await again(id, { count: "2" });
  expect((await scenario(id)).name).toBe("示例改过的名称");
});

test("the same name sent again is no name of one's own", async () => {
  const id = await asked({});
  const { name } = await scenario(id);
  await step(id, { intent: "rename", name });
  await again(id, { count: "2" });
  expect((await scenario(id)).name).toBe(name.replace("1处", "2处"));
});

test("the same question twice, and copies of one scenario, have names that tell them apart", async () => {
  const [first, second] = [await asked({}), await asked({})];
  const { name } = await scenario(first);
  expect((await scenario(second)).name).toBe(`${name}（2）`);
  // Its own name is not in its way.
  await again(second, { seconds: "20" });
  expect((await scenario(second)).name).toBe(`${name}（2）`);
  const copies = [];
  for (const _ of ["one", "two"]) copies.push(await step(first, { intent: "duplicate", name: `${name}（副本）` }));
  expect((await scenario(copies[0]!)).name).toBe(`${name}（副本）`);
  expect((await scenario(copies[1]!)).name).toBe(`${name}（副本）（2）`);
  await again(copies[0]!, { count: "2" });
  expect((await scenario(copies[0]!)).name).toBe(name.replace("1处", "2处"));
});

test("a copy of a scenario somebody named keeps its name", async () => {
  const own = await asked({ name: "示例东区方案" });
  const copy = await step(own, { intent: "duplicate", name: "示例东区方案（副本）" });
  await again(copy, { count: "2" });
  expect((await scenario(copy)).name).toBe("示例东区方案（副本）");
});

test.each(["示例甲\\乙", "示例 100%_", "示例\\"])(
  "copies named «%s» are told apart, whatever signs a name holds",
  async (name) => {
    const first = await asked({ name: "示例东区方案" });
    const copies = [];
    for (const _ of ["one", "two"]) copies.push(await step(first, { intent: "duplicate", name }));
    expect((await scenario(copies[0]!)).name).toBe(name);
    expect((await scenario(copies[1]!)).name).toBe(`${name}（2）`);
  },
);
