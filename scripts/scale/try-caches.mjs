import { createHash, randomUUID } from "node:crypto";
import { madeStreets } from "./made-streets.mjs";
import { formFields } from "./web-client.mjs";

const CITY = "4101";
const digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 8);

/**
 * Every answer a process keeps (counts, figures of lists, the city's ground, coverage, outlines, standards, the key ring) is
 * warmed in both; then something changes through one, and the other is asked at once.
 */
export async function tryCaches(city, findings) {
  const [a, b] = [city.a(), city.b()];
  const desk = await city.signedIn("planner@demo", a);
  const facility = await oneFacility(city);
  const day = today();
  const kept = [
    ["public counts", `/api/v1/counts?city=${CITY}&date=${day}`, plain],
    ["figures of the facility list", `/plan/facilities?city=${CITY}`, visible],
    [
      "coverage (areas, sites, figures)",
      `/api/v1/coverage?city=${CITY}&types=${facility.type}&level=district&date=${day}`,
      plain,
    ],
    ["standards of the city", `/plan/coverage/standards?city=${CITY}&types=${facility.type}`, visible],
  ];
  const look = async (where) => {
    const answers = [];
    for (const [, address, reading] of kept) {
      const { status, text, headers } = await desk.get(where + address);
      answers.push({ status, read: digest(reading(text)), etag: headers.etag });
    }
    return answers;
  };
  const outlines = (where, etag) =>
    desk.get(`${where}/plan/coverage/outlines?city=${CITY}`, { headers: etag ? { "If-None-Match": etag } : {} });
  await look(a);
  const before = await look(b);
  const shapesBefore = await outlines(b);
  const isSame = (await outlines(b, shapesBefore.headers.etag)).status === 304;

  const state = { to: "closed", on: day, reason: "scale trial" };
  const changed = await desk.post(`${a}/plan/facilities/${facility.id}/state?city=${CITY}`, state);
  const after = { b: await look(b), a: await look(a) };
  if (changed.status !== 302) throw new Error(`closing a facility was answered ${changed.status}`);
  kept.forEach(([what], at) => {
    const [was, atB, atA] = [before[at], after.b[at], after.a[at]];
    findings.check(
      `a facility closed through web-a, web-b at once: ${what}`,
      [was, atB, atA].every(({ status }) => status === 200) &&
        atB.read === atA.read &&
        atB.read !== was.read &&
        (!was.etag || was.etag !== atB.etag),
      `${was.read} → ${atB.read}, web-a ${atA.read}`,
    );
  });
  const shapes = await outlines(b, shapesBefore.headers.etag);
  findings.check(
    "outlines kept by a browser: 304 while nothing changed, sent anew by web-b after a change through web-a",
    isSame && shapes.status === 200 && shapes.headers.etag !== shapesBefore.headers.etag,
    `304 → ${shapes.status}`,
  );
  await tryWalker(city, desk, findings);
  await tryEdit(city, desk, findings);
  await tryStreets(city, desk, findings);
  await tryKeys(city, findings);
}

const plain = (text) => text;
/** What a reader sees: scripts, nonces and made-up ids differ from answer to answer. */
const visible = (text) => text.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, " ");

const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

async function oneFacility(city) {
  const [row] = await city.sql(
    `SELECT f.id, o.service_type AS type FROM facility f JOIN offering o ON o.facility_id = f.id AND o.valid_to IS NULL
     JOIN facility_state s ON s.facility_id = f.id AND s.valid_to IS NULL
     WHERE f.city_code = $1 AND f.lon IS NOT NULL AND s.state = 'operating' AND s.valid_from < current_date - 7
     ORDER BY f.id LIMIT 1`,
    [CITY],
  );
  return row;
}

