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
import { InputRefused } from "./bad-input";
import { decimalFrom } from "./csv-table";

const METHODS: Readonly<Record<AccessMethod, (input: AccessInput) => AccessScores>> = {
  cumulative: cumulativeAccess,
  "2sfca": floatingCatchment,
  e2sfca: floatingCatchment,
  bfca: balancedCatchment,
};
const DECAYS = { step: stepDecay, gaussian: gaussianDecay };

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
  const method = oneOf("--method", required("--method", options.method), METHODS);
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

function required(option: string, value: string | undefined): string {
  if (!value) throw new InputRefused({ kind: "option-missing", option });
  return value;
}

function oneOf<K extends string>(option: string, value: string, known: Readonly<Record<K, unknown>>): K {
  if (!Object.hasOwn(known, value))
    throw new InputRefused({ kind: "option-not-one-of", option, value, known: Object.keys(known) });
  return value as K;
}

/** Only the enhanced method decays; without a word it does so in the steps of its paper. */
function decayFrom(method: AccessMethod, text: string, asked: string | undefined): DistanceDecay {
  const catchment = decimalFrom(text);
  if (catchment === null || catchment <= 0)
    throw new InputRefused({ kind: "option-not-positive", option: "--catchment", value: text });
  const decay = asked === undefined ? "step" : oneOf("--decay", asked, DECAYS);
  if (method === "e2sfca") return DECAYS[decay](catchment);
  if (asked !== undefined) throw new InputRefused({ kind: "option-without-use", option: "--decay", needs: "--method e2sfca" });
  return binaryDecay(catchment);
}
