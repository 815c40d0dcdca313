import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type postgres from "postgres";
import { actorOf } from "~/modules/accounts/domain/actor";
import { beginSession } from "~/modules/accounts/use-cases/begin-session.server";
import { sessionCookie } from "~/modules/accounts/use-cases/session-cookie.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import type { City } from "~/modules/places/domain/city";
import type { SealedRecord, SyncAnswer } from "~/modules/visits/domain/care-record";
import { careList } from "~/modules/visits/use-cases/care-list.server";
import { ticketFor } from "~/modules/visits/use-cases/care-ticket.server";
import { adoptStandardRules } from "~/modules/visits/use-cases/change-rules.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { readSyncRequest, syncRecords } from "~/modules/visits/use-cases/sync-records.server";
import { workOutDue } from "~/modules/visits/use-cases/work-out-due.server";
import { plainWords, sealRecord } from "~/offline/seal-record";
import { today } from "~/platform/clock.server";
import { boxKeyInForce } from "~/platform/sealed-box.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeArrival } from "../tests/factories/made-arrival";
import { onRecord } from "../tests/modules/imports/running-import";
import { caregiverId, communityCode, makeRegister, residentId } from "./made-register";
import type { BenchRow } from "./reach";
import { withRecords, type BenchPlace } from "./records-of-a-bench";

/** The end of a day: every caregiver's phone hands in the day's visits at once, each in one request of sealed records. */
const CAREGIVERS = Number(process.env.BENCH_CAREGIVERS ?? 1_000);
const EACH = 20;
const RESIDENTS = CAREGIVERS * EACH;
const AT_ONCE = Number(process.env.BENCH_AT_ONCE ?? 50);
const PROCESSES = Number(process.env.BENCH_PROCESSES ?? 2);
const PORT = 3390;
const ZONE = "Asia/Shanghai";
const CODE = "4197";
const CITY: City = {
  ...{ code: CODE, nameZh: "测速市", nameEn: "Bench", timeZone: ZONE, isDemo: false, bounds: [113, 34, 114, 35] },
  ...{ revision: 1, stamp: "4197-1" },
};
const founder = actorOf({ personId: "0190a000-0000-7000-8000-000000000001", name: "示例规划员" }, [
  { role: "planner", line: "", areaCode: "" },
])!;
const chief = actorOf({ personId: "0190a000-0000-7000-8000-000000000011", name: "示例市级" }, [
  { role: "supervisor", line: "civil-affairs", areaCode: CODE },
])!;

const rows: BenchRow[] = [];
const say = (what: string, figure: string, bar = ""): void => {
  rows.push({ what, figure, bar });
  process.stderr.write(`${what}: ${figure}\n`);
};
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Through the product's own web processes, over HTTP. `BENCH_PROCESSES=0` asks the use case alone, in this process. */
export const syncRows = (): Promise<BenchRow[]> =>
  withRecords(
    async (owner, place) => {
      const webs: ChildProcess[] = [];
      try {
        await seeded(owner);
        await listed();
        const requests = await sealedRequests();
        for (let n = 0; n < PROCESSES; n++) webs.push(await startedWeb(PORT + n, place));
        const [before] = loadavg();
        await handedIn(requests, owner);
        say("load before and after", `${before?.toFixed(1)}, ${loadavg()[0]?.toFixed(1)}`);
        return rows;
      } finally {
        for (const web of webs) web.kill();
      }
    },
    { mode: "demo" },
  );

async function seeded(owner: postgres.Sql): Promise<void> {
  for (const actor of [founder, chief]) await onRecord(actor);
  const started = await startCity(founder, { code: CODE, nameZh: "测速市", nameEn: "Bench", timeZone: ZONE });
  if (!started.ok) throw new Error(started.refusal.kind);
  const day = today(ZONE);
  const month = `${daysFrom(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;
  await makeRegister(owner, { cityCode: CODE, residents: RESIDENTS, caregivers: CAREGIVERS, month, day });
  await owner`
    INSERT INTO role_grant (id, person_id, role, line, area_code, valid_from)
    SELECT gen_random_uuid(), id, 'caregiver', 'civil-affairs', area_code, '2024-01-01' FROM person WHERE name LIKE '示例网格员%'`;
  await owner`UPDATE resident SET left_on = NULL, state = 'registered' WHERE city_code = ${CODE}`;
  const adopted = await adoptStandardRules(chief, CITY);
  if (!adopted.ok) throw new Error(adopted.refusal.kind);
  await workOutDue(CODE);
  await owner.unsafe("VACUUM ANALYZE");
}

/** A phone takes the list of whoever has forty on it: responsible for twenty, deputy for twenty. */
async function listed(): Promise<void> {
  const took: number[] = [];
  let longest = 0;
  for (let n = 0; n < 30; n++) {
    const actor = actorOf({ personId: caregiverId(n), name: `示例网格员${n}` }, [
      { role: "caregiver", line: "civil-affairs", areaCode: communityCode(CODE, 0).slice(0, 9) },
    ])!;
    const began = performance.now();
    longest = Math.max(longest, (await careList(actor, CITY)).residents.length);
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  say(
    `the day's list of up to ${longest} residents, 95 of 100 within`,
    `${took[Math.floor(took.length * 0.95)]!.toFixed(0)} ms`,
    "200 ms",
  );
}

