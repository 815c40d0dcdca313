/** What an office does all day, over HTTP: each deed writes into the ledger what it was told, and only then. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { PROJECT } from "../../scripts/project.mjs";
import { madeExtract } from "../factories/made-extract";
import { agedCookie, Client, tokenIn, Unanswered, type Answer } from "./client";
import type { KnownSession, Ledger } from "./ledger";
import type { TownHall } from "./town-hall";

export const CITY = "4101";
export const PASSWORD = "quarter-hour-demo";
export const ROWS = 60;
const DAY = "2025-01-01";
const HEAD = "编号,名称,设施类型,成立日期,服务项目,核定床位,可入住,在住,地址,经度,纬度,联系电话";

export interface Office {
  readonly hall: TownHall;
  readonly ledger: Ledger;
  /** [0, 1) */
  readonly random: () => number;
  /** tells deeds of this run apart */
  readonly mark: () => string;
  readonly isOver: () => boolean;
}

export type Deed = (office: Office) => Promise<void>;

const oneOf = <T>(all: readonly T[], random: () => number): T | undefined => all[Math.floor(random() * all.length)];
export const hashOf = (cookie: string): string => createHash("sha256").update(tokenIn(cookie)).digest("hex");

/** Somebody's session, taken for oneself until it is given back; signs in where there is none. */
async function as<T>(office: Office, login: string, work: (client: Client) => Promise<T>): Promise<T> {
  const { ledger, hall } = office;
  const free = ledger.sessions.find((one) => one.login === login && one.ended === "no" && !one.inUse);
  const session = free ?? (await signedIn(office, login));
  session.inUse = true;
  const client = new Client(() => hall.address);
  client.cookie = session.cookie;
  try {
    return await work(client);
  } finally {
    session.cookie = client.cookie;
    session.inUse = false;
  }
}

async function signedIn({ hall, ledger }: Office, login: string): Promise<KnownSession> {
  const client = new Client(() => hall.address);
  const closings = ledger.closingsOf(login);
  const before = { ...closings };
  const answer = await client.post("/sign-in", { login, password: PASSWORD, to: "/plan" });
  // Where tries were cut off, the door asks to wait: no session, no deed.
  if (answer.status !== 302 || client.cookie === "") throw new Unanswered(`${login} was not let in: ${answer.status}`);
  // Whoever came in while another desk closed all others may have been one of them.
  const isSure = before.now === 0 && closings.ever === before.ever;
  const session: KnownSession = { login, cookie: client.cookie, ended: isSure ? "no" : "asked", inUse: true };
  ledger.sessions.push(session);
  ledger.tell("signed in");
  return session;
}

const facilityForm = (name: string, more: Readonly<Record<string, string>> = {}) => ({
  ...{ name, kindKey: "community-centre", line: "civil-affairs", operatorName: "示例机构", operatorKind: "private" },
  ...{ address: "花园路 12 号", area: "", state: "operating", stateFrom: DAY, effectiveOn: DAY },
  ...{ "offerings[0].serviceType": "day-care", "contacts[0].phone": "0371-0000", "contacts[0].role": "示例" },
  ...more,
});

const register: Deed = (office) =>
  as(office, "planner@demo", async (client) => {
    const { to, text, status } = await client.post(`/plan/facilities/new?city=${CITY}`, facilityForm(`登记${office.mark()}`));
    const id = /^\/plan\/facilities\/([0-9a-f-]{36})/.exec(to)?.[1];
    if (!id) throw new Error(`not registered (${status}): ${text.slice(0, 2_000)}`);
    office.ledger.facilities.set(id, 1);
    office.ledger.tell("registered");
  });

const edit: Deed = async (office) => {
  const { ledger, hall, random } = office;
  const id = oneOf([...ledger.facilities.keys()], random);
  const [found] = id ? await hall.rows<{ version: number }>("SELECT version FROM facility WHERE id = $1", [id]) : [];
  if (!id || !found) return;
  await as(office, "planner@demo", async (client) => {
    const form = facilityForm(`改名${office.mark()}`, { version: String(found.version) });
    const { to } = await client.post(`/plan/facilities/${id}/edit?city=${CITY}`, form);
    if (!to.startsWith(`/plan/facilities/${id}`)) return;
    ledger.facilities.set(id, Math.max(ledger.facilities.get(id) ?? 1, found.version + 1));
    ledger.tell("edited");
  });
};

