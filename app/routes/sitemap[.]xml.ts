import type { LoaderFunctionArgs } from "@remix-run/node";
import { validate as isUuid } from "uuid";
import { sitemapIndex, sitemapPage } from "~/modules/finder/use-cases/tell-sitemap.server";
import { ownOrigin } from "~/platform/own-address.server";
import { streamedText } from "~/platform/streamed-text.server";

/** Every place's page for search engines: the index, and with `from` one page of it. */
export function loader({ request }: LoaderFunctionArgs): Response {
  const from = new URL(request.url).searchParams.get("from");
  if (from !== null && !isUuid(from)) return new Response("404\n", { status: 404, headers: { "Content-Type": "text/plain" } });
  const origin = ownOrigin(request);
  return new Response(streamedText(from === null ? sitemapIndex(origin) : sitemapPage(origin, from)), {
    headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
