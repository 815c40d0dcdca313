import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { openMethodRefusal, openRefusal, openWords } from "~/modules/catalog/ui/open-data-words";
import { askedOpenData } from "~/modules/catalog/use-cases/asked-open-data.server";
import { bulkState, openCsv } from "~/modules/catalog/use-cases/bulk-open-data.server";
import { openReader } from "~/modules/catalog/use-cases/open-data-context.server";
import { KNOWN_OF } from "~/modules/catalog/use-cases/open-data-parameters.server";
import { openFile, openProblem } from "~/platform/open-answer.server";

/** Public: a whole city as one file, written as it is read. What it is and by which terms stands in `facilities.json` beside it. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const asked = await askedOpenData(new URL(request.url).searchParams, KNOWN_OF.bulk);
  if (!asked.ok) return openProblem(openRefusal(asked.refusal));
  const { city, question } = asked.value;
  const reader = openReader(request, openWords());
  const file = { contentType: "text/csv; charset=utf-8", name: `facilities-${city.code}.csv`, at: reader.now };
  const about = `/api/v1/facilities.json?city=${city.code}`;
  const state = await bulkState(city, question, reader);
  return openFile(request, { ...state, ...file, about }, () => openCsv(city, question, reader));
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(openMethodRefusal(request));
