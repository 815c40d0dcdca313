import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { mailboxOfOperator } from "~/modules/catalog/use-cases/mailbox-of-operator.server";
import { cityStandards } from "~/modules/places/use-cases/walking-ground.server";
import { now, today } from "~/platform/clock.server";
import { publicOrigin } from "~/platform/environment.server";
import { formStamp, stampedForm, type OnceMore, type StampedForm } from "~/platform/form-stamp.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { workdays } from "~/platform/workdays.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { takeEnquiry } from "../data/enquiries.server";
import { answerDue, LONGEST, readEnquiry, type EnquiryAsk, type EnquiryProblems } from "../domain/enquiry";
import { countedReach } from "../domain/reach";
import { atFacility, type FacilityInCity } from "./at-facility.server";
import { putMessage } from "./put-message.server";
import { readPhone } from "./read-phone.server";
import { whenText } from "./when-text.server";

const FORM = "enquiry.form";
export const enquiryStamp = (): string => formStamp(FORM);

export interface ContactArrival extends StampedForm {
  /** the address tries are counted by, never kept */
  readonly address: string;
  readonly language: "zh" | "en";
}

export interface EnquiryTaken {
  readonly reference: string;
  readonly answerBy: string;
}

export type EnquiryRefusal = { readonly kind: "incomplete"; readonly problems: EnquiryProblems } | OnceMore | TryLater;

/** Takes what a family asks a facility, with the hour by which somebody answers. */
export async function askFacility(
  { facility, city }: FacilityInCity,
  ask: EnquiryAsk,
  arrival: ContactArrival,
): Promise<Verdict<EnquiryTaken, EnquiryRefusal>> {
  const read = readEnquiry(cutTo(ask), today(city.timeZone).slice(0, 7), readPhone);
  if ("problems" in read) return refused({ kind: "incomplete", problems: read.problems });
  const at = now();
  const form = stampedForm(FORM, arrival, at);
  if (form.kind === "once-more") return refused(form);
  const { said } = read;
  const later = await takeTries([
    ["contact-address", arrival.address],
    ["contact-reach", countedReach(said.reach)],
  ]);
  if (later) return refused(later);
  return inUnitOfWork<Verdict<EnquiryTaken, EnquiryRefusal>>(atFacility(facility, "enquiry"), async (uow) => {
    const answerBy = answerDue(await enquiryClock(uow, city.code), at, city.timeZone, workdays(city.timeZone).isWorkday);
    const { language } = arrival;
    const taken = await takeEnquiry(uow, { id: form.id, facility, language, said, askedAt: at, answerBy });
    const { id, reference } = taken;
    if (taken.isNew) {
      const subject = { kind: "enquiry", id };
      const { areaCode, line } = facility;
      await recordAudit(uow, { action: "take:enquiry", subject, areaCode, line, result: "done" });
      const when = whenText(taken.answerBy, city.timeZone, language);
      const words = { to: said.reach, params: { facility: facility.name, reference, when } };
      const place = { cityCode: city.code, line, areaCode, facilityId: facility.id, enquiryId: id };
      const message = { ...place, kind: "enquiry-taken" as const, language, said: words, madeAt: at, dueBy: null };
      await putMessage(uow, { ...message, onceKey: `enquiry-taken:${id}` }, "letter-only");
      await tellOperator(uow, {
        ...place,
        name: facility.name,
        reference,
        when: whenText(taken.answerBy, city.timeZone, "zh"),
        at,
      });
    }
    return granted({ reference, answerBy: taken.answerBy.toISOString() });
  });
}

interface Arrived {
  readonly cityCode: string;
  readonly line: string;
  readonly areaCode: string;
  readonly facilityId: string;
  readonly enquiryId: string;
  readonly name: string;
  readonly reference: string;
  readonly when: string;
  readonly at: Date;
}

/** A letter to whoever runs the place, where their mailbox is known: at most one an hour, however many ask. It says nothing of who asked. */
async function tellOperator(uow: UnitOfWork, { name, reference, when, at, ...place }: Arrived): Promise<void> {
  const to = await mailboxOfOperator(uow, place.facilityId);
  if (to === null) return;
  const params = { facility: name, reference, when, link: `${publicOrigin() ?? ""}/operate/inbox` };
  const said = { to: { kind: "mail" as const, to }, params };
  const message = { ...place, kind: "enquiry-arrived" as const, language: "zh" as const, said, madeAt: at, dueBy: null };
  await putMessage(
    uow,
    { ...message, onceKey: `enquiry-arrived:${place.facilityId}:${at.toISOString().slice(0, 13)}` },
    "letter-only",
  );
}

/** The city's clock of answering enquiries. */
export async function enquiryClock(uow: UnitOfWork, cityCode: string) {
  const keys = ["enquiry-answer-hours", "enquiry-office-from", "enquiry-office-until"] as const;
  const [hours, from, until] = (await cityStandards(uow, cityCode, keys)).map(({ value }) => value);
  return { hours: hours!, from: from!, until: until! };
}

const cut = (text: string, most: number): string => [...text].slice(0, most).join("");
const cutTo = (ask: EnquiryAsk): EnquiryAsk => ({
  ...{ name: cut(ask.name, LONGEST.name), reach: cut(ask.reach, LONGEST.reach), about: cut(ask.about, LONGEST.about) },
  ...{ bornMonth: cut(ask.bornMonth, LONGEST.month), startMonth: cut(ask.startMonth, LONGEST.month) },
});
