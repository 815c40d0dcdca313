import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import type { TypedMode } from "~/modules/places/domain/mode-change";
import { endMode, modesSince, setMode, type ModeRecord, type ModeRefusal } from "~/modules/places/use-cases/mode-change.server";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addCampaign, campaignDone, endCampaign, listCampaigns } from "../data/campaigns.server";
import type { Campaign } from "../domain/campaign";
import { checkCampaign, type CampaignProblem, type TypedCampaign } from "../domain/campaign-form";
import { daysFrom } from "./due-basis.server";
import { queueDue } from "./work-out-due.server";

const SHOWN_DAYS = 400;

export interface ModesInView {
  readonly modes: readonly ModeRecord[];
  readonly campaigns: readonly (Campaign & { readonly left: number })[];
  readonly today: string;
}

export const modesInView = (actor: Actor, city: City): Promise<ModesInView> =>
  inUnitOfWork(actor, async (uow) => {
    const day = today(city.timeZone);
    const campaigns = await listCampaigns(uow, city.code);
    const left = await campaignDone(
      uow,
      campaigns.map(({ id }) => id),
    );
    return {
      modes: await modesSince(uow, city.code, daysFrom(day, -SHOWN_DAYS)),
      campaigns: campaigns.map((campaign) => ({ ...campaign, left: left.get(campaign.id) ?? 0 })),
      today: day,
    };
  });

/** Says that a mode holds; what is owed follows in a job of the same transaction. */
export const switchMode = (actor: Actor, city: City, typed: TypedMode): Promise<Verdict<string, ModeRefusal>> =>
  inUnitOfWork(actor, async (uow) => {
    const set = await setMode(uow, actor, city.code, typed, today(city.timeZone));
    if (set.ok) await queueDue(uow, city.code);
    return set;
  });

export const switchModeOff = (actor: Actor, city: City, id: string): Promise<Verdict<true, ModeRefusal>> =>
  inUnitOfWork(actor, async (uow) => {
    const ended = await endMode(uow, actor, city.code, id, today(city.timeZone));
    if (ended.ok) await queueDue(uow, city.code);
    return ended;
  });

export type CampaignRefusal = { readonly kind: CampaignProblem | "not-permitted" | "not-there" };

/** «Check all over 80 living alone by 18:00»: it begins at once. */
export function callCampaign(actor: Actor, city: City, typed: TypedCampaign): Promise<Verdict<string, CampaignRefusal>> {
  const said = checkCampaign(typed, city, now());
  if (!said.ok) return Promise.resolve(said);
  const { areaCode, line } = said.value;
  if (!mayIn(actor, "plan:visits", areaCode, line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork(actor, async (uow) => {
    const id = await addCampaign(uow, city.code, said.value);
    await queueDue(uow, city.code);
    await recordAudit(uow, { action: "call:campaign", subject: { kind: "campaign", id }, areaCode, line, result: "done" });
    return granted(id);
  });
}

export const stopCampaign = (actor: Actor, city: City, id: string): Promise<Verdict<true, CampaignRefusal>> =>
  inUnitOfWork<Verdict<true, CampaignRefusal>>(actor, async (uow) => {
    const campaign = (await listCampaigns(uow, city.code)).find((each) => each.id === id);
    if (!campaign) return refused({ kind: "not-there" });
    const { areaCode, line } = campaign;
    if (!mayIn(actor, "plan:visits", areaCode, line)) return refused({ kind: "not-permitted" });
    await endCampaign(uow, id, now());
    await queueDue(uow, city.code);
    await recordAudit(uow, { action: "end:campaign", subject: { kind: "campaign", id }, areaCode, line, result: "done" });
    return granted(true);
  });
