import type { Actor } from "../domain/actor";
import { correctPerson } from "./correct-person.server";
import { changePersonState } from "./register-person.server";
import { delegate, endDelegation } from "./delegate.server";
import { endGrant } from "./end-grant.server";
import { giveGrant } from "./give-grant.server";
import { isCalendarDay } from "~/shared/calendar-day";
import type { Verdict } from "~/shared/verdict";
import { firstDayAfter } from "~/shared/half-open-days";

type Refusal = { readonly kind: string } & Readonly<Record<string, string | number>>;

export interface ActedOnPerson {
  readonly intent: string;
  readonly typed: Readonly<Record<string, string>>;
  /** null = done */
  readonly refusal: Refusal | null;
}

/**
 * One of the things a person's page offers: a grant given or ended, a leave entered or ended, a record put right, a state
 * changed. Null where the form asks for none of them.
 */
export async function actOnPerson(
  actor: Actor,
  personId: string,
  form: FormData,
  areaCode: string,
): Promise<ActedOnPerson | null> {
  const typed = Object.fromEntries(
    [...form].map(([name, value]) => [name, typeof value === "string" ? value.slice(0, 400) : ""]),
  );
  const text = (name: string) => (typed[name] ?? "").trim();
  const intent = text("intent");
  const verdict = await (async (): Promise<Verdict<unknown, Refusal> | null> => {
    switch (intent) {
      case "give-grant": {
        const lastDay = text("lastDay");
        const validTo = lastDay === "" ? null : isCalendarDay(lastDay) ? firstDayAfter(lastDay) : lastDay;
        return giveGrant(actor, personId, {
          role: text("role"),
          line: text("line"),
          areaCode,
          validFrom: text("validFrom"),
          validTo,
        });
      }
      case "end-grant":
        return endGrant(actor, text("grant"));
      case "enter-leave":
        return delegate(actor, {
          ...{ from: personId, to: text("to"), validFrom: text("validFrom"), lastDay: text("lastDay"), reason: text("reason") },
        });
      case "end-leave":
        return endDelegation(actor, text("leave"));
      case "correct":
        return correctPerson(actor, personId, {
          ...{ name: text("name"), line: text("line"), areaCode, version: Number(text("version")) || 0 },
        });
      case "state":
        return changePersonState(actor, personId, text("state"));
      default:
        return null;
    }
  })();
  return verdict && { intent, typed, refusal: verdict.ok ? null : verdict.refusal };
}
