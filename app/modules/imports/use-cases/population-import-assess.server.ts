import { v7 as newId } from "uuid";
import type { PeopleRecord } from "~/modules/places/domain/area-record";
import { isDerived } from "~/modules/places/domain/population-groups";
import { peopleInAreas } from "~/modules/places/use-cases/import-places.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { countOf, countSaid, figuresAround, FiguresSoFar, type Others } from "../domain/figures-so-far";
import type { GazetteerArea } from "../domain/gazetteer";
import { hasError, type Issue } from "../domain/issue";
import { contradictions } from "../domain/population-check";
import { peopleSaid } from "../domain/population-import";
import { type ReadRow, textIn } from "../domain/row-reading";
import { statedArea } from "../domain/stated-area";
import type { AssessedRow, AssessmentContext, RowToAssess } from "./import-subject.server";

export interface PeopleChange {
  readonly before: PeopleRecord | null;
  readonly after: PeopleRecord;
}

/** Holds rows against the areas they name and the figures known of them; remembers the rows it has seen. */
export async function populationAssessor(sql: BulkSql, { batch, gazetteer }: AssessmentContext) {
  const seen = new Map<string, number>();
  const before = new FiguresSoFar();
  const keyOf = (record: Pick<PeopleRecord, "areaCode" | "group" | "year" | "basis">) =>
    `${record.areaCode}|${record.group}|${record.year}|${record.basis}`;
  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => {
    const placed = rows.map(({ row }) => ({ row, ...statedArea(row, gazetteer) }));
    const codes = [...new Set(placed.flatMap(({ area }) => (area ? [area.code] : [])))];
    const records = await peopleInAreas(sql, batch.cityCode, codes);
    const known = new Map(records.map((record) => [keyOf(record), record]));
    const onRecord = new FiguresSoFar();
    for (const record of records) if (!isDerived(record)) onRecord.add(countOf(record), record.group, record.people);
    const beside = new FiguresSoFar();
    for (const { row, area } of placed) {
      const count = countSaid(row, area);
      if (count !== null) for (const { group, people } of peopleSaid(row).people) beside.add(count, group, people);
    }
    const assessed = placed.map(({ row, area, rivals }) => assess(row, area, rivals, known, [onRecord, before, beside]));
    before.take(beside);
    return assessed;
  };

  function assess(
    row: ReadRow,
    area: GazetteerArea | null,
    rivals: number,
    known: ReadonlyMap<string, PeopleRecord>,
    others: Others,
  ): AssessedRow {
    const issues: Issue[] = [...row.issues];
    const name =
      textIn(row, "areaCode") ??
      textIn(row, "community") ??
      textIn(row, "street") ??
      textIn(row, "district") ??
      textIn(row, "areaName") ??
      "";
    const field =
      ["areaCode", "community", "street", "district", "areaName"].find((key) => row.values[key] !== undefined) ?? "areaCode";
    const error = (code: Issue["code"], of: string, value: string, facts?: Issue["facts"]) =>
      issues.push({ severity: "error", code, column: of, field: of, value, ...(facts ? { facts } : {}) });
    if (!area && name === "") error("missing", "areaCode", "");
    else if (!area) error(rivals > 1 ? "area-ambiguous" : "area-unknown", field, name, rivals > 1 ? { rivals } : undefined);
    const { people, issues: sums } = peopleSaid(row);
    issues.push(...sums);
    const count = countSaid(row, area);
    if (count !== null) issues.push(...contradictions(figuresAround(count, people, others)));
    const [year, basis] = [row.values["year"], row.values["basis"]];
    const changes: PeopleChange[] = [];
    if (area && typeof year === "number" && (basis === "resident" || basis === "registered")) {
      for (const { group, people: number } of people) {
        const key = keyOf({ areaCode: area.code, group, year, basis });
        const earlier = seen.get(key);
        if (earlier !== undefined) error("same-key-in-file", field, name, { row: earlier });
        else seen.set(key, row.rowNumber);
        const before = known.get(key) ?? null;
        const after: PeopleRecord = {
          id: before?.id ?? newId(),
          areaCode: area.code,
          group,
          year,
          basis,
          people: number,
          source: batch.source,
          isEstimate: row.values["isEstimate"] === true,
        };
        if (!before || before.people !== after.people || before.isEstimate !== after.isEstimate) changes.push({ before, after });
      }
    }
    const shown = {
      rowNumber: row.rowNumber,
      label: area?.name ?? name,
      position: area?.position ?? null,
      quality: null,
      areaCode: area?.code ?? null,
      candidates: [],
      issues,
    };
    if (hasError(issues)) return { ...shown, decision: "refuse", targetId: null, value: null };
    const decision = changes.length === 0 ? "same" : changes.some(({ before }) => before !== null) ? "update" : "create";
    return { ...shown, decision, targetId: changes[0]?.after.id ?? null, value: changes.length === 0 ? null : { changes } };
  }
}
