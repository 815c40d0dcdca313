import { askCareList, type ListAnswer } from "./ask-care-list";
import { CareRefused } from "./care-phone";
import { keepPlain, plainOf, type PhoneStore } from "./phone-store";
import type { Asking, Unreached } from "./post-records";
import { endSession } from "./sign-out-here";

/**
 * Whoever guessed five times is not left signed in either. Without a network the server hears of it at the first contact, before any
 * list is asked for. @returns why no list is to be had by the session that was here; null = nothing is owed
 */
export async function endSessionOwed(store: PhoneStore, ask: Asking["ask"]): Promise<Unreached | null> {
  if ((await plainOf(store, "guessed")) !== "session-open") return null;
  try {
    await endSession(ask);
  } catch (error) {
    return error instanceof CareRefused && error.kind === "no-network" ? "no-network" : "server";
  }
  await keepPlain(store, { guessed: "session-ended" });
  return "signed-out";
}

/** Today's list, by no session of which the end is owed: neither when it is asked for nor when the answer comes. */
export async function askOwnList(store: PhoneStore, asking: Asking): Promise<ListAnswer> {
  const owed = await endSessionOwed(store, asking.ask);
  if (owed) return { kind: owed };
  const answer = await askCareList(asking);
  const since = await endSessionOwed(store, asking.ask);
  return since ? { kind: since } : answer;
}
