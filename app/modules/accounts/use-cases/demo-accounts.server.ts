import { isDemo } from "~/platform/environment.server";
import { hashPassword } from "~/platform/password.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { addPersonOnce, demoPersonOf, listDemoLogins, type DemoLogin } from "../data/people.server";
import type { Actor } from "../domain/actor";
import type { LineOrAll } from "../domain/line";
import type { Role } from "../domain/role";
import { actorNow } from "./actor-now.server";
import { systemActor } from "./system-actor.server";

/** One made account per navigation role, who may act everywhere, and one of a single district and line. They exist in demo mode only, and their password is public. */
export const DEMO_PASSWORD = "quarter-hour-demo";

interface DemoPerson {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** without it every city and line */
  readonly place?: { readonly areaCode: string; readonly line: LineOrAll };
}

const DEMO_PEOPLE: readonly DemoPerson[] = [
  { login: "planner@demo", name: "示例规划员", role: "planner" },
  { login: "supervisor@demo", name: "示例督导员", role: "supervisor" },
  { login: "caregiver@demo", name: "示例探访员", role: "caregiver" },
  { login: "operator@demo", name: "示例机构负责人", role: "operator" },
  { login: "overseer@demo", name: "示例监管员", role: "overseer" },
  { login: "family@demo", name: "示例家属", role: "family" },
  { login: "administrator@demo", name: "示例管理员", role: "administrator" },
  // Whoever may act everywhere never needs to break the glass.
  {
    ...{ login: "district@demo", name: "示例金水区督导员", role: "supervisor" },
    place: { areaCode: "410105", line: "civil-affairs" },
  },
];
const EVERYWHERE = { areaCode: "", line: "" } as const;
const DEMO_SINCE = "2024-01-01";

export async function createDemoAccounts(): Promise<void> {
  if (!isDemo()) throw new Error("accounts of a demo were to be made in production mode: expected demo mode");
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await inUnitOfWork(systemActor("demo"), async (uow) => {
    for (const { login, name, role, place = EVERYWHERE } of DEMO_PEOPLE) {
      const grant = { role, validFrom: DEMO_SINCE };
      await addPersonOnce(uow, { login, name, passwordHash, ...place, isDemo: true, grant });
    }
  });
}

/** The sign-ins the page may offer: none outside demo mode, even on a database that a demo once filled. */
export async function demoLogins(): Promise<DemoLogin[]> {
  if (!isDemo()) return [];
  const found = await inUnitOfWork(systemActor("demo"), listDemoLogins);
  const order = DEMO_PEOPLE.map(({ login }) => login);
  return found.sort((a, b) => order.indexOf(a.login) - order.indexOf(b.login));
}

/** The made planner, as what a first start asks in the demo is asked by somebody; null outside demo mode. */
export async function demoPlanner(): Promise<Actor | null> {
  if (!isDemo()) return null;
  return actorNow(await inUnitOfWork(systemActor("demo"), (uow) => demoPersonOf(uow, "planner@demo")));
}
