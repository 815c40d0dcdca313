import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { forgetDutyPhone, sayDutyPhone } from "../data/duty-phones.server";
import { addStep, holdRequest, isToldOfRequest, placeOfRequest } from "../data/family-requests.server";
import { isStepKind, LONGEST_NOTE } from "../domain/family-request";
import { requestAnswered } from "./request-alarm.server";

const LINE = "civil-affairs";

export interface StepRefusal {
  readonly kind: "not-there" | "not-permitted" | "step-unknown" | "closed-already" | "answer-unsaid" | "note-too-long";
}

/** Notes what was done about a request; «answered» closes it, and says what the family was told. */
export function noteRequestStep(actor: Actor, id: string, kind: string, typed: string): Promise<Verdict<null, StepRefusal>> {
  if (!isUuid(id)) return Promise.resolve(refused({ kind: "not-there" }));
  return inUnitOfWork<Verdict<null, StepRefusal>>(actor, async (uow) => {
    const place = await placeOfRequest(uow, id);
    if (!place) return refused({ kind: "not-there" });
    const { areaCode } = place;
    if (!mayIn(actor, "act:work-orders", areaCode, LINE) && !(await isToldOfRequest(uow, id)))
      return refused({ kind: "not-permitted" });
    if (!isStepKind(kind)) return refused({ kind: "step-unknown" });
    // Held, so that two who note something stand in line.
    const request = await holdRequest(uow, id);
    if (request?.closedAt !== null) return refused({ kind: "closed-already" });
    const note = typed.trim();
    if ([...note].length > LONGEST_NOTE) return refused({ kind: "note-too-long" });
    if (kind === "answered" && note === "") return refused({ kind: "answer-unsaid" });
    await addStep(uow, id, kind, note, now());
    if (kind === "answered") await requestAnswered(uow, areaCode.slice(0, 4), id, now());
    await recordAudit(uow, {
      ...{ action: "note:family-request", subject: { kind: "family-request", id }, areaCode, line: LINE, result: "done" },
      facts: { step: kind },
    });
    return granted(null);
  });
}

export interface PhoneRefusal {
  readonly kind: "not-permitted" | "phone-shape" | "email-shape";
}

const EMAIL = /^[^\s@,;<>"]{1,64}@[A-Za-z0-9.-]{1,120}$/;

/** 值班电话 of an area, which everybody may read, and the office's mailbox; no number typed takes both away. */
export function changeDutyPhone(
  actor: Actor,
  city: City,
  areaCode: string,
  typed: string,
  mailbox = "",
): Promise<Verdict<null, PhoneRefusal>> {
  const phone = typed.normalize("NFKC").trim().replace(/\s+/g, " ");
  const email = mailbox.normalize("NFKC").trim() || null;
  return inUnitOfWork<Verdict<null, PhoneRefusal>>(actor, async (uow) => {
    const isHere = /^(\d{4}|\d{6}|\d{9}|\d{12})$/.test(areaCode) && areaCode.startsWith(city.code);
    if (!isHere || !mayIn(actor, "act:work-orders", areaCode, LINE)) return refused({ kind: "not-permitted" });
    if (phone !== "" && !/^[0-9+][0-9 -]{2,24}$/.test(phone)) return refused({ kind: "phone-shape" });
    if (email !== null && (phone === "" || !EMAIL.test(email))) return refused({ kind: "email-shape" });
    if (phone === "") await forgetDutyPhone(uow, areaCode);
    else await sayDutyPhone(uow, city.code, areaCode, { phone, email }, now());
    await recordAudit(uow, {
      ...{ action: "say:duty-phone", subject: { kind: "area", id: areaCode }, areaCode, line: LINE, result: "done" },
    });
    return granted(null);
  });
}
