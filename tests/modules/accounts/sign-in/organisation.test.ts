import { afterAll, beforeAll, expect, test } from "vitest";
import { addPerson } from "~/modules/accounts/use-cases/add-person.server";
import { currentSession } from "~/modules/accounts/use-cases/current-session.server";
import {
  beginOrganisationSignIn,
  CALLBACK,
  finishOrganisationSignIn,
  type KeptErrand,
} from "~/modules/accounts/use-cases/organisation-sign-in.server";
import { inProduction } from "../../../factories/in-production";
import { madeArrival, requestWith } from "../../../factories/made-arrival";
import { CLIENT, startOrganisation, walkedThrough, type Organisation, type Vouched } from "../../../factories/organisation";
import { withTestDatabase } from "../../../factories/test-database";

const records = withTestDatabase();
const HERE = "http://quarterhour.invalid";
let organisation: Organisation;

beforeAll(async () => {
  organisation = await startOrganisation(`${HERE}${CALLBACK}`);
  process.env.QUARTERHOUR_OIDC_ISSUER = organisation.issuer;
  process.env.QUARTERHOUR_OIDC_CLIENT_ID = CLIENT.id;
  process.env.QUARTERHOUR_OIDC_CLIENT_SECRET = CLIENT.secret;
  const wish = { name: "示例规划员", role: "planner", cityCode: null, password: null };
  for (const login of ["li@bureau.example", "wang@bureau.example"]) await addPerson({ ...wish, login }, []);
});
afterAll(async () => {
  for (const name of ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"]) delete process.env[`QUARTERHOUR_OIDC_${name}`];
  await organisation.stop();
});

async function sentOff(): Promise<{ url: string; errand: KeptErrand }> {
  const begun = await beginOrganisationSignIn(new Request(`${HERE}/sign-in/organisation`), "/plan");
  if (!begun?.ok) throw new Error("the organisation should answer");
  return begun.value;
}
const cameBack = async (at: string, errand: KeptErrand | null) =>
  (await finishOrganisationSignIn(new Request(at), errand, madeArrival()))!;

async function comeInAs(person: Vouched) {
  organisation.next(person);
  const { url, errand } = await sentOff();
  return cameBack(await walkedThrough(url, HERE), errand);
}
const LI: Vouched = { subject: "staff-17", email: "Li@bureau.example" };

test("somebody the organisation vouches for is signed in, linked by their address once and by their number from then on", async () => {
  const first = await comeInAs(LI);
  expect(first.ok && (await currentSession(await requestWith(first.value)))).toMatchObject({ name: "示例规划员", stage: "open" });
  expect(await records.sql`SELECT subject FROM identity_link`).toEqual([{ subject: "staff-17" }]);
  expect((await comeInAs({ ...LI, email: "li.married@bureau.example" })).ok).toBe(true);
});

test("nobody is made an account by signing in, and an address that changed hands opens nothing", async () => {
  const unknown = { ok: false, refusal: "organisation-unknown" };
  expect(await comeInAs({ subject: "staff-99", email: "nobody@bureau.example" })).toEqual(unknown);
  expect(await comeInAs({ subject: "staff-18", email: "li@bureau.example" }), "another with Li's address").toEqual(unknown);
  expect(await comeInAs({ subject: "staff-20", email: "wang@bureau.example", isVerified: false })).toEqual(unknown);
  expect(await records.sql`SELECT 1 FROM person`).toHaveLength(2);
  await records.sql`UPDATE person SET state = 'suspended' WHERE id = (SELECT person_id FROM identity_link)`;
  expect(await comeInAs(LI)).toEqual(unknown);
  await records.sql`UPDATE person SET state = 'active'`;
});

test("an answer is taken by the browser that asked, unchanged and once", async () => {
  const refused = { ok: false, refusal: "organisation-refused" };
  organisation.next(LI);
  const { url, errand } = await sentOff();
  const other = (await sentOff()).errand;
  const at = await walkedThrough(url, HERE);
  expect(await cameBack(at, null), "another browser").toEqual(refused);
  expect(await cameBack(at, other), "another errand").toEqual(refused);
  expect(await cameBack(at.replace(/code=[^&]+/, "code=made-up"), errand)).toEqual(refused);
  expect(await cameBack(`${HERE}${CALLBACK}?error=access_denied&state=${errand.state}`, errand)).toEqual(refused);
  const second = await sentOff();
  const back = await walkedThrough(second.url, HERE);
  expect(await cameBack(back, { ...second.errand, nonce: other.nonce }), "another nonce").toEqual(refused);
  const third = await sentOff();
  const last = await walkedThrough(third.url, HERE);
  expect((await cameBack(last, third.errand)).ok).toBe(true);
  expect(await cameBack(last, third.errand), "sent again").toEqual(refused);
});

test("a desk role still needs codes of its own, unless the organisation asked for a second factor itself", async () => {
  await inProduction(records.ownerUrl, async () => {
    expect(await comeInAs({ ...LI, amr: ["pwd"] })).toMatchObject({ ok: true, value: { stage: "enrolment-due" } });
    expect(await comeInAs({ ...LI, amr: ["pwd", "otp"] })).toMatchObject({ ok: true, value: { stage: "open" } });
  });
});

test("an organisation that does not answer is said so, and without one there is no such door", async () => {
  process.env.QUARTERHOUR_OIDC_ISSUER = "http://127.0.0.1:9";
  const silent = await beginOrganisationSignIn(new Request(`${HERE}/sign-in/organisation`), "/plan");
  expect(silent).toEqual({ ok: false, refusal: "organisation-silent" });
  delete process.env.QUARTERHOUR_OIDC_ISSUER;
  expect(await beginOrganisationSignIn(new Request(`${HERE}/sign-in/organisation`), "/plan")).toBeNull();
});
