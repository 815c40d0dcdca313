import type { Task } from "graphile-worker";
import { z } from "zod";
import { sendVacancyLetter as send } from "~/modules/catalog/use-cases/nudge-operators.server";

const ERRAND = z.object({ nudge: z.uuid() });

/** Hands one reminder to the mail server; after the last try somebody is to ring. */
export const sendVacancyLetter: Task = (payload) => send(ERRAND.parse(payload).nudge);
