import { demoPlanner } from "~/modules/accounts/use-cases/demo-accounts.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { cities } from "~/modules/places/use-cases/current-city.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findScenario } from "../data/siting-scenarios.server";
import { askedSiting } from "./asked-siting.server";
import { askWhere } from "./scenario-steps.server";

/** The scenario the demo's first page leads to: one id for every demo, since a page knows it before anybody asked. */
const DEMO_SCENARIO = "0193a0de-0008-7000-8000-000000000008";
const NAME = "示例：新建8处助餐点";
/** The first page's figure turned into a question: eight places for those of 75 and over, in premises that stand idle. */
export const DEMO_QUESTION = new URLSearchParams({
  ...{ types: "meals", group: "75plus", walker: "elder-75-84", minutes: "15", count: "8", from: "premises", seconds: "10" },
});

const isThere = (cityCode: string): Promise<boolean> =>
  inUnitOfWork(systemActor("siting", { areaCode: cityCode }), async (uow) => {
    const scenario = await findScenario(uow, DEMO_SCENARIO);
    return scenario?.cityCode === cityCode;
  });

/** At a start of the demo: its question is asked once, by the made planner, and answered like any other. */
export async function askDemoQuestion(): Promise<void> {
  const planner = await demoPlanner();
  if (!planner) return;
  for (const city of await cities()) {
    if (!city.isDemo || (await isThere(city.code))) continue;
    const asked = await askedSiting(city.code, DEMO_QUESTION);
    if (asked && asked.problems.length === 0) await askWhere(planner, city, NAME, asked.question, DEMO_SCENARIO);
    return;
  }
}

/** Where the first page's trail leads: the question filled in, and the page of its answer where the demo asked it. */
export async function demoTrail(cityCode: string): Promise<{ readonly question: string; readonly page: string | null }> {
  const city = `city=${cityCode}`;
  const page = (await isThere(cityCode)) ? `/plan/siting/${DEMO_SCENARIO}/page?${city}` : null;
  return { question: `/plan/siting?${DEMO_QUESTION.toString()}&${city}`, page };
}
