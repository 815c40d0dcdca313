import { z } from "zod";
import { CARE_PATTERNS, POSITION_QUALITIES } from "../domain/facility";
import { DOCUMENT_KINDS } from "../domain/document-clock";
import { FACILITY_STATES } from "../domain/life-cycle";
import { SERVICE_STATUSES } from "../domain/open-facility";
import { CAPACITY_UNITS } from "../domain/service-type";
import { STATEMENT_WAYS } from "../domain/vacancy";

/*
 * The answers of the open API as they leave: each one is put through its schema, which drops whatever it does not name, and the
 * OpenAPI document is made of the same schemas. Names are those of Open Referral HSDS 3.1; `quarterhour` holds our profile.
 */
const key = z.uuid();
const day = z.iso.date();
const moment = z.iso.datetime();
const count = z.int().min(0);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const words = z.object({ zh: z.string(), en: z.string() }).describe("中文与英文 · Chinese and English");
const demo = words.nullable().describe("演示数据的标记；真实数据为 null · the mark of demo data; null where they are real");

const phone = z.object({
  ...{ id: key, location_id: key, number: z.string(), type: z.literal("voice"), description: z.string().optional() },
});
const schedule = z.object({
  ...{ id: key, location_id: key, freq: z.literal("WEEKLY"), interval: z.int(), wkst: z.literal("MO") },
  byday: z.string().describe("RFC 5545: MO,TU,WE,TH,FR,SA,SU"),
  opens_at: z.string().describe("HH:MM±hh:mm"),
  closes_at: z.string().describe("HH:MM±hh:mm"),
  notes: z.string().optional(),
});
const costOption = z.object({
  ...{ id: key, service_id: key, valid_from: day, valid_to: day.optional().describe("最后一天 · the last day it holds") },
  ...{ option: z.string(), currency: z.literal("CNY"), amount: z.number().min(0), amount_description: z.string() },
});
const capacity = z
  .object({
    ...{ id: key, unit: z.object({ id: key, name: z.string(), identifier: z.enum(CAPACITY_UNITS) }) },
    ...{ available: count, maximum: count.optional(), description: z.string(), updated: moment },
  })
  .describe(
    "只列出已确认且未过期的余位；没有列出的班型为「未知，请电话询问」，不是 0 · only what is confirmed and fresh; a class that is missing is unknown, not 0",
  );
const attribute = z.object({
  ...{
    id: key,
    link_id: key,
    link_type: z.string(),
    link_entity: z.literal("service"),
    taxonomy_term_id: key,
    value: z.string(),
  },
  taxonomy_term: z.object({
    ...{ id: key, code: z.string(), name: z.string(), description: z.string(), taxonomy: z.string() },
  }),
});

const confirmed = { start_month: month, confirmed_at: moment, expires_at: moment, how: z.enum(STATEMENT_WAYS) };
export const monthSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("free"), places: z.int().min(1), ...confirmed }),
    z.object({ kind: z.literal("full"), ...confirmed }),
    z.object({
      ...{ kind: z.literal("unknown"), start_month: month, last_confirmed_at: moment.nullable() },
      why: z.enum(["never-said", "stale", "staffed-unknown", "taken-unknown"]),
    }),
  ])
  .meta({ id: "Vacancy" });

const vacancies = z
  .object({
    ...{ class_id: key, kind: z.string(), care_pattern: z.enum(CARE_PATTERNS).nullable(), unit: z.enum(CAPACITY_UNITS) },
    ...{ age_from_months: count.nullable(), age_to_months: count.nullable(), inclusive: z.boolean() },
    people_per_carer: z.int().nullable(),
    licensed: count.nullable().describe("核定 · licensed; null = 未知 unknown"),
    staffed: count.nullable().describe("可收托（可入住） · staffed; null = 未知 unknown"),
    months: z.array(monthSchema),
  })
  .meta({ id: "ClassVacancies" });

const serviceProfile = z.object({
  service_type: z.object({ key: z.string(), name: words }),
  ...{ offered_from: day, offered_to: day.nullable(), demo, vacancies: z.array(vacancies) },
  walking_minutes: count.optional().describe("从所问的地点步行的整分钟数 · whole minutes walked from the place asked about"),
});

export const organizationSchema = z
  .object({ id: key, name: z.string(), description: z.string(), legal_status: z.string() })
  .meta({ id: "Organization" });

