import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import type { OperatorStanding } from "~/modules/catalog/domain/operator-standing";
import { inPlaceOf } from "~/modules/catalog/use-cases/behind-operator-link.server";
import { now } from "~/platform/clock.server";
import { formStamp, stampedForm, type OnceMore } from "~/platform/form-stamp.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { contactedFacilities } from "../data/contacted-facility.server";
import * as rows from "../data/questions.server";
import { holdsNumber, LONGEST_ANSWER, LONGEST_QUESTION, questionProblem, type QuestionProblem } from "../domain/question";
import type { ContactArrival } from "./ask-facility.server";
import { atFacility, type FacilityInCity } from "./at-facility.server";

const FORM = "question.form";
export const questionStamp = (): string => formStamp(FORM);
const SHOWN = 100;

export type QuestionRefusal = { readonly kind: "incomplete"; readonly problem: QuestionProblem } | OnceMore | TryLater;

/** Takes a public question: nobody reads it before the operator answered, or staff let it stand. */
export async function askInPublic(
  { facility }: FacilityInCity,
  typed: string,
  arrival: ContactArrival,
): Promise<Verdict<null, QuestionRefusal>> {
  const asked = [...typed.trim()].slice(0, LONGEST_QUESTION).join("");
  const problem = questionProblem(asked);
  if (problem) return refused({ kind: "incomplete", problem });
  const at = now();
  const form = stampedForm(FORM, arrival, at);
  if (form.kind === "once-more") return refused(form);
  const later = await takeTries([["contact-address", arrival.address]]);
  if (later) return refused(later);
  return inUnitOfWork<Verdict<null, QuestionRefusal>>(atFacility(facility, "question"), async (uow) => {
    const question = { id: form.id, language: arrival.language, asked, askedAt: at };
    if (await rows.addQuestion(uow, facility, question)) {
      const { areaCode, line } = facility;
      await recordAudit(uow, {
        ...{ action: "take:question", subject: { kind: "question", id: form.id }, areaCode, line, result: "done" },
      });
    }
    return granted(null);
  });
}

/** What everybody may read of a facility: answered, and apart from it what staff let stand without an answer. */
export async function publishedQuestions(facilityId: string) {
  const all = await inUnitOfWork(NOBODY, (uow) => rows.publicQuestions(uow, facilityId, SHOWN));
  const shown = all.map(({ id, asked, askedAt, answer, answeredAt, answeredBy }) => ({
    ...{ id, asked, answer, answeredBy, askedAt: askedAt.toISOString(), answeredAt: answeredAt?.toISOString() ?? null },
  }));
  return { answered: shown.filter(({ answer }) => answer !== null), unanswered: shown.filter(({ answer }) => answer === null) };
}

export const questionsToAnswer = (uow: UnitOfWork, facilityId: string) => rows.waitingQuestions(uow, { facilityId }, SHOWN);
export const questionsOfCity = (uow: UnitOfWork, cityCode: string, areaCode: string) =>
  rows.waitingQuestions(uow, { cityCode, areaCode: { startsWith: areaCode } }, SHOWN);

export interface SettleRefusal {
  readonly kind:
    | "not-there"
    | "not-permitted"
    | "deed-unknown"
    | "answer-missing"
    | "settled-already"
    | "question-holds-a-number"
    | "holds-a-number";
}

export interface Settling {
  readonly deed: string;
  readonly answer: string;
}

/** The operator answers, and it is public from then on; or lets it be. */
export const settleAsOperator = (standing: OperatorStanding, id: string, said: Settling): Promise<Verdict<null, SettleRefusal>> =>
  inPlaceOf(standing, (uow) => settle(uow, id, said, "operator"));

/** Staff let a question stand without an answer, answer it, or decline it. */
export const settleAsStaff = (actor: Actor, id: string, said: Settling): Promise<Verdict<null, SettleRefusal>> =>
  inUnitOfWork(actor, (uow) => settle(uow, id, said, "staff", actor));

/** The number that stands on the facility's page; it may stand in an answer too. */
const publicPhoneOf = async (uow: UnitOfWork, id: string): Promise<string | null> =>
  (await contactedFacilities(uow, [id], now().toISOString().slice(0, 10)))[0]?.phone ?? null;

async function settle(
  uow: UnitOfWork,
  id: string,
  { deed, answer: typed }: Settling,
  by: "operator" | "staff",
  staff: Actor | null = null,
): Promise<Verdict<null, SettleRefusal>> {
  const question = isUuid(id) ? await rows.findQuestion(uow, id) : null;
  // What is public anybody finds; only whoever it was asked of, or staff of its area, settles it.
  if (!question) return refused({ kind: "not-there" });
  const { areaCode, line } = question;
  if (staff && !mayIn(staff, "act:enquiries", areaCode, line as Line)) return refused({ kind: "not-permitted" });
  if (deed !== "answer" && deed !== "decline" && !(deed === "approve" && staff)) return refused({ kind: "deed-unknown" });
  const answer = [...typed.trim()].slice(0, LONGEST_ANSWER).join("");
  if (deed === "answer" && answer === "") return refused({ kind: "answer-missing" });
  if (deed !== "decline" && holdsNumber(question.asked)) return refused({ kind: "question-holds-a-number" });
  if (deed === "answer" && holdsNumber(answer, await publicPhoneOf(uow, question.facilityId)))
    return refused({ kind: "holds-a-number" });
  const settled = deed === "answer" ? ({ deed, answer, by } as const) : ({ deed } as const);
  if (!(await rows.settleQuestionRow(uow, id, settled, now()))) return refused({ kind: "settled-already" });
  await recordAudit(uow, {
    ...{
      action: "settle:question",
      subject: { kind: "question", id },
      areaCode,
      line,
      result: "done",
      facts: { deed: settled.deed },
    },
  });
  return granted(null);
}
