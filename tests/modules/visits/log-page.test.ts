import { beforeAll, expect, test } from "vitest";
import { v4 as randomId, v7 as newId } from "uuid";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { action, loader } from "~/routes/visits.log_.new";
import { madeArrival, requestWith } from "../../factories/made-arrival";
import { withTestDatabase } from "../../factories/test-database";
import { TOWN } from "../catalog/factories/catalog-city";
import { EAST, madeElder, makeVisitingTown, STRANGER, VISITOR, WARDEN } from "./visiting-town";

/** The desk's form of a visit, as a browser without JavaScript sends it. */
const records = withTestDatabase();
beforeAll(async () => {
  await makeVisitingTown(records);
  await records.sql`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from) VALUES
      (${newId()}, ${WARDEN.personId}, 'supervisor', 'civil-affairs', '990101', '2024-01-01'),
      (${newId()}, ${VISITOR.personId}, 'caregiver', 'civil-affairs', ${EAST}, '2024-01-01')`;
});

async function asked(query: string, form?: readonly (readonly [string, string])[]) {
  const begun = await inUnitOfWork(systemActor("test"), (uow) =>
    beginSession(uow, { personId: WARDEN.personId, kind: "desk", stage: "open" }, madeArrival()),
  );
  const { headers } = await requestWith(begun);
  const body = form && new URLSearchParams(form.map(([name, value]) => [name, value]));
  const url = `http://quarterhour.invalid/visits/log/new?city=${TOWN.code}${query}`;
  return { request: new Request(url, body ? { method: "POST", headers, body } : { headers }), params: {}, context: {} } as never;
}
const NO_STORE = { "Cache-Control": "no-store" };
const visit = (resident: string, over: Readonly<Record<string, string>> = {}) => [
  ...Object.entries({
    ...{ clientId: randomId(), resident, capturedAt: new Date().toISOString(), beganAt: `${today(TOWN.timeZone)}T00:00` },
    ...{
      minutes: "20",
      outcome: "seen",
      channel: "home",
      purpose: "check",
      needs: "",
      note: "示例：灶具老化",
      "looked.gas": "concern",
    },
    ...over,
  }),
  ["finding", "utilities"] as const,
  ["finding", "health"] as const,
];

test("somebody is looked for by post, and a name in an address is not listened to", async () => {
  const elder = await madeElder(records, { name: "示例寻找" });
  expect(await action(await asked("", [["q", "示例寻"]]))).toMatchObject({
    data: { kind: "found", words: "示例寻", found: [{ id: elder, name: "示例寻找" }] },
    init: { headers: NO_STORE },
  });
  const page = await loader(await asked(`&q=${encodeURIComponent("示例寻")}`));
  expect(JSON.stringify(page)).not.toContain("示例寻");
});

test("that somebody is in hospital is asked of the register without standing in an address", async () => {
  const elder = await madeElder(records);
  const answer = await action(await asked(`&resident=${elder}`, visit(elder, { outcome: "in-hospital" })));
  expect(answer).toMatchObject({ data: { kind: "asks", outcome: "in-hospital" }, init: { headers: NO_STORE } });
});

test("a refused visit comes back with everything typed, to be sent again as the same one", async () => {
  const elder = await madeElder(records);
  const said = visit(elder, { channel: "phone" });
  const answer = await action(await asked(`&resident=${elder}`, said));
  if (!("data" in answer) || answer.data.kind !== "refused") return expect.unreachable("nothing was refused");
  expect(answer.init).toMatchObject({ status: 422, headers: NO_STORE });
  expect(answer.data.refusal).toBe("seen-by-phone");
  const { clientId, note, finding, ...typed } = answer.data.typed;
  expect([clientId, note, finding]).toEqual([[said[0]![1]], ["示例：灶具老化"], ["utilities", "health"]]);
  expect(typed["looked.gas"]).toEqual(["concern"]);
  const saved = (await action(await asked(`&resident=${elder}`, visit(elder, { clientId: clientId![0]! })))) as Response;
  expect(saved.headers.get("Location")).toBe(`/visits/log?city=${TOWN.code}&saved=new`);
  const other = await action(await asked(`&resident=${elder}`, visit(elder, { clientId: clientId![0]!, note: "别的话" })));
  expect(other).toMatchObject({ data: { refusal: "other-content" } });
  if ("data" in other && other.data.kind === "refused") expect(other.data.typed["clientId"]).not.toEqual(clientId);
});

test("a slip that a caregiver brought in is the caregiver's visit, typed by the desk; nobody else stands for one", async () => {
  const elder = await madeElder(records);
  const page = await loader(await asked(`&resident=${elder}&form=${randomId()}`));
  expect((page as { who: unknown }).who).toEqual({
    people: [{ id: VISITOR.personId, name: VISITOR.name }],
    usual: VISITOR.personId,
  });
  await action(await asked(`&resident=${elder}`, visit(elder, { author: VISITOR.personId })));
  const rows =
    await records.sql`SELECT author_id AS author, uploader_id AS uploader FROM visit_event WHERE resident_id = ${elder}`;
  expect([...rows]).toEqual([{ author: VISITOR.personId, uploader: WARDEN.personId }]);
  for (const author of [STRANGER.personId, "x"])
    expect(await action(await asked(`&resident=${elder}`, visit(elder, { author })))).toMatchObject({
      data: { refusal: "no-such-visitor", typed: { author: [author] } },
    });
});

test("a form keeps its id in its address, and come back to after saving it says so", async () => {
  const elder = await madeElder(records);
  const opened = (await loader(await asked(`&resident=${elder}`))) as Response;
  const address = opened.headers.get("Location")!;
  const form = /&form=([0-9a-f-]{36})$/.exec(address)![1]!;
  const page = () => asked(`&resident=${elder}&form=${form}`);
  expect(await loader(await page())).toMatchObject({ clientId: form, isSaved: false });
  await action(await asked(`&resident=${elder}&form=${form}`, visit(elder, { clientId: form })));
  expect(await loader(await page())).toMatchObject({ isSaved: true });
});

test("a visit in the minutes of another is asked about once, and saved when it is said to be another", async () => {
  const elder = await madeElder(records);
  const at = (time: string) => ({ beganAt: `${today(TOWN.timeZone)}T${time}` });
  const count = async () => (await records.sql`SELECT 1 FROM visit_event WHERE resident_id = ${elder}`).length;
  await action(await asked(`&resident=${elder}`, visit(elder, at("00:00"))));
  const again = visit(elder, { ...at("00:10"), outcome: "no-answer" });
  expect(await action(await asked(`&resident=${elder}`, again))).toMatchObject({
    data: { refusal: "same-visit", there: { outcome: "seen", minutes: 20, who: WARDEN.name } },
    init: { status: 422 },
  });
  expect(await count()).toBe(1);
  const saved = (await action(await asked(`&resident=${elder}`, [...again, ["another", "yes"]]))) as Response;
  expect(saved.headers.get("Location")).toContain("saved=new");
  const resent = (await action(await asked(`&resident=${elder}`, again))) as Response;
  expect(resent.headers.get("Location"), "what is there already is not asked about").toContain("saved=again");
  expect(await count()).toBe(2);
});
