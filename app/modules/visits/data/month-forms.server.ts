import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import type { FormMapping } from "../domain/month-form";

export interface FormPlace {
  readonly cityCode: string;
  readonly line: Line;
  readonly areaCode: string;
}

export interface FormRecord {
  readonly id: string;
  readonly areaCode: string;
  readonly fileName: string;
  readonly workbook: Uint8Array<ArrayBuffer>;
  readonly mapping: FormMapping;
  readonly saidBy: string | null;
  readonly saidAt: Date;
}

/** The form of an area, or else that of the nearest area above it which the actor sees. */
export async function nearestForm({ db }: UnitOfWork, { cityCode, line, areaCode }: FormPlace): Promise<FormRecord | null> {
  const above = [4, 6, 9, 12].filter((digits) => digits <= areaCode.length).map((digits) => areaCode.slice(0, digits));
  const rows = await db.monthForm.findMany({
    where: { cityCode, line, areaCode: { in: above } },
    select: { id: true, areaCode: true },
  });
  const nearest = rows.sort((a, b) => b.areaCode.length - a.areaCode.length)[0];
  if (!nearest) return null;
  const row = await db.monthForm.findUniqueOrThrow({ where: { id: nearest.id } });
  return { ...row, workbook: row.workbook, mapping: row.mapping as unknown as FormMapping };
}

/** A new file takes the place of the one before, with its mapping. */
export async function keepForm(
  { db, actor }: UnitOfWork,
  { cityCode, line, areaCode }: FormPlace,
  fileName: string,
  workbook: Uint8Array<ArrayBuffer>,
  mapping: FormMapping,
  at: Date,
): Promise<string> {
  const said = { fileName, workbook, mapping: mapping as object, saidBy: actor.personId, saidAt: at };
  const { id } = await db.monthForm.upsert({
    where: { cityCode_line_areaCode: { cityCode, line, areaCode } },
    create: { id: newId(), cityCode, line, areaCode, ...said },
    update: said,
    select: { id: true },
  });
  return id;
}

export const sayMapping = ({ db, actor }: UnitOfWork, id: string, mapping: FormMapping, at: Date) =>
  db.monthForm.updateMany({ where: { id }, data: { mapping: mapping as object, saidBy: actor.personId, saidAt: at } });

export const forgetForm = ({ db }: UnitOfWork, id: string) => db.monthForm.deleteMany({ where: { id } });
