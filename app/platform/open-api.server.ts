import { z } from "zod";

/*
 * An OpenAPI 3.1 document made of the schemas that read questions and write answers: what has an `id` in its metadata stands
 * among the components once, everything else where it is used.
 */
export interface ApiParameter {
  readonly schema: z.ZodType;
  readonly what: string;
  readonly example?: string;
  readonly isRequired?: boolean;
}

export interface ApiPath {
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly tag: string;
  readonly parameters: Readonly<Record<string, ApiParameter>>;
  /** what the path itself holds: `/services/{id}` */
  readonly inPath?: Readonly<Record<string, ApiParameter>>;
  /** by the type of the answer */
  readonly answers: Readonly<Record<string, z.ZodType>>;
}

export interface ApiAbout {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly origin: string;
  readonly licence: { readonly name: string; readonly url: string | null } | undefined;
}

const bothLanguages = z.object({ zh: z.string(), en: z.string() });
const PROBLEM = z
  .object({
    ...{ status: z.int(), kind: z.string(), title: bothLanguages, seconds: z.int().optional() },
    problems: z
      .array(
        z.object({
          ...{ kind: z.string(), field: z.string(), given: z.string(), allowed: z.array(z.string()), message: bothLanguages },
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem" });

const componentAddress = (id: string): string => `#/components/schemas/${id}`;

/** A schema in place, with references to what stands among the components. */
function schemaIn(schema: z.ZodType): Record<string, unknown> {
  const id = z.globalRegistry.get(schema)?.id;
  if (id !== undefined) return { $ref: componentAddress(id) };
  const { $schema: _dialect, ...said } = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" });
  const { $defs: _defs, ...plain } = inDocument(said) as Record<string, unknown>;
  return plain;
}

function componentsOf(schemas: readonly z.ZodType[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const schema of schemas) {
    const { $defs = {} } = z.toJSONSchema(schema, { io: "output" }) as { $defs?: Record<string, unknown> };
    for (const [name, part] of Object.entries($defs)) found[name] ??= inDocument(part);
  }
  return found;
}

/** What zod keeps beside a schema stands among the components. */
const inDocument = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${componentAddress("")}`));

const parameterIn = (place: "query" | "path", name: string, { schema, what, example, isRequired }: ApiParameter) => ({
  ...{ name, in: place, required: place === "path" || isRequired === true, description: what },
  schema: schemaIn(schema),
  ...(example === undefined ? {} : { example }),
});

const PROBLEMS = {
  400: "问题有误 · the question is wrong",
  404: "没有这条记录或城市 · no such record or city",
  429: "请求太多 · too many requests",
};

const TAGGED = { headers: { ETag: { schema: { type: "string" } } } };

function pathIn({ name, summary, tag, parameters, inPath = {}, answers }: ApiPath) {
  const refusal = { content: { "application/problem+json": { schema: schemaIn(PROBLEM) } } };
  const content = Object.fromEntries(Object.entries(answers).map(([type, schema]) => [type, { schema: schemaIn(schema) }]));
  return {
    get: {
      ...{ operationId: name, summary, tags: [tag] },
      parameters: [
        ...Object.entries(inPath).map(([key, parameter]) => parameterIn("path", key, parameter)),
        ...Object.entries(parameters).map(([key, parameter]) => parameterIn("query", key, parameter)),
      ],
      responses: {
        200: { description: summary, content, ...TAGGED },
        304: { description: "没有变化（If-None-Match） · unchanged since the tag that was sent" },
        ...Object.fromEntries(Object.entries(PROBLEMS).map(([status, description]) => [status, { description, ...refusal }])),
      },
    },
  };
}

export function openApiDocument({ title, version, description, origin, licence }: ApiAbout, paths: readonly ApiPath[]) {
  return {
    openapi: "3.1.0",
    info: {
      title,
      version,
      description,
      ...(licence ? { license: { name: licence.name, ...(licence.url ? { url: licence.url } : {}) } } : {}),
    },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    servers: [{ url: `${origin}/api/v1` }],
    paths: Object.fromEntries(paths.map((one) => [one.path, pathIn(one)])),
    components: { schemas: componentsOf([PROBLEM, ...paths.flatMap(({ answers }) => Object.values(answers))]) },
  };
}
