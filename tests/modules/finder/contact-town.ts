import { v7 as newId } from "uuid";
import { operatorCookie } from "~/modules/catalog/use-cases/operator-cookie.server";
import { secretHash } from "~/platform/one-time-secret.server";
import { withRequestFacts } from "~/platform/request-facts.server";
import { blindIndexOf } from "~/platform/sealed-value.server";
import type { TestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

/** Two made nurseries in the street, one of them with a class for toddlers, each with an operator's link. */
export const NURSERY = "00000000-0000-7000-8000-0000000fd001";
export const OTHER = "00000000-0000-7000-8000-0000000fd002";
export const CLASS = "00000000-0000-7000-8000-0000000fd011";
export const STREET = "990101001";
export const LINK: Readonly<Record<string, string>> = {
  [NURSERY]: "nursery-one".padEnd(43, "x"),
  [OTHER]: "nursery-two".padEnd(43, "x"),
};

export async function makeContactTown(records: TestDatabase): Promise<void> {
  const { sql } = records;
  await makeTown(records);
  for (const [id, name, lon] of [
    [NURSERY, "示例托育园", 113.68],
    [OTHER, "示例第二托育园", 113.9],
  ] as const) {
    await sql`INSERT INTO facility (id, city_code, name, kind_key, line, address, area_code, lon, lat, position_quality)
      VALUES (${id}, ${TOWN.code}, ${name}, 'nursery-institution', 'health', '示例路 1 号', ${STREET}, ${lon}, 34.78, 'exact')`;
    await sql`INSERT INTO facility_state (id, facility_id, state, valid_from) VALUES (${newId()}, ${id}, 'operating', '2024-01-01')`;
    await sql`INSERT INTO contact (id, facility_id, phone, is_public) VALUES (${newId()}, ${id}, '0371-60000001', true)`;
    await sql`INSERT INTO operator_link (id, facility_id, secret_hash, expires_at) VALUES (${newId()}, ${id}, ${secretHash(LINK[id]!)}, now() + interval '9 days')`;
  }
  const offering = newId();
  await sql`INSERT INTO offering (id, facility_id, service_type, valid_from) VALUES (${offering}, ${NURSERY}, 'nursery', '2024-01-01')`;
  await sql`INSERT INTO offering_class (id, offering_id, kind, care_pattern, age_from_months, age_to_months) VALUES (${CLASS}, ${offering}, 'toddler-12', 'full-day', 12, 24)`;
  await sql`INSERT INTO capacity (id, class_id, valid_from, licensed, staffed) VALUES (${newId()}, ${CLASS}, '2024-01-01', 20, 10)`;
}

/** A form that was opened some seconds ago. */
export function stampOf(purpose: string, secondsAgo = 20): string {
  const id = newId({ msecs: Date.now() - secondsAgo * 1000 });
  return `${id}.${blindIndexOf(purpose, id)}`;
}

type Route = (args: never) => unknown;
export interface Answered {
  readonly data: Readonly<Record<string, unknown>>;
  readonly init: { readonly status?: number; readonly headers: Readonly<Record<string, string>> } | null;
  readonly redirect: string | null;
  readonly cookie: string | null;
}

let address = 0;
interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  readonly from?: string;
  readonly language?: "zh" | "en";
}

/** A page or form, as a browser without scripts asks for it. */
export async function asked(
  route: Route,
  path: string,
  { params = {}, form, cookie, from, language = "zh" }: Asked = {},
): Promise<Answered> {
  const headers = { ...(cookie ? { Cookie: cookie } : {}), "Accept-Language": language };
  const separator = path.includes("?") ? "&" : "?";
  const request = new Request(`http://quarterhour.invalid${path}${separator}city=${TOWN.code}`, {
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    headers,
  });
  const facts = { requestId: "made", address: from ?? `203.0.113.${(++address % 250) + 1}` };
  const answer = await withRequestFacts(facts, async () => route({ request, params, context: {} } as never));
  if (answer instanceof Response)
    return {
      data: {},
      init: { status: answer.status, headers: {} },
      redirect: answer.headers.get("Location"),
      cookie: answer.headers.get("Set-Cookie"),
    };
  const { data, init } = answer as Pick<Answered, "data" | "init">;
  return { data, init, redirect: null, cookie: null };
}

export const operatorOf = async (id: string): Promise<string> => (await operatorCookie.serialize(LINK[id]!)).split(";")[0]!;
