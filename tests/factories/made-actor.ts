import { actorOf, type Actor } from "~/modules/accounts/domain/actor";
import type { Grant } from "~/modules/accounts/domain/grant";
import type { Role } from "~/modules/accounts/domain/role";

interface MadeActor {
  readonly personId?: string;
  readonly name?: string;
  readonly role?: Role;
  readonly areaCode?: string;
  readonly line?: Grant["line"];
}

/** Somebody with one grant: a planner for everything, unless told otherwise. */
export function madeActor({ personId, name, role, areaCode, line }: MadeActor = {}): Actor {
  const person = { personId: personId ?? "00000000-0000-7000-8000-000000000001", name: name ?? "示例规划员" };
  return actorOf(person, [{ role: role ?? "planner", line: line ?? "", areaCode: areaCode ?? "" }])!;
}
