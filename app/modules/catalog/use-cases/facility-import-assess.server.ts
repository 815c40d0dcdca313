import { v7 as newId } from "uuid";
import { comparable } from "~/modules/imports/domain/cell-text";
import { hasError, type Issue } from "~/modules/imports/domain/issue";
import { bareName, bestFirst, type KnownPlace, type Likeness, LikenessIndex } from "~/modules/imports/domain/likeness";
import { placing, type Placed } from "~/modules/imports/domain/placing";
import type { ReadRow } from "~/modules/imports/domain/row-reading";
import type { AssessedRow, AssessmentContext, RowToAssess, RowWish } from "~/modules/imports/use-cases/import-subject.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { idsByExternal, listKnownPlaces, operatorKinds } from "../data/facility-import-find.server";
import { findFacilities } from "../data/facility-record.server";
import { listFacilityKinds } from "../data/registry.server";
import { openedFacility, sealedFacility } from "../data/sealed-contacts.server";
import { spokenName } from "~/platform/spoken-name.server";
import type { Facility, OperatorKind } from "../domain/facility";
import { facilityAfter, type RowContext, saidText } from "../domain/facility-import-row";
import { withKeys } from "../domain/facility-import-keys";
import { fieldDifferences } from "../domain/field-differences";
import { areaOf, beyondOwn } from "../domain/within-reach";
import { beyondIssue } from "./facility-import-reach.server";
import { lineOfTypes } from "./line-of-types.server";
import { reachOf } from "./may-write-catalog.server";

const KEYED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What is settled once a person has said where the place is. */
const ANSWERED_BY_PLACING = new Set<Issue["code"]>(["unplaced", "placed-by-area", "far-outside-city", "far-from-others"]);
/** A source nobody named still tells its ids from those of others. */
export const sourceOf = (source: string): string => source.trim() || "file";

/** The file's own id of a row, else one made of what makes the place: the same row gets the same one next time. */
export function externalIdOf(row: ReadRow): string {
  const given = saidText(row, "externalId");
  if (given !== undefined) return given;
  return `~${bareName(saidText(row, "name") ?? "")}|${comparable(saidText(row, "address") ?? "").slice(0, 80)}`;
}

/** The facility a row names by our key or by its source's id. */
function directOf(row: ReadRow, externals: ReadonlyMap<string, string>): string | undefined {
  const stated = saidText(row, "facilityId");
  return stated !== undefined && KEYED.test(stated) ? stated : externals.get(externalIdOf(row));
}

interface Prepared {
  readonly row: ReadRow;
  readonly placed: Placed;
  readonly externalId: string;
  readonly targetId: string | null;
  readonly alias: boolean;
  readonly candidates: readonly Likeness[];
  readonly issues: readonly Issue[];
  /** Two ids for what looks like one place: a person says which it is before anything is written. */
  readonly isAsked: boolean;
}