const photograph: Deed = async (office) => {
  const { ledger, hall, random } = office;
  const id = oneOf([...ledger.facilities.keys()], random);
  if (!id) return;
  const caption = `照片${office.mark()}`;
  const form = new FormData();
  form.set("caption", caption);
  const picture = await sharp({ create: { width: 320, height: 200, channels: 3, background: "#0f766e" } })
    .jpeg()
    .toBuffer();
  form.set("file", new File([new Uint8Array(picture)], "a.jpg", { type: "image/jpeg" }));
  await as(office, "planner@demo", async (client) => {
    const { status } = await client.post(`/plan/facilities/${id}/photos?city=${CITY}`, form);
    if (status !== 200 && status !== 202) throw new Error(`no photo: ${status}`);
    const [photo] = await hall.rows<{ id: string }>("SELECT id FROM photo WHERE caption = $1", [caption]);
    if (!photo) throw new Error(`an acknowledged photo is not on record`);
    ledger.photos.add(photo.id);
    ledger.tell("photographed");
    if (random() < 0.5) return;
    ledger.photosAsked.add(photo.id);
    await client.post(`/plan/facilities/${id}/photos?city=${CITY}`, { intent: "take-down", photo: photo.id });
    ledger.photosTakenDown.add(photo.id);
    ledger.tell("photo taken down");
  });
};

const importMany: Deed = async (office) => {
  const { ledger, random } = office;
  // Whoever finds a file of theirs waiting goes on with it; otherwise there is another one.
  const waiting = [...ledger.imports.keys()].filter((id) => !ledger.atRest(id) && !ledger.inHand.has(id));
  await as(office, "planner@demo", async (client) => {
    const id = oneOf(waiting, random) ?? (await upload(office, client));
    ledger.inHand.add(id);
    try {
      await carryOn(office, client, id);
      if (ledger.imports.get(id) !== "done" || random() < 0.5) return;
      ledger.imports.set(id, "undo asked");
      await client.post(`/plan/import/${id}?city=${CITY}`, { intent: "undo" });
      ledger.tell("undo asked");
      await carryOn(office, client, id);
    } finally {
      ledger.inHand.delete(id);
    }
  });
};

async function upload({ ledger, mark: next }: Office, client: Client): Promise<string> {
  const mark = next();
  const rows = Array.from(
    { length: ROWS },
    (_, row) => `K${mark}-${row},养老院${mark}-${row},养老机构,2020-05-01,机构养老,120,100,86,花园路${row}号,,,0371-${row}`,
  );
  const form = new FormData();
  form.set("subject", "facilities");
  form.set("system", "WGS-84");
  form.set("source", "soak");
  form.set("file", new File([[HEAD, ...rows].join("\r\n")], `${mark}.csv`, { type: "text/csv" }));
  const { to, status } = await client.post(`/plan/import?city=${CITY}`, form);
  const id = /^\/plan\/import\/([0-9a-f-]{36})/.exec(to)?.[1];
  if (!id) throw new Error(`not uploaded: ${status}`);
  ledger.imports.set(id, "uploaded");
  ledger.tell("uploaded");
  return id;
}

