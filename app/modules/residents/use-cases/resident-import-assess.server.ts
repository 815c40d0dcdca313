import { v7 as newId } from "uuid";
import { type Granted, mayIn } from "~/modules/accounts/domain/may";
import { normalised } from "~/modules/accounts/domain/sensitive-field";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import type { Gazetteer } from "~/modules/imports/domain/gazetteer";
import { hasError, type Issue, type IssueCode } from "~/modules/imports/domain/issue";
import type { Likeness } from "~/modules/imports/domain/likeness";
import { type ReadRow, textIn } from "~/modules/imports/domain/row-reading";
import type { AssessedRow, AssessmentContext, RowToAssess, RowWish } from "~/modules/imports/use-cases/import-subject.server";
import { type BulkSql, inBulkWork } from "~/platform/bulk-copy.server";
import { spokenName } from "~/platform/spoken-name.server";
import {
  type KnownResident,
  knownResidents,
  type NamedResident,
  residentsLike,
  residentsOfKeys,
  residentsOfNumbers,
  visitorsKnown,
} from "../data/resident-import-find.server";
import { residentSaid, type SaidResident } from "../domain/resident-import-row";
import { additions, type Additions, type Face, faceAfter, isUnchanged } from "../domain/resident-import-value";
import { likeness } from "../domain/resident-likeness";
import { visitorsSaid } from "../domain/visitors-said";
import { areaOfRow, isAreaUnclear } from "./area-of-row.server";

/** What is written of one row; `before` is the file as the preview saw it, null where somebody is new. */
export interface ResidentValue {
  readonly face: Face;
  readonly source: string;
  readonly added: Additions;
  readonly before: Pick<KnownResident, "changedAt" | "sealed" | keyof Face> | null;
}

/** A source nobody named still tells its ids from those of others. */
export const sourceOf = (source: string): string => source.trim() || "file";
const LINE = "civil-affairs";
/** Numbers are once in the whole installation: whether one is taken is asked beyond the city. */
const REGISTER = systemActor("register-numbers");

interface Met {
  readonly row: ReadRow;
  readonly wish: RowWish | undefined;
  readonly said: SaidResident;
  readonly areaCode: string | null;
  readonly issues: readonly Issue[];
}

