import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { openMethodRefusal, openRefusal, openWords } from "~/modules/catalog/ui/open-data-words";
import { askedRecord } from "~/modules/catalog/use-cases/asked-open-data.server";
import { openReader } from "~/modules/catalog/use-cases/open-data-context.server";
import { KNOWN_OF } from "~/modules/catalog/use-cases/open-data-parameters.server";
import { rootSchema } from "~/modules/catalog/use-cases/open-data-paths.server";
import { cities } from "~/modules/places/use-cases/current-city.server";
import { openDataLicence } from "~/platform/environment.server";
import { openContent, openProblem } from "~/platform/open-answer.server";

/** Public: which version of the standard this is, its profile, and the cities there are. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const asked = askedRecord(new URL(request.url).searchParams, KNOWN_OF.none);
  if (!asked.ok) return openProblem(openRefusal(asked.refusal));
  const { origin } = openReader(request, openWords());
  const root = {
    ...{ version: "3.1", profile: `${origin}/about/data`, openapi_url: `${origin}/api/v1/openapi.json` },
    description: "步行一刻钟内的养老与托育服务 · Care within a quarter of an hour's walk",
    publisher: { name: "Quarterhour 一刻钟", website: `${origin}/about/data` },
    quarterhour: {
      cities: (await cities()).map(({ code, nameZh, nameEn, isDemo }) => ({
        code,
        name: { zh: nameZh, en: nameEn },
        demo: isDemo,
      })),
      licence: openDataLicence()?.name ?? null,
    },
  };
  return openContent(request, rootSchema.parse(root));
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(openMethodRefusal(request));
