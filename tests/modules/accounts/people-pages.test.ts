import { beforeAll, expect, test } from "vitest";
import { addPerson } from "~/modules/accounts/use-cases/add-person.server";
import { peopleInView } from "~/modules/accounts/use-cases/people-in-view.server";
import { signIn } from "~/modules/accounts/use-cases/sign-in.server";
import { action, loader } from "~/routes/govern.people._index";
import { madeActor } from "../../factories/made-actor";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

const records = withTestDatabase();
const ANYBODY = { words: "", areaCode: "", role: "", state: "" };
const PASSWORD = "eighteen quiet rivers";
const MADE = 120;
const chief = madeActor({ role: "overseer", areaCode: TOWN.code });

beforeAll(async () => {
  await makeTown(records);
  await addPerson({ login: "over@bureau", name: "示例监督员", role: "overseer", cityCode: TOWN.code, password: PASSWORD }, [
    TOWN.code,
  ]);
  await records.sql`
    INSERT INTO person (id, name, line, area_code)
    SELECT gen_random_uuid(), CASE WHEN n % 3 = 0 THEN '示例同名' ELSE '示例' || n END, 'health', ${TOWN.code} FROM generate_series(1, ${MADE}) n`;
});

test("every page begins after an id, everybody is listed once, also those of one name; whom one cannot see begins none", async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await peopleInView(chief, ANYBODY, after);
    seen.push(...page.people.map(({ id }) => id));
    after = page.next;
    if (after !== null) expect(after).toMatch(/^[0-9a-f-]{36}$/);
  } while (after !== null);
  const there = await records.sql`SELECT id FROM person`;
  expect([...seen].sort()).toEqual(there.map((one) => String(one["id"])).sort());
  expect(there.length).toBeGreaterThan(MADE);
  const first = (await peopleInView(chief, ANYBODY, null)).people.map(({ id }) => id);
  const [foreign] = await records.sql<{ id: string }[]>`
    INSERT INTO person (id, name, area_code) VALUES (gen_random_uuid(), '示例外地', '9902') RETURNING id`;
  for (const unknown of [foreign!.id, "x", "示例12"])
    expect(
      (await peopleInView(chief, ANYBODY, unknown)).people.map(({ id }) => id),
      unknown,
    ).toEqual(first);
});

test("a name is searched by post: no address holds one, and one in an address is not listened to", async () => {
  const signedIn = await signIn("over@bureau", PASSWORD, madeArrival());
  if (!signedIn.ok) throw new Error(signedIn.refusal.kind);
  const asked = async (path: string, form?: Record<string, string>) => {
    const { headers, url } = await requestWith(signedIn.value, path);
    const body = form && new URLSearchParams(form);
    return {
      request: new Request(url, body ? { method: "POST", headers, body } : { headers }),
      params: {},
      context: { cspNonce: "" },
    };
  };
  const search = { intent: "search", words: "示例同", area: "", role: "", state: "active" };
  const found = await action(await asked("/govern/people", search));
  if (!("data" in found)) return expect.unreachable("sent elsewhere");
  expect(found.data.list?.page.people).toHaveLength(40);
  expect(found.init?.headers).toMatchObject({ "Cache-Control": "no-store" });
  const elsewhere = (await action(await asked("/govern/people", { ...search, words: " " }))) as Response;
  expect(elsewhere.headers.get("Location")).toBe("/govern/people?state=active");
  const listed = await loader(await asked(`/govern/people?words=${encodeURIComponent("没有这个人")}`));
  expect(listed.asked.words).toBe("");
  expect(listed.page.people).toHaveLength(50);
});
