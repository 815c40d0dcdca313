import { today } from "~/platform/clock.server";
import { hashPassword } from "~/platform/password.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { refused, type Verdict } from "~/shared/verdict";
import { addPersonOnce } from "../data/people.server";
import { newPerson, type NewPersonRefusal, type PersonWish } from "../domain/new-person";
import type { Role } from "../domain/role";
import { systemActor } from "./system-actor.server";

/** Makes an account from the machine's terminal: the first way into an installation that has no demo. */
export async function addPerson(
  wish: PersonWish,
  cityCodes: readonly string[],
): Promise<Verdict<PersonWish & { readonly role: Role }, NewPersonRefusal>> {
  const verdict = newPerson(wish, cityCodes);
  if (!verdict.ok) return verdict;
  const { password, login, name, role, cityCode } = verdict.value;
  const passwordHash = await hashPassword(password);
  const person = { login, name, passwordHash, areaCode: cityCode ?? "", isDemo: false, grant: { role, validFrom: today() } };
  const isNew = await inUnitOfWork(systemActor("terminal"), (uow) => addPersonOnce(uow, person));
  return isNew ? verdict : refused({ kind: "login-taken", login });
}
