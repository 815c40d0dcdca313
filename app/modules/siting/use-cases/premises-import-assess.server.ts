import { v7 as newId } from "uuid";
import { comparable } from "~/modules/imports/domain/cell-text";
import { hasError, type Issue } from "~/modules/imports/domain/issue";
import { bareName, bestFirst, type KnownPlace, type Likeness, LikenessIndex } from "~/modules/imports/domain/likeness";
import { placing, type Placed } from "~/modules/imports/domain/placing";
import { textIn, type ReadRow } from "~/modules/imports/domain/row-reading";
import type { AssessedRow, AssessmentContext, RowToAssess, RowWish } from "~/modules/imports/use-cases/import-subject.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import type { StandingPremises } from "../data/premises-rows.server";
import { premisesKnown } from "../data/premises-rows.server";
import { openedPremisesContact, sealedPremisesContact } from "../data/premises-sealed.server";
import type { Premises } from "../domain/premises/premises";
import { premisesSaid } from "../domain/premises/premises-import";
import { isSamePremises, NOTHING_KNOWN, withSaid } from "../domain/premises/premises-merge";
import { stepSaid, stepTaken, type Stage, type StageStep } from "../domain/premises/premises-stage";
import { mayKeepPremises } from "./may-keep-premises.server";

/** What is laid out until somebody confirms it. */
export interface PremisesValue {
  readonly after: Premises;
  readonly steps: readonly StageStep[];
  /** what it was held against; null = it is new */
  readonly seen: { readonly version: number; readonly step: number } | null;
}

const KEYED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What is settled once a person has said where the place is. */
const ANSWERED_BY_PLACING = new Set<Issue["code"]>(["unplaced", "placed-by-area", "far-outside-city", "far-from-others"]);

/** A list nobody named still tells its ids from those of others. */
const sourceOf = (source: string): string => source.trim() || "file";

/** The list's own id of a row, else one made of what makes the place: the same row gets the same one next time. */
const externalIdOf = (row: ReadRow): string =>
  textIn(row, "externalId") ?? `~${bareName(textIn(row, "name") ?? "")}|${comparable(textIn(row, "address") ?? "").slice(0, 80)}`;

