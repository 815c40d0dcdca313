import { mayIn } from "~/modules/accounts/domain/may";
import { normalised } from "~/modules/accounts/domain/sensitive-field";
import { hasError, type Issue } from "~/modules/imports/domain/issue";
import { textIn } from "~/modules/imports/domain/row-reading";
import type {
  AssessedRow,
  AssessmentContext,
  ImportSubject,
  RowToAssess,
} from "~/modules/imports/use-cases/import-subject.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { holdsOn } from "~/shared/calendar-day";
import { type KnownResident, knownResidents, residentsLike, residentsOfNumbers } from "../data/resident-import-find.server";
import { type ComparedLine, comparisonSchema, type Proposal, proposalOf } from "../domain/comparison-line";
import type { IsolationCategory } from "../domain/isolation-category";
import { residentSaid } from "../domain/resident-import-row";
import { LIKENESSES, likeness } from "../domain/resident-likeness";
import { areaOfRow, isAreaUnclear } from "./area-of-row.server";

/** A line as it is adopted. */
export interface AdoptedLine extends ComparedLine {
  /** what somebody new is proposed with */
  readonly typed: {
    readonly identityNumber: string;
    readonly phone: string;
    readonly address: string;
    readonly bornOn: string;
    readonly sex: string;
    readonly cell: string;
  };
}

const LINE = "civil-affairs";
const MOST_ALIKE = 10;

/**
 * Lists of deaths and hardship beside the register, each line a proposal. Written is nothing: lines are adopted one by one on their own
 * page, and the batch ends when each has its answer.
 */
export const comparisonImport: ImportSubject = {
  key: "comparison",
  isPrivate: true,
  schema: async () => comparisonSchema,
  assessor,
  knownPositions: async () => new Map(),
  write: async () => undefined,
  undo: async () => 0,
};

async function assessor(sql: BulkSql, context: AssessmentContext) {
  const { batch, behind, gazetteer, today } = context;
  const mayReach = (area: string) => mayIn(behind, "write:residents", area, LINE);

  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => {
    const met = rows.map(({ row }) => {
      const { said, issues } = residentSaid(row, today, batch.coordinateSystem, (kind, typed) => normalised(kind, typed));
      const placed = areaOfRow(row, said, gazetteer, batch.mapping, mayReach);
      // Who is in the register is told by it, not by the list: an area nobody knows matters only to somebody new.
      const unclear = placed.issues.filter(isAreaUnclear).map((issue) => ({ ...issue, severity: "warning" as const }));
      return { row, said, areaCode: placed.areaCode, issues: [...row.issues, ...issues], unclear };
    });
    const numbers = await residentsOfNumbers(
      sql,
      met.flatMap(({ said }) => said.sealed["identity-number"] ?? []),
    );
    const people = met.map(({ said, areaCode }) => ({
      name: said.name,
      bornOn: said.card.bornOn ?? null,
      areaCode: areaCode ?? batch.cityCode,
    }));
    const named = await residentsLike(sql, batch.cityCode, people);
    const alike = met.map(({ said }, at) => {
      if (said.sealed["identity-number"] !== undefined && numbers.has(said.sealed["identity-number"])) return [];
      return named
        .flatMap((one) => {
          const how = said.sealed["identity-number"] === undefined || !one.hasNumber ? likeness(people[at]!, one) : null;
          return how === null ? [] : [{ how, id: one.id, name: one.name, bornOn: one.bornOn, areaCode: one.areaCode }];
        })
        .sort((a, b) => LIKENESSES.indexOf(a.how) - LIKENESSES.indexOf(b.how) || a.id.localeCompare(b.id));
    });
    // Whom a list of deaths means is never guessed among several.
    const maybe = alike.map((files) => (files.length === 1 && mayReach(files[0]!.areaCode) ? files[0]!.id : undefined));
    const ids = met.map(({ said }, at) => numbers.get(said.sealed["identity-number"] ?? "")?.id ?? maybe[at]);
    const known = new Map(
      (
        await knownResidents(
          sql,
          batch.cityCode,
          ids.filter((id) => id !== undefined),
        )
      ).map((file) => [file.id, file]),
    );
    return met.map((one, at) => {
      const file = known.get(ids[at] ?? "") ?? null;
      // Somebody else's resident is nobody to whoever compares.
      const several = alike[at]!.length > 1 ? alike[at]!.filter(({ areaCode }) => mayReach(areaCode)) : [];
      return assess(one, file && mayReach(file.card.areaCode) ? file : null, maybe[at] !== undefined, several);
    });
  };

  function assess(
    {
      row,
      said,
      areaCode,
      issues,
      unclear,
    }: Pick<RowToAssess, "row"> & {
      said: ReturnType<typeof residentSaid>["said"];
      areaCode: string | null;
      issues: readonly Issue[];
      unclear: readonly Issue[];
    },
    file: KnownResident | null,
    isMaybe: boolean,
    several: NonNullable<AdoptedLine["alike"]>,
  ): AssessedRow {
    const what = textIn(row, "what") as AdoptedLine["what"] | undefined;
    const all = [...issues, ...(what === "hardship" && file === null ? unclear : [])];
    const on = textIn(row, "on") ?? today;
    if (on > today) all.push({ severity: "error", code: "day-to-come", column: "on", field: "on", value: on });
    const category = (textIn(row, "category") ?? null) as IsolationCategory | null;
    if (what === "hardship" && category === null)
      all.push({ severity: "error", code: "missing", column: "category", field: "category", value: null });
    const shown = { rowNumber: row.rowNumber, label: said.name, candidates: [], issues: all, position: null, quality: null };
    if (hasError(all) || what === undefined)
      return { ...shown, areaCode: file?.card.areaCode ?? null, decision: "refuse", targetId: null, value: null };
    const mayEnter = areaCode !== null && areaCode.length >= 9 && mayReach(areaCode);
    const held = file?.categories.filter((one) => holdsOn(one, today)).map((one) => one.category) ?? [];
    const proposal: Proposal =
      several.length > 0
        ? { kind: "nothing", why: "several" }
        : proposalOf({ what, on, category, mayEnter }, file && { id: file.id, state: file.state, held });
    const { sealed, card } = said;
    const value: AdoptedLine = {
      ...{ name: said.name, what, proposal, match: several.length > 0 || (file && isMaybe) ? "maybe" : file ? "sure" : "none" },
      ...{ registerName: file?.card.name ?? null, areaCode: file?.card.areaCode ?? areaCode },
      alike: several.slice(0, MOST_ALIKE).map(({ id, name, bornOn, areaCode: where }) => ({ id, name, bornOn, areaCode: where })),
      typed: {
        ...{ identityNumber: sealed["identity-number"] ?? "", phone: sealed.phone ?? "", address: sealed.address ?? "" },
        ...{ bornOn: card.bornOn ?? "", sex: card.sex ?? "", cell: card.cell ?? "" },
      },
    };
    const decision = proposal.kind === "nothing" && proposal.why !== "several" ? "same" : "ask";
    return { ...shown, areaCode: value.areaCode, decision, targetId: file?.id ?? null, value };
  }
}
