import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { countFacilities } from "~/modules/catalog/use-cases/count-facilities.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { openAnswer, openProblem } from "~/platform/open-answer.server";
import { isCalendarDay } from "~/shared/calendar-day";

const METHOD = {
  zh: "口径：设施＝当日状态为「运营」的场所；服务点＝当日运营设施中有效的服务项目；容量按当日有效的核定、可收托（可入住）、在托（在住）数合计，在托未知的另列其可收托数，可收托未知的另列其核定数。",
  en: "Facility: a place whose state that day is operating. Service point: an offering valid that day at an operating facility. Capacities: the licensed, staffed and taken figures in force that day; where taken is unknown the staffed places are listed apart, where staffed is unknown the licensed ones.",
};

const Asked = z.object({
  city: z.string().regex(/^\d{4,6}$/),
  date: z.string().refine(isCalendarDay).optional(),
});

/** Public: how many facilities, service points and places a city has on a day. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const asked = Asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return badRequest(asked.error);
  const city = await cityByCode(asked.data.city);
  if (!city)
    return problem(
      404,
      "unknown-city",
      `没有代码为 ${asked.data.city} 的城市`,
      `There is no city with the code ${asked.data.city}`,
    );
  const date = asked.data.date ?? today(city.timeZone);
  return openAnswer(request, `counts-${city.stamp}-${date}`, async () => ({
    city: { code: city.code, name: { zh: city.nameZh, en: city.nameEn } },
    date,
    demo: city.isDemo ? DEMO_MARK : null,
    ...(await countFacilities(city, date)),
    method: METHOD,
  }));
}

function badRequest(error: z.ZodError): Response {
  const field = String(error.issues[0]?.path[0] ?? "city");
  return field === "date"
    ? problem(400, "bad-date", "date 应写成 2024-06-30 这样的日期", "date must be a calendar day like 2024-06-30")
    : problem(400, "bad-city", "city 应为城市代码，例如 4101", "city must be the code of a city, for example 4101");
}

const problem = (status: number, kind: string, zh: string, en: string): Response =>
  openProblem(status, { kind, title: { zh, en } });
