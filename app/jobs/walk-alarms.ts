import type { Task } from "graphile-worker";
import { alarmAnswered } from "~/modules/visits/use-cases/alarm-answered.server";
import { walkAlarms as walk } from "~/modules/work-orders/use-cases/walk-alarms.server";
import { now } from "~/platform/clock.server";

/** Each minute: whoever's turn it is is told, until somebody has settled it. */
export const walkAlarms: Task = async () => {
  await walk(now(), alarmAnswered);
};
