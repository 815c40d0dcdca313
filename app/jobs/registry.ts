import type { TaskList } from "graphile-worker";
import { removeExpiredSessions } from "./remove-expired-sessions";

/** Every job the queue may run, by the name it is put in with; one file each. */
export const jobs: TaskList = { removeExpiredSessions };

/** What runs by the clock: minute, hour, day of month, month, day of week, in UTC. */
export const timetable = ["17 3 * * * removeExpiredSessions"].join("\n");
