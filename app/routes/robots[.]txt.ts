import type { LoaderFunctionArgs } from "@remix-run/node";
import { isDemo } from "~/platform/environment.server";
import { ownOrigin } from "~/platform/own-address.server";

/** Desks are nobody's to crawl; an address with a question in it tells of whoever asked. A demo is found by nobody. */
const CLOSED = [
  "/plan",
  "/visits",
  "/govern",
  "/operate",
  "/care",
  "/my",
  "/account",
  "/sign-in",
  "/api/",
  "/find?",
  "/find/compare",
];

export function loader({ request }: LoaderFunctionArgs): Response {
  const lines = isDemo()
    ? ["User-agent: *", "Disallow: /"]
    : ["User-agent: *", ...CLOSED.map((path) => `Disallow: ${path}`), "", `Sitemap: ${ownOrigin(request)}/sitemap.xml`];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}
