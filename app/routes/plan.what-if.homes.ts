import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerMapFile } from "~/modules/coverage/use-cases/answer-map-file.server";
import { whatIfFile } from "~/modules/coverage/use-cases/what-if.server";

/** The homes a candidate is weighed against, each with the way it walks today. */
export const loader = ({ request }: LoaderFunctionArgs): Promise<Response> =>
  answerMapFile(
    request,
    { name: "what-if", contentType: "application/json" },
    async ({ ground, query }, headers) => new Response(await whatIfFile(ground, query, request.signal), { headers }),
  );
