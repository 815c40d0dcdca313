import { InTurn, TooManyWaiting } from "~/platform/in-turn.server";
import { inThread } from "~/platform/threads.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { CityGround } from "../domain/city-ground";
import { limitMetres, type CoverageQuery } from "../domain/coverage-query";
import { methodStatement } from "../domain/method-statement";
import { boxText, widened, type Box } from "../domain/walk-window";
import { streetsNeeded } from "../domain/what-if";
import { whatIfQuery } from "../domain/what-if-question";
import { Kept } from "./kept-answers.server";

const windows = new Kept<Uint8Array>(24);
/** A cut takes tens of milliseconds: whoever would wait behind this many is told to ask again. */
const cuts = new InTurn(16);

interface AskedWindow {
  /** what the window's file is known by: network, movement, the walk it is widened by, and the ground */
  readonly key: string;
  readonly ground: CityGround;
  readonly method: NonNullable<ReturnType<typeof methodStatement>["streets"]>;
  readonly box: Box;
}

/** The window of a question's streets; null where no streets are walked. */
export function askedWindow(ground: CityGround, asked: CoverageQuery, box: Box): AskedWindow | null {
  const query = whatIfQuery(asked, ground.streets !== null);
  const { speedKmh, streets } = methodStatement(ground, query, null);
  if (query.method !== "network" || !ground.streets || !streets) return null;
  const reach = streetsNeeded(limitMetres(query.limit, speedKmh), streets.snap);
  const key = `${ground.streets.storedName} ${streets.use.movement} ${reach} ${boxText(box)}`;
  return { key, ground, method: streets, box: widened(box, reach) };
}

/** The streets every answer for a candidate on this ground needs, cut and packed in a worker thread, one cut at a time. */
export async function whatIfStreets(
  { key, ground, method, box }: AskedWindow,
  leaving: AbortSignal,
): Promise<Verdict<Uint8Array, "too-many-waiting">> {
  const { storedName, sourceName, importedOn, attribution } = ground.streets!;
  const about = { file: sourceName, importedOn, attribution };
  // A cut that has begun is not stopped: that would cost the thread the network it holds open, and the next one seconds.
  const cut = () => inThread<unknown, Uint8Array>("street-window", { storedName, about, use: method.use, box });
  try {
    return granted(await windows.get(key, (stopped) => cuts.run(cut, stopped), leaving));
  } catch (error) {
    if (error instanceof TooManyWaiting) return refused("too-many-waiting");
    throw error;
  }
}
