import type { LoaderFunctionArgs } from "@remix-run/node";
import { tourCalendar, tourCookie } from "~/modules/finder/use-cases/change-tour.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";

const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" };

/** The tour for a calendar, for whoever came in by its link. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const secret = (await tourCookie.parse(request.headers.get("Cookie"))) ?? "";
  const file = await tourCalendar(secret, (language, facility) =>
    translator(language, language === "en" ? en : zh).getFixedT(language, "finder")("tour.calendar", { facility }),
  );
  if (file === null) return new Response("404\n", { status: 404, headers: { ...CLOSED, "Content-Type": "text/plain" } });
  return new Response(file, {
    headers: {
      ...CLOSED,
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="tour.ics"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
