import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { countFacilities } from "~/modules/catalog/use-cases/count-facilities.server";
import {
  repeatedParameters,
  unknownParameters,
  type QueryProblem,
  type RequestProblem,
} from "~/modules/coverage/domain/query-problem";
import { refusalOf, refusalOfMethod } from "~/modules/coverage/ui/refusal-of-request";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { cities } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { openAnswer, openProblem } from "~/platform/open-answer.server";
import { isCalendarDay } from "~/shared/calendar-day";

const METHOD = {
  zh: "口径：设施＝当日状态为「运营」的场所；服务点＝当日运营设施中有效的服务项目；容量按当日有效的核定、可收托（可入住）、在托（在住）数合计，在托未知的另列其可收托数，可收托未知的另列其核定数。",
  en: "Facility: a place whose state that day is operating. Service point: an offering valid that day at an operating facility. Capacities: the licensed, staffed and taken figures in force that day; where taken is unknown the staffed places are listed apart, where staffed is unknown the licensed ones.",
};

const KNOWN = ["city", "date"] as const;

/** Public: how many facilities, service points and places a city has on a day. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const [code, day] = [searchParams.get("city") ?? "", searchParams.get("date")];
  const all = await cities();
  const city = all.find((one) => one.code === code);
  const problems: (QueryProblem | RequestProblem)[] = [
    ...unknownParameters(searchParams, KNOWN),
    ...repeatedParameters(searchParams),
  ];
  if (!city)
    problems.push({ kind: code ? "unknown" : "missing", field: "city", given: code, allowed: all.map((one) => one.code) });
  if (day && !isCalendarDay(day)) problems.push({ kind: "not-a-day", field: "date", given: day, allowed: [] });
  if (!city || problems.length > 0) return openProblem(refusalOf(problems));
  const date = day && isCalendarDay(day) ? day : today(city.timeZone);
  return openAnswer(request, `counts-${city.stamp}-${date}`, async () => ({
    city: { code: city.code, name: { zh: city.nameZh, en: city.nameEn } },
    date,
    demo: city.isDemo ? DEMO_MARK : null,
    ...(await countFacilities(city, date)),
    method: METHOD,
  }));
}

export const action = ({ request }: ActionFunctionArgs): Response => openProblem(refusalOfMethod(request));
