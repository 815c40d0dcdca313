import { setImmediate as nextTurn } from "node:timers/promises";
import type { z } from "zod";
import type { City } from "~/modules/places/domain/city";
import { inPublicReads, type UnitOfWork } from "~/platform/unit-of-work.server";
import {
  countLocations,
  countServices,
  pageOfChanges,
  pageOfLocations,
  pageOfServices,
  type OpenFilter,
  type OpenIds,
  type PageStart,
} from "../data/open-data-list.server";
import { findBySearch } from "../data/facility-search.server";
import {
  hsdsLocation,
  hsdsLocationListed,
  hsdsService,
  hsdsServiceAtLocation,
  hsdsServiceAtLocationListed,
  hsdsServiceListed,
  offeringOf,
  type HsdsContext,
} from "../domain/hsds-record";
import { pageFigures, type OpenQuestion, type PageFigures } from "../domain/open-data-question";
import type { OpenFacility } from "../domain/open-facility";
import type { Offering } from "../domain/facility";
import {
  basisSchema,
  locationListedSchema,
  locationSchema,
  minimalSchema,
  serviceAtLocationListedSchema,
  serviceAtLocationSchema,
  serviceListedSchema,
  serviceSchema,
} from "./hsds-schema.server";
import { basisOf, hsdsContext, withVacancies, type OpenReader, type OpenWalk } from "./open-data-context.server";

export interface OpenPage extends PageFigures {
  readonly quarterhour: unknown;
  readonly contents: readonly unknown[];
}

type Nouns = "services" | "service_at_locations" | "locations";
type Say = (facility: OpenFacility, offering: Offering, context: HsdsContext) => unknown;

const OF_OFFERINGS: Record<Exclude<Nouns, "locations">, Record<"listed" | "full", { schema: z.ZodType; say: Say }>> = {
  services: {
    listed: { schema: serviceListedSchema, say: hsdsServiceListed },
    full: { schema: serviceSchema, say: hsdsService },
  },
  service_at_locations: {
    listed: { schema: serviceAtLocationListedSchema, say: hsdsServiceAtLocationListed },
    full: { schema: serviceAtLocationSchema, say: hsdsServiceAtLocation },
  },
};

const FROM_THE_FIRST: PageStart = { after: null, offset: 0 };
/** Entries put into words before other requests get their turn. */
const PIECE = 10;
const MOST_KEPT = 500;
const counted = new Map<string, number>();
/** The key a page ended with, by its list and how many entries lie before the next: whoever walks on pays for one page, not for all before. */
const endedWith = new Map<string, string>();

/** One page of a list of the city's records, as HSDS has it; with a walk, only what lies within it, the nearest first. */
export async function readOpenPage(
  city: City,
  nouns: Nouns,
  question: OpenQuestion,
  walk: OpenWalk | null,
  reader: OpenReader,
): Promise<OpenPage> {
  return inPublicReads(async (uow) => {
    const context = await hsdsContext(uow, city, reader, walk);
    const filter: OpenFilter = {
      ...{ cityCode: city.code, day: context.day, now: reader.now, among: walk && [...walk.minutesOf.keys()] },
      found: await findBySearch(uow, city.code, question.search),
      ...{ area: question.area, serviceType: question.serviceType, status: question.status },
      ...{ organization: question.organization, modifiedAfter: question.modifiedAfter },
    };
    // What lies within a walk is a hundred at most: they are found once, and counting them is no question of its own.
    const near = walk && nouns !== "locations" ? await servicesWithin(uow, filter, walk) : null;
    const total = near ? near.length : await totalOf(uow, city, nouns, filter, question.search);
    const key = keyOfList(city, nouns, filter, question.search);
    const offset = (question.page - 1) * question.perPage;
    const after = key === null ? undefined : endedWith.get(`${key}|${offset}`);
    const start: PageStart = after === undefined ? { after: null, offset } : { after, offset: 0 };
    const { contents, last } = await entriesOf(uow, nouns, question, filter, context, start, near);
    if (key !== null && last !== null) keep(endedWith, `${key}|${offset + contents.length}`, last);
    return {
      ...pageFigures(total, question.page, question.perPage, contents.length),
      quarterhour: basisSchema.parse(basisOf(city, reader.now, walk)),
      contents,
    };
  });
}