interface Handed {
  readonly personId: string;
  readonly cookie: string;
  readonly records: readonly SealedRecord[];
}

async function sealedRequests(): Promise<Handed[]> {
  const key = await boxKeyInForce();
  const day = today(ZONE);
  const requests: Handed[] = [];
  const began = performance.now();
  for (let n = 0; n < CAREGIVERS; n++) {
    const personId = caregiverId(n);
    const ticket = ticketFor({ personId, cityCode: CODE, day });
    const records = await Promise.all(
      Array.from({ length: EACH }, (_, at) => {
        const id = randomUUID();
        const [began, outcome] = [Date.now() - (at + 1) * 900_000, at % 10 === 9 ? "no-answer" : "seen"];
        const said = {
          ...{
            clientId: id,
            residentId: residentId(n * EACH + at),
            authorId: null,
            plannedVisitId: null,
            offsetSeconds: 0,
            device: "phone",
          },
          ...{
            capturedAt: new Date(began + 900_000).toISOString(),
            beganAt: new Date(began).toISOString(),
            minutes: at % 10 === 9 ? 0 : 12,
          },
          ...{
            outcome,
            channel: at % 5 === 4 && outcome === "seen" ? "video" : "home",
            purpose: "check",
            findings: at === 3 ? ["utilities"] : [],
          },
          body: { looked: { mood: "fine", gas: "fine" }, needs: "", note: "示例：一切都好，按时吃药。" },
        };
        return sealRecord({ kind: "visit", id }, plainWords({ ticket, said, doorCode: null, isLate: false }), key);
      }),
    );
    const begun = await inUnitOfWork(systemActor("bench"), (uow) =>
      beginSession(uow, { personId, kind: "field", stage: "open" }, madeArrival()),
    );
    requests.push({ personId, records, cookie: (await sessionCookie.serialize(begun)).split(";")[0]! });
  }
  say(`${RESIDENTS.toLocaleString("en")} records sealed, as their phones would`, seconds(performance.now() - began));
  return requests;
}

/** The product as it is started, on a database that is there: pages alone, no queue. */
function startedWeb(port: number, { appUrl, ownerUrl, folder }: BenchPlace): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join("scripts", "start.mjs")], {
    env: {
      ...process.env,
      ...{
        DATABASE_URL: appUrl,
        DATABASE_OWNER_URL: ownerUrl,
        QUARTERHOUR_DEMO_CITY: "no",
        QUARTERHOUR_DATA: folder,
        PORT: String(port),
        QUARTERHOUR_RUNS: "web",
        QUARTERHOUR_LIMITS: "off",
      },
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((ready, failed) => {
    let output = "";
    const listen = (text: Buffer) => {
      output += text.toString();
      if (output.includes("Ctrl+C")) ready(child);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.once("close", (code) => failed(new Error(`the web process ended with ${code}:\n${output}`)));
  });
}

async function posted({ cookie, records }: Handed, port: number): Promise<SyncAnswer> {
  const origin = `http://127.0.0.1:${port}`;
  const response = await fetch(`${origin}/care/sync`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Cookie: cookie, Origin: origin },
    body: JSON.stringify({ sentAt: new Date().toISOString(), records }),
  });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as SyncAnswer;
}

async function handedIn(requests: readonly Handed[], owner: postgres.Sql): Promise<void> {
  const [before] = await owner<{ n: number }[]>`SELECT count(*)::int AS n FROM visit_event`;
  const took: number[] = [];
  const states = new Map<string, number>();
  let next = 0;
  const phone = async (): Promise<void> => {
    for (let at = next++; at < requests.length; at = next++) {
      const began = performance.now();
      const handed = requests[at]!;
      const answer =
        PROCESSES === 0
          ? await syncRecords(handed.personId, readSyncRequest({ sentAt: new Date().toISOString(), records: handed.records })!)
          : await posted(handed, PORT + (at % PROCESSES));
      took.push(performance.now() - began);
      for (const { state, why } of answer.answers) states.set(why ?? state, (states.get(why ?? state) ?? 0) + 1);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, phone));
  const whole = performance.now() - began;
  const [after] = await owner<{ n: number }[]>`SELECT count(*)::int AS n FROM visit_event`;
  took.sort((a, b) => a - b);
  const by = PROCESSES === 0 ? "the use case alone" : `${PROCESSES} web processes over HTTP`;
  say(
    `${CAREGIVERS.toLocaleString("en")} caregivers × ${EACH} visits, ${AT_ONCE} phones at once, ${by}`,
    `${seconds(whole)}; ${after!.n - before!.n} stored (${[...states].map(([state, n]) => `${n} ${state}`).join(", ")})`,
    "60 s",
  );
  say(
    "one request of 20 records, half and 95 of 100 within",
    `${seconds(took[took.length >> 1]!)}, ${seconds(took[Math.floor(took.length * 0.95)]!)}`,
  );
}
