import { v7 as newId } from "uuid";
import { newDigits } from "~/platform/one-time-secret.server";
import { blindIndexOf, openValue, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { AnsweredHow, EnquirySaid } from "../domain/enquiry";
import type { ContactedFacility } from "./contacted-facility.server";
import { answerPlaceOf, enquiryPlaceOf } from "./contact-sealed.server";

export interface NewEnquiry {
  readonly id: string;
  readonly facility: ContactedFacility;
  readonly language: "zh" | "en";
  readonly said: EnquirySaid;
  readonly askedAt: Date;
  readonly answerBy: Date;
}

export interface TakenEnquiry {
  readonly id: string;
  readonly reference: string;
  readonly answerBy: Date;
  readonly isNew: boolean;
}

/** An enquiry, once: a form that comes twice is the same, one that says something else under the same id is another. */
export async function takeEnquiry(
  { db }: UnitOfWork,
  { id: formId, facility, said, ...rest }: NewEnquiry,
): Promise<TakenEnquiry> {
  const { name, reach, about, bornMonth, startMonth } = said;
  const words = JSON.stringify([facility.id, name, reach.to, about, bornMonth, startMonth]);
  const contentHash = blindIndexOf("enquiry.content", words);
  const there = await db.enquiry.findUnique({ where: { id: formId } });
  if (there?.contentHash === contentHash) return { ...pick(there), isNew: false };
  const id = there ? newId() : formId;
  const place = { cityCode: facility.cityCode, facilityId: facility.id, line: facility.line, areaCode: facility.areaCode };
  const saidCipher = sealValue(JSON.stringify(said), enquiryPlaceOf(id));
  for (;;) {
    const row = { id, ...place, ...rest, contentHash, saidCipher, reference: newDigits() };
    const { count } = await db.enquiry.createMany({ data: [row], skipDuplicates: true });
    if (count === 1) return { ...pick(row), isNew: true };
    // Sent twice in the same moment, or the one number in a hundred million that was taken.
    const meanwhile = await db.enquiry.findUnique({ where: { id } });
    if (meanwhile) return { ...pick(meanwhile), isNew: false };
  }
}

const pick = ({ id, reference, answerBy }: Omit<TakenEnquiry, "isNew">) => ({ id, reference, answerBy });

export interface EnquiryRow {
  readonly id: string;
  readonly facilityId: string;
  readonly areaCode: string;
  readonly line: string;
  readonly reference: string;
  readonly language: "zh" | "en";
  readonly askedAt: Date;
  readonly answerBy: Date;
  readonly answeredAt: Date | null;
  readonly answeredHow: AnsweredHow | null;
  readonly closedAt: Date | null;
}

const LISTED = {
  ...{ id: true, facilityId: true, areaCode: true, line: true, reference: true, language: true, askedAt: true, answerBy: true },
  ...{ answeredAt: true, answeredHow: true, closedAt: true },
} as const;

/** What was said, or null where it does not open: a list of many is not lost for one. */
const saidIn = (id: string, cipher: string): EnquirySaid | null =>
  unlessUnopened(() => JSON.parse(openValue(cipher, enquiryPlaceOf(id))) as EnquirySaid);

export interface OpenedEnquiry extends EnquiryRow {
  readonly said: EnquirySaid | null;
  readonly answer: string | null;
}

/** What a facility was asked, what waits before what is done, the oldest first; the last so many of those done. */
export async function enquiriesOf({ db }: UnitOfWork, facilityId: string, most: number): Promise<OpenedEnquiry[]> {
  const select = { ...LISTED, saidCipher: true, answerCipher: true };
  const waiting = { facilityId, answeredAt: null, closedAt: null };
  const rows = [
    ...(await db.enquiry.findMany({ where: waiting, select, orderBy: [{ answerBy: "asc" }, { id: "asc" }], take: most })),
    ...(await db.enquiry.findMany({ where: { facilityId, NOT: waiting }, select, orderBy: [{ askedAt: "desc" }], take: most })),
  ];
  return rows.map(({ saidCipher, answerCipher, ...row }) => ({
    ...(row as EnquiryRow),
    said: saidIn(row.id, saidCipher),
    answer: answerCipher === null ? null : unlessUnopened(() => openValue(answerCipher, answerPlaceOf(row.id))),
  }));
}

/** Holds one; null where there is none the actor may change. */
export async function holdEnquiry(
  { db }: UnitOfWork,
  id: string,
): Promise<(EnquiryRow & { readonly said: EnquirySaid | null }) | null> {
  await db.$queryRaw`SELECT id FROM enquiry WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await db.enquiry.findUnique({ where: { id }, select: { ...LISTED, saidCipher: true } });
  if (!row) return null;
  const { saidCipher, ...rest } = row;
  return { ...(rest as EnquiryRow), said: saidIn(id, saidCipher) };
}

/** Once: what was answered before stays. */
export async function answerEnquiryRow(
  { db, actor }: UnitOfWork,
  id: string,
  { how, answer, at }: { readonly how: AnsweredHow; readonly answer: string; readonly at: Date },
): Promise<void> {
  const answerCipher = answer === "" ? null : sealValue(answer, answerPlaceOf(id));
  const data = {
    answeredAt: at,
    answeredHow: how,
    answerCipher,
    answeredBy: actor.personId,
    closedAt: how === "called" ? at : null,
  };
  await db.enquiry.updateMany({ where: { id, answeredAt: null }, data });
}

/** What a family reads behind the link of a text message; null = there is no such answer any more. */
export async function answerOf({ db }: UnitOfWork, id: string) {
  const select = { facilityId: true, cityCode: true, reference: true, answeredAt: true, answerCipher: true };
  const row = await db.enquiry.findUnique({ where: { id }, select });
  if (!row?.answeredAt || row.answerCipher === null) return null;
  const { answerCipher, answeredAt, ...rest } = row;
  return { ...rest, answeredAt, answer: unlessUnopened(() => openValue(answerCipher, answerPlaceOf(id))) };
}

export const closeEnquiryRow = ({ db }: UnitOfWork, id: string, at: Date): Promise<{ count: number }> =>
  db.enquiry.updateMany({ where: { id, closedAt: null }, data: { closedAt: at } });

/** Unanswered past their hour in a part of the city ("" = all of it), the latest first, for whoever may read there. */
export async function overdueEnquiries(
  { db }: UnitOfWork,
  { cityCode, areaCode, at }: { readonly cityCode: string; readonly areaCode: string; readonly at: Date },
  most: number,
): Promise<EnquiryRow[]> {
  const where = { cityCode, areaCode: { startsWith: areaCode }, answeredAt: null, closedAt: null, answerBy: { lte: at } };
  const rows = await db.enquiry.findMany({ where, select: LISTED, orderBy: [{ answerBy: "asc" }, { id: "asc" }], take: most });
  return rows as EnquiryRow[];
}
