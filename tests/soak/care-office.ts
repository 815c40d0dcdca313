/** A small city with caregivers and people to visit, its server, and what its records say of the visits typed. */
import { execFileSync, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../../scripts/project.mjs";
import { Client } from "./client";
import { atTerminal, PASSWORD } from "./deeds";
import { TownHall } from "./town-hall";

const CITY = "9902";
const AREA = "990201001001";
export const CAREGIVERS = ["made-a", "made-b", "made-c", "made-d"] as const;
export type Caregiver = (typeof CAREGIVERS)[number];

export interface Carer {
  readonly login: Caregiver;
  readonly id: string;
  readonly name: string;
  readonly residents: readonly string[];
}

/** One visit as it was typed, by its id. */
export interface Typed {
  readonly author: string;
  readonly resident: string;
  readonly minutes: number;
  /** the phone said that it is kept; else the page went before it could say so */
  readonly isKept: boolean;
  readonly position: string | null;
  readonly photo: string | null;
  /** the hour typed by hand into a late entry, to be stored to the second; null = the phone's own clock */
  readonly lateBeganAt: string | null;
}

export class CareOffice {
  readonly hall: TownHall;
  readonly carers: Carer[] = [];

  constructor(folder: string) {
    this.hall = new TownHall(folder);
  }

  get port(): number {
    return Number(new URL(this.hall.address).port);
  }

  async open(): Promise<void> {
    await this.hall.open();
    const planner = new Client(() => this.hall.address);
    await planner.post("/sign-in", { login: "planner@demo", password: PASSWORD, to: "/plan" });
    const city = { code: CITY, nameZh: "示例市", nameEn: "Made city", timeZone: "Asia/Shanghai" };
    const started = await planner.post("/plan/city", city);
    if (started.status !== 302) throw new Error(`no city: ${started.status} ${started.text.slice(0, 500)}`);
    for (const login of CAREGIVERS) this.carers.push(await this.engage(login));
  }

  private async engage(login: Caregiver): Promise<Carer> {
    const { hall } = this;
    const [id, residents, name] = [randomUUID(), [randomUUID(), randomUUID(), randomUUID()], `示例探访员${login}`];
    await hall.rows(`INSERT INTO person (id, name, area_code, is_demo) VALUES ($1, $2, $3, true)`, [id, name, CITY]);
    await hall.rows(
      `INSERT INTO credential (person_id, login, password_hash) SELECT $1, $2, password_hash FROM credential WHERE login = 'caregiver@demo'`,
      [id, login],
    );
    await hall.rows(
      `INSERT INTO role_grant (id, person_id, role, area_code, valid_from) VALUES (gen_random_uuid(), $1, 'caregiver', $2, '2024-01-01')`,
      [id, CITY],
    );
    for (const [n, resident] of residents.entries())
      await hall.rows(
        `INSERT INTO resident (id, city_code, line, area_code, register_number, name, born_on, state, registered_on, risk, responsible_id)
         VALUES ($1, '${CITY}', 'civil-affairs', '${AREA}', $2, $3, '1940-05-06', 'registered', '2025-01-01', 'general', $4)`,
        [resident, `${login}-${n}`, `示例长者${login}${n}`, id],
      );
    await hall.rows(
      `INSERT INTO resident_consent (id, resident_id, scope, given_on, given_by, how)
       SELECT gen_random_uuid(), r, 'position', '2025-01-01', 'resident', 'paper' FROM unnest($1::uuid[]) r`,
      [residents],
    );
    return { login, id, name, residents };
  }

  /** What the server put aside, and whose it was. */
  refusals = () =>
    this.hall.rows(
      `SELECT f.why, f.kind, a.name AS author, u.name AS uploader, p.name AS responsible FROM care_refusal f LEFT JOIN person a ON a.id = f.author_id
         LEFT JOIN person u ON u.id = f.uploader_id LEFT JOIN resident r ON r.id = f.resident_id LEFT JOIN person p ON p.id = r.responsible_id`,
    );

  /** While phones go on sending. */
  backUp(): void {
    this.qh("backup", join(this.hall.folder, "backups"));
  }

  /** Back to the newest backup, as an operator does it: what came in since is gone from the server. */
  async restore(): Promise<void> {
    const backups = join(this.hall.folder, "backups");
    const newest = readdirSync(backups).sort().at(-1);
    if (!newest) throw new Error(`no backup in ${backups}`);
    this.qh("restore", join(backups, newest), "--replace");
    await this.hall.kill("web");
  }

  /** A copy of the whole cluster, taken while the machine is off. */
  async takeImage(): Promise<void> {
    await this.hall.whileOff((cluster) => {
      rmSync(this.image, { recursive: true, force: true });
      execFileSync("cp", ["-a", cluster, this.image]);
    });
  }

  /** The machine as it was when the image was taken: by its names the same. */
  async putImageBack(): Promise<void> {
    await this.hall.whileOff((cluster) => {
      rmSync(cluster, { recursive: true });
      execFileSync("cp", ["-a", this.image, cluster]);
    });
  }

  private get image(): string {
    return join(this.hall.folder, "image");
  }

  private qh(...asked: readonly string[]): void {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT, "scripts", "qh.mjs"), ...asked], {
      env: atTerminal(this.hall.folder),
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`qh ${asked.join(" ")} ended with ${status}: ${stdout}${stderr}`);
  }

  /** What is not as it was typed: each line is empty when nothing is lost and nothing doubled. */
  async compare(typed: ReadonlyMap<string, Typed>): Promise<Readonly<Record<string, readonly unknown[]>>> {
    const stored = await this.hall.rows<{
      id: string;
      author: string;
      resident: string;
      minutes: number;
      records: number;
      positions: string[];
      photos: string[];
      isLate: boolean;
      beganAt: Date;
    }>(`SELECT e.client_id AS id, e.author_id AS author, e.resident_id AS resident, e.minutes, e.is_late AS "isLate", e.began_at AS "beganAt",
          ARRAY(SELECT p.id::text FROM visit_photo p WHERE p.event_id = e.client_id) AS photos,
          (SELECT count(*)::int FROM audit_event a WHERE a.action = 'log:visit' AND a.subject_id = e.client_id::text AND a.result = 'done') AS records,
          ARRAY(SELECT p.record_id::text FROM visit_position p WHERE p.event_id = e.client_id) AS positions
        FROM visit_event e`);
    const byId = new Map(stored.map((row) => [row.id, row]));
    const kept = [...typed].filter(([, { isKept }]) => isKept);
    return {
      "lost: kept by the phone, not on the server": kept.filter(([id]) => !byId.has(id)),
      "changed on its way": kept.filter(([id, said]) => {
        const row = byId.get(id);
        return row && (row.author !== said.author || row.resident !== said.resident || row.minutes !== said.minutes);
      }),
      "a position lost": kept.filter(([id, { position }]) => position && !byId.get(id)?.positions.includes(position)),
      "a photo lost": kept.filter(([id, { photo }]) => photo && !byId.get(id)?.photos.includes(photo)),
      "a late entry at another hour than was typed": kept.filter(([id, { lateBeganAt }]) => {
        const row = byId.get(id);
        return row && (row.isLate !== (lateBeganAt !== null) || (lateBeganAt && row.beganAt.toISOString() !== lateBeganAt));
      }),
      "doubled: written down more than once": stored.filter(
        ({ records, positions, photos }) => records !== 1 || positions.length > 1 || photos.length > 1,
      ),
      "on the server, typed by nobody": stored.filter(({ id }) => !typed.has(id)),
    };
  }
}
