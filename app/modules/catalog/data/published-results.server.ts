import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { PublishedResult } from "../domain/published-result";
import { dateOf, dateOrNull, dayOf, dayOrNull } from "./calendar-column.server";

export type KeptResult = PublishedResult & { readonly id: string };

/** The newest first, grades before inspections. */
export async function listResults(uow: UnitOfWork, facilityId: string): Promise<KeptResult[]> {
  const where = { facilityId };
  const grades = await uow.db.facilityGrade.findMany({ where, orderBy: { gradedOn: "desc" } });
  const inspections = await uow.db.publishedInspection.findMany({ where, orderBy: { inspectedOn: "desc" } });
  return [
    ...grades.map((row): KeptResult => {
      const { id, grade, standard, gradedBy: by, source } = row;
      return { kind: "grade", ...{ id, grade, standard, by, source }, on: dayOf(row.gradedOn), validTo: dayOrNull(row.validTo) };
    }),
    ...inspections.map((row): KeptResult => {
      const { id, kind: how, result, findings, openFindings, summary, inspectedBy: by, source } = row;
      return {
        kind: "inspection",
        ...{ id, how, result, findings, openFindings, summary, by, source },
        on: dayOf(row.inspectedOn),
      };
    }),
  ];
}

/** Writes a result down; null where that grade of that day is there already. */
export async function insertResult(uow: UnitOfWork, facilityId: string, said: PublishedResult): Promise<string | null> {
  const id = newId();
  if (said.kind === "inspection") {
    const { how: kind, result, findings, openFindings, summary, by: inspectedBy, source, on } = said;
    await uow.db.publishedInspection.create({
      data: { id, facilityId, kind, result, findings, openFindings, summary, inspectedBy, source, inspectedOn: dateOf(on) },
    });
    return id;
  }
  const { grade, standard, by: gradedBy, source, on, validTo } = said;
  const { count } = await uow.db.facilityGrade.createMany({
    data: [{ id, facilityId, grade, standard, gradedBy, source, gradedOn: dateOf(on), validTo: dateOrNull(validTo) }],
    skipDuplicates: true,
  });
  return count === 0 ? null : id;
}

export async function deleteResult(uow: UnitOfWork, facilityId: string, id: string): Promise<boolean> {
  const where = { id, facilityId };
  const grades = await uow.db.facilityGrade.deleteMany({ where });
  return grades.count > 0 || (await uow.db.publishedInspection.deleteMany({ where })).count > 0;
}
