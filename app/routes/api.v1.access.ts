import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { accessApiAnswer } from "~/modules/coverage/domain/access-api-answer";
import { unknownParameters } from "~/modules/coverage/domain/query-problem";
import { refusalOf, refusalOfMethod } from "~/modules/coverage/ui/refusal-of-request";
import { accessKey, answerAccess } from "~/modules/coverage/use-cases/answer-access.server";
import { askedAccess } from "~/modules/coverage/use-cases/asked-access.server";
import { cities } from "~/modules/places/use-cases/current-city.server";
import { openAnswer, openProblem } from "~/platform/open-answer.server";

const KNOWN = ["city", "types", "group", "walker", "minutes", "metres", "date", "level", "method", "measure"] as const;

/** Public: what people have to draw on within a walk, by area, and how evenly. Refusals name each parameter and what would do. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const strange = unknownParameters(searchParams, KNOWN);
  const city = searchParams.get("city") ?? "";
  const allowed = (await cities()).map(({ code }) => code);
  if (!city) return openProblem(refusalOf([...strange, { kind: "missing", field: "city", given: "", allowed }]));
  if (!allowed.includes(city))
    return openProblem(refusalOf([...strange, { kind: "unknown", field: "city", given: city, allowed }]));
  const asked = await askedAccess(city, searchParams);
  if (!asked.ok || strange.length > 0) return openProblem(refusalOf([...strange, ...(asked.ok ? [] : asked.refusal)]));
  const { ground, query, measure, level } = asked.value;
  return openAnswer(request, `access-${accessKey(ground, query, measure)}-${level}`, async () =>
    accessApiAnswer(await answerAccess(ground, query, measure, request.signal), level),
  );
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(refusalOfMethod(request));
