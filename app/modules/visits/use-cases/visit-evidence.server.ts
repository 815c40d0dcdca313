import { createHash } from "node:crypto";
import type { Actor } from "~/modules/accounts/domain/actor";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { openSensitive, type OpeningRefusal, type OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { takeOut } from "~/modules/accounts/use-cases/take-out.server";
import type { City } from "~/modules/places/domain/city";
import type { OrderState } from "~/modules/work-orders/domain/work-order";
import { ordersOfSources } from "~/modules/work-orders/use-cases/orders-in-view.server";
import { actAs, inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { namesOfPeople } from "../data/due-list.server";
import { flagsOfVisit } from "../data/flag-list.server";
import { wordsOf } from "../data/flag-words.server";
import { closedVisit, visitBundle } from "../data/visit-bundle.server";
import type { ListedFlag } from "../domain/listed-flag";
import { canonicalText, type OpenedVisit, type VisitBundle } from "../domain/visit-bundle";
import { momentOf } from "./plan-basis.server";
import { FINDING } from "./open-found.server";
import { ruleMinutes } from "./rule-minutes.server";

export interface VisitEvidence {
  readonly visit: VisitBundle;
  /** the least a rule of that day asks for; null = none does */
  readonly leastMinutes: number | null;
  readonly flags: readonly (ListedFlag & { readonly settledHow: string | null })[];
  readonly orders: Readonly<Record<string, { readonly id: string; readonly state: OrderState }>>;
  readonly people: Readonly<Record<string, string>>;
}

/** Everything known of one visit; that somebody looked is on record. Null where the actor sees no such visit. */
export const visitEvidence = (actor: Actor, city: City, id: string): Promise<VisitEvidence | null> =>
  inUnitOfWork(actor, async (uow) => {
    const visit = await visitBundle(uow, city, id);
    if (!visit) return null;
    const flags = await flagsOfVisit(uow, id);
    const words = await wordsOf(
      uow,
      flags.map((flag) => flag.id),
    );
    const orders = await ordersOfSources(
      uow,
      FINDING,
      visit.findings.map((finding) => finding.id),
    );
    const { day } = momentOf(new Date(visit.beganAt), city.timeZone);
    const { residentId, areaCode, line } = visit;
    const least = await actAs(uow, systemActor("visit-checks", { areaCode: city.code }), (step) =>
      ruleMinutes(step, city.code, [{ residentId, day }]),
    );
    const spoken = [...words.values()].flat().map(({ by }) => by);
    const called = visit.callbacks.map(({ calledBy }) => calledBy);
    const people = [visit.authorId, visit.uploaderId, ...flags.map(({ authorId }) => authorId), ...spoken, ...called];
    await recordAudit(uow, {
      ...{ action: "open:visit-evidence", subject: { kind: "visit-event", id }, areaCode, line, result: "done" },
      facts: { resident: residentId, flags: flags.length },
    });
    return {
      ...{ visit, leastMinutes: visit.channel === "home" ? least(residentId, day) : null },
      flags: flags.map((flag) => ({ ...flag, words: words.get(flag.id) ?? [] })),
      orders: Object.fromEntries(Object.entries(orders).map(([source, order]) => [source, { id: order.id, state: order.state }])),
      people: await namesOfPeople(
        uow,
        people.flatMap((one) => one ?? []),
      ),
    };
  });

/** What was said at the door and its pictures, for a stated reason; one opening, on record before anything leaves. */
export async function openVisit(actor: Actor, id: string, wish: OpeningWish): Promise<Verdict<OpenedVisit, OpeningRefusal>> {
  const opened = await openSensitive(
    actor,
    { kind: "visit-event", id, field: "visit-evidence", permission: "read:visits", find: (uow) => closedVisit(uow, id) },
    wish,
  );
  return opened.ok ? granted(JSON.parse(opened.value) as OpenedVisit) : opened;
}

export interface EvidenceFile {
  readonly format: "quarterhour visit evidence 1";
  readonly taken: { readonly who: string; readonly at: string; readonly id: string; readonly why: string };
  readonly demo: boolean;
  readonly evidence: Omit<VisitEvidence, "people"> & { readonly people: Readonly<Record<string, string>> };
  /** of `evidence` as text with sorted keys, without spaces */
  readonly sha256: string;
}

/** The same as a file, for a stated reason: no picture and no word from the door is in it, their hashes are. */
export async function exportEvidence(
  actor: Actor,
  city: City,
  id: string,
  reason: string,
): Promise<Verdict<EvidenceFile, { readonly kind: "not-there" | "reason-missing" }>> {
  if (!isOpeningReason(reason)) return refused({ kind: "reason-missing" });
  const evidence = await visitEvidence(actor, city, id);
  if (!evidence) return refused({ kind: "not-there" });
  const { areaCode, line } = evidence.visit;
  const taken = await takeOut(actor, {
    ...{ action: "export:visit-evidence", subject: { kind: "visit-event", id }, areaCode, line, why: reason },
  });
  const sha256 = createHash("sha256").update(canonicalText(evidence)).digest("hex");
  return granted({ format: "quarterhour visit evidence 1", taken, demo: city.isDemo, evidence, sha256 });
}
