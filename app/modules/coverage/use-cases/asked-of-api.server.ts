import { cities } from "~/modules/places/use-cases/current-city.server";
import { refused, type Verdict } from "~/shared/verdict";
import { unknownParameters, type QueryProblem, type RequestProblem } from "../domain/query-problem";

/** A machine's question understood whole, or everything that is wrong with it: city, parameters nobody knows, values. */
export async function askedOfApi<T>(
  params: URLSearchParams,
  known: readonly string[],
  ask: (cityCode: string) => Promise<Verdict<T, readonly QueryProblem[]>>,
): Promise<Verdict<T, readonly (QueryProblem | RequestProblem)[]>> {
  const strange = unknownParameters(params, known);
  const city = params.get("city") ?? "";
  const allowed = (await cities()).map(({ code }) => code);
  if (!allowed.includes(city))
    return refused([...strange, { kind: city ? "unknown" : "missing", field: "city", given: city, allowed }]);
  const asked = await ask(city);
  return asked.ok && strange.length === 0 ? asked : refused([...strange, ...(asked.ok ? [] : asked.refusal)]);
}
