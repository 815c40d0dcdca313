import { isCommonPassword } from "~/platform/common-passwords.server";
import { today } from "~/platform/clock.server";
import { hashPassword } from "~/platform/password.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { refused, type Verdict } from "~/shared/verdict";
import { addPersonOnce } from "../data/people.server";
import { newPerson, type NewPersonRefusal, type PersonWish } from "../domain/new-person";
import { chosenPassword, type PasswordRefusal } from "../domain/password-policy";
import type { Role } from "../domain/role";
import { freeLogin, type LoginRefusal } from "./free-login.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";

/**
 * Makes an account from the machine's terminal: the first way into an installation that has no demo. Without a password the
 * person is invited by a one-time link.
 */
export async function addPerson(
  wish: PersonWish & { readonly password: string | null },
  cityCodes: readonly string[],
): Promise<Verdict<PersonWish & { readonly role: Role }, NewPersonRefusal | LoginRefusal | PasswordRefusal>> {
  const verdict = newPerson(wish, cityCodes);
  if (!verdict.ok) return verdict;
  const { login, name, role, cityCode } = verdict.value;
  const password = wish.password === null ? null : await chosenPassword(wish.password, { login, name }, isCommonPassword);
  if (password && !password.ok) return password;
  const passwordHash = password && (await hashPassword(password.value));
  const person = { login, name, passwordHash, areaCode: cityCode ?? "", isDemo: false, grant: { role, validFrom: today() } };
  return inUnitOfWork(systemActor("terminal"), async (uow) => {
    const free = await freeLogin(uow, null, login);
    if (!free.ok) return free;
    const added = await addPersonOnce(uow, person);
    if (added)
      await recordAudit(uow, {
        ...{ action: "write:people", subject: { kind: "person", id: added }, areaCode: cityCode, line: "", result: "done" },
        facts: { role },
      });
    return added ? verdict : refused({ kind: "login-taken", login });
  });
}
