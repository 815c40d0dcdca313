import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerCoverage } from "~/modules/coverage/use-cases/answer-coverage.server";
import { answerMapFile } from "~/modules/coverage/use-cases/answer-map-file.server";
import { coveragePlaces } from "~/modules/coverage/use-cases/coverage-places.server";

/** Facilities, gaps, barriers and shares the map draws. */
export const loader = ({ request }: LoaderFunctionArgs): Promise<Response> =>
  answerMapFile(
    request,
    { name: "places", contentType: "application/json" },
    async ({ ground, query }, headers) =>
      new Response(coveragePlaces(await answerCoverage(ground, query, query.date, request.signal)), { headers }),
  );