/** Holds rows against the city's facilities: which one is meant, what would change. Remembers the rows it has seen. */
export async function facilityAssessor(sql: BulkSql, context: AssessmentContext) {
  const { batch, actor, gazetteer } = context;
  const may = reachOf(context.behind);
  const source = sourceOf(batch.source);
  const place = placing(gazetteer, batch.coordinateSystem, context.middle);
  const known = new LikenessIndex(await listKnownPlaces(sql, batch.cityCode));
  const operators = await operatorKinds(sql, batch.cityCode);
  const lines = new Map(
    (await inUnitOfWork(actor, (uow) => listFacilityKinds(uow, batch.cityCode))).map(({ key, line }) => [key, line]),
  );
  const lineOfType = await inUnitOfWork(actor, (uow) => lineOfTypes(uow, batch.cityCode));
  const seenKeys = new Map<string, number>();
  const seenPlaces = new LikenessIndex();
  const claimed = new Map<string, number>();

  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => {
    const externals = await idsByExternal(
      sql,
      batch.cityCode,
      source,
      rows.map(({ row }) => externalIdOf(row)),
    );
    // A facility that a row of the file names by its id is that row's, also for the rows above it.
    for (const { row } of rows) {
      const direct = directOf(row, externals);
      if (direct !== undefined) claimed.set(direct, row.rowNumber);
    }
    const prepared = rows.map((wanted) => prepare(wanted, externals));
    const targets = [...new Set(prepared.flatMap(({ targetId }) => (targetId === null ? [] : [targetId])))];
    const facilities =
      targets.length === 0 ? [] : await inUnitOfWork(actor, (uow) => findFacilities(uow, batch.cityCode, targets));
    const byId = new Map(facilities.map((facility) => [facility.id, facility]));
    return prepared.map((item) => assess(item, item.targetId === null ? null : (byId.get(item.targetId) ?? null)));
  };

  function prepare({ row, wish }: RowToAssess, externals: ReadonlyMap<string, string>): Prepared {
    const found = place(row);
    const own: Placed =
      row.values["positionQuality"] === "approximate" && found.quality === "exact" ? { ...found, quality: "approximate" } : found;
    const placed: Placed = wish?.position
      ? {
          ...own,
          position: wish.position,
          quality: "exact",
          raw: null,
          issues: own.issues.filter(({ code }) => !ANSWERED_BY_PLACING.has(code)),
          areaCode: own.areaCode ?? gazetteer.at(wish.position)?.area.code ?? null,
        }
      : own;
    const issues: Issue[] = [...row.issues, ...placed.issues];
    const say = (severity: Issue["severity"], code: Issue["code"], field: string, value: string, facts: Issue["facts"]) =>
      issues.push({ severity, code, column: field, field, value, facts });
    const externalId = externalIdOf(row);
    const name = saidText(row, "name") ?? "";
    const earlier = seenKeys.get(externalId);
    if (earlier !== undefined)
      say(
        "error",
        "same-key-in-file",
        saidText(row, "externalId") === undefined ? "name" : "externalId",
        saidText(row, "externalId") ?? name,
        { row: earlier },
      );
    else seenKeys.set(externalId, row.rowNumber);

    const direct = directOf(row, externals);
    if (direct !== undefined && wish?.sameAs === undefined)
      return { row, placed, externalId, targetId: direct, alias: false, candidates: [], issues, isAsked: false };
    const self = { name, position: placed.position, areaCode: placed.areaCode, address: saidText(row, "address") };
    const candidates = name === "" || earlier !== undefined ? [] : withTwin(known.like(self).map(asClaimed), self, wish);
    const likely = candidates.find((candidate) => candidate.isLikely && candidate.row === undefined);
    const targetId = wish?.sameAs !== undefined ? wish.sameAs : (likely?.id ?? null);
    if (targetId !== null) claimed.set(targetId, row.rowNumber);
    const givenId = saidText(row, "externalId");
    const isOtherId = givenId !== undefined && likely?.externalId !== undefined && likely.externalId !== givenId;
    const isTwice = likely === undefined && candidates.some((candidate) => candidate.isLikely);
    const isAsked = wish?.sameAs === undefined && (isOtherId || isTwice);
    const [first] = candidates;
    if (first && first.row !== undefined && first.isLikely)
      say("warning", "similar-in-file", "name", name, { row: first.row, name: first.name });
    else if (first)
      say("warning", "possible-duplicate", "name", name, {
        name: first.name,
        ...(first.distance === null ? {} : { metres: Math.round(first.distance) }),
        taken: isAsked ? "asked" : targetId === null ? "new" : "same",
      });
    if (name !== "" && targetId === null) seenPlaces.add({ id: String(row.rowNumber), ...self });
    return { row, placed, externalId, targetId, alias: targetId !== null, candidates, issues, isAsked };
  }

  /** A double among the rows above is asked about first; merely like facilities that other rows stand for are no answer then. */
  function withTwin(candidates: readonly Likeness[], self: Omit<KnownPlace, "id">, wish: RowWish | undefined): Likeness[] {
    const [twin] = candidates.some(({ isLikely }) => isLikely) || wish?.sameAs !== undefined ? [] : seenPlaces.like(self, 1);
    if (!twin?.isLikely) return [...candidates];
    return [{ ...twin, row: Number(twin.id) }, ...candidates.filter(({ row }) => row === undefined)].sort(bestFirst);
  }

  /** A facility another row of the file already stands for. */
  function asClaimed(candidate: Likeness): Likeness {
    const row = claimed.get(candidate.id);
    return row === undefined ? candidate : { ...candidate, row };
  }

  function assess(
    { row, placed, externalId, targetId, alias, candidates, issues, isAsked }: Prepared,
    before: Facility | null,
  ): AssessedRow {
    const shown = { rowNumber: row.rowNumber, label: saidText(row, "name") ?? "", candidates };
    const refusedAs = (all: readonly Issue[]): AssessedRow => ({
      ...shown,
      decision: "refuse",
      targetId,
      position: placed.position,
      quality: placed.quality,
      areaCode: placed.areaCode,
      issues: all,
      value: null,
    });
    if (hasError(issues)) return refusedAs(issues);
    const said: RowContext = {
      cityCode: batch.cityCode,
      asOf: batch.options.asOf ?? context.today,
      source,
      externalId,
      newId,
      lineOfKind: (kind) => lines.get(kind) ?? "civil-affairs",
      operatorKind: (name) => operators.get(name) as OperatorKind | undefined,
    };
    // A row names numbers as they are; what it makes of the record is sealed before it is laid out.
    const result = facilityAfter(row, placed, before && openedFacility(before), said);
    const all = [...issues, ...result.issues];
    if (hasError(result.issues)) return refusedAs(all);
    const sealed = sealedFacility(result.after, before);
    const isSame = before !== null && fieldDifferences(before, sealed).length === 0;
    // What another part or line answers for is refused by name. While a person is asked which place is meant, nothing is decided.
    const beyond = isSame || isAsked ? null : beyondOwn(before, sealed, lineOfType, may);
    if (beyond) return refusedAs([...all, beyondIssue(beyond, gazetteer)]);
    // Under which id a source knows a place is noted by whoever writes that place.
    const noted = alias && (!isSame || (before !== null && may(areaOf(before), before.line))) ? externalId : null;
    const after = withKeys(before && !isSame ? { ...sealed, version: before.version + 1 } : sealed, newId);
    return {
      ...shown,
      decision: isAsked ? "ask" : before === null ? "create" : isSame ? "same" : "update",
      targetId: after.id,
      position: after.position,
      quality: after.position?.quality ?? "unplaced",
      areaCode: after.areaCode,
      issues: all,
      value: isSame
        ? { alias: noted }
        : {
            after,
            before: before ?? undefined,
            version: before?.version ?? null,
            alias: noted,
            ...spokenName(after.name),
          },
    };
  }
}
