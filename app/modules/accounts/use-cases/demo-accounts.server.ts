import { isDemo } from "~/platform/environment.server";
import { hashPassword } from "~/platform/password.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { addPersonOnce, listDemoLogins, type DemoLogin } from "../data/people.server";
import type { Role } from "../domain/role";
import { systemActor } from "./system-actor.server";

/** One made account per navigation role. They exist in demo mode only, and their password is public. */
export const DEMO_PASSWORD = "quarter-hour-demo";

const DEMO_PEOPLE: readonly { login: string; name: string; role: Role }[] = [
  { login: "planner@demo", name: "示例规划员", role: "planner" },
  { login: "supervisor@demo", name: "示例督导员", role: "supervisor" },
  { login: "caregiver@demo", name: "示例探访员", role: "caregiver" },
  { login: "operator@demo", name: "示例机构负责人", role: "operator" },
  { login: "overseer@demo", name: "示例监管员", role: "overseer" },
  { login: "family@demo", name: "示例家属", role: "family" },
  { login: "administrator@demo", name: "示例管理员", role: "administrator" },
];
const DEMO_SINCE = "2024-01-01";

export async function createDemoAccounts(): Promise<void> {
  if (!isDemo()) throw new Error("accounts of a demo were to be made in production mode: expected demo mode");
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await inUnitOfWork(systemActor("demo"), async (uow) => {
    for (const { login, name, role } of DEMO_PEOPLE) {
      const grant = { role, validFrom: DEMO_SINCE };
      await addPersonOnce(uow, { login, name, passwordHash, areaCode: "", isDemo: true, grant });
    }
  });
}

/** The sign-ins the page may offer: none outside demo mode, even on a database that a demo once filled. */
export async function demoLogins(): Promise<DemoLogin[]> {
  if (!isDemo()) return [];
  const found = await inUnitOfWork(systemActor("demo"), listDemoLogins);
  const order = DEMO_PEOPLE.map((person) => person.role as string);
  return found.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}
