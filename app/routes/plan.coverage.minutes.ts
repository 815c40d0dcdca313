import type { LoaderFunctionArgs } from "@remix-run/node";
import { drawCircles } from "~/modules/coverage/use-cases/answer-coverage.server";
import { answerMapFile } from "~/modules/coverage/use-cases/answer-map-file.server";
import { WALK_BANDS } from "~/modules/coverage/domain/circles-run";
import { sendGzipped } from "~/platform/send-gzipped.server";

/** The ground by minutes to the nearest place, as nested bands of GeoJSON. */
export const loader = ({ request }: LoaderFunctionArgs): Promise<Response> =>
  answerMapFile(request, { name: "minutes", contentType: "application/geo+json" }, async ({ ground, query }, headers) =>
    sendGzipped(request, await drawCircles(ground, query, WALK_BANDS, request.signal), headers),
  );
