import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerMapFile } from "~/modules/coverage/use-cases/answer-map-file.server";
import { answerMethods } from "~/modules/coverage/use-cases/answer-methods.server";

/** The page's question by every method its city can answer by. */
export const loader = ({ request }: LoaderFunctionArgs): Promise<Response> =>
  answerMapFile(request, { name: "methods", contentType: "application/json" }, async ({ ground, query }, headers) =>
    Response.json({ methods: await answerMethods(ground, query, request.signal) }, { headers }),
  );