/** Holds rows against the register: who is meant, and what would be new. Remembers the rows it has seen. */
export async function residentAssessor(sql: BulkSql, context: AssessmentContext) {
  const { batch, gazetteer, today, behind } = context;
  const visitors = await visitorsKnown(sql, batch.cityCode, today);
  const seenKeys = new Map<string, number>();
  const claimed = new Map<string, number>();
  const mayReach = (permission: "read:residents" | "write:residents", area: string) => mayIn(behind, permission, area, LINE);

  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => {
    const met = rows.map(({ row, wish }): Met => {
      const { said, issues } = residentSaid(row, today, batch.coordinateSystem, (kind, typed) => normalised(kind, typed));
      const placed = areaOfRow(row, said, gazetteer, batch.mapping, (area) => mayReach("write:residents", area));
      return { row, wish, said, areaCode: placed.areaCode, issues: [...row.issues, ...issues, ...placed.issues] };
    });
    const numbers = met.flatMap(({ said }) => said.sealed["identity-number"] ?? []);
    const taken = await inBulkWork(REGISTER, (everywhere) => residentsOfNumbers(everywhere, numbers));
    const texts = (field: string) => met.flatMap(({ row }) => textIn(row, field) ?? []);
    const keys = await residentsOfKeys(sql, batch.cityCode, sourceOf(batch.source), texts("externalId"), texts("registerNumber"));
    const people = met.map(({ said, areaCode }) => comparedOf(said, areaCode ?? batch.cityCode));
    const like = new Map<string, NamedResident[]>();
    for (const one of await residentsLike(sql, batch.cityCode, people))
      like.set(one.spoken, [...(like.get(one.spoken) ?? []), one]);
    const meant = met.map((one) => whoIsMeant(one, taken, keys, like.get(spokenName(one.said.name).pinyin) ?? []));
    const ids = [...new Set(meant.flatMap(({ targetId }) => targetId ?? []))];
    const known = new Map((await knownResidents(sql, batch.cityCode, ids)).map((file) => [file.id, file]));
    return met.map((one, at) => assess(one, meant[at]!, known));
  };

  interface Meant {
    readonly targetId: string | null;
    readonly candidates: readonly Likeness[];
    readonly isAsked: boolean;
    readonly issues: readonly Issue[];
  }

  function whoIsMeant(
    { row, wish, said, areaCode }: Met,
    taken: Awaited<ReturnType<typeof residentsOfNumbers>>,
    keys: Awaited<ReturnType<typeof residentsOfKeys>>,
    like: readonly NamedResident[],
  ): Meant {
    const issues: Issue[] = [];
    const say = sayInto(issues);
    const number = said.sealed["identity-number"];
    const [externalId, registerNumber] = [textIn(row, "externalId"), textIn(row, "registerNumber")];
    for (const [field, key] of [
      ["identityNumber", number],
      ["externalId", externalId],
      ["registerNumber", registerNumber],
    ] as const) {
      if (key === undefined) continue;
      const earlier = seenKeys.get(`${field}|${key}`);
      if (earlier !== undefined && earlier !== row.rowNumber) say("error", "same-key-in-file", field, { row: earlier });
      else seenKeys.set(`${field}|${key}`, row.rowNumber);
    }
    const holder = number === undefined ? undefined : taken.get(number);
    if (holder && holder.cityCode !== batch.cityCode) say("error", "number-taken", "identityNumber");
    const ofNumber = holder?.cityCode === batch.cityCode ? holder.id : undefined;
    const ofRegister = registerNumber === undefined ? undefined : keys.byNumber.get(registerNumber);
    if (registerNumber !== undefined && ofRegister === undefined) say("error", "register-number-unknown", "registerNumber");
    const direct = ofRegister ?? ofNumber ?? (externalId === undefined ? undefined : keys.byExternal.get(externalId));
    if (ofNumber !== undefined && direct !== ofNumber) say("error", "number-taken", "identityNumber");
    if (direct !== undefined) return { targetId: direct, candidates: [], isAsked: false, issues };

    const self = comparedOf(said, areaCode ?? batch.cityCode);
    const candidates = like.flatMap((one): Likeness[] => {
      const how = mayReach("read:residents", one.areaCode) ? likeness(self, one) : null;
      // Two different numbers are two people, however alike the rest.
      if (how === null || (number !== undefined && one.hasNumber)) return [];
      const row = claimed.get(one.id);
      return [
        {
          id: one.id,
          name: one.name,
          similarity: 1,
          distance: null,
          isLikely: how === "likely",
          ...(row === undefined ? {} : { row }),
        },
      ];
    });
    const twinKey = `person|${spokenName(self.name).pinyin}|${self.bornOn}|${self.areaCode.slice(0, 9)}`;
    const twin = number === undefined ? seenKeys.get(twinKey) : undefined;
    if (twin !== undefined && twin !== row.rowNumber)
      candidates.unshift({ id: String(twin), name: said.name, similarity: 1, distance: null, isLikely: true, row: twin });
    else seenKeys.set(twinKey, row.rowNumber);
    const [first] = candidates.toSorted((a, b) => Number(b.isLikely) - Number(a.isLikely));
    const targetId = wish?.sameAs ?? null;
    const isAsked = wish?.sameAs === undefined && first?.isLikely === true;
    if (first?.row !== undefined && first.isLikely) say("warning", "twin-in-file", "name", { row: first.row, name: first.name });
    else if (first) {
      const takenAs = isAsked ? "asked" : targetId === null ? "new" : "same";
      say("warning", "possible-duplicate", "name", { name: first.name, taken: takenAs });
    }
    return {
      targetId: targetId !== null && candidates.some(({ id }) => id === targetId) ? targetId : null,
      candidates,
      isAsked,
      issues,
    };
  }

  function assess(
    { row, said, areaCode: statedCode, issues }: Met,
    { targetId, candidates, isAsked, issues: meantIssues }: Meant,
    known: ReadonlyMap<string, KnownResident>,
  ): AssessedRow {
    const before = targetId === null ? null : (known.get(targetId) ?? null);
    const all: Issue[] = [...issues, ...meantIssues];
    const say = sayInto(all);
    const areaCode = statedCode ?? before?.card.areaCode ?? null;
    if (areaCode === null && !all.some(isAreaUnclear)) say("error", "missing", "areaCode");
    else if (areaCode !== null && areaCode.length < 9)
      say("error", "area-too-wide", "areaCode", { area: gazetteer.areaOf(areaCode)?.name ?? areaCode });
    if (before) {
      const earlier = claimed.get(before.id);
      if (earlier !== undefined && earlier !== row.rowNumber) say("error", "same-key-in-file", "name", { row: earlier });
      else claimed.set(before.id, row.rowNumber);
      if (!mayReach("read:residents", before.card.areaCode)) say("error", "number-taken", "identityNumber");
      else if (before.state !== "registered") say("error", "not-registered", "name", { state: before.state });
      else if (bare(before.card.name) !== bare(said.name)) say("warning", "other-number", "name", { name: before.card.name });
      const number = said.sealed["identity-number"];
      const held = before.sealed["identity-number"];
      if (number !== undefined && held !== undefined && number !== held) say("error", "number-taken", "identityNumber");
    }
    for (const area of new Set([before?.card.areaCode ?? areaCode, areaCode]))
      if (area && !mayReach("write:residents", area) && !all.some(({ code }) => code === "number-taken"))
        all.push(beyondIssue(area, gazetteer));
    const who = visitorsSaid(textIn(row, "responsible"), textIn(row, "deputy"), areaCode ?? batch.cityCode, visitors, before);
    for (const { code, field } of who.problems) say(code === "visitor-elsewhere" ? "warning" : "error", code, field);

    const shown = {
      ...{ rowNumber: row.rowNumber, label: said.name, candidates, issues: all, position: null },
      ...{ areaCode, quality: (said.sealed["home-position"] ?? before?.sealed["home-position"]) ? "exact" : "unplaced" },
    };
    if (hasError(all) || areaCode === null) return { ...shown, decision: "refuse", targetId, value: null };
    const face = faceAfter(said, areaCode, textIn(row, "externalId") ?? null, who, before);
    const added = additions(said, before);
    if (before && isUnchanged(before, face, added)) return { ...shown, decision: "same", targetId, value: null };
    const value: ResidentValue = { face, added, source: sourceOf(batch.source), before: before && seenBefore(before, added) };
    const id = targetId ?? newId();
    return { ...shown, decision: isAsked ? "ask" : before ? "update" : "create", targetId: id, value };
  }
}

