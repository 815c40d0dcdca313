import { v7 as newId } from "uuid";
import { hasError, type Issue } from "~/modules/imports/domain/issue";
import { bareName } from "~/modules/imports/domain/likeness";
import { textIn } from "~/modules/imports/domain/row-reading";
import type { AssessedRow, AssessmentContext, RowToAssess } from "~/modules/imports/use-cases/import-subject.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { idsByExternal } from "../data/facility-import-find.server";
import { resultsOn, resultSites, type ResultSite } from "../data/result-import.server";
import { facilityMeant, type FacilityMeant } from "../domain/facility-meant";
import {
  byOccasion,
  isSameResult,
  occasionOf,
  resultLabel,
  resultMeant,
  resultSaid,
  withKnown,
  type FiledResult,
  type ResultKind,
} from "../domain/result-import";
import { areaOf } from "../domain/within-reach";
import { externalIdOf, sourceOf } from "./facility-import-assess.server";
import { beyondIssue } from "./facility-import-reach.server";
import { reachOf } from "./may-write-catalog.server";

/** What is laid out until somebody confirms it. */
export interface ResultValue {
  readonly before: FiledResult | null;
  readonly after: FiledResult;
}

/** Holds rows against the city's facilities and what is published of them. Remembers the rows it has seen. */
export const resultAssessor = (kind: ResultKind) => async (sql: BulkSql, context: AssessmentContext) => {
  const { batch, gazetteer, today } = context;
  const may = reachOf(context.behind);
  const meantBy = facilityMeant(await resultSites(sql, batch.cityCode));
  const seen = new Map<string, (FiledResult & { readonly row: number })[]>();

  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => {
    const ids = rows.map(({ row }) => externalIdOf(row));
    const known = await idsByExternal(sql, batch.cityCode, sourceOf(batch.source), ids);
    const meant = rows.map(({ row }) => {
      const [facilityId, externalId, name, address] = ["facilityId", "externalId", "name", "address"].map((key) =>
        textIn(row, key),
      );
      return meantBy({ facilityId, externalId, name, address, knownAs: known.get(externalIdOf(row)) });
    });
    const sites = [...new Set(meant.flatMap((one) => (one.kind === "one" ? [one.facility.id] : [])))];
    const there = byOccasion(await resultsOn(sql, kind, sites));
    return rows.map(({ row }, at) => assess(row, meant[at]!, there));
  };

  function assess(
    row: RowToAssess["row"],
    meant: FacilityMeant<ResultSite>,
    there: ReadonlyMap<string, readonly FiledResult[]>,
  ): AssessedRow {
    const { said, issues: read } = resultSaid(kind, row, batch.source.trim(), today);
    const issues: Issue[] = [...row.issues, ...read];
    const say = (severity: Issue["severity"], code: Issue["code"], field: string, facts?: Issue["facts"]) =>
      issues.push({ severity, code, column: field, field, value: textIn(row, field) ?? null, ...(facts ? { facts } : {}) });
    const named = textIn(row, "name") ?? "";
    const idField = textIn(row, "facilityId") !== undefined ? "facilityId" : "externalId";
    const saidBy = named === "" ? idField : "name";
    if (meant.kind === "unsaid") say("error", "missing", "name");
    if (meant.kind === "none") say("error", "facility-unknown", textIn(row, idField) === undefined ? "name" : idField);
    if (meant.kind === "several") say("error", "facility-several", saidBy, { count: meant.count });
    const site = meant.kind === "one" ? meant.facility : null;
    if (site && meant.kind === "one") {
      if (meant.by === "name" && textIn(row, idField) !== undefined)
        say("warning", "id-unknown-by-name", idField, { name: site.name });
      if (meant.by === "id" && named !== "" && bareName(named) !== bareName(site.name))
        say("warning", "name-differs", "name", { name: site.name });
      if (!may(areaOf(site), site.line))
        issues.push(beyondIssue({ kind: "beyond-own", areaCode: areaOf(site), line: site.line }, gazetteer));
    }
    const shown = {
      ...{
        rowNumber: row.rowNumber,
        label: said ? resultLabel(site?.name ?? named, said) : (site?.name ?? named),
        position: null,
        quality: null,
        candidates: [],
        issues,
      },
      areaCode: site?.areaCode ?? null,
    };
    if (!site || !said || hasError(issues)) return { ...shown, decision: "refuse", targetId: null, value: null };
    const occasion = occasionOf(site.id, said);
    const earlier = seen.get(occasion) ?? [];
    const filed = resultMeant(said, there.get(occasion) ?? []);
    // What an earlier row of the list is about is not this row's too.
    const before = earlier.some(({ id }) => id === filed?.id) ? null : filed;
    const after: FiledResult = {
      ...withKnown(said, before, textIn(row, "source") !== undefined),
      ...{ id: before?.id ?? newId(), facilityId: site.id },
    };
    const again = resultMeant(after, earlier);
    if (again) {
      say("error", "same-key-in-file", "on", { row: again.row });
      return { ...shown, decision: "refuse", targetId: null, value: null };
    }
    seen.set(occasion, [...earlier, { ...after, row: row.rowNumber }]);
    if (before && isSameResult(before, after)) return { ...shown, decision: "same", targetId: before.id, value: null };
    const value: ResultValue = { before, after };
    return { ...shown, decision: before ? "update" : "create", targetId: after.id, value };
  }
};
