import { tz } from "@date-fns/tz";
import { parse } from "date-fns";
import { DANGER_SIGNS } from "../domain/danger-signs";
import { FINDING_KINDS, LOOKED, LOOKED_AT, type Looked, type VisitSaid } from "../domain/visit-log";

/** One visit as the desk's form says it; hours are by the city's clock. What is no visit is refused by the use case. */
export function visitFromForm(form: FormData, timeZone: string, now: Date): VisitSaid {
  const text = (name: string): string => String(form.get(name) ?? "").trim();
  const began = parse(text("beganAt"), "yyyy-MM-dd'T'HH:mm", now, { in: tz(timeZone) });
  const looked = LOOKED_AT.flatMap((part) => {
    const value = LOOKED.find((known) => known === text(`looked.${part}`));
    return value ? [[part, value] as const] : [];
  });
  const dangers = DANGER_SIGNS.filter((sign) => form.getAll("danger").includes(sign));
  return {
    ...{ clientId: text("clientId").toLowerCase(), residentId: text("resident"), plannedVisitId: null },
    // Nobody named: whoever fills it in was there.
    authorId: text("author") || null,
    ...{ capturedAt: text("capturedAt"), offsetSeconds: null, device: text("device") === "paper" ? "paper" : "desk" },
    beganAt: Number.isFinite(began.getTime()) ? new Date(began.getTime()).toISOString() : "",
    minutes: /^\d{1,4}$/.test(text("minutes")) ? Number(text("minutes")) : NaN,
    outcome: text("outcome") as VisitSaid["outcome"],
    channel: text("channel") as VisitSaid["channel"],
    purpose: text("purpose") as VisitSaid["purpose"],
    body: {
      looked: Object.fromEntries(looked) as Readonly<Partial<Record<(typeof LOOKED_AT)[number], Looked>>>,
      needs: text("needs"),
      note: text("note"),
    },
    // Whoever says which danger says that there is one.
    findings: FINDING_KINDS.filter((kind) => form.getAll("finding").includes(kind) || (kind === "danger" && dangers.length > 0)),
    ...(dangers.length > 0 && { dangers }),
  };
}
