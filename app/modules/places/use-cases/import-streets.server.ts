import { basename } from "node:path";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now, today } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import { factsOf } from "~/platform/log-facts.server";
import { keepStreets, removeStreets, retireStreets, sweepStreets } from "~/platform/street-files.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findCity } from "../data/cities.server";
import { knownPositions, namedStreets, replaceStreetNetwork } from "../data/street-networks.server";
import { fromPlane } from "../domain/local-plane";
import { shareOnGround, type Bounds, type StreetNetwork } from "../domain/street-network";
import { arcsOf, pieces, type StreetGraph } from "../domain/streets/street-graph";
import { encodeStreetGraph } from "../domain/streets/street-graph-file";
import { readStreets, type ReadStreetsOptions, type StreetFileRefusal } from "./read-streets.server";

export type ImportStreetsRefusal =
  | StreetFileRefusal
  | { readonly kind: "not-permitted" }
  | { readonly kind: "no-such-city" }
  | { readonly kind: "elsewhere"; readonly bounds: Bounds; readonly example: { readonly lon: number; readonly lat: number } };

export interface StreetsImported {
  readonly network: StreetNetwork;
  /** part of the city's places that stand on the network's ground; null = the city has no place yet */
  readonly shareOnGround: number | null;
}

const ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0";

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
  const read = await readStreets(path, options);
  return read.ok ? putStreetsInForce(actor, cityCode, read.value, basename(path)) : read;
}

/** The same for a network that is read already; `fileName` says what it was made from. */
export async function putStreetsInForce(
  actor: Actor,
  cityCode: string,
  graph: StreetGraph,
  fileName: string,
): Promise<Verdict<StreetsImported, ImportStreetsRefusal>> {
  if (!mayIn(actor, "write:cities", cityCode)) return refused({ kind: "not-permitted" });
  const { city, positions } = await inUnitOfWork(actor, async (uow) => ({
    city: await findCity(uow, cityCode),
    positions: await knownPositions(uow, cityCode),
  }));
  if (!city) return refused({ kind: "no-such-city" });
  const bounds = boundsOf(graph);
  const share = shareOnGround(bounds, positions);
  if (share === 0) return refused({ kind: "elsewhere", bounds, example: positions[0]! });
  const about = { file: fileName, importedOn: today(city.timeZone), attribution: ATTRIBUTION };
  const file = encodeStreetGraph(graph, about);
  const network: StreetNetwork = {
    storedName: await keepStreets(file),
    sourceName: about.file,
    attribution: about.attribution,
    importedOn: about.importedOn,
    junctions: graph.x.length,
    edges: graph.marks.length,
    pieces: pieces(arcsOf(graph, () => true)).sizes.length,
    metres: Math.max(1, graph.length.reduce((sum, length) => sum + length, 0) / 10),
    bytes: file.byteLength,
    bounds,
  };
  let before: string | null;
  try {
    before = await inUnitOfWork(actor, async (uow) => {
      const facts = { junctions: network.junctions, edges: network.edges };
      const subject = { kind: "city", id: cityCode };
      await recordAudit(uow, { action: "import:streets", subject, areaCode: cityCode, line: "", result: "done", facts });
      return replaceStreetNetwork(uow, cityCode, network);
    });
  } catch (error) {
    await removeStreets(network.storedName);
    throw error;
  }
  await tidied(actor, before);
  return granted({ network, shareOnGround: share });
}

/** Who began before the change goes on with the old file; a folder that cannot be tidied harms nobody and is logged. */
async function tidied(actor: Actor, before: string | null): Promise<void> {
  try {
    if (before) await retireStreets(before, now());
    await sweepStreets(await inUnitOfWork(actor, namedStreets), now());
  } catch (error) {
    log("warn", "street files were not tidied", factsOf(error));
  }
}

function boundsOf({ plane, shapeX, shapeY }: StreetGraph): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < shapeX.length; i++) {
    const [lon, lat] = fromPlane(plane, shapeX[i]! / 10, shapeY[i]! / 10);
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}
