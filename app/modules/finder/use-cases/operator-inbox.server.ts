import { validate as isUuid } from "uuid";
import type { OperatorStanding } from "~/modules/catalog/domain/operator-standing";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { inPlaceOf } from "~/modules/catalog/use-cases/behind-operator-link.server";
import { now } from "~/platform/clock.server";
import { mailServer, publicOrigin, smsGateway } from "~/platform/environment.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { answerEnquiryRow, closeEnquiryRow, enquiriesOf, holdEnquiry } from "../data/enquiries.server";
import { dropMessages } from "../data/messages.server";
import { enquiryState, isAnsweredHow, LONGEST, type InboxEnquiry } from "../domain/enquiry";
import { answerToken } from "./answer-behind.server";
import { putMessage } from "./put-message.server";
import { questionsToAnswer } from "./questions.server";
import { toursAhead } from "./tours-in-view.server";

const SHOWN = 100;

/** What the operator of one facility has to do: enquiries with their clocks, tours ahead, questions to answer. */
export const operatorInbox = (standing: OperatorStanding) =>
  inPlaceOf(standing, async (uow) => {
    const at = now();
    const enquiries = (await enquiriesOf(uow, standing.facilityId, SHOWN)).map(
      ({ askedAt, answerBy, answeredAt, closedAt, ...one }): InboxEnquiry => ({
        ...{ id: one.id, reference: one.reference, language: one.language, said: one.said, answer: one.answer },
        ...{ answeredHow: one.answeredHow, state: enquiryState({ answerBy, answeredAt, closedAt }, at) },
        ...{ askedAt: askedAt.toISOString(), answerBy: answerBy.toISOString(), answeredAt: answeredAt?.toISOString() ?? null },
      }),
    );
    const questions = (await questionsToAnswer(uow, standing.facilityId)).map(({ id, asked, askedAt }) => ({
      ...{ id, asked, askedAt: askedAt.toISOString() },
    }));
    const tours = await toursAhead(uow, standing.facilityId, at);
    return { enquiries, questions, tours, now: at.getTime(), ways: { mail: mayWrite("mail"), text: mayWrite("text") } };
  });

export interface AnswerRefusal {
  readonly kind: "not-there" | "answer-missing" | "not-answered" | "answered-already" | "no-mail" | "no-text" | "how-unknown";
}

/** The words stand behind a link of ours, so a text message wants an address of ours besides its gateway and template. */
const mayWrite = (how: "mail" | "text"): boolean =>
  how === "mail"
    ? mailServer() !== undefined
    : smsGateway()?.templates["enquiry-answered"] !== undefined && publicOrigin() !== undefined;

/** Answers by mail or by text message, or says that the family was called. */
export const answerEnquiry = (
  standing: OperatorStanding,
  id: string,
  how: string,
  typed: string,
): Promise<Verdict<null, AnswerRefusal>> =>
  inPlaceOf<Verdict<null, AnswerRefusal>>(standing, async (uow) => {
    const enquiry = isUuid(id) ? await holdEnquiry(uow, id) : null;
    if (!enquiry || enquiry.facilityId !== standing.facilityId) return refused({ kind: "not-there" });
    if (enquiry.answeredAt || enquiry.closedAt) return refused({ kind: "answered-already" });
    if (!isAnsweredHow(how)) return refused({ kind: "how-unknown" });
    const answer = [...typed.trim()].slice(0, LONGEST.answer).join("");
    if (how !== "called" && answer === "") return refused({ kind: "answer-missing" });
    const at = now();
    if (how !== "called") {
      const reach = enquiry.said?.reach;
      if (reach?.kind !== (how === "mail" ? "mail" : "phone") || !mayWrite(how))
        return refused({ kind: how === "mail" ? "no-mail" : "no-text" });
      const { reference, language, areaCode, line } = enquiry;
      const link = how === "text" ? { link: `${publicOrigin() ?? ""}/my/answers/${answerToken(id)}` } : {};
      const said = { to: reach, params: { facility: standing.name, reference, words: answer, ...link } };
      const place = { cityCode: standing.cityCode, line, areaCode, facilityId: standing.facilityId, enquiryId: id };
      const message = { ...place, kind: "enquiry-answered" as const, language, said, madeAt: at, dueBy: at };
      await putMessage(uow, { ...message, onceKey: `enquiry-answered:${id}` });
    }
    await answerEnquiryRow(uow, id, { how, answer, at });
    await ended(uow, enquiry, "answer:enquiry", { how });
    return granted(null);
  });

/** Nothing more is to be done about it: never before the family heard something, for then its clock would stop without a word. */
export const closeEnquiry = (standing: OperatorStanding, id: string): Promise<Verdict<null, AnswerRefusal>> =>
  inPlaceOf<Verdict<null, AnswerRefusal>>(standing, async (uow) => {
    const enquiry = isUuid(id) ? await holdEnquiry(uow, id) : null;
    if (!enquiry || enquiry.facilityId !== standing.facilityId) return refused({ kind: "not-there" });
    if (!enquiry.answeredAt && !enquiry.closedAt) return refused({ kind: "not-answered" });
    if ((await closeEnquiryRow(uow, id, now())).count === 0) return refused({ kind: "answered-already" });
    await ended(uow, enquiry, "close:enquiry", { answered: true });
    return granted(null);
  });

async function ended(
  uow: UnitOfWork,
  { id, areaCode, line }: { readonly id: string; readonly areaCode: string; readonly line: string },
  action: string,
  facts: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  await dropMessages(uow, { enquiryId: id }, ["enquiry-arrived", "enquiry-overdue"], now());
  await recordAudit(uow, { action, subject: { kind: "enquiry", id }, areaCode, line, result: "done", facts });
}
