import { expect, test } from "@playwright/test";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { soak } from "../soak/rounds";

/** `npm run soak:kill -- --rounds 200` sets how often, and with which chance. */
const ROUNDS = Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 10);
const SEED = Number(process.env.QUARTERHOUR_TEST_SEED ?? 4101);
const DEEDS_TOLD = [
  ...["registered", "edited", "photographed", "photo taken down", "signed in", "signed out", "others revoked", "token exchanged"],
  ...[
    "uploaded",
    "import confirmed",
    "imported",
    "undo asked",
    "undone",
    "deletion asked",
    "deletion approved",
    "streets imported",
  ],
];
const place = throwAwayFolder();

test.describe.configure({ timeout: 120_000 + ROUNDS * 30_000 });
test.afterAll(() => place.remove());

test("an office at work, its parts killed −9 at any moment: nothing half, nothing acknowledged lost, nobody signed out comes back", async () => {
  const { killed, told, caught } = await soak({
    ...{ folder: place.folder, rounds: ROUNDS, seed: SEED },
    say: (line) => process.env.QUARTERHOUR_TEST_ROUNDS && process.stdout.write(`${line}\n`),
  });
  if (process.env.QUARTERHOUR_TEST_ROUNDS)
    process.stdout.write(
      `killed: ${JSON.stringify(killed)}\ntold: ${JSON.stringify(Object.fromEntries(told))}\ncaught: ${JSON.stringify(Object.fromEntries(caught))}\n`,
    );
  expect([...told.values()].reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(ROUNDS);
  // Nothing of the office may go untried in a long soak: what never happened cannot have been half.
  if (ROUNDS >= 100) expect(caught.get("writing") ?? 0, "kills in the middle of a write").toBeGreaterThanOrEqual(ROUNDS / 20);
  if (ROUNDS >= 100) expect(DEEDS_TOLD.filter((deed) => (told.get(deed) ?? 0) < ROUNDS / 40)).toEqual([]);
});
