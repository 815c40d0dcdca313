import type { Actor } from "~/modules/accounts/domain/actor";
import { now } from "~/platform/clock.server";
import { factsOf, log } from "~/platform/log.server";
import { keepStreets, removeStreets, retireStreets, sweepStreets } from "~/platform/street-files.server";
import { type Acting, inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { namedStreets } from "../data/street-networks.server";
import { fromPlane } from "../domain/local-plane";
import type { Bounds, StreetNetwork } from "../domain/street-network";
import { arcsOf, pieces, type StreetGraph } from "../domain/streets/street-graph";
import { encodeStreetGraph } from "../domain/streets/street-graph-file";

const ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0";

/** Writes a network into the data folder, where nobody uses it until a city's record names it. */
export async function keptNetwork(graph: StreetGraph, fileName: string, importedOn: CalendarDay): Promise<StreetNetwork> {
  const about = { file: fileName, importedOn, attribution: ATTRIBUTION };
  const file = encodeStreetGraph(graph, about);
  const { sizes } = pieces(arcsOf(graph, () => true));
  return {
    storedName: await keepStreets(file),
    sourceName: about.file,
    attribution: about.attribution,
    importedOn: about.importedOn,
    junctions: graph.x.length,
    edges: graph.marks.length,
    pieces: sizes.length,
    metres: Math.max(1, graph.length.reduce((sum, length) => sum + length, 0) / 10),
    bytes: file.byteLength,
    bounds: boundsOf(graph),
  };
}

/** Takes a kept file away again, unless a record names it after all: a change may be written and its answer lost. */
export async function withdrawn(actor: Actor, { storedName }: StreetNetwork): Promise<void> {
  try {
    if (!(await inUnitOfWork(actor, namedStreets)).includes(storedName)) await removeStreets(storedName);
  } catch (error) {
    log("warn", "a street file nobody uses was left to the next sweep", factsOf(error));
  }
}

/** Who began before the change goes on with the old file; a folder that cannot be tidied harms nobody and is logged. */
export async function tidied(actor: Actor, before: string | null): Promise<void> {
  try {
    if (before) await retireStreets(before, now());
    await sweepStreetFiles(actor);
  } catch (error) {
    log("warn", "street files were not tidied", factsOf(error));
  }
}

export const sweepStreetFiles = async (actor: Acting): Promise<void> =>
  sweepStreets(await inUnitOfWork(actor, namedStreets), now());

export function boundsOf({ plane, shapeX, shapeY }: StreetGraph): Bounds {
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
