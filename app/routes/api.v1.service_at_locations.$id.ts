import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { NO_SUCH_RECORD, openMethodRefusal, openRefusal, openWords } from "~/modules/catalog/ui/open-data-words";
import { askedRecord } from "~/modules/catalog/use-cases/asked-open-data.server";
import { openReader } from "~/modules/catalog/use-cases/open-data-context.server";
import { KNOWN_OF } from "~/modules/catalog/use-cases/open-data-parameters.server";
import { readOpenService } from "~/modules/catalog/use-cases/read-open-record.server";
import { openContent, openProblem } from "~/platform/open-answer.server";

/** Public: a service at its place. */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const asked = askedRecord(new URL(request.url).searchParams, KNOWN_OF.record);
  if (!asked.ok) return openProblem(openRefusal(asked.refusal));
  const record = await readOpenService(params.id ?? "", "service_at_location", asked.value, openReader(request, openWords()));
  return record ? openContent(request, record) : openProblem(NO_SUCH_RECORD);
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(openMethodRefusal(request));
