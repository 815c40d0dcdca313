import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { mayWorkOnImport } from "~/modules/imports/use-cases/import-in-part.server";
import { privateRows } from "~/modules/imports/use-cases/private-rows.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import type { City } from "~/modules/places/domain/city";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addCategory } from "../data/resident-categories.server";
import { findResident, holdResident, touchResident } from "../data/resident-record.server";
import type { Proposal, ShownLine } from "../domain/comparison-line";
import { auditResident } from "./audit-resident.server";
import type { AdoptedLine } from "./comparison-import-subject.server";
import { proposeResident } from "./register-resident.server";
import { stepInLife } from "./resident-life.server";
import { dueFollows } from "./due-follows.server";
import { refreshRisk } from "./resident-risk.server";

const PAGE = 50;
export const MOST_AT_ONCE = 50;

export interface Comparison {
  readonly id: string;
  readonly cityCode: string;
  readonly source: string;
  readonly fileName: string;
  readonly lines: readonly ShownLine[];
  readonly waiting: number;
  readonly refused: number;
  readonly total: number;
  readonly page: number;
  readonly hasMore: boolean;
}

/** The lines of a comparison, those that wait for an answer first; null where there is none for this person, or it is not read yet. */
export async function comparisonInView(actor: Actor, batchId: string, page: number): Promise<Comparison | null> {
  const batch = await watchImport(actor, batchId);
  if (batch?.subject !== "comparison" || batch.status !== "previewed") return null;
  const lines = await inBulkWork(actor, (sql) => privateRows.lines<AdoptedLine>(sql, batchId, { page, size: PAGE }));
  const { ask = 0, refuse = 0, total = 0 } = batch.counts;
  return {
    ...{ id: batch.id, cityCode: batch.cityCode, source: batch.source, fileName: batch.fileName, page },
    ...{ waiting: ask, refused: refuse, total, hasMore: lines.length === PAGE },
    lines: lines.flatMap(({ rowNumber, decision, isChosen, value }): ShownLine[] => {
      if (!value) return [];
      const { typed: _typed, ...shown } = value;
      return [{ ...shown, rowNumber, isWaiting: decision === "ask", isAnswered: isChosen }];
    }),
  };
}

export interface Adopted {
  readonly adopted: number;
  /** lines that could not be, with the reason */
  readonly failed: readonly { readonly rowNumber: number; readonly name: string; readonly why: string }[];
}

export type AdoptRefusal = { readonly kind: "no-such-batch" | "not-permitted" | "nothing-ticked" };

/** Does what the ticked lines propose, or sets them aside. Each is a deed of its own, with its own trace; one that fails stops no other. */
export async function answerLines(
  actor: Actor,
  city: City,
  batchId: string,
  rowNumbers: readonly number[],
  answer: "adopt" | "set-aside",
): Promise<Verdict<Adopted, AdoptRefusal>> {
  const batch = await watchImport(actor, batchId);
  if (batch?.subject !== "comparison" || batch.status !== "previewed" || batch.cityCode !== city.code)
    return refused({ kind: "no-such-batch" });
  if (!mayWorkOnImport(actor, batch)) return refused({ kind: "not-permitted" });
  const asked = rowNumbers.slice(0, MOST_AT_ONCE);
  const lines = await inBulkWork(actor, (sql) => privateRows.lines<AdoptedLine>(sql, batchId, { rowNumbers: asked }));
  const waiting = lines.filter(({ decision }) => decision === "ask");
  if (waiting.length === 0) return refused({ kind: "nothing-ticked" });
  const failed: Adopted["failed"][number][] = [];
  let adopted = 0;
  for (const { rowNumber, value } of waiting) {
    if (!value) continue;
    const done = answer === "adopt" ? await adopt(actor, city, value) : granted(null);
    if (done.ok) adopted++;
    else failed.push({ rowNumber, name: value.name, why: done.refusal });
    if (done.ok)
      await inBulkWork(actor, (sql) => privateRows.settle(sql, batchId, rowNumber, answer === "adopt" ? "same" : "skip"));
  }
  await inUnitOfWork(actor, (uow) =>
    recordAudit(uow, {
      ...{ action: "compare:residents", subject: { kind: "import", id: batchId }, areaCode: city.code, line: "civil-affairs" },
      ...{ result: "done", facts: { answer, lines: adopted, failed: failed.length } },
    }),
  );
  return granted({ adopted, failed });
}

async function adopt(actor: Actor, city: City, line: AdoptedLine): Promise<Verdict<null, string>> {
  const { proposal } = line;
  switch (proposal.kind) {
    case "exit": {
      // Somebody who had died before they were entered leaves on the day they were.
      const entered = (await inUnitOfWork(actor, (uow) => findResident(uow, proposal.residentId)))?.registeredOn;
      const on = entered && entered > proposal.on ? entered : proposal.on;
      const left = await stepInLife(actor, city, proposal.residentId, { kind: "leave", on, reason: "deceased" });
      return left.ok ? granted(null) : refused(left.refusal.kind);
    }
    case "category":
      return adoptCategory(actor, city, proposal);
    case "entry": {
      const { typed, name, areaCode } = line;
      const proposed = await proposeResident(actor, city, {
        ...{ ...typed, name, areaCode: areaCode ?? "", line: "civil-affairs", categories: [proposal.category], isOther: false },
        ...{ languages: [], visitFrom: "", visitUntil: "", needsTwo: false, visitorSex: "", visitorSkills: [] },
        ...{ position: "", health: "", accessNote: "", grade: "", assessedOn: "" },
      });
      return proposed.ok ? granted(null) : refused(proposed.refusal.kind);
    }
    case "nothing":
      return refused(proposal.why === "several" ? "several-alike" : "nothing-proposed");
  }
}

/** One category more, since the day the list says; the risk follows. */
const adoptCategory = (
  actor: Actor,
  city: City,
  { residentId, category, on }: Extract<Proposal, { kind: "category" }>,
): Promise<Verdict<null, string>> =>
  inUnitOfWork<Verdict<null, string>>(actor, async (uow) => {
    const day = today(city.timeZone);
    const resident = await holdResident(uow, residentId);
    if (!resident) return refused("not-there");
    if (!mayIn(actor, "write:residents", resident.areaCode, resident.line)) return refused("not-permitted");
    if (resident.state !== "registered") return refused("not-registered");
    // Nobody is of a category here before they are on the register.
    const entered = resident.registeredOn ?? day;
    const since = await addCategory(uow, residentId, category, on < entered ? entered : on, day);
    if (since === null) return refused("held-already");
    await touchResident(uow, residentId, now());
    await refreshRisk(uow, residentId, day);
    await dueFollows(uow, resident.cityCode);
    await auditResident(uow, "write:resident", resident, { what: "category", category, since });
    return granted(null);
  });