const bare = (name: string): string => name.normalize("NFKC").replace(/[\s·•.．]/g, "");
const comparedOf = (said: SaidResident, areaCode: string) => ({ name: said.name, bornOn: said.card.bornOn ?? null, areaCode });

/** What a value replaces is kept for taking the import back; what it does not touch stays where it is. */
function seenBefore({ sealed, ...file }: KnownResident, added: Additions): ResidentValue["before"] {
  const { changedAt, card, externalId, responsibleId, deputyId, positionQuality } = file;
  const replaced = Object.entries(sealed).filter(([kind]) => kind in added.sealed);
  return { changedAt, card, externalId, responsibleId, deputyId, positionQuality, sealed: Object.fromEntries(replaced) };
}

const sayInto =
  (issues: Issue[]) =>
  (severity: Issue["severity"], code: IssueCode, field: string, facts?: Issue["facts"]): void =>
    void issues.push({ severity, code, column: field, field, value: null, ...(facts ? { facts } : {}) });

/** Whose a row is that whoever imports it may not write. */
export function beyondIssue(areaCode: string, gazetteer: Gazetteer): Issue {
  const name = gazetteer.areaOf(areaCode)?.name;
  const facts = { area: name === undefined ? areaCode : `${name} ${areaCode}`, line: LINE };
  return { severity: "error", code: "beyond-own", column: null, field: null, value: null, facts };
}

export const mayWriteResidents = (behind: Granted, areaCode: string): boolean => mayIn(behind, "write:residents", areaCode, LINE);
