import { expect, test } from "@playwright/test";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { soakSync } from "../soak/sync-rounds";

/** `npm run soak:sync -- --rounds 1000` sets how often, and with which chance; the tests have no time for more than a few. */
const ROUNDS = Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 12);
const SEED = Number(process.env.QUARTERHOUR_TEST_SEED ?? 4101);
const place = throwAwayFolder();

test.describe.configure({ timeout: 180_000 + ROUNDS * 30_000 });
test.afterAll(() => place.remove());

test("whatever breaks while visits are typed on phones, each is on the server once", async ({ browser }) => {
  const { typed, lostAnswers, troubles } = await soakSync({
    ...{ folder: place.folder, browser, rounds: ROUNDS, seed: SEED },
    say: (line) => process.env.QUARTERHOUR_TEST_ROUNDS && process.stdout.write(`${line}\n`),
  });
  if (process.env.QUARTERHOUR_TEST_ROUNDS)
    process.stdout.write(`${typed} visits typed, ${lostAnswers} answers lost, ${JSON.stringify(Object.fromEntries(troubles))}\n`);
  expect(typed).toBeGreaterThanOrEqual(ROUNDS);
  // A soak in which no answer was ever lost has not tried what it is for.
  if (ROUNDS >= 50) expect(lostAnswers).toBeGreaterThan(ROUNDS / 25);
  if (ROUNDS >= 50) expect([...troubles.keys()].length).toBe(14);
});
