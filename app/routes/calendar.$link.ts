import type { LoaderFunctionArgs } from "@remix-run/node";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { calendarBehind } from "~/modules/visits/use-cases/calendar-feed.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" };

/**
 * A calendar asks here, with no session: the link is all it has. A link that opens nothing is like one that never was. The
 * language is the link's, for a calendar says of itself none that anybody chose.
 */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const language = new URL(request.url).searchParams.get("lang") === "en" ? "en" : "zh";
  const t = translator(language, language === "en" ? en : zh).getFixedT(language, "visits");
  const [secret = ""] = /^[^.]+(?=\.ics$)/.exec(params.link ?? "") ?? [];
  const found = await calendarBehind(secret, async (codes) => {
    const within = (code: string) => code.slice(0, 9);
    const names = await areaNames(codes.flatMap((code) => [code, within(code)]));
    // The community's own name, without the district and street before it.
    const community = (code: string): string => {
      if (language === "en") return names[code]?.nameEn.split(", ")[0] ?? code;
      const [whole, street] = [names[code]?.name ?? code, names[within(code)]?.name ?? ""];
      return code.length === 12 && whole.startsWith(street) ? whole.slice(street.length) : whole;
    };
    return {
      name: t("feed.calendar"),
      summary: ({ nth, of, areaCode, channel }) => t(`feed.entry.${channel}`, { nth, of, community: community(areaCode) }),
    };
  });
  if (!found) return new Response("404\n", { status: 404, headers: { ...CLOSED, "Content-Type": "text/plain" } });
  const headers = { ...CLOSED, "Cache-Control": "private, no-cache", ETag: found.tag };
  if (request.headers.get("If-None-Match") === found.tag) return new Response(null, { status: 304, headers });
  return new Response(found.file, {
    headers: {
      ...headers,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="visits.ics"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
