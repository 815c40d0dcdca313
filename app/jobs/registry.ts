import type { TaskList } from "graphile-worker";
import { readImport } from "./read-import";
import { removeExpiredSessions } from "./remove-expired-sessions";
import { undoImport } from "./undo-import";
import { writeImport } from "./write-import";

/** Every job the queue may run, by the name it is put in with; one file each. */
export const jobs: TaskList = { removeExpiredSessions, readImport, writeImport, undoImport };

/** What runs by the clock: minute, hour, day of month, month, day of week, in UTC. */
export const timetable = ["17 3 * * * removeExpiredSessions"].join("\n");