/** From the uploaded file to the written records, as somebody does who comes back to it; and whether taking it back was done. */
async function carryOn(office: Office, client: Client, id: string): Promise<void> {
  const { ledger, hall } = office;
  const page = `/plan/import/${id}?city=${CITY}`;
  // A preview does not outlive a crash of the database, a step its job's death: whoever presses is told, and begins it again.
  for (let refusals = 0; refusals < MOST_REFUSALS;) {
    const status = await settled(office, id);
    if (status === "inspected") {
      const [batch] = await hall.rows<{ mapping: Record<string, { columns: string[] }>; sheet: string }>(
        "SELECT mapping, sheet FROM import_batch WHERE id = $1",
        [id],
      );
      const columns = Object.entries(batch!.mapping).map(
        ([
          key,
          {
            columns: [first = ""],
          },
        ]) => [`column.${key}`, first],
      );
      const form = { intent: "columns", sheet: batch!.sheet, asOf: DAY, system: "WGS-84", ...Object.fromEntries(columns) };
      const { status: answered } = await client.post(page, form);
      if (answered !== 302) refusals++;
    } else if (status === "previewed") {
      const { status: answered } = await client.post(page, { intent: "write", leaveOutRefused: "yes" });
      if (answered !== 302) refusals++;
      else {
        ledger.imports.set(id, "confirmed");
        ledger.tell("import confirmed");
      }
    } else {
      const told = ledger.imports.get(id);
      if (status === "done" && told !== "done" && told !== "undo asked") {
        ledger.imports.set(id, "done");
        ledger.tell("imported");
      }
      if (status === "undone") {
        ledger.imports.set(id, "undone");
        ledger.tell("undone");
      }
      // An undo that was broken off stands as «done»: whoever asked may ask again.
      if (status === "done" && told === "undo asked") ledger.imports.set(id, "done");
      if (status === "failed") throw new Error(`import ${id} failed`);
      return;
    }
  }
  throw new Error(`import ${id} was refused ${MOST_REFUSALS} times`);
}

const MOST_REFUSALS = 5;
const WORKING = ["uploaded", "reading", "writing", "undoing"];

/** The state an import comes to rest in; "" where the round ends before. */
async function settled({ hall, isOver }: Office, id: string): Promise<string> {
  for (;;) {
    const [batch] = await hall.rows<{ status: string }>("SELECT status FROM import_batch WHERE id = $1", [id]);
    if (batch && !WORKING.includes(batch.status)) return batch.status;
    if (isOver()) return "";
    await hall.rows("SELECT pg_sleep(0.03)");
  }
}

const DESKS = ["supervisor@demo", "overseer@demo", "operator@demo"];
const MOST_SESSIONS = 12;

const comeIn: Deed = async (office) => {
  const { ledger, random } = office;
  const living = ledger.sessions.filter(({ ended }) => ended === "no");
  if (living.length >= MOST_SESSIONS) return leave(office);
  (await signedIn(office, oneOf(DESKS, random)!)).inUse = false;
};

const leave: Deed = async ({ ledger, hall, random }) => {
  const session = oneOf(
    ledger.sessions.filter(({ ended, inUse, login }) => ended === "no" && !inUse && DESKS.includes(login)),
    random,
  );
  if (!session) return;
  const client = new Client(() => hall.address);
  client.cookie = session.cookie;
  session.ended = "asked";
  const { status } = await client.post("/sign-out", {});
  if (status !== 302) throw new Error(`not signed out: ${status}`);
  session.ended = "yes";
  ledger.tell("signed out");
};

/** From one desk every other of the same person is closed. */
const revokeOthers: Deed = async (office) => {
  const { ledger, random, hall } = office;
  const login = oneOf(DESKS, random)!;
  const own = await signedIn(office, login);
  const others = ledger.sessions.filter((one) => one !== own && one.login === login && one.ended === "no");
  for (const one of others) one.ended = "asked";
  const closings = ledger.closingsOf(login);
  closings.now++;
  closings.ever++;
  const client = new Client(() => hall.address);
  client.cookie = own.cookie;
  try {
    const { status, to } = await client.post("/account/sessions", { intent: "end-others" });
    // Another desk of the same person may have been quicker, and closed this one.
    if (own.ended !== "no") return;
    if (status !== 302 || !to.startsWith("/account/sessions")) throw new Error(`not revoked: ${status} ${to}`);
    for (const one of others) one.ended = "yes";
    ledger.tell("others revoked");
  } finally {
    closings.now--;
    own.cookie = client.cookie;
    own.inUse = false;
  }
};

/** The token of a session grown old is exchanged by the next answer; the new one counts once it arrived. */
const rotate: Deed = async ({ ledger, hall, random }) => {
  const session = oneOf(
    ledger.sessions.filter(({ ended, inUse }) => ended === "no" && !inUse),
    random,
  );
  if (!session) return;
  session.inUse = true;
  try {
    await hall.rows("UPDATE session SET rotated_at = rotated_at - interval '1 hour' WHERE token_hash = $1", [
      hashOf(session.cookie),
    ]);
    const client = new Client(() => hall.address);
    client.cookie = agedCookie(session.cookie);
    const { status } = await client.get("/account/sessions");
    if (status !== 200 && session.ended === "no")
      throw new Error(`a living session of ${session.login} was not known (${status})`);
    if (tokenIn(client.cookie) === tokenIn(session.cookie)) return;
    session.cookie = client.cookie;
    ledger.tell("token exchanged");
  } finally {
    session.inUse = false;
  }
};

