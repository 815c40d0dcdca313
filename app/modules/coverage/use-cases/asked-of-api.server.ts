import { cities } from "~/modules/places/use-cases/current-city.server";
import { InTurn, TooManyWaiting } from "~/platform/in-turn.server";
import { refused, type Verdict } from "~/shared/verdict";
import { repeatedParameters, unknownParameters, type QueryProblem, type RequestProblem } from "../domain/query-problem";

/** Questions that wait to be read at most: a question takes milliseconds to read, its answer has a line of its own. */
const readings = new InTurn(240);

type Refused = readonly (QueryProblem | RequestProblem)[] | "too-many-waiting";

/**
 * A machine's question understood whole, or everything that is wrong with it: city, parameters nobody knows, values. One is
 * read at a time, so that pages of people come in between.
 */
export async function askedOfApi<T>(
  { url, signal }: Request,
  known: readonly string[],
  ask: (cityCode: string, params: URLSearchParams) => Promise<Verdict<T, readonly QueryProblem[]>>,
): Promise<Verdict<T, Refused>> {
  const { searchParams } = new URL(url);
  try {
    return await readings.run(() => understood(searchParams, known, ask), signal);
  } catch (error) {
    if (error instanceof TooManyWaiting) return refused("too-many-waiting");
    throw error;
  }
}

async function understood<T>(
  params: URLSearchParams,
  known: readonly string[],
  ask: (cityCode: string, params: URLSearchParams) => Promise<Verdict<T, readonly QueryProblem[]>>,
): Promise<Verdict<T, Refused>> {
  const strange = [...unknownParameters(params, known), ...repeatedParameters(params)];
  const city = params.get("city") ?? "";
  const allowed = (await cities()).map(({ code }) => code);
  if (!allowed.includes(city))
    return refused([...strange, { kind: city ? "unknown" : "missing", field: "city", given: city, allowed }]);
  const asked = await ask(city, params);
  return asked.ok && strange.length === 0 ? asked : refused([...strange, ...(asked.ok ? [] : asked.refusal)]);
}
