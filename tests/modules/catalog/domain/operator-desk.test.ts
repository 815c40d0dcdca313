import { expect, test } from "vitest";
import { daysToTell, type ClassDesk } from "~/modules/catalog/domain/operator-desk";
import type { Vacancy } from "~/modules/catalog/domain/vacancy";

const NOW = Date.parse("2026-11-23T08:00:00Z");
const ago = (days: number) => new Date(NOW - days * 86_400_000);
const desk = (days: number | null, seen: Vacancy, nudge: object | null = null) => ({
  ...{ now: NOW, timeZone: "Asia/Shanghai", nudge: nudge as never },
  classes: [
    {
      seen,
      words: days === null ? [] : [{ startMonth: "2026-10", taken: 2, held: 0, confirmedAt: ago(days) }],
    } as unknown as ClassDesk,
  ],
});
const fresh = (days: number): Vacancy => ({
  kind: "free",
  places: 1,
  how: "link",
  confirmedAt: ago(days),
  expiresAt: ago(days - 30),
});
const stale = (days: number): Vacancy => ({ kind: "unknown", why: "stale", lastConfirmedAt: ago(days) });

test("an operator is asked again as soon as families read «unknown», whether a reminder went out or not", () => {
  expect(daysToTell(desk(48, stale(48)))).toBe(48);
  expect(daysToTell(desk(14, fresh(14)))).toBeNull();
  expect(daysToTell(desk(14, fresh(14), {})), "reminded before it is old").toBe(14);
  expect(daysToTell(desk(null, { kind: "unknown", why: "never-said", lastConfirmedAt: null }))).toBeNull();
});