/** The walk has found offerings of one service in this city: only where more is asked of them are they asked for again. */
async function servicesWithin(uow: UnitOfWork, filter: OpenFilter, walk: OpenWalk): Promise<readonly OpenIds[]> {
  const { found, area, status, organization, modifiedAfter } = filter;
  if ([found, area, status, organization, modifiedAfter].every((asked) => asked === null))
    return [...walk.facilityOf].map(([id, facilityId]) => ({ id, facilityId }));
  return pageOfServices(uow, filter, FROM_THE_FIRST, walk.minutesOf.size);
}

/** The list by the city's state and the question; null where more than the city's records decides what it holds. */
function keyOfList(city: City, nouns: Nouns, filter: OpenFilter, search: string): string | null {
  if (filter.modifiedAfter !== null || filter.among !== null || search !== "") return null;
  const { day, area, serviceType, status, organization } = filter;
  return [city.stamp, nouns === "locations", day, area, serviceType, status, organization].join("|");
}

function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.set(key, value);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? key);
}

/** Counted once for each state of the city and each question. */
async function totalOf(uow: UnitOfWork, city: City, nouns: Nouns, filter: OpenFilter, search: string): Promise<number> {
  const count = () => (nouns === "locations" ? countLocations(uow, filter) : countServices(uow, filter));
  const key = keyOfList(city, nouns, filter, search);
  if (key === null) return count();
  const total = counted.get(key) ?? (await count());
  keep(counted, key, total);
  return total;
}

async function entriesOf(
  uow: UnitOfWork,
  nouns: Nouns,
  { perPage, detail, startMonth, months }: OpenQuestion,
  filter: OpenFilter,
  context: HsdsContext,
  start: PageStart,
  near: readonly OpenIds[] | null,
): Promise<{ contents: unknown[]; last: string | null }> {
  const withLast = async (rows: readonly { readonly id: string }[], contents: Promise<unknown[]>) => ({
    contents: await contents,
    last: rows.at(-1)?.id ?? null,
  });
  if (detail === "minimal") {
    const rows = await pageOfChanges(uow, filter, nouns === "locations" ? "locations" : "services", start, perPage);
    return withLast(
      rows,
      inPieces(
        rows,
        ({ id, modifiedAt }) => {
          const at = modifiedAt.toISOString();
          return minimalSchema.parse({ id, last_modified: at, modified_date: at });
        },
        1000,
      ),
    );
  }
  if (nouns === "locations") {
    const rows = await pageOfLocations(uow, filter, start, perPage);
    const ids = rows.map(({ id }) => id);
    const facilities = await withVacancies(uow, filter.cityCode, ids, { startMonth, months: 0, offerings: "none" }, filter.now);
    const [schema, say] =
      detail === "full" ? ([locationSchema, hsdsLocation] as const) : ([locationListedSchema, hsdsLocationListed] as const);
    return withLast(
      rows,
      inPieces(
        ids.flatMap((id) => facilities.get(id) ?? []),
        (facility) => schema.parse(say(facility, context)),
      ),
    );
  }
  const rows = near ? near.slice(start.offset, start.offset + perPage) : await pageOfServices(uow, filter, start, perPage);
  const offerings = new Set(rows.map(({ id }) => id));
  const facilities = await withVacancies(
    uow,
    filter.cityCode,
    [...new Set(rows.map(({ facilityId }) => facilityId))],
    { startMonth, months, offerings: nouns === "service_at_locations" && detail === "listed" ? "none" : offerings },
    filter.now,
  );
  const { schema, say } = OF_OFFERINGS[nouns][detail];
  return withLast(
    rows,
    inPieces(rows, ({ id, facilityId }) => {
      const facility = facilities.get(facilityId);
      const offering = facility && offeringOf(facility.record, id);
      if (!facility || !offering) throw new Error(`offering ${id} of facility ${facilityId} was listed and is not there`);
      return schema.parse(say(facility, offering, context));
    }),
  );
}

/** A long list never holds the thread. */
async function inPieces<T>(rows: readonly T[], make: (row: T) => unknown, piece = PIECE): Promise<unknown[]> {
  const made: unknown[] = [];
  for (const [at, row] of rows.entries()) {
    if (at > 0 && at % piece === 0) await nextTurn();
    made.push(make(row));
  }
  return made;
}
