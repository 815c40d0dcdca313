import type { Task } from "graphile-worker";
import { removeExpiredSessions as removeThem } from "~/modules/accounts/use-cases/remove-expired-sessions.server";

/** Nightly: a session past its end is of no use to anyone but a thief. */
export const removeExpiredSessions: Task = async () => {
  await removeThem();
};
