import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { pageLinks } from "~/modules/catalog/domain/page-links";
import { openMethodRefusal, openRefusal, openWords } from "~/modules/catalog/ui/open-data-words";
import { askedOpenData } from "~/modules/catalog/use-cases/asked-open-data.server";
import { KNOWN_OF } from "~/modules/catalog/use-cases/open-data-parameters.server";
import { openReader } from "~/modules/catalog/use-cases/open-data-context.server";
import { readOpenPage } from "~/modules/catalog/use-cases/read-open-data.server";
import { walkAsked } from "~/modules/finder/use-cases/offerings-within-walk.server";
import { openContent, openProblem } from "~/platform/open-answer.server";

/** Public: the places of a city, page by page, closed ones too. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const asked = await askedOpenData(new URL(request.url).searchParams, KNOWN_OF.locations);
  if (!asked.ok) return openProblem(openRefusal(asked.refusal));
  const { city, question } = asked.value;
  const page = await readOpenPage(city, "locations", question, await walkAsked(city, question), openReader(request, openWords()));
  return openContent(request, page, pageLinks(request.url, page));
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(openMethodRefusal(request));
