import {
  type AccessInput,
  type AccessScores,
  balancedCatchment,
  cumulativeAccess,
  floatingCatchment,
} from "~/modules/coverage/domain/access-scores";
import { binaryDecay, type DistanceDecay, gaussianDecay, stepDecay } from "~/modules/coverage/domain/distance-decay";
import { type Equity, equityOf } from "~/modules/coverage/domain/equity";
import { type AccessFiles, readAccessFiles } from "./access-files";
import { number, oneOf, required } from "./asked-option";
import { InputRefused } from "./bad-input";

const METHODS: Readonly<Record<AccessMethod, (input: AccessInput) => AccessScores>> = {
  cumulative: cumulativeAccess,
  "2sfca": floatingCatchment,
  e2sfca: floatingCatchment,
  bfca: balancedCatchment,
};
const DECAYS = { step: stepDecay, gaussian: gaussianDecay };

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): K[] => Object.keys(table) as K[];

export type AccessMethod = "cumulative" | "2sfca" | "e2sfca" | "bfca";

/** What was asked and what came out, before it is worded. */
export interface AccessAnswer {
  readonly method: AccessMethod;
  readonly decay: DistanceDecay;
  readonly files: AccessFiles;
  readonly scores: AccessScores;
  readonly equity: Equity;
  readonly seconds: { readonly read: number; readonly compute: number };
}

type Options = Readonly<Partial<Record<"supply" | "demand" | "costs" | "catchment" | "method" | "decay", string>>>;

/** Throws InputRefused when an option or a file cannot be used. */
export async function answerAccess(options: Options): Promise<AccessAnswer> {
  const method = oneOf("--method", required("--method", options.method), keysOf(METHODS));
  const decay = decayFrom(method, required("--catchment", options.catchment), options.decay);
  const began = performance.now();
  const files = await readAccessFiles({
    supply: required("--supply", options.supply),
    demand: required("--demand", options.demand),
    costs: required("--costs", options.costs),
  });
  const read = performance.now();
  const scores = METHODS[method]({ ...files, decay });
  const equity = equityOf(scores.values, files.population);
  const seconds = { read: secondsBetween(began, read), compute: secondsBetween(read, performance.now()) };
  return { method, decay, files, scores, equity, seconds };
}

const secondsBetween = (began: number, ended: number): number => Math.round(ended - began) / 1000;

/** Only the enhanced method decays; without a word it does so in the steps of its paper. A decay for another is refused. */
function decayFrom(method: AccessMethod, text: string, asked: string | undefined): DistanceDecay {
  const catchment = number("--catchment", text, 0);
  const decay = asked === undefined ? "step" : oneOf("--decay", asked, keysOf(DECAYS));
  if (method === "e2sfca") return DECAYS[decay](catchment);
  if (asked !== undefined) throw new InputRefused({ kind: "option-without-use", option: "--decay", needs: "--method e2sfca" });
  return binaryDecay(catchment);
}
