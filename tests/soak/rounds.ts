/** Rounds of an office at work, each cut off by a kill −9 of one part at a moment nobody chose, and looked at afterwards. */
import { spawnSync } from "node:child_process";
import { utimesSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { seededRandom } from "../../app/shared/seeded-random";
import { PROJECT } from "../../scripts/project.mjs";
import { Client, Unanswered } from "./client";
import { ADMINISTRATORS, atTerminal, CITY, DEEDS, importStreets, PASSWORD, type Deed, type Office } from "./deeds";
import { Ledger } from "./ledger";
import { TownHall, VICTIMS, type Victim } from "./town-hall";
import { broken, leftOver, wrongDoors } from "./what-must-hold";

export interface Soak {
  readonly folder: string;
  readonly rounds: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface Soaked {
  readonly killed: Readonly<Record<Victim, number>>;
  readonly told: ReadonlyMap<string, number>;
  readonly sweptFiles: number;
}

const AT_ONCE = 3;
const LONGEST_MS = 1_000;
const VERIFIED_EVERY = 10;
const DOORS_TRIED = 4;
const KNOCK_AGAIN_MS = 100;
const LEAVERS = 400;
const PATIENT_SHARE = 0.35;
const PATIENCE_MS = 20_000;
const IMPORTING = ["import confirmed", "imported", "undo asked", "undone"];

interface Drawn {
  readonly victim: Victim;
  /** whether the kill waits for an import to be at its writing */
  readonly isPatient: boolean;
}

export async function soak({ folder, rounds, seed, say }: Soak): Promise<Soaked> {
  const [random, chance] = [seededRandom(seed), seededRandom(seed + 1)];
  const hall = new TownHall(folder);
  const ledger = new Ledger();
  const killed = Object.fromEntries(VICTIMS.map((victim) => [victim, 0])) as Record<Victim, number>;
  let numbered = 0;
  try {
    await hall.open();
    await prepare(hall);
    for (let round = 1; round <= rounds; round++) {
      const victim = VICTIMS[Math.floor(chance() * VICTIMS.length)]!;
      let over = false;
      const office: Office = { hall, ledger, random, mark: () => `${seed}-${++numbered}`, isOver: () => over };
      await oneRound(office, { victim, isPatient: chance() < PATIENT_SHARE }, () => (over = true));
      killed[victim]++;
      const wrong = [...(await broken(hall, ledger)).map(([what, found]) => `${what}: ${JSON.stringify(found.slice(0, 3))}`)];
      wrong.push(...(await wrongDoors(hall, ledger, DOORS_TRIED)));
      if (round % VERIFIED_EVERY === 0 || round === rounds) wrong.push(...auditProblems(hall));
      if (wrong.length > 0)
        throw new Error(`round ${round}, ${victim} killed:\n${wrong.join("\n")}\n${hall.said().slice(-3_000)}`);
      say(`${round}/${rounds} ${victim} · ${ledger.count()} deeds acknowledged`);
    }
    return { killed, told: ledger.told, sweptFiles: await atTheEnd(hall, ledger) };
  } finally {
    await hall.close();
  }
}

/** A city without records, a second administrator, and people to be deleted. */
async function prepare(hall: TownHall): Promise<void> {
  const client = new Client(() => hall.address);
  await client.post("/sign-in", { login: "planner@demo", password: PASSWORD, to: "/plan" });
  const city = { code: CITY, nameZh: "示例市", nameEn: "Made city", timeZone: "Asia/Shanghai" };
  const started = await client.post("/plan/city", city);
  if (started.status !== 302) throw new Error(`no city: ${started.status} ${started.text.slice(0, 500)}`);
  await hall.rows("DELETE FROM session");
  const [first, second] = ADMINISTRATORS;
  const copied = "FROM credential c JOIN person p ON p.id = c.person_id WHERE c.login = $1";
  await hall.rows(
    `WITH made AS (INSERT INTO person (id, name, area_code, is_demo) SELECT gen_random_uuid(), '第二管理员', '', true RETURNING id),
       with_credential AS (INSERT INTO credential (person_id, login, password_hash) SELECT made.id, $2, c.password_hash FROM made, (SELECT c.password_hash ${copied}) c)
     INSERT INTO role_grant (id, person_id, role, area_code, valid_from) SELECT gen_random_uuid(), made.id, 'administrator', '', '2024-01-01' FROM made`,
    [first, second],
  );
  await hall.rows(
    `INSERT INTO person (id, name, area_code) SELECT gen_random_uuid(), '离职' || n, '${CITY}' FROM generate_series(1, ${LEAVERS}) n`,
  );
}

async function oneRound(office: Office, { victim, isPatient }: Drawn, end: () => void): Promise<void> {
  const { hall, random, ledger } = office;
  // Some rounds wait for an import to come as far as its writing, which takes the jobs a while after they were killed.
  const awaited = isPatient ? IMPORTING : undefined;
  const before = ledger.count(awaited);
  const deadline = Date.now() + PATIENCE_MS;
  const workers = Array.from({ length: AT_ONCE }, () => work(office));
  const streets = victim === "street import" || random() < 0.2 ? importStreets(office) : undefined;
  // Killed once something was acknowledged: then it is in the middle of the next.
  while (ledger.count(awaited) === before && Date.now() < deadline) await Promise.race([pause(10), Promise.all(workers)]);
  await pause(Math.round(random() * LONGEST_MS));
  // A terminal on the same machine goes with it, but not with the jobs.
  if (victim !== "jobs") streets?.kill();
  if (victim !== "street import") await hall.kill(victim);
  await streets?.ended;
  end();
  await Promise.all(workers);
  await quiet(hall);
}

/** One of the office, who does one thing after another, and knocks again where nobody answers, until the round is over. */
async function work(office: Office): Promise<void> {
  while (!office.isOver()) {
    try {
      await drawn(office.random)(office);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      await pause(KNOCK_AGAIN_MS);
    }
  }
}

function drawn(random: () => number): Deed {
  const all = DEEDS.reduce((sum, [weight]) => sum + weight, 0);
  let at = random() * all;
  for (const [weight, deed] of DEEDS) if ((at -= weight) < 0) return deed;
  return DEEDS[0]![1];
}

/** What was under way on the server when its client was killed ends a moment later. */
async function quiet(hall: TownHall): Promise<void> {
  for (let looks = 0; looks < 400; looks++) {
    const [busy] = await hall.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'quarterhour_app' AND state LIKE '%transaction%'`,
    );
    if (busy?.n === 0) return;
    await pause(25);
  }
}

function auditProblems(hall: TownHall): string[] {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT, "scripts", "qh.mjs"), "audit", "verify"], {
    env: atTerminal(hall.folder),
    encoding: "utf8",
  });
  return status === 0 ? [] : [`the audit does not verify (${status}): ${stdout}${stderr}`];
}

/** Everything that was asked for comes to its end, and what no record names goes. How many files went. */
async function atTheEnd(hall: TownHall, ledger: Ledger): Promise<number> {
  const deadline = Date.now() + 120_000;
  const waiting = async () =>
    hall.rows(
      "SELECT id, status FROM import_batch WHERE id = ANY($1::uuid[]) AND status IN ('uploaded', 'reading', 'writing', 'undoing')",
      [[...ledger.imports.keys()]],
    );
  while ((await waiting()).length > 0) {
    if (Date.now() > deadline) throw new Error(`imports that nobody ends: ${JSON.stringify(await waiting())}`);
    await pause(100);
  }
  const before = await leftOver(hall);
  for (const name of before) utimesSync(join(hall.folder, name), new Date(0), new Date(0));
  await hall.rows("SELECT graphile_worker.add_job('sweepFiles')");
  while ((await leftOver(hall)).length > 0) {
    if (Date.now() > deadline) throw new Error(`files no record names: ${(await leftOver(hall)).join(", ")}`);
    await pause(100);
  }
  const last = await broken(hall, ledger);
  if (last.length > 0) throw new Error(`at the end: ${JSON.stringify(last)}`);
  return before.length;
}