/** Holds rows against the city's idle premises. Remembers the rows it has seen. */
export async function premisesAssessor(sql: BulkSql, context: AssessmentContext) {
  const { batch, gazetteer, behind } = context;
  const source = sourceOf(batch.source);
  const place = placing(gazetteer, batch.coordinateSystem, context.middle);
  const known = await premisesKnown(sql, batch.cityCode);
  const byId = new Map(known.map((one) => [one.premises.id, one]));
  const byKey = new Map(
    known.flatMap((one) => (one.premises.source === source ? [[one.premises.externalId, one] as const] : [])),
  );
  const likeKnown = new LikenessIndex(known.map(({ premises }) => knownPlace(premises)));
  const seenKeys = new Map<string, number>();
  const claimed = new Map<string, number>();
  const seenPlaces = new LikenessIndex();
  return async (rows: readonly RowToAssess[]): Promise<AssessedRow[]> => rows.map(assess);

  function assess({ row, wish }: RowToAssess): AssessedRow {
    const placed = placedBy(place(row), row, wish);
    const name = textIn(row, "name") ?? "";
    const { said, issues: read } = premisesSaid(row, placed);
    const issues: Issue[] = [...row.issues, ...placed.issues, ...read];
    const say = (severity: Issue["severity"], code: Issue["code"], field: string, value: string, facts?: Issue["facts"]) =>
      issues.push({ severity, code, column: field, field, value, ...(facts ? { facts } : {}) });

    const key = externalIdOf(row);
    const stated = textIn(row, "premisesId") ?? "";
    const direct = (KEYED.test(stated) ? byId.get(stated) : undefined) ?? byKey.get(key);
    const earlier = seenKeys.get(direct?.premises.id ?? key);
    if (earlier !== undefined)
      say(
        "error",
        "same-key-in-file",
        textIn(row, "externalId") === undefined ? "name" : "externalId",
        textIn(row, "externalId") ?? name,
        {
          row: earlier,
        },
      );
    else seenKeys.set(direct?.premises.id ?? key, row.rowNumber);

    const self = { name, position: placed.position, areaCode: placed.areaCode, address: textIn(row, "address") };
    const candidates = direct || earlier !== undefined || name === "" ? [] : likeRows(self, wish);
    const likely = candidates.find(({ isLikely, row: at }) => isLikely && at === undefined);
    const before = direct ?? byId.get((wish?.sameAs !== undefined ? wish.sameAs : likely?.id) ?? "") ?? null;
    const givenId = textIn(row, "externalId");
    const isOtherId = givenId !== undefined && likely?.externalId !== undefined && likely.externalId !== givenId;
    const isTwice = likely === undefined && candidates.some(({ isLikely }) => isLikely);
    const isAsked = wish?.sameAs === undefined && (isOtherId || isTwice);
    const [first] = candidates;
    if (first?.row !== undefined && first.isLikely)
      say("warning", "similar-in-file", "name", name, { row: first.row, name: first.name });
    else if (first)
      say("warning", "possible-duplicate", "name", name, {
        name: first.name,
        ...(first.distance === null ? {} : { metres: Math.round(first.distance) }),
        taken: isAsked ? "asked" : before === null ? "new" : "same",
      });
    if (before) claimed.set(before.premises.id, row.rowNumber);
    else if (name !== "") seenPlaces.add({ id: String(row.rowNumber), ...self });

    const after = premisesAfter(before?.premises ?? null, said, key);
    const steps = stepsSaid(before, said, say);
    const mine = [after.areaCode, ...(before ? [before.premises.areaCode] : [])];
    const beyond = mine.find((area) => !mayKeepPremises(behind, area));
    const isSame = before !== null && steps.length === 0 && isSamePremises(before.premises, after);
    if (beyond !== undefined && !isSame && !isAsked) {
      const area = gazetteer.areaOf(beyond)?.name;
      issues.push({
        ...{ severity: "error", code: "beyond-own", column: null, field: null, value: null },
        facts: { area: area === undefined ? beyond : `${area} ${beyond}`, line: "" },
      });
    }
    const isRefused = hasError(issues);
    const shown = {
      ...{ rowNumber: row.rowNumber, label: name, candidates, issues, position: placed.position, quality: placed.quality },
      areaCode: placed.areaCode,
    };
    if (isRefused) return { ...shown, decision: "refuse", targetId: before?.premises.id ?? null, value: null };
    const decision = isAsked ? "ask" : before === null ? "create" : isSame ? "same" : "update";
    const value: PremisesValue = {
      after: before ? { ...after, version: before.premises.version + 1 } : after,
      steps,
      seen: before && { version: before.premises.version, step: before.standing.number },
    };
    return { ...shown, areaCode: after.areaCode, decision, targetId: after.id, value: isSame ? null : value };
  }

  function premisesAfter(
    before: Premises | null,
    { facts, contact }: ReturnType<typeof premisesSaid>["said"],
    key: string,
  ): Premises {
    const fresh = (): Premises => ({
      ...{ id: newId(), cityCode: batch.cityCode, source, externalId: key, areaCode: batch.cityCode, name: facts.name },
      ...{ ...NOTHING_KNOWN, contactCipher: null, facilityId: null, version: 1 },
    });
    const after = withSaid(before ?? fresh(), facts, batch.cityCode);
    const now = openedPremisesContact(after.id, after.contactCipher) ?? { name: "", phone: "" };
    const isSaid = contact.name !== undefined || contact.phone !== undefined;
    return isSaid
      ? { ...after, contactCipher: sealedPremisesContact(after.id, { ...now, ...contact }, after.contactCipher) }
      : after;
  }

  function stepsSaid(
    before: StandingPremises | null,
    { stage, droppedBecause }: { readonly stage: Stage | null; readonly droppedBecause: string },
    say: (severity: "warning", code: "stage-kept", field: string, value: string, facts: Issue["facts"]) => void,
  ): StageStep[] {
    const { today } = context;
    const asOf = batch.options.asOf ?? today;
    const day = asOf > today ? today : asOf;
    const first: StageStep = { number: 1, kind: "moved", stage: stage ?? "survey", on: day, reason: "", cause: "import" };
    const standing = before?.standing ?? first;
    const wish = stepSaid(standing, { stage: before ? stage : null, droppedBecause }, day);
    if (wish === "not-that-step") say("warning", "stage-kept", "stage", stage ?? "", { to: stage ?? "" });
    const taken = wish && wish !== "not-that-step" ? stepTaken(standing, wish, "import", today) : null;
    return [...(before ? [] : [first]), ...(taken?.ok ? [taken.value] : [])];
  }

  /** A double among the rows above is asked about first. */
  function likeRows(self: Omit<KnownPlace, "id">, wish: RowWish | undefined): Likeness[] {
    const found = likeKnown.like(self).map((one): Likeness => {
      const at = claimed.get(one.id);
      return at === undefined ? one : { ...one, row: at };
    });
    const [twin] = found.some(({ isLikely }) => isLikely) || wish?.sameAs !== undefined ? [] : seenPlaces.like(self, 1);
    if (!twin?.isLikely) return found;
    return [{ ...twin, row: Number(twin.id) }, ...found.filter(({ row }) => row === undefined)].sort(bestFirst);
  }

  function placedBy(found: Placed, row: ReadRow, wish: RowWish | undefined): Placed {
    if (!wish?.position)
      return row.values["positionQuality"] === "approximate" && found.quality === "exact"
        ? { ...found, quality: "approximate" }
        : found;
    return {
      ...{ ...found, position: wish.position, quality: "exact", raw: null },
      issues: found.issues.filter(({ code }) => !ANSWERED_BY_PLACING.has(code)),
      areaCode: found.areaCode ?? gazetteer.at(wish.position)?.area.code ?? null,
    };
  }
}

const knownPlace = ({ id, name, position, areaCode, address, externalId, cityCode }: Premises): KnownPlace => ({
  ...{ id, name, position, address, areaCode: areaCode === cityCode ? null : areaCode },
  externalId: externalId.startsWith("~") ? null : externalId,
});
