import { performance } from "node:perf_hooks";
import { streetsAsked, type StreetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { HeardSiting } from "~/modules/siting/domain/solving/heard-siting";
import type { SitingImpossible } from "~/modules/siting/domain/solving/siting-answer";
import { sitingRun, type SitingFound, type SitingInput } from "~/modules/siting/domain/siting-run";
import { openHighs } from "./highs-solver";

interface CityAsked {
  readonly input: SitingInput;
  readonly streets: StreetsAsked | null;
  readonly seconds: number;
  /** what is said on the way, and where the word «stop» is read */
  readonly memory: SharedArrayBuffer;
}

/** Worker thread: where the next ones go in a city, from its walks to the walks measured again. */
export async function run({ input, streets, seconds, memory }: CityAsked): Promise<SitingFound | SitingImpossible> {
  const heard = new HeardSiting(memory);
  const solve = await openHighs();
  const began = performance.now();
  return sitingRun(input, streets && streetsAsked(streets), {
    ...{ solve, seconds, seed: 1, now: () => (performance.now() - began) / 1_000 },
    isStopped: () => heard.isStopAsked,
    told: (progress) => heard.say(progress),
  });
}
