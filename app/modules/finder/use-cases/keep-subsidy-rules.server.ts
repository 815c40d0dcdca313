import type { Actor } from "~/modules/accounts/domain/actor";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { ServiceType } from "~/modules/catalog/domain/service-type";
import { mayWriteCatalog, reachOf } from "~/modules/catalog/use-cases/may-write-catalog.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import {
  deleteSubsidyRule,
  endSubsidyRule,
  insertSubsidyRule,
  listSubsidyRules,
  type KeptRule,
} from "../data/kept-subsidy-rules.server";
import { heldTogether, readRule, type RuleTyped } from "../domain/subsidy-rule";

export type RuleRefusal =
  | { readonly kind: "not-permitted" | "not-found" }
  | { readonly kind: "fields"; readonly fields: readonly string[] }
  /** for the same people, fee and class another one holds on some of these days */
  | { readonly kind: "held-together"; readonly name: string; readonly from: string };

export interface RulesInView {
  readonly today: string;
  readonly rules: readonly (KeptRule & { readonly mayWrite: boolean })[];
  /** the services whose rules are theirs to write */
  readonly types: readonly Pick<ServiceType, "key" | "nameZh" | "nameEn">[];
  readonly named: readonly Pick<ServiceType, "key" | "nameZh" | "nameEn">[];
}

/** Every version of the city's rules; who may write them is who writes what holds for the whole city, in their own line. */
export async function subsidyRules(actor: Actor, city: City): Promise<Verdict<RulesInView, RuleRefusal>> {
  const registry = await readRegistry(actor, city.code);
  if (!registry.ok) return refused({ kind: "not-permitted" });
  const { types } = registry.value;
  const own = ownTypes(actor, city, types);
  const rules = await inUnitOfWork(actor, (uow) => listSubsidyRules(uow, city.code));
  const named = types.map(({ key, nameZh, nameEn }) => ({ key, nameZh, nameEn }));
  return granted({
    today: today(city.timeZone),
    rules: rules.map((rule) => ({ ...rule, mayWrite: own.includes(rule.serviceType) })),
    ...{ named, types: named.filter(({ key }) => own.includes(key)) },
  });
}

const ownTypes = (actor: Actor, city: City, types: readonly ServiceType[]): string[] =>
  mayWriteCatalog(actor, city.code) ? types.filter(({ line }) => reachOf(actor)(city.code, line)).map(({ key }) => key) : [];

/** Writes a rule down; one that takes another's place ends it on the day it begins itself. */
export async function addSubsidyRule(
  actor: Actor,
  city: City,
  typed: RuleTyped,
  replaces: string | null,
): Promise<Verdict<string, RuleRefusal>> {
  const registry = await readRegistry(actor, city.code);
  const own = registry.ok ? ownTypes(actor, city, registry.value.types) : [];
  if (own.length === 0) return refused({ kind: "not-permitted" });
  const read = readRule(typed, own);
  if (!read.ok) return refused({ kind: "fields", fields: read.refusal });
  return inUnitOfWork<Verdict<string, RuleRefusal>>(actor, async (uow) => {
    const rules = await listSubsidyRules(uow, city.code, true);
    const before = replaces === null ? undefined : rules.find(({ id }) => id === replaces);
    if (replaces !== null && (!before || !own.includes(before.serviceType))) return refused({ kind: "not-found" });
    // One that has not begun, or begins the same day, never holds: nothing of it is kept.
    const isGone = before !== undefined && before.from >= read.value.from;
    const others = rules.flatMap((rule) => (rule.id === before?.id ? (isGone ? [] : [endedOn(rule, read.value.from)]) : [rule]));
    const other = heldTogether(read.value, others);
    if (other) return refused({ kind: "held-together", name: other.nameZh, from: other.from });
    if (isGone && before.from <= today(city.timeZone)) return refused({ kind: "fields", fields: ["from"] });
    if (before)
      await (isGone ? deleteSubsidyRule(uow, before.id) : endSubsidyRule(uow, before.id, endedOn(before, read.value.from).to!));
    const id = await insertSubsidyRule(uow, city.code, read.value);
    await audit(uow, city.code, id, { day: read.value.from });
    return granted(id);
  });
}

const endedOn = <R extends KeptRule>(rule: R, on: string): R => ({
  ...rule,
  to: rule.to !== null && rule.to < on ? rule.to : on,
});

/** Ends a rule on a day from which it no longer holds; one that has not begun by then is taken back whole. */
export async function endSubsidyRuleOn(actor: Actor, city: City, id: string, on: string): Promise<Verdict<string, RuleRefusal>> {
  const registry = await readRegistry(actor, city.code);
  const own = registry.ok ? ownTypes(actor, city, registry.value.types) : [];
  if (own.length === 0) return refused({ kind: "not-permitted" });
  return inUnitOfWork<Verdict<string, RuleRefusal>>(actor, async (uow) => {
    const rule = (await listSubsidyRules(uow, city.code, true)).find((one) => one.id === id);
    if (!rule || !own.includes(rule.serviceType)) return refused({ kind: "not-found" });
    // A day gone by would change what families were told; a rule that held some days is not taken back.
    const isOpen = isCalendarDay(on) && on >= today(city.timeZone) && (rule.to === null || on < rule.to);
    if (!isOpen) return refused({ kind: "fields", fields: ["on"] });
    await (on <= rule.from ? deleteSubsidyRule(uow, id) : endSubsidyRule(uow, id, on));
    await audit(uow, city.code, id, { day: on });
    return granted(id);
  });
}

const audit = (uow: UnitOfWork, cityCode: string, id: string, facts: Readonly<Record<string, string>>): Promise<string> =>
  recordAudit(uow, {
    ...{ action: "write:registry", subject: { kind: "subsidy-rule", id }, areaCode: cityCode, line: "", result: "done", facts },
  });
