import type { CityGround, CoverageSite } from "~/modules/coverage/domain/city-ground";
import type { CoverageQuery } from "~/modules/coverage/domain/coverage-query";
import type { MethodStatement } from "~/modules/coverage/domain/method-statement";
import { cityColumns, editionOf } from "~/modules/coverage/use-cases/city-columns.server";
import type { StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { inUnitOfWork, type Acting } from "~/platform/unit-of-work.server";
import { candidateId, pointId, type Candidate } from "../domain/candidate";
import { extensionsOf } from "../domain/extending";
import type { PremisesCandidate, PremisesLeftOut } from "../domain/premises/premises-list";
import { isStage } from "../domain/premises/premises-stage";
import type { SitingGround, Standing } from "../domain/siting-ground";
import type { CandidateSource, SitingQuestion } from "../domain/siting-question";
import { candidatesFromPremises, premisesLeftOut } from "./candidates-from-premises.server";

export interface SitingAsked {
  readonly of: SitingGround;
  readonly method: MethodStatement;
  readonly streets: StreetsAsked | null;
}

/**
 * What a question is asked of, read from the records as of its day: people by community, places that stand, places that may.
 * @param actor whose lists of premises are read
 */
export async function problemOf(
  actor: Acting,
  ground: CityGround,
  question: SitingQuestion,
  stopped: AbortSignal,
): Promise<SitingAsked> {
  const asked = (types: readonly string[], group: string): CoverageQuery => ({
    ...{ cityCode: ground.code, types, group, walker: question.walker, limit: question.limit },
    ...{ date: question.date, method: question.method },
  });
  const columns = (types: readonly string[], group: string) => cityColumns(ground, asked(types, group), question.date, stopped);
  const [first, ...others] = question.groups;
  const main = await columns(question.types, first!.key);
  const people = [main.input.demand.people];
  for (const { key } of others) people.push((await columns(question.types, key)).input.demand.people);
  const needed = question.needs && (await columns([question.needs.type], first!.key)).sites;
  const upper = question.upper ? await columns([question.upper.type], first!.key) : null;
  const elsewhere = question.from.includes("facilities") ? await ofOtherKinds(ground, question, columns) : [];
  const premises = await fromPremises(actor, ground.code, question);
  const isWithin = (code: string | null) => code === null || code.startsWith(question.areaCode);
  const fresh = [...communities(ground, question), ...premises.candidates, ...elsewhere, ...points(question)];
  const candidates = [...fresh, ...extensionsOf(question, [...main.sites, ...main.coming])];
  return {
    of: {
      ground,
      columns: main.input,
      people,
      editions: question.groups.map(({ key }) => editionOf(ground, asked(question.types, key))),
      standing: standingOf(main, upper),
      candidates: candidates.filter(({ areaCode }) => isWithin(areaCode)),
      leftOut: premises.leftOut,
      needed: needed && needed.flatMap(({ lon, lat }) => (lon !== null && lat !== null ? [{ lon, lat }] : [])),
    },
    method: main.method,
    streets: main.streets,
  };
}

const standing = ({ id, name, lon, lat, state, licensed }: CoverageSite): Standing => ({ id, name, lon, lat, state, licensed });

/** What is there; of two levels whatever offers the upper one stands once, as that: it offers the lower too. */
function standingOf(lower: Pick<Columns, "sites" | "coming">, upper: Pick<Columns, "sites" | "coming"> | null): Standing[] {
  const above = upper ? [...upper.sites, ...upper.coming].map((site) => ({ ...standing(site), isUpper: true })) : [];
  const ids = new Set(above.map(({ id }) => id));
  return [...[...lower.sites, ...lower.coming].map(standing).filter(({ id }) => !ids.has(id)), ...above];
}

type Columns = Awaited<ReturnType<typeof cityColumns>>;
const free = { build: null, yearly: null, capacity: null };
const has = ({ from }: SitingQuestion, source: CandidateSource) => from.includes(source);

/** The middle of every community. */
const communities = (ground: CityGround, question: SitingQuestion): Candidate[] =>
  has(question, "communities")
    ? ground.areas
        .filter(({ level, lon }) => level === ground.demandLevel && lon !== null)
        .map(({ code, name, nameEn, lon, lat }) => ({
          ...{ id: candidateId("communities", code), from: "communities", name, nameEn, areaCode: code, lon, lat },
          ...free,
        }))
    : [];

/** Houses where something else is offered, and this is not yet. */
async function ofOtherKinds(
  ground: CityGround,
  question: SitingQuestion,
  columns: (types: readonly string[], group: string) => ReturnType<typeof cityColumns>,
): Promise<Candidate[]> {
  const asked = [...question.types, ...(question.upper ? [question.upper.type] : [])];
  const others = ground.types.map(({ key }) => key).filter((key) => !asked.includes(key));
  if (others.length === 0) return [];
  const [all, own] = [await columns(others, question.groups[0]!.key), await columns(asked, question.groups[0]!.key)];
  const taken = new Set([...own.sites, ...own.coming].map(({ id }) => id));
  return all.sites
    .filter(({ id }) => !taken.has(id))
    .map(({ id, name, areaCode, lon, lat }) => ({
      ...{ id: candidateId("facilities", id), from: "facilities", name, nameEn: null, areaCode, lon, lat },
      ...free,
    }));
}

/** Idle premises at the stages that were asked for. What cannot pass the fire inspection is one only where it is asked for by name. */
async function fromPremises(
  actor: Acting,
  cityCode: string,
  question: SitingQuestion,
): Promise<{ readonly candidates: readonly Candidate[]; readonly leftOut: PremisesLeftOut }> {
  if (!has(question, "premises")) return { candidates: [], leftOut: { unplaced: 0, unfit: 0 } };
  const asked = { stages: question.stages.filter(isStage), area: question.areaCode || null, on: question.date };
  const [found, leftOut] = await inUnitOfWork(actor, async (uow) => [
    await candidatesFromPremises(uow, cityCode, asked),
    await premisesLeftOut(uow, cityCode, asked),
  ]);
  const fit = found.filter(({ id, fire }) => fire !== "no" || question.must.includes(candidateId("premises", id)));
  const unfit = found.length - fit.length;
  return { candidates: fit.map(candidateFrom), leftOut: { ...leftOut, unfit } };
}

const candidateFrom = ({
  id,
  name,
  lon,
  lat,
  areaCode,
  buildCostFen,
  yearlyCostFen,
  rentFen,
  places,
}: PremisesCandidate): Candidate => ({
  ...{ id: candidateId("premises", id), from: "premises", name, nameEn: null, areaCode, lon, lat, capacity: places },
  // Running without the rent is not what a year costs; rent without running is not either.
  ...{ build: buildCostFen, yearly: yearlyCostFen === null ? null : yearlyCostFen + (rentFen ?? 0) },
});

/** What somebody drew, typed or pasted. */
const points = (question: SitingQuestion): Candidate[] =>
  has(question, "points")
    ? question.points.map((point) => ({ ...point, id: pointId(point), from: "points", nameEn: null, areaCode: null }))
    : [];
