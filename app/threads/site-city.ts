import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";
import { streetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { sitingInput, type PreparedSiting } from "~/modules/siting/domain/siting-ground";
import type { SitingOutcome } from "~/modules/siting/domain/siting-result";
import { sitingRun, type RunImpossible, type SitingFound } from "~/modules/siting/domain/siting-run";
import { HeardSiting } from "~/modules/siting/domain/solving/heard-siting";
import { impossibleTold } from "~/modules/siting/domain/told-impossible";
import { sitingTold, type Told } from "~/modules/siting/domain/told-siting";
import { whyFewer } from "~/modules/siting/domain/why-fewer";
import type { CityAsked, CityTold } from "~/modules/siting/use-cases/watched-search.server";
import { openHighs } from "./highs-solver";

/** Worker thread: where the next ones go in a city, from its records to the answer in words' reach. */
export async function run(asked: CityAsked): Promise<CityTold> {
  const { question, of, streets, memory } = asked;
  const heard = new HeardSiting(memory);
  const heeded = new Int32Array(asked.heeded);
  const solve = await openHighs();
  const began = performance.now();
  const now = () => (performance.now() - began) / 1_000;
  const prepared = sitingInput(question, of);
  if (!prepared.ok) return { kind: "without", why: prepared.refusal };
  const found = sitingRun(prepared.value.input, streets && streetsAsked(streets), {
    ...{ solve, seconds: question.seconds, seed: 1, now },
    isStopped: () => {
      if (heard.isStopAsked) Atomics.store(heeded, 0, 1);
      return heard.isStopAsked;
    },
    told: (progress) => heard.say(progress),
  });
  if (found.kind === "not-found") return { kind: "without", why: found.ended === "stopped" ? "stopped" : "not-in-time" };
  const seconds = now();
  return {
    ...{ kind: "told", seconds, hash: hashOf([question, prepared.value.input, asked.stamp]) },
    outcome: outcomeOf(asked, prepared.value, found, { method: asked.method, seconds, computedAt: "" }),
  };
}

function outcomeOf(
  { question, of }: CityAsked,
  prepared: PreparedSiting,
  found: SitingFound | RunImpossible,
  told: Told,
): SitingOutcome {
  if (found.kind === "impossible") return impossibleTold(question, of, found, told);
  return { ...sitingTold(question, of, prepared, found, told), fewer: whyFewer(question, of, prepared, found) };
}

const hashOf = (facts: object): string => createHash("sha256").update(JSON.stringify(facts)).digest("hex");