/** A walker's speed is a rule of the city: changed through web-b, web-a reckons with it. */
async function tryWalker(city, desk, findings) {
  const [a, b] = [city.a(), city.b()];
  const page = await desk.get(`${b}/plan/coverage/walkers?city=${CITY}`);
  const fields = formFields(page.text, "speedKmh");
  const question = `/api/v1/coverage?city=${CITY}&types=meals&walker=${fields.get("key")}&minutes=10&level=district`;
  const before = await desk.get(a + question);
  fields.set("speedKmh", String(Number(fields.get("speedKmh")) - 0.5));
  fields.set("source", "scale trial");
  const saved = await desk.post(`${b}/plan/coverage/walkers?city=${CITY}`, fields);
  const [atA, atB] = [await desk.get(a + question), await desk.get(b + question)];
  findings.check(
    "a walker slowed through web-b, web-a at once: coverage",
    saved.status === 302 && atA.status === 200 && atA.text !== before.text && atA.text === atB.text,
    `saved ${saved.status}; ${digest(before.text)} → ${digest(atA.text)}, web-b ${digest(atB.text)}`,
  );
}

/** Two people edit one record, each through another process: the second is shown what the first did. */
async function tryEdit(city, desk, findings) {
  const [a, b] = [city.a(), city.b()];
  const { id } = await oneFacility(city);
  const path = `/plan/facilities/${id}/edit?city=${CITY}`;
  const [first, second] = [await desk.get(a + path), await desk.get(b + path)].map(({ text }) => formFields(text, "name"));
  first.set("name", "甲改的名称");
  second.set("name", "乙改的名称");
  const saved = await desk.post(a + path, first);
  const shown = await desk.get(`${b}/plan/facilities/${id}?city=${CITY}`);
  const met = await desk.post(b + path, second);
  const [{ name }] = await city.sql("SELECT name FROM facility WHERE id = $1", [id]);
  findings.check(
    "a name saved through web-a stands at web-b; an older page sent to web-b does not overwrite it",
    saved.status === 302 && shown.text.includes("甲改的名称") && met.status !== 302 && name === "甲改的名称",
    `${saved.status}, then ${met.status}`,
  );
}

/** Another key in the shared folder seals at once in both; what either process sealed, with whatever key, the other opens. */
async function tryKeys(city, findings) {
  const [a, b] = [city.a(), city.b()];
  const desk = await city.signedIn("administrator@demo", a);
  const [{ id }] = await city.sql("SELECT person_id AS id FROM credential WHERE login = 'caregiver@demo'");
  const page = (field) => `/govern/people/${id}/sensitive?field=${field}`;
  const [phone, identity] = ["13800138000", "11010519491231002X"];
  const saved = [await desk.post(a + page("phone"), { intent: "save", value: phone })];
  const added = city.qh(["keys", "add"]);
  saved.push(await desk.post(b + page("identity-number"), { intent: "save", value: identity }));
  const keys = await city.sql("SELECT DISTINCT split_part(cipher, '.', 2) AS key FROM person_sensitive WHERE person_id = $1", [
    id,
  ]);
  const open = (where, field) => desk.post(where + page(field), { intent: "open", reason: "make-contact", note: randomUUID() });
  const [atB, atA] = [await open(b, "phone"), await open(a, "identity-number")];
  findings.check(
    "a key added between: web-b opens what web-a sealed with the old one, web-a what web-b sealed with the new one",
    saved.every(({ status }) => status === 302) &&
      added.status === 0 &&
      keys.length === 2 &&
      atB.text.includes(phone) &&
      atA.text.includes(identity),
    `${keys.length} keys in use`,
  );
}

/** Streets come from the terminal, a third process: a file in the shared folder, and a row that names it. */
async function tryStreets(city, desk, findings) {
  const question = `/api/v1/coverage?city=${CITY}&types=meals&minutes=10&level=district`;
  const look = async () => Promise.all([city.a(), city.b()].map((where) => desk.get(where + question)));
  const before = await look();
  const extract = await madeStreets(city);
  const imported = city.qh(["streets", "import", extract, "--city", CITY, "--partly"]);
  const after = await look();
  findings.check(
    "streets imported at the terminal: both webs walk on them at the next question",
    imported.status === 0 &&
      after.every(({ status, text }) => status === 200 && text === after[0].text && text !== before[0].text),
    `${digest(before[0].text)} → ${after.map(({ text }) => digest(text)).join(" and ")}${imported.status === 0 ? "" : ` ${imported.stderr.trim().split("\n").at(-1)}`}`,
  );
}
