import type { Task } from "graphile-worker";
import { lookForOpenings as look, tellOfLateEnquiries } from "~/modules/finder/use-cases/look-for-openings.server";

/** Every ten minutes: who waits for a place hears that one opened, and staff hear of enquiries past their hour. */
export const lookForOpenings: Task = async () => {
  try {
    await look();
  } finally {
    await tellOfLateEnquiries();
  }
};
