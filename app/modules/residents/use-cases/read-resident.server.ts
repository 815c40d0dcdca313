import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { familyReportsOf } from "../data/contact-links.server";
import { openMerges, type OpenMerge } from "../data/resident-merge.server";
import { residentParts, type ResidentParts } from "../data/resident-parts.server";
import { findResident, type ResidentRecord } from "../data/resident-record.server";
import { maskedResidentFields, type MaskedField } from "../data/resident-sealed.server";
import { riskRulesOf } from "../data/risk-rules.server";
import { peopleNamed, visitorsNear } from "../data/visitors.server";
import { riskOn, type RiskFound, type RiskRule } from "../domain/risk-rule";
import { resembledFiles, type ResembledFile } from "./resembled-files.server";
import { riskFactsOf } from "./resident-risk.server";

export interface ResidentFile {
  readonly resident: ResidentRecord;
  readonly parts: ResidentParts;
  readonly sealed: readonly MaskedField[];
  readonly risk: RiskFound;
  /** the rules the level follows from, with their source */
  readonly riskRules: readonly RiskRule[];
  /** what contacts with a link reported, the newest first */
  readonly familyReports: Awaited<ReturnType<typeof familyReportsOf>>;
  readonly people: Readonly<Record<string, string>>;
  readonly merges: readonly OpenMerge[];
  /** whom somebody who is not on the register yet may be */
  readonly resembles: readonly ResembledFile[];
  /** who could be asked to visit; empty where the actor may not say so */
  readonly visitors: readonly { readonly id: string; readonly name: string }[];
  readonly may: { readonly write: boolean; readonly open: boolean };
  readonly today: string;
}

/** One person, one file 一人一档; null where there is none the actor may see. */
export function residentFile(actor: Actor, city: City, residentId: string): Promise<ResidentFile | null> {
  if (!isUuid(residentId)) return Promise.resolve(null);
  const day = today(city.timeZone);
  return inUnitOfWork(actor, async (uow) => {
    const resident = await findResident(uow, residentId);
    if (!resident || resident.cityCode !== city.code) return null;
    const parts = await residentParts(uow, residentId);
    const rules = await riskRulesOf(uow, city.code);
    const risk = riskOn(riskFactsOf(resident.bornOn, parts), rules, day);
    const { areaCode, line, responsibleId, deputyId, proposedBy, decidedBy } = resident;
    const isOpen = resident.state === "proposed" || resident.state === "declined";
    const mayWrite = mayIn(actor, "write:residents", areaCode, line);
    const named = [
      responsibleId,
      deputyId,
      proposedBy,
      decidedBy,
      ...parts.overrides.map(({ saidBy }) => saidBy),
      ...parts.wishes.map(({ personId }) => personId),
    ];
    return {
      ...{ resident, parts, risk, today: day },
      sealed: await maskedResidentFields(uow, residentId),
      riskRules: rules.filter(({ key }) => risk.rules.includes(key)),
      people: await peopleNamed(
        uow,
        named.filter((id) => id !== null),
      ),
      familyReports: await familyReportsOf(uow, residentId),
      merges: await openMerges(uow, residentId),
      resembles: mayWrite && isOpen ? ((await resembledFiles(uow, city.code, [resident]))[0] ?? []) : [],
      visitors: mayWrite ? await visitorsNear(uow, areaCode, day) : [],
      may: { write: mayWrite, open: mayWrite && mayIn(actor, "open:sensitive", areaCode, line) },
    };
  });
}
