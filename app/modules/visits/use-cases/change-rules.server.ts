import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { inThread } from "~/platform/threads.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { dueResident } from "../data/due-facts.server";
import { dueAreas, factsOfAreas } from "../data/due-records.server";
import { staffMinutes } from "../data/staff-hours.server";
import { addRule, endRule, holdRules, listRules, removeRule } from "../data/visit-rules.server";
import { endsBefore, rulesAfter, type RuleChange, type RuleProblem, type RuleRecord } from "../domain/rule-change";
import { summedPreview, type PreviewAsked, type RulePreview } from "../domain/rule-preview";
import { STANDARD_RULES } from "../domain/standard-rules";
import type { VisitRule } from "../domain/visit-rule";
import { dueBasis, WEEKS_AHEAD } from "./due-basis.server";
import { planDays } from "./plan-basis.server";
import { inPieces, queueDue } from "./work-out-due.server";

/** Rules of visiting are those of civil affairs, as the row policies know them. */
const LINE = "civil-affairs";
/** People handed to a thread at a time: read and packed here, where pages are answered too. */
const HANDED_OVER = 400;

export type RuleRefusal = { readonly kind: RuleProblem | "not-permitted" | "changed-meanwhile" | "has-rules" };

export const rulesOf = (actor: Actor, city: City): Promise<RuleRecord[]> =>
  inUnitOfWork(actor, (uow) => listRules(uow, city.code));

const areaOf = (city: City, rules: readonly RuleRecord[], { ends, begins }: RuleChange): string =>
  (begins?.areaCode ?? rules.find(({ id }) => id === ends)?.areaCode) || city.code;

export interface Simulated {
  readonly preview: RulePreview;
  /** minutes the caregivers of the city work in the four weeks; 0 = nobody's hours are known */
  readonly staffMinutes: number;
  readonly weeks: number;
}

/** What a change would do to the coming four weeks, before anybody adopts it. Nothing is written. */
export async function simulateRules(actor: Actor, city: City, change: RuleChange): Promise<Verdict<Simulated, RuleRefusal>> {
  const rules = await rulesOf(actor, city);
  const area = areaOf(city, rules, change);
  if (!mayIn(actor, "adopt:visit-rules", area, LINE)) return refused({ kind: "not-permitted" });
  const after = rulesAfter(rules, change, today(city.timeZone));
  return after.ok ? simulated(city, area, after.value) : after;
}

/** What the standard rules would do to a city that has none. */
export async function simulateStandardRules(actor: Actor, city: City): Promise<Verdict<Simulated, RuleRefusal>> {
  if (!mayIn(actor, "adopt:visit-rules", city.code, LINE)) return refused({ kind: "not-permitted" });
  if ((await rulesOf(actor, city)).length > 0) return refused({ kind: "has-rules" });
  const from = today(city.timeZone);
  return simulated(
    city,
    city.code,
    STANDARD_RULES.map((rule, at) => ({ ...rule, id: `standard-${at}`, from, to: null })),
  );
}

async function simulated(city: City, area: string, rulesThen: readonly VisitRule[]): Promise<Verdict<Simulated, RuleRefusal>> {
  const worker = systemActor("rule-preview", { areaCode: area });
  const basis = await inUnitOfWork(worker, (uow) => dueBasis(uow, city.code));
  if (!basis) return refused({ kind: "not-there" });
  const { calendar, modes, riskRules, timeZone } = basis;
  const asked = {
    ...{ calendar, modes, before: basis.rules, after: rulesThen },
    ...{ today: calendar.indexOf.get(basis.today)!, last: calendar.indexOf.get(basis.last)! },
  };
  const areas = await inBulkWork(worker, async (sql) => [...(await dueAreas(sql, city.code))]);
  let preview: RulePreview = { total: { before: 0, after: 0, minutesBefore: 0, minutesAfter: 0 }, byArea: {}, byCategory: {} };
  for (const codes of inPieces(
    areas.filter(({ areaCode }) => areaCode.startsWith(area)),
    HANDED_OVER,
  )) {
    const facts = await inBulkWork(worker, (sql) => factsOfAreas(sql, city.code, codes, calendar.days[0]!, timeZone));
    const residents = facts.map((fact) => dueResident(fact, riskRules, calendar.days[0]!, calendar.days.at(-1)!));
    preview = summedPreview(preview, await inThread<PreviewAsked, RulePreview>("preview-rules", { ...asked, residents }));
  }
  const minutes = await inUnitOfWork(worker, (uow) =>
    staffMinutes(uow, city.code, area, planDays(basis.today, basis.last, timeZone)),
  );
  return granted({ preview, staffMinutes: minutes, weeks: WEEKS_AHEAD });
}

