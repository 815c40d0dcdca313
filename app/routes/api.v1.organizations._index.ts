import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { pageLinks } from "~/modules/catalog/domain/page-links";
import { openMethodRefusal, openRefusal, openWords } from "~/modules/catalog/ui/open-data-words";
import { askedOpenData } from "~/modules/catalog/use-cases/asked-open-data.server";
import { KNOWN_OF } from "~/modules/catalog/use-cases/open-data-parameters.server";
import { openReader } from "~/modules/catalog/use-cases/open-data-context.server";
import { readOpenOrganizations } from "~/modules/catalog/use-cases/read-open-record.server";
import { openContent, openProblem } from "~/platform/open-answer.server";

/** Public: who runs the places of a city, page by page. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const asked = await askedOpenData(new URL(request.url).searchParams, KNOWN_OF.organizations);
  if (!asked.ok) return openProblem(openRefusal(asked.refusal));
  const page = await readOpenOrganizations(asked.value.city, asked.value.question, openReader(request, openWords()));
  return openContent(request, page, pageLinks(request.url, page));
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(openMethodRefusal(request));
