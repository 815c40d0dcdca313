import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { cutAtAntimeridian } from "~/modules/places/domain/antimeridian";
import { Reach } from "~/modules/places/domain/reach";
import { madeFolder } from "~/platform/made-folder.server.mjs";
import { csvCell } from "~/platform/spreadsheet-writer.server";
import { InputRefused } from "./bad-input";
import type { CoverageCliAnswer } from "./coverage-answer";
import { typedPath } from "./typed-path";

/** Rings of every facility, rings of all together, and every home with its nearest facility. WGS-84, holes kept. */
export async function writeCoverageFiles(answer: CoverageCliAnswer, folder: string): Promise<void> {
  const path = typedPath(folder);
  try {
    madeFolder(path);
    await put(join(path, "circles.geojson"), collection(circlesOf(answer)));
    await put(join(path, "union.geojson"), collection(unionOf(answer)));
    await put(join(path, "demand.csv"), demandLines(answer));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new InputRefused({ kind: "out-not-writable", folder, code: String(error.code) });
  }
}

const put = (path: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> =>
  pipeline(Readable.from(pieces), createWriteStream(path));

function* collection(features: Iterable<object>): Generator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let before = "\n";
  for (const feature of features) {
    yield before + JSON.stringify(feature);
    before = ",\n";
  }
  yield "\n]}\n";
}

/** Farthest first, so that a map which draws in order shows all three. */
function* circlesOf({ reach, facilities, steps }: CoverageCliAnswer): Generator<object> {
  let row = 0;
  for (const shapes of reach.siteShapes(steps.map(({ metres }) => metres))) {
    const facility = facilities.ids[row++]!;
    for (let step = steps.length - 1; step >= 0; step--) {
      if (shapes[step]!.coordinates.length === 0) continue;
      yield {
        type: "Feature",
        properties: { facility, minutes: steps[step]!.minutes },
        geometry: cutAtAntimeridian(shapes[step]!),
      };
    }
  }
}

function* unionOf({ reach, steps }: CoverageCliAnswer): Generator<object> {
  const shapes = reach.cityShapes(steps.map(({ metres }) => metres));
  for (let step = steps.length - 1; step >= 0; step--)
    yield { type: "Feature", properties: { minutes: steps[step]!.minutes }, geometry: cutAtAntimeridian(shapes[step]!) };
}

/** How much farther than the time allows a nearest facility is looked for, to be named with its minutes. */
const FARTHER = 8;

/** Without the mark a spreadsheet would like: programs read this file. */
function* demandLines({ demand, facilities, question, speedKmh }: CoverageCliAnswer): Generator<string> {
  const limit = question.farthest;
  const found = new Reach({ ...question, farthest: limit * FARTHER }).nearest();
  yield "id,nearest_facility,minutes,covered\r\n";
  for (let row = 0; row < demand.ids.length; row++) {
    const metres = found.metres[row]!;
    const isFound = Number.isFinite(metres);
    const minutes = isFound ? Math.round((metres * 60 * 100) / (speedKmh * 1000)) / 100 : "";
    const nearest = isFound ? facilities.ids[found.site[row]!]! : "";
    yield `${[demand.ids[row]!, nearest, minutes, metres <= limit ? 1 : 0].map(csvCell).join(",")}\r\n`;
  }
}
