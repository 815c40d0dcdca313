import { z } from "zod";
import type { ApiParameter, ApiPath } from "~/platform/open-api.server";
import {
  basisSchema,
  locationListedSchema,
  locationSchema,
  minimalSchema,
  organizationFullSchema,
  organizationSchema,
  pageOf,
  serviceAtLocationListedSchema,
  serviceAtLocationSchema,
  serviceListedSchema,
  serviceSchema,
} from "./hsds-schema.server";
import { KNOWN_OF, OPEN_PARAMETERS, type OpenParameter } from "./open-data-parameters.server";

const TAG = "HSDS 3.1";
const BULK = "Bulk";

const known = (names: readonly OpenParameter[]): Record<string, ApiParameter> =>
  Object.fromEntries(
    names.map((name) => {
      const { schema, what, form } = OPEN_PARAMETERS[name];
      return [name, { schema, what, example: form[0] }];
    }),
  );
const ID = { id: { schema: z.string(), what: "编号 · key" } };
const json = (schema: z.ZodType) => ({ "application/json": schema });

export const rootSchema = z
  .object({
    ...{ version: z.literal("3.1"), profile: z.url(), openapi_url: z.url(), description: z.string() },
    publisher: z.object({ name: z.string(), website: z.url() }),
    quarterhour: z.object({
      cities: z.array(z.object({ code: z.string(), name: z.object({ zh: z.string(), en: z.string() }), demo: z.boolean() })),
      licence: z.string().nullable(),
    }),
  })
  .meta({ id: "Root" });

export const bulkSchema = z
  .object({ ...basisSchema.shape, files: z.array(z.url()), columns: z.array(z.string()) })
  .meta({ id: "BulkBasis" });

/** What every answer of the open data says of itself, path by path. */
export const OPEN_DATA_PATHS: readonly ApiPath[] = [
  {
    ...{ path: "/", name: "root", tag: TAG, parameters: {}, answers: json(rootSchema) },
    summary: "版本、规范与城市 · version, profile and cities",
  },
  {
    ...{ path: "/services", name: "services", tag: TAG, parameters: known(KNOWN_OF.services) },
    summary: "服务列表 · services",
    answers: json(pageOf("ServicePage", serviceSchema, serviceListedSchema, minimalSchema)),
  },
  {
    ...{ path: "/services/{id}", name: "service", tag: TAG, parameters: known(KNOWN_OF.record), inPath: ID },
    ...{ summary: "一项服务，已结束的也能读到 · one service, an ended one too", answers: json(serviceSchema) },
  },
  {
    ...{ path: "/service_at_locations", name: "serviceAtLocations", tag: TAG, parameters: known(KNOWN_OF.service_at_locations) },
    summary: "服务与地点 · services at their places",
    answers: json(pageOf("ServiceAtLocationPage", serviceAtLocationSchema, serviceAtLocationListedSchema, minimalSchema)),
  },
  {
    ...{
      path: "/service_at_locations/{id}",
      name: "serviceAtLocation",
      tag: TAG,
      parameters: known(KNOWN_OF.record),
      inPath: ID,
    },
    ...{ summary: "一项服务与它的地点 · one service at its place", answers: json(serviceAtLocationSchema) },
  },
  {
    ...{ path: "/locations", name: "locations", tag: TAG, parameters: known(KNOWN_OF.locations) },
    summary: "地点列表，已关闭的也在内 · places, closed ones too",
    answers: json(pageOf("LocationPage", locationSchema, locationListedSchema, minimalSchema)),
  },
  {
    ...{ path: "/locations/{id}", name: "location", tag: TAG, parameters: {}, inPath: ID },
    ...{ summary: "一个地点 · one place", answers: json(locationSchema) },
  },
  {
    ...{ path: "/organizations", name: "organizations", tag: TAG, parameters: known(KNOWN_OF.organizations) },
    ...{ summary: "运营机构列表 · who runs places", answers: json(pageOf("OrganizationPage", organizationSchema)) },
  },
  {
    ...{ path: "/organizations/{id}", name: "organization", tag: TAG, parameters: {}, inPath: ID },
    ...{ summary: "一个运营机构及其服务 · one of them, with its services", answers: json(organizationFullSchema) },
  },
  {
    ...{ path: "/facilities.csv", name: "facilitiesCsv", tag: BULK, parameters: known(KNOWN_OF.bulk) },
    summary: "全部服务，一行一个班型（CSV，UTF-8） · every class of every service as one line of CSV",
    answers: { "text/csv": z.string() },
  },
  {
    ...{ path: "/facilities.json", name: "facilitiesAbout", tag: BULK, parameters: known(KNOWN_OF.bulk) },
    summary: "下载文件的日期、口径、许可与各列含义 · date, method, licence and columns of the files",
    answers: json(bulkSchema),
  },
  {
    ...{ path: "/facilities.geojson", name: "facilitiesGeoJson", tag: BULK, parameters: known(KNOWN_OF.bulk) },
    summary: "全部设施（GeoJSON，WGS-84） · every facility as GeoJSON",
    answers: {
      "application/geo+json": z.looseObject({
        type: z.literal("FeatureCollection"),
        features: z.array(
          z.looseObject({
            type: z.literal("Feature"),
            geometry: z.object({ type: z.literal("Point"), coordinates: z.array(z.number()).length(2) }).nullable(),
            properties: z.looseObject({ id: z.uuid(), name: z.string(), date: z.iso.date() }),
          }),
        ),
      }),
    },
  },
];
