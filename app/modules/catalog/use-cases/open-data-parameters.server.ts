import { z } from "zod";
import { SERVICE_STATUSES } from "../domain/open-facility";
import { MOST_FULL, MOST_LISTED, MOST_MINIMAL } from "../domain/open-data-question";

/*
 * Every parameter of the open data: the schema that reads it, of which the OpenAPI document is made too; the form that a refusal
 * names; and what it is for.
 */
const MOST_PAGES = 1_000_000;
const MOST_MONTHS = 12;
const MOST_MINUTES = 60;

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));
const yesOrNo = z.stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] });

export const OPEN_PARAMETERS = {
  city: {
    schema: z.string().regex(/^\d{4,6}$/),
    form: ["4101"],
    what: "城市代码；本系统只有一个城市时可省略 · code of the city; may be left out where the installation has one city",
  },
  page: { schema: whole(1, MOST_PAGES), form: ["1", String(MOST_PAGES)], what: "第几页，从 1 起 · the page, from 1" },
  per_page: {
    schema: whole(1, MOST_MINIMAL),
    form: ["1", String(MOST_MINIMAL)],
    what: `每页条数：列表最多 ${MOST_LISTED}，full 最多 ${MOST_FULL}，minimal 最多 ${MOST_MINIMAL} · entries a page: at most ${MOST_LISTED}, ${MOST_FULL} with full, ${MOST_MINIMAL} with minimal`,
  },
  search: {
    schema: z
      .string()
      .min(1)
      .max(80)
      .regex(/^[^\p{Cc}]*$/u),
    form: ["1", "80"],
    what: "名称、拼音、首字母、地址、区划中的词 · words of names, pinyin, initials, addresses and areas",
  },
  modified_after: {
    schema: z.union([z.iso.datetime({ offset: true }), z.iso.date()]),
    form: ["2026-03-01T00:00:00Z"],
    what: "此刻或之后有变化的记录，包括余位过期等不经修改发生的变化；请与上次询问的时间重叠一小时 · what changed at or after this moment, also by itself as when a vacancy is no longer fresh; overlap your last question by an hour",
  },
  minimal: { schema: yesOrNo, form: ["true", "false"], what: "只要编号和变更时间 · keys and moments of change alone" },
  full: { schema: yesOrNo, form: ["true", "false"], what: "连同下级内容 · with everything below each entry" },
  organization_id: { schema: z.uuid(), form: ["uuid"], what: "由该机构运营的 · run by this organisation" },
  area: {
    schema: z.string().regex(/^\d{4,12}$/),
    form: ["410105001"],
    what: "区划代码（4–12 位），含其下级 · code of an area, with all below it",
  },
  service_type: {
    schema: z.string().min(1).max(40),
    form: ["day-care"],
    what: "服务类型 · type of service, by its key in the city's registry",
  },
  status: { schema: z.enum(SERVICE_STATUSES), form: SERVICE_STATUSES, what: "服务状态 · status of the service" },
  near: {
    schema: z.string().regex(/^-?\d{1,3}(\.\d{1,9})?,-?\d{1,2}(\.\d{1,9})?$/),
    form: ["113.6254,34.7466"],
    what: "从这里步行可到的，WGS-84 经度,纬度；须同时给出 service_type · within a walk of this place, WGS-84 lon,lat; needs service_type",
  },
  walking_minutes: {
    schema: whole(1, MOST_MINUTES),
    form: ["1", String(MOST_MINUTES)],
    what: "最多步行多少分钟；默认为该服务的服务圈 · the longest walk; the service's own circle where it is not said",
  },
  walker: { schema: z.string().min(1).max(40), form: ["pram"], what: "谁在走 · who walks, by its key in the city" },
  start_month: {
    schema: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/),
    form: ["2026-09"],
    what: "余位从哪个月起；默认为本月 · the first month of the vacancies; this month where it is not said",
  },
  months: {
    schema: whole(1, MOST_MONTHS),
    form: ["1", String(MOST_MONTHS)],
    what: "余位列出几个月 · how many months of vacancies",
  },
} as const satisfies Record<string, { schema: z.ZodType; form: readonly string[]; what: string }>;

export type OpenParameter = keyof typeof OPEN_PARAMETERS;

const OF_LISTS = [
  "city",
  "page",
  "per_page",
  "search",
  "modified_after",
  "minimal",
  "full",
  "area",
  "service_type",
  "status",
] as const;
const OF_WALKS = ["near", "walking_minutes", "walker"] as const;
const OF_MONTHS = ["start_month", "months"] as const;

/** Which of them each list knows. */
export const KNOWN_OF = {
  services: [...OF_LISTS, "organization_id", ...OF_WALKS, ...OF_MONTHS],
  service_at_locations: [...OF_LISTS, "organization_id", ...OF_WALKS, ...OF_MONTHS],
  locations: [...OF_LISTS, "organization_id", ...OF_WALKS],
  organizations: ["city", "page", "per_page", "search"],
  record: OF_MONTHS,
  none: [],
  bulk: ["city", "area", "service_type", "status", "start_month"],
} as const satisfies Record<string, readonly OpenParameter[]>;
