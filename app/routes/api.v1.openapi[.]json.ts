import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { openMethodRefusal, openRefusal, openWords } from "~/modules/catalog/ui/open-data-words";
import { askedRecord } from "~/modules/catalog/use-cases/asked-open-data.server";
import { openReader } from "~/modules/catalog/use-cases/open-data-context.server";
import { KNOWN_OF } from "~/modules/catalog/use-cases/open-data-parameters.server";
import { OPEN_DATA_PATHS } from "~/modules/catalog/use-cases/open-data-paths.server";
import { FIGURES_PATHS } from "~/modules/coverage/use-cases/figures-paths.server";
import { openDataLicence } from "~/platform/environment.server";
import { openContent, openProblem } from "~/platform/open-answer.server";
import { openApiDocument } from "~/platform/open-api.server";
import { programVersion } from "~/platform/program-version.server";

const DESCRIPTION = `步行一刻钟内的养老与托育服务，按 Open Referral HSDS 3.1；余位的口径见每个答复。
Care within a quarter of an hour's walk, in the nouns of Open Referral HSDS 3.1; each answer says how vacancies are meant.`;

/** Public: what the API answers and may be asked, made of the schemas that do both. */
export function loader({ request }: LoaderFunctionArgs): Response {
  const asked = askedRecord(new URL(request.url).searchParams, KNOWN_OF.none);
  if (!asked.ok) return openProblem(openRefusal(asked.refusal));
  const { origin } = openReader(request, openWords());
  const about = {
    title: "Quarterhour 一刻钟 open data",
    version: programVersion(),
    description: DESCRIPTION,
    origin,
    licence: openDataLicence(),
  };
  return openContent(request, openApiDocument(about, [...OPEN_DATA_PATHS, ...FIGURES_PATHS]));
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(openMethodRefusal(request));
