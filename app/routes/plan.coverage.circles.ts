import type { LoaderFunctionArgs } from "@remix-run/node";
import { drawCircles } from "~/modules/coverage/use-cases/answer-coverage.server";
import { answerMapFile } from "~/modules/coverage/use-cases/answer-map-file.server";
import { sendGzipped } from "~/platform/send-gzipped.server";

/** The nested circles the map draws, as GeoJSON. */
export const loader = ({ request }: LoaderFunctionArgs): Promise<Response> =>
  answerMapFile(request, { name: "circles", contentType: "application/geo+json" }, async ({ ground, query }, headers) =>
    sendGzipped(request, await drawCircles(ground, query, undefined, request.signal), headers),
  );
