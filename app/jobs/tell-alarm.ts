import type { Task } from "graphile-worker";
import { tellAlarm as tell } from "~/modules/work-orders/use-cases/tell-alarm.server";

/** Tells one office by mail or by the operator's bridge that an alarm has come to it. */
export const tellAlarm: Task = (payload) => tell(payload);
