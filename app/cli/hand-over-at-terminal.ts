import { handOver, type HandOverRefusal } from "~/modules/accounts/use-cases/hand-over-secret.server";
import { personOfLogin } from "~/modules/accounts/use-cases/person-of-login.server";
import { publicOrigin } from "~/platform/environment.server";
import { REFUSED, TERMINAL } from "./terminal-actor";

/** Prints a one-time link for the account, once; where the address people type is not known here, only the link's end. */
export async function handOverAtTerminal(
  login: string,
  purpose: "invitation" | "reset",
  clearsSecondFactor = false,
): Promise<number> {
  const personId = await personOfLogin(login);
  const handed = personId
    ? await handOver(TERMINAL, { personId, purpose, clearsSecondFactor })
    : ({ ok: false, refusal: { kind: "not-there" } } as const);
  if (!handed.ok) {
    process.stderr.write(`${words(handed.refusal, login)}\n`);
    return REFUSED;
  }
  const { secret, expiresAt } = handed.value;
  process.stdout.write(`${publicOrigin() ?? ""}/account/invitation#${secret}\n`);
  process.stderr.write(`只显示一次，有效至 · shown once, good until ${expiresAt.toISOString()}\n`);
  return 0;
}

function words(refusal: HandOverRefusal, login: string): string {
  switch (refusal.kind) {
    case "not-active":
      return `${login} 已停用或离职 · ${login} is suspended or has left`;
    case "not-there":
    case "login-missing":
    case "login-taken":
    case "own-person":
    case "beyond-own":
      return `没有账号 ${login} · there is no account ${login}: see qh person add`;
  }
}
