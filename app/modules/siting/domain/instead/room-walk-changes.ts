import { AssignmentBound } from "../solving/assignment-bound";
import { beginPrices } from "../solving/begin-prices";
import type { Serving } from "../solving/serving";
import { sharePeople } from "../solving/share-people";
import { FIXED, FORBIDDEN, FREE } from "../solving/siting-problem";
import type { Change, Changes } from "./change";

const NOT_SERVED: Change = { first: 0, value: -Infinity, people: 0, reached: 0 };
const STEPS = 400;
const MORE_STEPS = 120;
/** A choice that costs more than this share of all walks more is no other's equal, whatever machines round. */
const CLEARLY = 1e-6;
const NEARLY = 1e-9;

/**
 * Metres saved as the choice changes where places hold only so many: who walks where is shared out anew for each other choice
 * (`sharePeople`), but only for those that may be as good. Prices that nearly pay for the choice itself tell the rest: at any
 * prices of people a choice costs no less than those and what its places gain by them together (weak duality; `AssignmentBound`),
 * so one place in another's stead changes that bound by what the two gain. For those the value is that bound: it is beaten by
 * more than roundings, and never told less of than it is worth.
 * @param sites of the choice, everybody served by it · @param serving of a question where everybody must be served
 * @param isOver prices are no longer sought: what they tell stays true, and tells fewer apart
 */
export function roomWalkChanges(serving: Serving, sites: readonly number[], isOver: () => boolean): Changes {
  const farthest = serving.cost.reduce((most, own) => Math.max(most, own), 0);
  const nobody = (farthest + 1) * 2 * (serving.sites + 1);
  const now = sharePeople(serving, sites, nobody).value;
  const clearly = Math.max(1e-3, CLEARLY * now);
  const target = () => now + 2 * clearly;
  // of all that may stand in for one, one
  const limit = { amount: new Float64Array(serving.sites), most: 1, isAlone: true };
  const bound = new AssignmentBound(serving, limit, 0);
  const climb = (state: Uint8Array, steps: number): void => {
    bound.climb(state, target, steps, 1, isOver);
    bound.price.set(bound.bestPrice);
  };
  beginPrices(serving, sites, bound.price);
  climb(stateOf(serving, sites, FORBIDDEN), STEPS);
  const first = bound.price.slice();
  return {
    around(out, also) {
      const others = [...sites.filter((site) => site !== out), ...also];
      const state = stateOf(serving, others, FREE);
      if (out !== null) state[out] = FORBIDDEN;
      limit.amount.fill(1);
      for (const site of [...sites, ...also]) limit.amount[site] = 0;
      bound.price.set(first);
      climb(state, MORE_STEPS);
      const before = bound.evaluate(stateOf(serving, others, FORBIDDEN));
      bound.evaluate(state.fill(FREE));
      const gain = bound.gain.slice();
      return (into) => {
        const rise = before + (into === null ? 0 : gain[into]!) - now;
        if (rise > clearly) return { first: 0, value: -rise, people: 0, reached: 0 };
        const { value, unserved } = sharePeople(serving, into === null ? others : [...others, into], nobody);
        return unserved > NEARLY ? NOT_SERVED : { first: 0, value: now - value, people: 0, reached: 0 };
      };
    },
    without: (site) => {
      const others = sites.filter((other) => other !== site);
      return roomWalkChanges(serving, others, isOver);
    },
  };
}

function stateOf({ sites }: Serving, opened: readonly number[], other: number): Uint8Array {
  const state = new Uint8Array(sites).fill(other);
  for (const site of opened) state[site] = FIXED;
  return state;
}
