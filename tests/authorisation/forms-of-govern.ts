import { enqueueJob } from "~/platform/jobs.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { type FilledIn, isGone, type Records } from "./filled-in";
import { CHIEF, chief, DISTRICT, LINE, PERSON, PHONE, putBackPhone } from "./town-on-record";

const REASON = "示例：核对之后需要这样做";

/** What is done to people, their access and the installation: the person lies in one district and one line. */
export function formsOfGovern({ sql }: Records): FilledIn[] {
  const id = () => crypto.randomUUID();
  let made = "";
  const person = { params: { id: PERSON } };
  const opened = async () => {
    await sql`DELETE FROM emergency_access`;
    made = id();
    await sql`
      INSERT INTO emergency_access (id, person_id, line, area_code, reason, expires_at)
      VALUES (${made}, ${CHIEF}, ${LINE}, ${DISTRICT}, ${REASON}, now() + interval '1 hour')`;
    return made;
  };
  const asked = async (by: string, subject: string) => {
    await sql`DELETE FROM approval`;
    made = id();
    await sql`
      INSERT INTO approval (id, kind, subject_id, line, area_code, reason, asked_by, expires_at, asked_for)
      VALUES (${made}, 'delete-person', ${subject}, ${LINE}, ${DISTRICT}, ${REASON}, ${by}, now() + interval '1 day', '{}')`;
    return made;
  };
  const newcomer = async () => {
    const one = id();
    await sql`INSERT INTO person (id, name, area_code, line) VALUES (${one}, '示例新人', ${DISTRICT}, ${LINE})`;
    return one;
  };
  const grant = async () => {
    await sql`DELETE FROM role_grant WHERE person_id = ${PERSON}`;
    made = id();
    await sql`
      INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
      VALUES (${made}, ${PERSON}, 'caregiver', ${LINE}, ${DISTRICT}, '2024-01-01')`;
    return made;
  };
  const noGrant = () => sql`DELETE FROM role_grant WHERE person_id = ${PERSON}`;
  const leave = async () => {
    await sql`DELETE FROM delegation`;
    made = id();
    await sql`
      INSERT INTO delegation (id, from_person_id, to_person_id, valid_from, valid_to, reason)
      VALUES (${made}, ${PERSON}, ${CHIEF}, current_date, current_date + 9, ${REASON})`;
    return made;
  };
  const session = async () => {
    made = id();
    await sql`
      INSERT INTO session (id, person_id, token_hash, kind, stage, expires_at, browser, system, address)
      VALUES (${made}, ${PERSON}, ${made}, 'desk', 'open', now() + interval '1 hour', 'firefox', 'linux', '')`;
    return made;
  };
  const device = async () => {
    made = id();
    await sql`INSERT INTO bound_device (id, person_id, browser, system, public_key, pin_hash) VALUES (${made}, ${PERSON}, 'firefox', 'linux', '{}', '')`;
    return made;
  };
  const job = async () => {
    await sql`TRUNCATE graphile_worker._private_jobs`;
    await inUnitOfWork(chief, (uow) => enqueueJob(uow, "sweepFiles", {}));
    const [row] = await sql`UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'made' RETURNING id`;
    return String(row!["id"]);
  };
  const sensitive = { ...person, route: "govern.people.$id_.sensitive", query: "field=phone" };
  const access = { ...person, route: "govern.people.$id_.access" };
  const sessionIsGone = () => isGone(sql`SELECT FROM session WHERE id = ${made}`);
  const deviceIsGone = () => isGone(sql`SELECT FROM bound_device WHERE id = ${made} AND unbound_at IS NULL`);

  return [
    {
      ...{ route: "govern.access", says: "an alert of many openings looked at" },
      form: async () => {
        await sql`DELETE FROM opening_alert`;
        made = id();
        await sql`INSERT INTO opening_alert (id, person_id, line, area_code, openings) VALUES (${made}, ${CHIEF}, ${LINE}, ${DISTRICT}, 25)`;
        return { alert: made };
      },
    },
    {
      ...{ route: "govern.access", says: "broken glass reviewed" },
      form: async () => ({ opening: await opened(), finding: "justified" }),
      after: () => sql`DELETE FROM emergency_access`,
    },
    {
      ...{ route: "govern.approvals", says: "somebody's deletion approved", intent: "approve" },
      form: async () => ({ approval: await asked(CHIEF, await newcomer()), reason: REASON }),
    },
    {
      ...{ route: "govern.approvals", says: "somebody's deletion declined", intent: "decline" },
      form: async () => ({ approval: await asked(CHIEF, PERSON), reason: REASON }),
    },
    {
      ...{ route: "govern.approvals", says: "one's own request withdrawn", intent: "withdraw" },
      form: async (by) => ({ approval: await asked(by.personId ?? CHIEF, PERSON) }),
    },
    {
      ...{ route: "govern.audit_.export_.download", says: "the audit taken out for a reason" },
      form: () => ({ reason: "inspection" }),
    },
    {
      ...{ route: "govern.emergency", says: "the glass broken for the district" },
      form: async () => (await sql`DELETE FROM emergency_access`, { line: LINE, area: DISTRICT, reason: REASON }),
      after: () => sql`DELETE FROM emergency_access`,
    },
    {
      ...{ route: "govern.jobs", says: "a failed job tried again", intent: "retry" },
      form: async () => ({ job: await job() }),
    },
    {
      ...{ route: "govern.jobs", says: "a failed job given up", intent: "give-up" },
      form: async () => ({ job: await job() }),
    },
    {
      ...{ ...person, route: "govern.people.$id", says: "a grant given", intent: "give-grant" },
      form: async () => (
        await noGrant(),
        { role: "caregiver", line: LINE, area: DISTRICT, validFrom: today("Asia/Shanghai"), lastDay: "" }
      ),
      after: noGrant,
    },
    {
      ...{ ...person, route: "govern.people.$id", says: "a grant ended", intent: "end-grant", after: noGrant },
      form: async () => ({ grant: await grant() }),
    },
    {
      ...{ ...person, route: "govern.people.$id", says: "a leave entered", intent: "enter-leave" },
      form: async () => {
        await sql`DELETE FROM delegation`;
        const day = today("Asia/Shanghai");
        return { to: CHIEF, validFrom: day, lastDay: day, reason: REASON };
      },
      after: () => sql`DELETE FROM delegation`,
    },
    {
      ...{ ...person, route: "govern.people.$id", says: "a leave ended", intent: "end-leave" },
      form: async () => ({ leave: await leave() }),
      after: () => sql`DELETE FROM delegation`,
    },
    {
      ...{ ...person, route: "govern.people.$id", says: "name, line and area put right", intent: "correct" },
      form: async () => {
        const [row] = await sql`SELECT name, version FROM person WHERE id = ${PERSON}`;
        return { name: String(row!["name"]), line: LINE, area: DISTRICT, version: String(row!["version"]) };
      },
    },
    {
      ...{ ...person, route: "govern.people.$id", says: "somebody suspended", intent: "state" },
      form: () => ({ state: "suspended" }),
      after: () => sql`UPDATE person SET state = 'active' WHERE id = ${PERSON}`,
    },
    { ...access, says: "an invitation handed over", intent: "invitation", form: () => ({ login: "made@doors" }) },
    { ...access, says: "a reset link handed over", intent: "reset", form: () => ({ clears: "yes" }) },
    {
      ...access,
      says: "a session of theirs ended",
      intent: "end",
      form: async () => ({ id: await session() }),
      did: sessionIsGone,
    },
    {
      ...{ ...access, says: "all their sessions ended", intent: "end-all", did: sessionIsGone },
      form: async () => (await session(), {}),
    },
    { ...access, says: "their phone unbound", intent: "unbind", form: async () => ({ id: await device() }), did: deviceIsGone },
    {
      ...{ ...person, route: "govern.people.$id_.delete", says: "a deletion asked for" },
      form: async () => (await sql`DELETE FROM approval`, { reason: REASON }),
    },
    {
      ...{ ...person, route: "govern.people.$id_.file_.download", says: "somebody's whole file taken out for a reason" },
      form: () => ({ format: "json", reason: "subject-request" }),
    },
    { ...sensitive, says: "a phone opened for a reason", intent: "open", form: () => ({ reason: "verify-identity", note: "" }) },
    { ...sensitive, says: "a phone replaced", intent: "save", form: () => ({ value: PHONE }) },
    { ...sensitive, says: "a phone removed", intent: "remove", form: () => ({}), after: putBackPhone },
    {
      ...{ route: "govern.people._index", says: "who is called so, looked for", intent: "search" },
      form: () => ({ words: "示例人员" }),
    },
    {
      ...{ route: "govern.people._index", says: "whose a phone is, looked up" },
      form: async () => (await sql`DELETE FROM sign_in_throttle`, { field: "phone", value: PHONE }),
    },
    {
      ...{ route: "govern.people.new", says: "a person entered for the district" },
      form: () => ({ name: "示例新人", line: LINE, area: DISTRICT }),
    },
    {
      ...{ route: "govern.phones", says: "a caregiver found by the phone's number" },
      form: async () => (await sql`DELETE FROM sign_in_throttle`, { phone: PHONE }),
    },
    {
      ...{ route: "govern.phones", says: "a code to bind a caregiver's phone", intent: "code" },
      form: async () => (await sql`DELETE FROM sign_in_throttle`, { phone: PHONE }),
      did: async () =>
        !(await isGone(
          sql`DELETE FROM one_time_secret WHERE person_id = ${PERSON} AND purpose = 'device' AND used_at IS NULL RETURNING id`,
        )),
    },
    {
      ...{ route: "govern.phones", says: "a caregiver's phone unbound", intent: "unbind", did: deviceIsGone },
      form: async () => (await sql`DELETE FROM sign_in_throttle`, { phone: PHONE, id: await device() }),
    },
    { route: "govern.retention", says: "how long something is kept", form: () => ({ kind: "import-files", days: "90" }) },
    {
      ...{ route: "govern.sessions", says: "how long one stays signed in" },
      form: () => ({ kind: "desk", idle: "30", absolute: "12", proof: "10", source: "示例制度" }),
    },
  ];
}
