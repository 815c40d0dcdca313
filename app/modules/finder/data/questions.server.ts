import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { ContactedFacility } from "./contacted-facility.server";

export interface QuestionRow {
  readonly id: string;
  readonly facilityId: string;
  readonly areaCode: string;
  readonly line: string;
  readonly asked: string;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly answeredBy: "operator" | "staff" | null;
  readonly approvedAt: Date | null;
}

const ROW = {
  ...{ id: true, facilityId: true, areaCode: true, line: true, asked: true, askedAt: true },
  ...{ answer: true, answeredAt: true, answeredBy: true, approvedAt: true },
} as const;

/** Once: the same form twice is one question. Whether it is new. */
export async function addQuestion(
  { db }: UnitOfWork,
  facility: ContactedFacility,
  question: { readonly id: string; readonly language: "zh" | "en"; readonly asked: string; readonly askedAt: Date },
): Promise<boolean> {
  const { id: facilityId, cityCode, line, areaCode } = facility;
  const row = { ...question, facilityId, cityCode, line, areaCode };
  return (await db.facilityQuestion.createMany({ data: [row], skipDuplicates: true })).count === 1;
}

/** What everybody may read: answered, or let stand without an answer by staff. */
export async function publicQuestions({ db }: UnitOfWork, facilityId: string, most: number): Promise<QuestionRow[]> {
  const isPublic = { declinedAt: null, OR: [{ answeredAt: { not: null } }, { approvedAt: { not: null } }] };
  const rows = await db.facilityQuestion.findMany({
    ...{ where: { facilityId, ...isPublic }, select: ROW, orderBy: [{ askedAt: "desc" }, { id: "desc" }], take: most },
  });
  return rows as QuestionRow[];
}

/** Those that wait: of one facility, or of a city for whoever may read there. */
export async function waitingQuestions(
  { db }: UnitOfWork,
  where: { readonly facilityId: string } | { readonly cityCode: string; readonly areaCode: { readonly startsWith: string } },
  most: number,
): Promise<QuestionRow[]> {
  const rows = await db.facilityQuestion.findMany({
    ...{
      where: { ...where, declinedAt: null, answeredAt: null },
      select: ROW,
      orderBy: [{ askedAt: "asc" }, { id: "asc" }],
      take: most,
    },
  });
  return rows as QuestionRow[];
}

export async function findQuestion({ db }: UnitOfWork, id: string): Promise<QuestionRow | null> {
  return (await db.facilityQuestion.findUnique({ where: { id }, select: ROW })) as QuestionRow | null;
}

export type QuestionSettled =
  | { readonly deed: "answer"; readonly answer: string; readonly by: "operator" | "staff" }
  | { readonly deed: "approve" | "decline" };

/** Whether there was anything to settle: what was answered or declined before stays so. */
export async function settleQuestionRow({ db }: UnitOfWork, id: string, settled: QuestionSettled, at: Date): Promise<boolean> {
  const data =
    settled.deed === "answer"
      ? { answer: settled.answer, answeredAt: at, answeredBy: settled.by }
      : settled.deed === "approve"
        ? { approvedAt: at }
        : { declinedAt: at };
  return (await db.facilityQuestion.updateMany({ where: { id, answeredAt: null, declinedAt: null }, data })).count === 1;
}
