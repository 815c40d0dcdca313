import type { Task } from "graphile-worker";
import { tellMessages as tell } from "~/modules/finder/use-cases/tell-messages.server";

/** Sends what has to be said to families and staff: letters, text messages, words to a group. */
export const tellMessages: Task = async () => {
  await tell();
};
