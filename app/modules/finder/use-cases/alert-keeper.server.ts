import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";

/** What runs by itself and sees alerts: no role holds «keep:alerts», so that no desk ever reads whose home waits for what. */
export function alertKeeper(purpose: string) {
  const actor = systemActor(purpose);
  return { ...actor, scope: { ...actor.scope, "keep:alerts": "{(,)}" } };
}
