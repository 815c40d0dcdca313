import { InTurn, TooManyWaiting } from "~/platform/in-turn.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { Kept } from "./kept-answers.server";

/** So many of machines' questions wait at most: at a second each, whoever is last has its answer in a quarter of a minute. */
const MOST_WAITING = 16;

/**
 * Questions of machines are loaded and computed one at a time, so that a page of a person waits behind one of them at most,
 * however many a script asks at once. Two that ask the same have one turn.
 */
export class MachineTurns<T> {
  private static readonly turns = new InTurn(MOST_WAITING);
  private readonly asked = new Kept<T>(0);

  /** @param leaving aborted when whoever asked has left: a turn nobody waits for is not taken */
  async get(
    key: string,
    answer: (stopped: AbortSignal) => Promise<T>,
    leaving: AbortSignal,
  ): Promise<Verdict<T, "too-many-waiting">> {
    const inTurn = (stopped: AbortSignal) => MachineTurns.turns.run(() => answer(stopped), stopped);
    try {
      return granted(await this.asked.get(key, inTurn, leaving));
    } catch (error) {
      if (error instanceof TooManyWaiting) return refused("too-many-waiting");
      throw error;
    }
  }
}
