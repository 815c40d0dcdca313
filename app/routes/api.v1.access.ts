import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { accessApiAnswer } from "~/modules/coverage/domain/access-api-answer";
import { refusalOf, refusalOfMethod } from "~/modules/coverage/ui/refusal-of-request";
import { accessKey } from "~/modules/coverage/use-cases/answer-access.server";
import { answerAccessOfMachine } from "~/modules/coverage/use-cases/answer-machine.server";
import { askedAccess } from "~/modules/coverage/use-cases/asked-access.server";
import { askedOfApi } from "~/modules/coverage/use-cases/asked-of-api.server";
import { openAnswer, openProblem } from "~/platform/open-answer.server";

const KNOWN = ["city", "types", "group", "walker", "minutes", "metres", "date", "level", "method", "measure"] as const;

/** Public: what people have to draw on within a walk, by area, and how evenly. Refusals name each parameter and what would do. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const asked = await askedOfApi(request, KNOWN, askedAccess);
  if (!asked.ok) return openProblem(refusalOf(asked.refusal));
  const { ground, query, measure, level } = asked.value;
  return openAnswer(request, `access-${accessKey(ground, query, measure)}-${level}`, async () => {
    const answered = await answerAccessOfMachine(ground, query, measure, request.signal);
    return answered.ok ? accessApiAnswer(answered.value, level) : openProblem(refusalOf(answered.refusal));
  });
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(refusalOfMethod(request));