const serviceFields = {
  ...{ id: key, organization_id: key.optional(), name: z.string(), alternate_name: z.string(), description: z.string() },
  ...{ url: z.url(), status: z.enum(SERVICE_STATUSES) },
  ...{ minimum_age: z.number().optional(), maximum_age: z.number().optional() },
  assured_date: day.optional().describe("最近一次确认余位的日期 · the day vacancies were last confirmed"),
  ...{ alert: z.string().optional(), last_modified: moment, organization: organizationSchema.optional() },
  quarterhour: serviceProfile,
};
export const serviceListedSchema = z.object(serviceFields).meta({ id: "ServiceListed" });

const locationFields = {
  ...{ id: key, location_type: z.literal("physical"), organization_id: key.optional(), name: z.string() },
  latitude: z.number().optional().describe("WGS-84"),
  longitude: z.number().optional().describe("WGS-84"),
  quarterhour: z.object({
    ...{ last_modified: moment, kind: z.object({ key: z.string(), name: words }) },
    ...{ state: z.enum(FACILITY_STATES).nullable(), state_since: day.nullable(), position_quality: z.enum(POSITION_QUALITIES) },
    area: z.object({ code: z.string(), name: words, within: words }).nullable(),
    documents: z
      .array(
        z.object({
          ...{ kind: z.enum(DOCUMENT_KINDS), issuer: z.string(), issued_on: day.nullable(), expires_on: day.nullable() },
          standing: z.enum(["valid", "expiring", "expired", "unknown"]),
        }),
      )
      .describe("备案不是许可证 · a filing is not a licence"),
    grades: z.array(
      z.object({
        ...{ grade: z.string(), standard: z.string(), graded_on: day, valid_to: day.nullable(), source: z.string() },
      }),
    ),
    inspections: z.array(
      z.object({
        ...{ inspected_on: day, kind: z.string(), result: z.string(), findings: count, open_findings: count, source: z.string() },
      }),
    ),
    demo,
  }),
};
export const locationListedSchema = z.object(locationFields).meta({ id: "LocationListed" });

const address = z.object({
  ...{ id: key, location_id: key, address_1: z.string(), city: z.string(), region: z.string() },
  ...{ state_province: z.string(), postal_code: z.string(), country: z.string(), address_type: z.literal("physical") },
});
export const locationSchema = z
  .object({
    ...locationFields,
    ...{ addresses: z.array(address), phones: z.array(phone), schedules: z.array(schedule) },
    accessibility: z.array(z.object({ id: key, location_id: key, description: z.string(), details: z.string() })),
  })
  .meta({ id: "Location" });

const atLocation = { id: key, service_id: key, location_id: key };
export const serviceAtLocationListedSchema = z.object(atLocation).meta({ id: "ServiceAtLocationListed" });
export const serviceAtLocationSchema = z
  .object({
    ...atLocation,
    ...{ phones: z.array(phone), schedules: z.array(schedule), location: locationSchema, service: serviceListedSchema },
  })
  .meta({ id: "ServiceAtLocation" });

export const serviceSchema = z
  .object({
    ...serviceFields,
    ...{ phones: z.array(phone), schedules: z.array(schedule) },
    service_at_locations: z.array(z.object({ ...atLocation, location: locationSchema })),
    ...{ cost_options: z.array(costOption), capacities: z.array(capacity), attributes: z.array(attribute) },
  })
  .meta({ id: "Service" });

export const organizationFullSchema = z
  .object({
    ...organizationSchema.shape,
    services: z.array(z.object({ id: key, name: z.string(), status: z.enum(SERVICE_STATUSES) })),
  })
  .meta({ id: "OrganizationFull" });

/** `minimal`: the key and when it changed, by the name of the schema and by that of the API reference. */
export const minimalSchema = z.object({ id: key, last_modified: moment, modified_date: moment }).meta({ id: "Minimal" });

/** Of when, whose and how: beside every list. */
export const basisSchema = z
  .object({
    ...{ city: z.object({ code: z.string(), name: words }), date: day, demo, method: words },
    licence: z.object({ name: words, url: z.url().nullable() }),
    walk: z
      .object({ walker: z.string(), minutes: count, method: z.enum(["network", "circle"]), cut: z.boolean() })
      .optional()
      .describe(
        "步行怎样计算；cut = 范围内还有更多，只算了最近的 · how walks were counted; cut = more lie that near than were counted",
      ),
  })
  .meta({ id: "Basis" });

/** A page as the HSDS API reference has it, with its basis. */
export const pageOf = (id: string, ...items: readonly z.ZodType[]) =>
  z
    .object({
      ...{ total_items: count, total_pages: count, page_number: z.int().min(1), size: count },
      ...{ first_page: z.boolean(), last_page: z.boolean(), empty: z.boolean() },
      quarterhour: basisSchema,
      contents: z.array(items.length === 1 ? items[0]! : z.union(items)),
    })
    .meta({ id });
