/** Rounds of caregivers typing visits while lines break, answers get lost, sessions end, pages go and the server is killed −9. */
import type { Browser } from "@playwright/test";
import { seededRandom } from "../../app/shared/seeded-random";
import { CareOffice, type Typed } from "./care-office";
import { OnlineOnlySoaked } from "./online-only-phone";
import { SoakedPhone } from "./soaked-phone";

export interface SyncSoak {
  readonly folder: string;
  readonly browser: Browser;
  readonly rounds: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface SyncSoaked {
  readonly typed: number;
  readonly lostAnswers: number;
  readonly troubles: ReadonlyMap<string, number>;
}

const COMPARED_EVERY = 10;
/** Every so many rounds on average the server goes as well. */
const KILLED_SHARE = 0.15;
const LONGEST_MS = 150;
/** In every so many rounds the server is once put back to a backup of some rounds before. */
const RESTORED_EVERY = 20;
const [BACKED_UP_IN, RESTORED_IN] = [3, 7] as const;
/** and once to an image of the whole machine, which keeps all its names. */
const [IMAGE_TAKEN_IN, IMAGE_PUT_BACK_IN] = [13, 16] as const;
/** A browser that keeps nothing types along where no copy older than its visits is put back: nobody could send them again. */
const ONLINE_ONLY_IN: readonly number[] = [1, 9, 12, 18];

type Trouble = (phone: SoakedPhone, office: CareOffice) => Promise<void>;

const TROUBLES: readonly (readonly [name: string, share: number, trouble: Trouble])[] = [
  ["nothing", 2, async (phone) => void (await phone.typeVisits(2))],
  [
    "no network",
    3,
    async (phone) => {
      phone.cut();
      await phone.typeVisits(3);
      await phone.asksToLeave();
    },
  ],
  [
    "answers lost",
    3,
    async (phone) => {
      await phone.typeVisits(1);
      phone.loseAnswers();
      await phone.typeVisits(2);
      await phone.sendInBothTabs();
    },
  ],
  [
    "cut amid",
    3,
    async (phone) => {
      const typing = phone.typeVisits(3);
      await new Promise((later) => setTimeout(later, phone.random() * LONGEST_MS));
      phone.cut();
      await typing;
    },
  ],
  [
    "session ended",
    2,
    async (phone, { hall }) => {
      await hall.rows("DELETE FROM session WHERE person_id = ANY($1)", [phone.carers.map(({ id }) => id)]).catch(() => undefined);
      await phone.typeVisits(2);
      await phone.sendInBothTabs();
    },
  ],
  ["page gone", 2, (phone) => phone.loseTab()],
  ["form left", 1, (phone) => phone.leaveForm()],
  [
    "slow line",
    1,
    async (phone) => {
      phone.slowDown();
      await phone.typeVisits(2);
    },
  ],
  ["two tabs", 2, (phone) => phone.typeInBothTabs(2)],
  [
    "PIN guessed",
    1,
    async (phone) => {
      phone.cut();
      await phone.typeVisits(1);
      phone.mend();
      await phone.guess();
    },
  ],
];

export async function soakSync({ folder, browser, rounds, seed, say }: SyncSoak): Promise<SyncSoaked> {
  const chance = seededRandom(seed);
  const office = new CareOffice(folder);
  const typed = new Map<string, Typed>();
  const troubles = new Map<string, number>();
  const met = (name: string) => troubles.set(name, (troubles.get(name) ?? 0) + 1);
  const phones: SoakedPhone[] = [];
  let wechat: OnlineOnlySoaked | undefined;
  try {
    await office.open();
    const [a, b, c, d] = office.carers;
    const made = (name: string, carers: typeof office.carers, n: number, clockHours: number) =>
      new SoakedPhone(name, office, carers, typed, seededRandom(seed + n), clockHours);
    phones.push(made("own phone", [a!], 1, 0), made("shared, 7 h behind", [b!, c!], 2, -7), made("5 h ahead", [d!], 3, 5));
    for (const phone of phones) await phone.switchOn(browser);
    wechat = new OnlineOnlySoaked(office, a!, typed, seededRandom(seed + 4));
    await wechat.switchOn(browser);
    for (let round = 1; round <= rounds; round++) {
      const drawn = phones.map(() => draw(chance()));
      const isKilled = chance() < KILLED_SHARE;
      const work = phones.map(async (phone, n) => {
        met(drawn[n]![0]);
        // A server that is being killed answers nobody: what then fails is tried again when all is settled.
        await drawn[n]![2](phone, office).catch((error: unknown) => {
          if (!isKilled) throw error;
        });
      });
      if (isKilled) {
        met("server killed");
        await office.hall.kill("web");
      }
      await Promise.all(work);
      for (const phone of phones) if (chance() < 0.6) phone.mend();
      if (ONLINE_ONLY_IN.includes(round % RESTORED_EVERY)) {
        met("online only");
        await wechat.typeOne(chance() < 0.7);
      }
      if (round % RESTORED_EVERY === BACKED_UP_IN) office.backUp();
      if (round % RESTORED_EVERY === RESTORED_IN) {
        met("server restored");
        await office.restore();
      }
      if (round % RESTORED_EVERY === IMAGE_TAKEN_IN) await office.takeImage();
      if (round % RESTORED_EVERY === IMAGE_PUT_BACK_IN) {
        met("image put back");
        await office.putImageBack();
      }
      if (round % COMPARED_EVERY === 0 || round === rounds) await compared(office, phones, typed, round);
      say(
        `${round}/${rounds} ${drawn.map(([name]) => name).join(", ")}${isKilled ? ", server killed" : ""} · ${typed.size} visits`,
      );
    }
    return { typed: typed.size, lostAnswers: phones.reduce((sum, { line }) => sum + line.lostAnswers, 0), troubles };
  } finally {
    for (const phone of phones) await phone.switchOff();
    await wechat?.switchOff();
    await office.hall.close();
  }
}

function draw(chance: number): (typeof TROUBLES)[number] {
  let left = chance * TROUBLES.reduce((sum, [, share]) => sum + share, 0);
  return TROUBLES.find(([, share]) => (left -= share) < 0) ?? TROUBLES[0]!;
}

async function compared(
  office: CareOffice,
  phones: readonly SoakedPhone[],
  typed: ReadonlyMap<string, Typed>,
  round: number,
): Promise<void> {
  for (const phone of phones) await phone.settle();
  const wrong = Object.entries(await office.compare(typed)).filter(([, found]) => found.length > 0);
  if (wrong.length > 0)
    throw new Error(
      `round ${round}:\n${wrong.map(([what, found]) => `${what}: ${JSON.stringify(found.slice(0, 3))}`).join("\n")}`,
    );
}
