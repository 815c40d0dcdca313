import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findCampaign } from "../data/campaigns.server";
import { countMeant, listMeant } from "../data/campaign-result.server";
import { namesOfPeople } from "../data/due-list.server";
import type { Campaign } from "../domain/campaign";
import type { CampaignCounts, MeantPerson, MeantTurn, ReachedState } from "../domain/campaign-result";
import { momentOf } from "./plan-basis.server";

const PAGE = 100;

export interface CampaignInView {
  readonly campaign: Campaign;
  readonly isOver: boolean;
  readonly counts: CampaignCounts;
  readonly rows: readonly MeantPerson[];
  readonly people: Readonly<Record<string, string>>;
  readonly next: MeantTurn | null;
}

/** Who was reached by a campaign, and who was not; null = there is none that this person may read. */
export async function campaignInView(
  actor: Actor,
  city: City,
  id: string,
  states: readonly ReachedState[],
  after: MeantTurn | null,
): Promise<CampaignInView | null> {
  return inUnitOfWork(actor, async (uow) => {
    const campaign = await findCampaign(uow, city.code, id);
    if (!campaign || !mayIn(actor, "read:visits", campaign.areaCode, campaign.line)) return null;
    const { day } = momentOf(campaign.opensAt, city.timeZone);
    const found = await listMeant(uow, city.code, campaign, day, states, after, PAGE + 1);
    const rows = found.slice(0, PAGE);
    const last = rows.at(-1);
    return {
      ...{ campaign, rows, counts: await countMeant(uow, city.code, campaign, day) },
      isOver: campaign.endedAt !== null || campaign.closesAt <= now(),
      next: found.length > PAGE && last ? { areaCode: last.areaCode, id: last.id } : null,
      people: await namesOfPeople(
        uow,
        rows.flatMap(({ responsibleId }) => responsibleId ?? []),
      ),
    };
  });
}
