import { normalised } from "~/modules/accounts/domain/sensitive-field";
import type { AuditFacts } from "~/modules/accounts/domain/audited";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { formStamp, stampedForm, type OnceMore, type StampedForm } from "~/platform/form-stamp.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { answerClock, holdRepeated, repeatRequest, takeRequest, type NewRequest } from "../data/family-requests.server";
import {
  answerBy,
  isMoreUrgent,
  isUrgency,
  LONGEST,
  problemsOf,
  REPEAT_MS,
  type AskProblem,
  type AskProblems,
  type FamilyAsk,
  type Urgency,
} from "../domain/family-request";
import { dutyForFamilies, type DutyTold } from "./duty-for-families.server";
import { ringAnew, ringForRequest } from "./request-alarm.server";

const FORM = "family-request.form";

export const newStamp = (): string => formStamp(FORM);

export interface AskArrival extends StampedForm {
  /** the address requests are counted by, never kept */
  readonly address: string;
  readonly language: "zh" | "en";
}

export interface Asked {
  readonly reference: string;
  readonly answerBy: string;
  /** asked again after that hour: whoever is on duty has been told anew */
  readonly isPast: boolean;
  readonly urgency: Urgency;
  readonly duty: DutyTold;
}

export type AskRefusal = { readonly kind: "incomplete"; readonly problems: AskProblems } | OnceMore | TryLater;

/** The area some words mean, as whoever asks looks it up; several or none = the words do not say. */
export type AreaMeant = { readonly kind: "one"; readonly code: string } | { readonly kind: "none" | "several" };

/**
 * Takes a request that anybody may send. It reads nothing of the register, by way of what the database lets it see as well, so
 * that the answer and the work are the same for everybody, registered or not.
 */
export async function askToLookIn(
  city: City,
  ask: FamilyAsk,
  meant: AreaMeant,
  arrival: AskArrival,
): Promise<Verdict<Asked, AskRefusal>> {
  const phone = normalised("phone", ask.phone);
  const problems: AskProblems = { ...problemsOf(ask, phone.ok), ...(ask.area.trim() === "" ? {} : areaProblem(meant)) };
  const { urgency } = ask;
  if (Object.keys(problems).length > 0 || meant.kind !== "one" || !phone.ok || !isUrgency(urgency))
    return refused({ kind: "incomplete", problems });
  const at = now();
  const form = stampedForm(FORM, arrival, at);
  if (form.kind === "once-more") return refused(form);
  const later = await takeTries([
    ["family-address", arrival.address],
    ["family-phone", phone.value],
  ]);
  if (later) return refused(later);
  const said = { name: cut(ask.name, LONGEST.name), phone: cut(ask.phone, LONGEST.phone), about: cut(ask.about, LONGEST.about) };
  return inUnitOfWork<Verdict<Asked, AskRefusal>>(taker(meant.code), async (uow) => {
    const clock = await answerClock(uow, city.code, urgency);
    const request: NewRequest = {
      ...{ id: form.id, cityCode: city.code, areaCode: meant.code, urgency, language: arrival.language, said },
      ...{ askedAt: at, answerBy: answerBy(clock, at, city.timeZone) },
    };
    const ring = { areaCode: meant.code, clock, answerBy: request.answerBy };
    const duty = await dutyForFamilies(uow, city, meant.code, at);
    const repeated = await holdRepeated(uow, request, phone.value, new Date(at.getTime() - REPEAT_MS));
    if (repeated) {
      const isGraver = isMoreUrgent(urgency, repeated.urgency);
      const by = isGraver && request.answerBy < repeated.answerBy ? request.answerBy : repeated.answerBy;
      await repeatRequest(uow, repeated.id, request, isGraver ? { urgency, answerBy: by } : null);
      const isPast = by <= at;
      if (isGraver || isPast) await ringAnew(uow, city, { ...ring, id: repeated.id }, isGraver, at);
      await audited(uow, repeated.id, meant.code, { urgency, repeated: true });
      // What was promised stands on the request: an hour that has passed is not promised anew, somebody is rung for it.
      return granted({ reference: repeated.reference, answerBy: by.toISOString(), isPast, urgency, duty });
    }
    const taken = await takeRequest(uow, request, phone.value);
    if (taken.isNew) {
      await ringForRequest(uow, city, { ...ring, id: taken.id }, at);
      await audited(uow, taken.id, meant.code, { urgency });
    }
    const { reference, answerBy: by } = taken;
    return granted({ reference, answerBy: by.toISOString(), isPast: false, urgency, duty });
  });
}

const audited = (uow: UnitOfWork, id: string, areaCode: string, facts: AuditFacts) =>
  recordAudit(uow, {
    ...{ action: "take:family-request", subject: { kind: "family-request", id }, areaCode },
    ...{ line: "civil-affairs", result: "done", facts },
  });

const areaProblem = ({ kind }: AreaMeant): { readonly area?: AskProblem } =>
  kind === "one" ? {} : { area: kind === "none" ? "area-unknown" : "area-several" };

const cut = (text: string, most: number): string => [...text.trim()].slice(0, most).join("");

/** May put down and read requests of one area, and sees nothing else that is walled: no resident either. */
function taker(areaCode: string) {
  const actor = systemActor("family-request", { areaCode });
  const { "read:work-orders": read, "act:work-orders": act } = actor.scope;
  return { ...actor, scope: { "read:work-orders": read!, "act:work-orders": act! } };
}
