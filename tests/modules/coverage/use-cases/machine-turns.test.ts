import { expect, test } from "vitest";
import { MachineTurns } from "~/modules/coverage/use-cases/machine-turns.server";

test("machines' questions are worked for one at a time; sixteen wait, the next is refused at once, the same one shares its turn", async () => {
  const turns = new MachineTurns<number>();
  const others = new MachineTurns<string>();
  const nobodyLeaves = () => new AbortController().signal;
  const open: (() => void)[] = [];
  let together = 0;
  let most = 0;
  const work = (answer: number) => async () => {
    most = Math.max(most, ++together);
    await new Promise<void>((end) => open.push(end));
    together--;
    return answer;
  };
  const asked = Array.from({ length: 17 }, (_, i) => turns.get(`question ${i}`, work(i), nobodyLeaves()));
  const same = turns.get("question 16", work(99), nobodyLeaves());
  expect(await turns.get("one more", work(17), nobodyLeaves())).toEqual({ ok: false, refusal: "too-many-waiting" });
  expect(await others.get("of another kind", () => Promise.resolve("x"), nobodyLeaves())).toMatchObject({ ok: false });
  for (let turn = 0; turn < 17; turn++) {
    open[turn]!();
    expect(await asked[turn]).toEqual({ ok: true, value: turn });
    await new Promise(setImmediate);
  }
  expect([await same, most]).toEqual([{ ok: true, value: 16 }, 1]);
  expect(await others.get("of another kind", () => Promise.resolve("x"), nobodyLeaves())).toEqual({ ok: true, value: "x" });
});
