import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { openMethodRefusal, openRefusal, openWords } from "~/modules/catalog/ui/open-data-words";
import { askedOpenData } from "~/modules/catalog/use-cases/asked-open-data.server";
import { bulkBasis } from "~/modules/catalog/use-cases/bulk-open-data.server";
import { openReader } from "~/modules/catalog/use-cases/open-data-context.server";
import { bulkSchema } from "~/modules/catalog/use-cases/open-data-paths.server";
import { KNOWN_OF } from "~/modules/catalog/use-cases/open-data-parameters.server";
import { openContent, openProblem } from "~/platform/open-answer.server";

/** Public: date, method, licence and columns of the files of a city. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const asked = await askedOpenData(new URL(request.url).searchParams, KNOWN_OF.bulk);
  if (!asked.ok) return openProblem(openRefusal(asked.refusal));
  return openContent(request, bulkSchema.parse(bulkBasis(asked.value.city, openReader(request, openWords()))));
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(openMethodRefusal(request));
