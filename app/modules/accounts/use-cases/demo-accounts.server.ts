import { hashPassword } from "~/platform/password.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { addPersonOnce, listDemoLogins, type DemoLogin } from "../data/people.server";
import type { Role } from "../domain/role";
import { NOBODY } from "./current-actor.server";

/** One made account per navigation role. They exist in demo mode only, and their password is public. */
export const DEMO_PASSWORD = "quarter-hour-demo";

const DEMO_PEOPLE: readonly { login: string; name: string; role: Role }[] = [
  { login: "planner@demo", name: "示例规划员", role: "planner" },
  { login: "supervisor@demo", name: "示例督导员", role: "supervisor" },
  { login: "caregiver@demo", name: "示例探访员", role: "caregiver" },
  { login: "operator@demo", name: "示例机构负责人", role: "operator" },
  { login: "overseer@demo", name: "示例监管员", role: "overseer" },
  { login: "family@demo", name: "示例家属", role: "family" },
];

export async function createDemoAccounts(): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await inUnitOfWork(NOBODY, async (uow) => {
    for (const person of DEMO_PEOPLE) await addPersonOnce(uow, { ...person, passwordHash, cityCode: null, isDemo: true });
  });
}

/** The sign-ins the page may offer: none outside demo mode, because none exist there. */
export async function demoLogins(): Promise<DemoLogin[]> {
  const found = await inUnitOfWork(NOBODY, listDemoLogins);
  const order = DEMO_PEOPLE.map((person) => person.role as string);
  return found.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}