export const ADMINISTRATORS = ["administrator@demo", "second@demo"] as const;

const askDeletion: Deed = async (office) => {
  const { ledger, hall } = office;
  const [person] = await hall.rows<{ id: string }>(
    `SELECT id FROM person p WHERE name LIKE '离职%' AND NOT EXISTS (SELECT FROM approval a WHERE a.subject_id = p.id) ORDER BY random() LIMIT 1`,
  );
  if (!person) return;
  await as(office, ADMINISTRATORS[0], async (client) => {
    const { to } = await client.post(`/govern/people/${person.id}/delete?city=${CITY}`, { reason: "重复登记" });
    if (to !== "/govern/approvals") return;
    ledger.deletionsAsked.add(person.id);
    ledger.tell("deletion asked");
  });
};

const approveDeletion: Deed = async (office) => {
  const { ledger, hall } = office;
  const [approval] = await hall.rows<{ id: string; person: string }>(
    "SELECT id, subject_id AS person FROM approval WHERE decision IS NULL ORDER BY asked_at LIMIT 1",
  );
  if (!approval) return askDeletion(office);
  await as(office, ADMINISTRATORS[1], async (client) => {
    const form = { approval: approval.id, intent: "approve", reason: "已核对" };
    const { to } = await client.post(`/govern/approvals?city=${CITY}`, form);
    if (to !== "/govern/approvals") return;
    ledger.deleted.add(approval.person);
    ledger.tell("deletion approved");
  });
};

/** What a terminal beside the app knows: its folder, and nothing of the test's own. */
export function atTerminal(folder: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, ...rest } = process.env;
  return { ...rest, NODE_ENV: "production", QUARTERHOUR_DATA: folder };
}

const SIDE = 12;

/** A walking network of another size each time, imported by the command of the terminal: the one process beside the app. */
export function importStreets(office: Office): { readonly ended: Promise<void>; readonly kill: () => void } {
  const { hall, ledger, random } = office;
  const rows = 2 + Math.floor(random() * (SIDE - 2));
  const file = join(hall.folder, `${office.mark()}.osm.pbf`);
  const nodes = Array.from({ length: SIDE * rows }, (_, i) => ({
    id: i + 1,
    lon: 113.6 + (i % SIDE) * 0.0012,
    lat: 34.7 + Math.floor(i / SIDE) * 0.001,
  }));
  const line = (id: number, refs: number[]) => ({ id, refs, tags: { highway: "residential" } });
  const ways = [
    ...Array.from({ length: rows }, (_, r) =>
      line(
        1_000 + r,
        Array.from({ length: SIDE }, (_, c) => r * SIDE + c + 1),
      ),
    ),
    ...Array.from({ length: SIDE }, (_, c) =>
      line(
        2_000 + c,
        Array.from({ length: rows }, (_, r) => r * SIDE + c + 1),
      ),
    ),
  ];
  writeFileSync(file, madeExtract({ nodes, ways }));
  const child = spawn(
    process.execPath,
    [join(PROJECT, "scripts", "qh.mjs"), "streets", "import", file, "--city", CITY, "--partly", "--json"],
    {
      env: atTerminal(hall.folder),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<void>((done) => {
    child.once("close", (code) => {
      if (code === 0) {
        ledger.streets.add(Number(/"junctions":\s*(\d+)/.exec(said)?.[1] ?? NaN));
        ledger.tell("streets imported");
      }
      done();
    });
  });
  return { ended, kill: () => void child.kill("SIGKILL") };
}

/** How often each is done, beside the others. */
export const DEEDS: readonly (readonly [weight: number, deed: Deed])[] = [
  [3, register],
  [4, edit],
  [3, importMany],
  [2, photograph],
  [2, comeIn],
  [1, leave],
  [1, revokeOthers],
  [3, rotate],
  [1, askDeletion],
  [2, approveDeletion],
];

export type { Answer };
