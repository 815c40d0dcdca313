import { expect, test } from "vitest";
import { appointmentNow, keptWithForm, residentOf, todayAt, turnsOfToday, weekOf } from "~/modules/visits/domain/care-day";
import type { CareAppointment, CareList, CareResident } from "~/modules/visits/domain/care-list";
import { navigationLink } from "~/modules/visits/domain/navigation-link";

const resident = (id: string, closesOn: string | null, opensOn = "2026-11-01"): CareResident => ({
  ...{ id, name: `示例${id}`, as: "responsible", areaCode: "410105001001", cell: null, bornYear: 1940, sex: "female" },
  ...{ languages: [], address: null, home: null, phone: null, accessNote: null, contacts: [], categories: [], risk: null },
  ...{ needsTwo: false, visitFrom: null, visitUntil: null, consents: [], last: null, doorHash: null },
  due: closesOn === null ? null : { opensOn, closesOn, minutes: 20, isPhoneEnough: false },
});
const appointment = (residentId: string, day: string, minute: number): CareAppointment => ({
  ...{ id: `${residentId} ${day} ${minute}`, residentId, day, minute, endMinute: minute + 30, channel: "home", isForTwo: false },
});
const list = (residents: readonly CareResident[], appointments: readonly CareAppointment[]): CareList => ({
  ...{
    format: 1,
    person: { id: "p", name: "示例探访员" },
    madeAt: "2026-11-23T00:00:00Z",
    today: "2026-11-23",
    last: "2026-11-29",
  },
  city: { code: "4101", name: "郑州市", nameEn: "Zhengzhou", timeZone: "Asia/Shanghai", isDemo: true },
  ...{ keptUntil: "2026-11-25T00:00:00Z", ticket: "t", sealTo: { id: "k", publicKey: "AA" }, epoch: "e" },
  ...{ residents, appointments, outlines: [], areas: {}, ladder: [], onDuty: [] },
});

test("today begins with the hours, then whoever's window closes first; a later hour this week is not today's", () => {
  const of = list(
    [
      resident("a", "2026-11-30"),
      resident("b", "2026-11-24"),
      resident("c", null),
      resident("d", "2026-11-25"),
      resident("e", "2026-11-30", "2026-11-26"),
    ],
    [appointment("c", "2026-11-23", 600), appointment("a", "2026-11-23", 540), appointment("d", "2026-11-25", 540)],
  );
  expect(turnsOfToday(of, "2026-11-23").map((turn) => turn.resident.id)).toEqual(["a", "c", "b"]);
  const week = weekOf(of, "2026-11-23");
  expect(week.days.map(({ day, turns }) => [day, turns.length])).toEqual([
    ["2026-11-23", 2],
    ["2026-11-25", 1],
  ]);
  expect(week.owed.map((turn) => turn.resident.id)).toEqual(["b", "e"]);
  expect(week.others).toEqual([]);
});

test("who was visited today stays among today's when nothing is owed any more", () => {
  const of = list([resident("a", null), resident("b", "2026-11-24"), resident("c", null)], []);
  expect(turnsOfToday(of, "2026-11-23", (turn) => turn.resident.id === "a").map((turn) => turn.resident.id)).toEqual(["b", "a"]);
});

test("a form that was begun opens also when its resident is off the list, with what it needs of them alone", () => {
  const gone = { ...resident("b", null), consents: ["photos"], accessNote: "示例：钥匙在门卫", address: "示例路 1 号" };
  const begun = [{ residentId: "b", resident: keptWithForm(gone) }, { residentId: "a" }];
  const of = list([resident("a", null)], []);
  expect(residentOf(of, begun, "b")).toMatchObject({ name: "示例b", consents: ["photos"], accessNote: null, address: null });
  expect(residentOf(list([gone], []), begun, "b"), "the list knows more").toBe(gone);
  expect(residentOf(of, begun, "a")?.name).toBe("示例a");
  expect(residentOf(of, begun, "c")).toBeNull();
});

test("a visit keeps the appointment of its day that is nearest, and none of another day", () => {
  const of = list([resident("a", null)], [appointment("a", "2026-11-23", 540), appointment("a", "2026-11-23", 900)]);
  expect(appointmentNow(of, "a", Date.parse("2026-11-23T06:50:00Z"))?.minute).toBe(900);
  expect(appointmentNow(of, "a", Date.parse("2026-11-22T02:00:00Z"))).toBeNull();
});

test("today is the city's, whatever the clock of the phone's own zone says", () => {
  expect(todayAt(Date.parse("2026-11-22T16:30:00Z"), "Asia/Shanghai")).toBe("2026-11-23");
});

test("a map app is told the place in the system it reads, some hundreds of metres off ours, and no name", () => {
  const link = new URL(navigationLink({ lat: 34.7466, lng: 113.6254 }, "目的地"));
  const [lng, lat, word] = (link.searchParams.get("to") ?? "").split(",");
  expect(link.host).toBe("uri.amap.com");
  expect(Number(lng) - 113.6254).toBeGreaterThan(0.005);
  expect(Number(lng) - 113.6254).toBeLessThan(0.007);
  expect(Math.abs(Number(lat) - 34.7466)).toBeLessThan(0.003);
  expect(word).toBe("目的地");
});
