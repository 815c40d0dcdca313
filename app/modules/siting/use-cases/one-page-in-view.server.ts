import type { Actor } from "~/modules/accounts/domain/actor";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import type { City } from "~/modules/places/domain/city";
import { areaOutlines } from "~/modules/places/use-cases/area-outlines.server";
import { dayOf } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { onePageOf, type OnePage, type PageGround, type PremisesFacts } from "../domain/one-page";
import { isUnderWay } from "../domain/siting-scenario";
import { STAGES } from "../domain/premises/premises-stage";
import type { SitingResult } from "../domain/siting-result";
import { candidatesFromPremises } from "./candidates-from-premises.server";
import { mayReadPremises } from "./may-keep-premises.server";
import { readSitingResult } from "./read-siting-result.server";
import { scenarioInView } from "./scenarios-in-view.server";

export interface OnePageInView {
  readonly scenarioId: string;
  readonly page: OnePage;
  readonly ground: PageGround;
  readonly made: Date;
}

/** The one page of a scenario's newest answer, or of the run that is named; null where there is none the actor may see. */
export async function onePageInView(actor: Actor, city: City, scenarioId: string, runId = ""): Promise<OnePageInView | null> {
  const read = await readSitingResult(actor, city, scenarioId, runId);
  if (!read) return null;
  const { result } = read;
  const made = new Date(result.computedAt);
  const facts = {
    ...{ scenario: read.name, computedOn: dayOf(made, city.timeZone) },
    premises: await premisesOf(actor, city, result),
  };
  return { scenarioId, page: onePageOf(result, facts), ground: await groundOf(actor, city, result), made };
}

export type NoPage = "run-gone" | "not-solved" | "under-way" | "no-result";

/** Why a scenario has no page; null where there is no scenario the actor may see. */
export async function whyNoPage(actor: Actor, city: City, scenarioId: string, runId = ""): Promise<NoPage | null> {
  const scenario = await scenarioInView(actor, city, scenarioId, runId);
  if (!scenario) return null;
  const { run } = scenario;
  if (runId !== "" && run?.id !== runId) return "run-gone";
  if (run?.state === "impossible") return "not-solved";
  return run && isUnderWay(run) ? "under-way" : "no-result";
}

/** What the list of premises says today of those that were chosen, for whoever may read it. */
export async function premisesOf(
  actor: Actor,
  city: City,
  { chosen, reserve }: Pick<SitingResult, "chosen" | "reserve">,
): Promise<Map<string, PremisesFacts>> {
  const wanted = new Set([...chosen, ...reserve].map(({ id }) => id).filter((id) => id.startsWith("premise:")));
  if (wanted.size === 0 || !mayReadPremises(actor, city.code)) return new Map();
  const listed = await inUnitOfWork(actor, (uow) => candidatesFromPremises(uow, city.code, { stages: STAGES }));
  const known = listed.map(
    ({ id, areaM2, ...one }) =>
      [
        `premise:${id}`,
        { area: areaM2, stage: one.stage, fire: one.fire, leaseUntil: one.leaseUntil, leaseWords: one.leaseWords },
      ] as const,
  );
  return new Map(known.filter(([id]) => wanted.has(id)));
}

async function groundOf(actor: Actor, city: City, result: SitingResult): Promise<PageGround> {
  const ground = await groundOfCity(city.code);
  const drawn = ground?.areas.filter(({ level }) => level === ground.outlineLevel) ?? [];
  const codes = drawn.map(({ code }) => code);
  const outlines = await inUnitOfWork(actor, (uow) => areaOutlines(uow, city.code, codes));
  return {
    areas: drawn.flatMap(({ code, name, nameEn }) => {
      const outline = outlines.get(code);
      return outline ? [{ name: { nameZh: name, nameEn: nameEn ?? name }, outline }] : [];
    }),
    existing: result.existing.map(({ lon, lat }) => ({ lon, lat })),
    reach: result.chosen.map(({ circle }) => circle),
  };
}