/**
 * Adopts a change: what ends, ends; what begins, begins that day. The due visits follow in a job of the same transaction.
 * @param seen ids of the rules in force that the reader saw: nobody's change is taken back unread
 */
export function adoptRules(actor: Actor, city: City, change: RuleChange, seen: string): Promise<Verdict<true, RuleRefusal>> {
  const day = today(city.timeZone);
  return inUnitOfWork<Verdict<true, RuleRefusal>>(actor, async (uow) => {
    await holdRules(uow, city.code);
    const rules = await listRules(uow, city.code);
    const areaCode = areaOf(city, rules, change);
    const ending = rules.find(({ id }) => id === change.ends);
    if (
      !mayIn(actor, "adopt:visit-rules", areaCode, LINE) ||
      (ending && !mayIn(actor, "adopt:visit-rules", ending.areaCode || city.code, LINE))
    )
      return refused({ kind: "not-permitted" });
    if (rulesSeen(rules) !== seen) return refused({ kind: "changed-meanwhile" });
    const after = rulesAfter(rules, change, day);
    if (!after.ok) return after;
    // What is taken back before it held leaves its place in the line to what comes instead.
    const isTakenBack = ending !== undefined && ending.from >= change.from;
    if (ending) await (isTakenBack ? removeRule(uow, ending.id) : endRule(uow, ending.id, endsBefore(change.from, day)));
    const place = isTakenBack ? ending.replaces : (ending?.id ?? null);
    const id = change.begins
      ? await addRule(uow, city.code, { ...change.begins, from: change.from, to: null }, place)
      : ending!.id;
    await queueDue(uow, city.code);
    await recordAudit(uow, {
      ...{ action: "adopt:visit-rule", subject: { kind: "visit-rule", id }, areaCode, line: LINE, result: "done" },
      facts: { from: change.from, ends: change.ends, begins: change.begins ? id : null },
    });
    return granted(true);
  });
}

/** The standard rules for a city that has none, in force from today. */
export function adoptStandardRules(actor: Actor, city: City): Promise<Verdict<true, RuleRefusal>> {
  if (!mayIn(actor, "adopt:visit-rules", city.code, LINE)) return Promise.resolve(refused({ kind: "not-permitted" }));
  const from = today(city.timeZone);
  return inUnitOfWork<Verdict<true, RuleRefusal>>(actor, async (uow) => {
    await holdRules(uow, city.code);
    if ((await listRules(uow, city.code)).length > 0) return refused({ kind: "has-rules" });
    for (const rule of STANDARD_RULES) await addRule(uow, city.code, { ...rule, from, to: null });
    await queueDue(uow, city.code);
    await recordAudit(uow, {
      ...{ action: "adopt:visit-rule", subject: null, areaCode: city.code, line: LINE, result: "done" },
      facts: { from, standard: true },
    });
    return granted(true);
  });
}

/** What stands in the form, so that a change meanwhile is noticed. */
export const rulesSeen = (rules: readonly Pick<RuleRecord, "id" | "to">[]): string =>
  rules.map(({ id, to }) => `${id.slice(-6)}${to ?? ""}`).join(",");
