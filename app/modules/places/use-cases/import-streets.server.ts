import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { today } from "~/platform/clock.server";
import { readStreetFile } from "~/platform/street-files.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findCity } from "../data/cities.server";
import { findStreetNetwork, holdsStreets, knownPositions, replaceStreetNetwork } from "../data/street-networks.server";
import type { Bounds, StreetNetwork } from "../domain/street-network";
import type { ExtractGaps } from "../domain/streets/extract-gaps";
import { decodeStreetGraph } from "../domain/streets/street-graph-file";
import { cityServed, type CityServed, isClearlyLess, LEAST_SHARE } from "../domain/streets/streets-near-places";
import { boundsOf, keptNetwork, tidied, withdrawn } from "./kept-network.server";
import { readStreetsAside } from "./read-streets-aside.server";
import type { ReadStreetsOptions, StreetFileRefusal } from "./read-streets.server";

export type ImportStreetsRefusal =
  | StreetFileRefusal
  | { readonly kind: "not-permitted" }
  | { readonly kind: "no-such-city" }
  | { readonly kind: "elsewhere"; readonly bounds: Bounds; readonly example: { readonly lon: number; readonly lat: number } }
  /** both may be taken all the same, if it is said (`partly`) */
  | { readonly kind: "little-of-city"; readonly served: CityServed; readonly bounds: Bounds }
  | { readonly kind: "less-than-before"; readonly served: CityServed; readonly before: CityServed; readonly file: string };

export interface StreetsImported {
  readonly network: StreetNetwork;
  readonly gaps: ExtractGaps;
  /** null = the city has no place yet to compare the streets with */
  readonly served: CityServed | null;
}

/** An OpenStreetMap extract becomes the city's walking network, whole or not at all: until the last moment the old one is in force. */
export async function importStreets(
  actor: Actor,
  cityCode: string,
  path: string,
  options: ReadStreetsOptions = {},
): Promise<Verdict<StreetsImported, ImportStreetsRefusal>> {
  if (!mayIn(actor, "write:cities", cityCode)) return refused({ kind: "not-permitted" });
  // Before minutes of reading.
  if (!(await inUnitOfWork(actor, (uow) => findCity(uow, cityCode)))) return refused({ kind: "no-such-city" });
  const read = await readStreetsAside(path, options);
  if (!read.ok) return read;
  const { graph, gaps } = read.value;
  const { city, places, before } = await inUnitOfWork(actor, async (uow) => ({
    city: await findCity(uow, cityCode),
    places: await knownPositions(uow, cityCode),
    before: await findStreetNetwork(uow, cityCode),
  }));
  if (!city) return refused({ kind: "no-such-city" });
  const served = cityServed(graph, places);
  const bounds = boundsOf(graph);
  if (served?.share === 0) return refused({ kind: "elsewhere", bounds, example: places[0]! });
  if (served && !options.partly) {
    const servedBefore = before && (await servedBy(before, places));
    if (before && servedBefore && isClearlyLess(served, servedBefore))
      return refused({ kind: "less-than-before", served, before: servedBefore, file: before.sourceName });
    if (served.share < LEAST_SHARE) return refused({ kind: "little-of-city", served, bounds });
  }
  options.signal?.throwIfAborted();
  const network = await keptNetwork(graph, basename(path), today(city.timeZone));
  const isInForce = await putInForce(actor, cityCode, network, options.signal);
  return isInForce ? granted({ network, gaps, served }) : refused({ kind: "no-such-city" });
}

const LOOK_AGAIN_MS = 100;

/** False: there is no such city any more. */
async function putInForce(actor: Actor, cityCode: string, network: StreetNetwork, signal?: AbortSignal): Promise<boolean> {
  let before: string | null | undefined;
  try {
    before = await inUnitOfWork(actor, async (uow) => {
      // Asked again and again rather than waited for: whoever waits could not be told to stop.
      while (!(await holdsStreets(uow, cityCode))) await pause(LOOK_AGAIN_MS, undefined, signal ? { signal } : {});
      signal?.throwIfAborted();
      // Reading took minutes: the city may have been removed meanwhile.
      if (!(await findCity(uow, cityCode))) return undefined;
      const facts = { junctions: network.junctions, edges: network.edges };
      const subject = { kind: "city", id: cityCode };
      await recordAudit(uow, { action: "import:streets", subject, areaCode: cityCode, line: "", result: "done", facts });
      return replaceStreetNetwork(uow, cityCode, network);
    });
  } catch (error) {
    await withdrawn(actor, network);
    throw error;
  }
  if (before === undefined) await withdrawn(actor, network);
  else await tidied(actor, before);
  return before !== undefined;
}

/** What the network in force serves; null where its file is gone or not whole: nothing is lost by replacing it. */
async function servedBy(network: StreetNetwork, places: Parameters<typeof cityServed>[1]): Promise<CityServed | null> {
  const bytes = await readStreetFile(network.storedName);
  const file = bytes && decodeStreetGraph(bytes);
  return file && cityServed(file.graph, places);
}
