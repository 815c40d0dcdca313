import { expect, test } from "vitest";
import { planInView } from "~/modules/visits/use-cases/plan-in-view.server";
import { moveVisit, pinVisit, weighMove } from "~/modules/visits/use-cases/move-visit.server";
import { askPlan, discardPlan, illToday, mondayOf, publishPlan, stopPlan } from "~/modules/visits/use-cases/plan-steps.server";
import { daysFrom } from "~/modules/visits/use-cases/due-basis.server";
import { runPlan, runPlanWithout } from "~/modules/visits/use-cases/run-plan.server";
import { today } from "~/platform/clock.server";
import { TOWN } from "../catalog/factories/catalog-city";
import { canStand } from "./standing-visit";
import { CITY, dayAt, madeCaregiver, madeDue, MONDAY, plannedAgain, plannedWeek, visitsOf, ZONE } from "./planning-town";
import { chief, stranger, visitor, warden, WEST } from "./visiting-town";
import { withPlanningTown } from "./with-planning-town";

const records = withPlanningTown();

const planOf = async (id: string, by = warden) => (await planInView(by, CITY, id))!;

test("a small town is planned as a hand would: near doors by the one who lives there, times and ways to the minute", async () => {
  const [west, east] = [await madeCaregiver(records, { at: 0 }), await madeCaregiver(records, { at: 5_000 })];
  const first = await madeDue(records, { at: 500, closes: 0, responsible: west });
  const second = await madeDue(records, { at: 1_000, closes: 0, responsible: west });
  const third = await madeDue(records, { at: 4_500, closes: 0, responsible: east });
  await records.sql`UPDATE resident SET visit_until = 590 WHERE id = ${first}`;
  const id = await plannedWeek();
  const { plan, totals } = await planOf(id);
  expect(plan).toMatchObject({ state: "draft", progress: 1, unassigned: [], figures: { violations: 0, visits: 3, unplaced: 0 } });
  const visits = await visitsOf(records, id);
  expect(visits.map(({ residentId, personId, day }) => [residentId, personId, day]).sort()).toEqual(
    [
      [first, west, MONDAY],
      [second, west, MONDAY],
      [third, east, MONDAY],
    ].sort(),
  );
  // 500 m × 1.31 at 4 km/h = 9.83 min, in whole minutes, and one for the stairs: 11 there, 11 on, 20 + 1 back.
  const hers = visits.filter(({ personId }) => personId === west);
  expect(hers.map(({ time }) => time)).toEqual(["09:11", "09:52"]);
  expect(totals.people.find(({ personId }) => personId === west)).toMatchObject({
    ...{ visits: 2, travelMinutes: 11 + 11 + 21, workMinutes: 60 + 43, byUsual: 2 },
  });
});

test("skills, sex, never, absence, hours, caps and two people are kept, and what nobody can make says why of each", async () => {
  const nurse = await madeCaregiver(records, { skills: ["nursing"] });
  const man = await madeCaregiver(records, { sex: "male" });
  const away = await madeCaregiver(records);
  const elsewhere = await madeCaregiver(records, { area: "990102" });
  await records.sql`INSERT INTO caregiver_absence (id, person_id, kind, valid_from, valid_to) VALUES (gen_random_uuid(), ${away}, 'leave', ${MONDAY}, ${dayAt(7)})`;
  // The monthly floor asks for no minutes: a visit takes a quarter of an hour all the same.
  const cared = await madeDue(records, { skills: ["nursing"], minutes: 0 });
  const both = await madeDue(records, { needsTwo: true });
  const byMan = await madeDue(records);
  await records.sql`UPDATE resident SET visitor_sex = 'male' WHERE id = ${byMan}`;
  const never = await madeDue(records, { closes: 0 });
  await records.sql`INSERT INTO resident_visitor_wish (resident_id, person_id, wish) VALUES (${never}, ${man}, 'never'), (${never}, ${nurse}, 'never')`;
  const id = await plannedWeek({ areaCode: TOWN.code, personIds: [nurse, man, away, elsewhere] }, chief);
  const visits = await visitsOf(records, id);
  const by = (resident: string) => visits.filter(({ residentId }) => residentId === resident);
  expect(by(cared).map(({ personId }) => personId)).toEqual([nurse]);
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  expect(minutes(by(cared)[0]!.ends) - minutes(by(cared)[0]!.time)).toBe(15);
  expect(by(byMan).map(({ personId }) => personId)).toEqual([man]);
  expect(new Set(by(both).map(({ personId }) => personId))).toEqual(new Set([nurse, man]));
  expect(new Set(by(both).map(({ day, time, pairId }) => `${day} ${time} ${pairId}`)).size).toBe(1);
  const { plan } = await planOf(id, chief);
  expect(plan.figures.violations).toBe(0);
  expect(plan.unassigned.map(({ residentId }) => residentId)).toEqual([never]);
  expect(new Map(plan.unassigned[0]!.reasons.map(({ personId, reason }) => [personId, reason]))).toEqual(
    new Map([
      [nurse, "never"],
      [man, "never"],
      [away, "not-on-those-days"],
    ]),
  );
  expect(plan.unassigned[0]!.elsewhere).toBe(1);
});

test("a published plan is in force; whoever publishes after somebody else is refused, and nothing of it is written", async () => {
  const who = await madeCaregiver(records);
  await madeDue(records);
  const [first, second] = [await plannedWeek(), await plannedWeek()];
  const outcomes = await Promise.all([publishPlan(warden, CITY, first, 1), publishPlan(warden, CITY, second, 1)]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { kind: "published-meanwhile" } });
  const inForce = await records.sql`SELECT plan_id AS id FROM planned_visit WHERE is_published AND person_id = ${who}`;
  expect(inForce.map(({ id }) => id)).toEqual([outcomes[0]!.ok ? first : second]);
  const [event] =
    await records.sql`SELECT count(*)::int AS n FROM audit_event WHERE action = 'publish:visit-plan' AND subject_id IN (${first}, ${second})`;
  expect(event!.n).toBe(1);
  const third = await plannedWeek();
  expect((await planOf(third)).difference).toMatchObject({ same: 1, moved: [], added: [], dropped: [] });
  expect(await publishPlan(warden, CITY, third, 1)).toMatchObject({ ok: true });
  const [old] = await records.sql`SELECT state FROM visit_plan WHERE id = ${outcomes[0]!.ok ? first : second}`;
  expect(old!.state).toBe("replaced");
});

test("what this week's plan in force will do is not planned again for next week; what it leaves out is", async () => {
  await madeCaregiver(records);
  const [promised, open] = [await madeDue(records, { closes: 12 }), await madeDue(records, { closes: 12 })];
  const day = today(ZONE);
  await records.sql`UPDATE due_visit SET opens_on = ${day}`;
  await records.sql`UPDATE caregiver_hours SET begins = 0, ends = 1439`;
  const first = await plannedWeek();
  expect((await visitsOf(records, first)).map(({ residentId }) => residentId).sort()).toEqual([promised, open].sort());
  // In force by hand: tonight, before the week that is planned.
  await records.sql`DELETE FROM planned_visit WHERE plan_id = ${first} AND resident_id = ${open}`;
  await records.sql`UPDATE visit_plan SET state = 'published', published_at = now(), first_on = ${day} WHERE id = ${first}`;
  const at = (time: string) => `${day} ${time}`;
  await records.sql`
    UPDATE planned_visit SET is_published = true, begins_at = ${at("23:20")}::timestamp AT TIME ZONE ${ZONE}, ends_at = ${at("23:50")}::timestamp AT TIME ZONE ${ZONE} WHERE plan_id = ${first}`;
  const next = await plannedWeek();
  expect((await visitsOf(records, next)).map(({ residentId }) => residentId)).toEqual([open]);
  expect((await planOf(next)).plan.unassigned).toEqual([]);
});

test("what is pinned stays with its person, day and minute when the week is planned again", async () => {
  const [near, far] = [await madeCaregiver(records, { at: 0 }), await madeCaregiver(records, { at: 4_000 })];
  const elder = await madeDue(records, { at: 100, responsible: near });
  await madeDue(records, { at: 200, responsible: near });
  const draft = await plannedWeek();
  const [visit] = (await visitsOf(records, draft)).filter(({ residentId }) => residentId === elder);
  const wish = { visitId: visit!.id, personId: far, day: dayAt(3), version: 1, isPinned: true };
  expect(await moveVisit(warden, CITY, draft, wish)).toMatchObject({ ok: true, value: { faults: [] } });
  const [moved] = (await visitsOf(records, draft)).filter(({ residentId }) => residentId === elder);
  expect(moved).toMatchObject({ personId: far, day: dayAt(3), isPinned: true, id: visit!.id });
  const again = await plannedAgain(draft);
  const [kept] = (await visitsOf(records, again)).filter(({ residentId }) => residentId === elder);
  expect(kept).toMatchObject({ personId: far, day: dayAt(3), time: moved!.time, isPinned: true });
  await pinVisit(warden, CITY, again, kept!.id, false);
  const third = await plannedAgain(again);
  const [back] = (await visitsOf(records, third)).filter(({ residentId }) => residentId === elder);
  expect(back).toMatchObject({ personId: near, isPinned: false });
});

test("whether a move can be made is what walking every order of that day by hand says, for every person and day", async () => {
  const people = [await madeCaregiver(records, { mostVisits: 2 }), await madeCaregiver(records, { at: 900, ends: 640 })];
  for (let n = 0; n < 6; n++) {
    const id = await madeDue(records, { at: 200 * n, opens: n % 3, closes: 4, minutes: 25, responsible: people[n % 2]! });
    await records.sql`UPDATE resident SET visit_from = ${540 + 15 * n}, visit_until = ${640 + 20 * n} WHERE id = ${id}`;
  }
  const draft = await plannedWeek();
  const visits = await visitsOf(records, draft);
  let [can, cannot] = [0, 0];
  for (const visit of visits.slice(0, 3))
    for (const personId of people)
      for (let day = 0; day < 5; day++) {
        if (visit.personId === personId && visit.day === dayAt(day)) continue;
        const told = await weighMove(warden, CITY, draft, { visitId: visit.id, personId, day: dayAt(day) });
        const isFree = await canStand(records, visits, visit, personId, dayAt(day));
        expect(told.ok && told.value.faults.length === 0, JSON.stringify([visit, personId, day, told])).toBe(isFree);
        if (isFree) can++;
        else cannot++;
      }
  expect(Math.min(can, cannot)).toBeGreaterThan(0);
});

test("a move that breaks something is named and not made; another draft's version is not written over", async () => {
  const [one, other] = [await madeCaregiver(records), await madeCaregiver(records, { mostVisits: 1, weekdays: [1, 2] })];
  const elder = await madeDue(records, { closes: 1, responsible: one, skills: [] });
  await madeDue(records, { closes: 0, responsible: other });
  const draft = await plannedWeek();
  const [visit] = (await visitsOf(records, draft)).filter(({ residentId }) => residentId === elder);
  const weigh = async (personId: string, day: string) => {
    const told = await weighMove(warden, CITY, draft, { visitId: visit!.id, personId, day });
    return told.ok ? told.value.faults : told.refusal.kind;
  };
  expect(await weigh(other, dayAt(0))).toEqual(["too-many-visits"]);
  expect(await weigh(other, dayAt(2))).toEqual(["not-at-work"]);
  expect(await weigh(one, dayAt(2))).toEqual(["wrong-day"]);
  expect(await weigh(other, dayAt(1))).toEqual([]);
  expect(await weigh(visit!.personId, visit!.day)).toEqual(["same-place"]);
  await records.sql`INSERT INTO resident_visitor_wish (resident_id, person_id, wish) VALUES (${elder}, ${other}, 'never')`;
  expect(await weigh(other, dayAt(1))).toEqual(["never"]);
  const wish = { visitId: visit!.id, personId: other, day: dayAt(1), isPinned: false };
  expect(await moveVisit(warden, CITY, draft, { ...wish, version: 1 })).toMatchObject({ value: { faults: ["never"] } });
  expect((await visitsOf(records, draft)).find(({ id }) => id === visit!.id)).toMatchObject({ personId: one });
  expect(await moveVisit(warden, CITY, draft, { ...wish, version: 7 })).toEqual({
    ok: false,
    refusal: { kind: "changed-meanwhile" },
  });
});

test("«ill today» hands over what is hers and keeps everybody else's appointments; the absence is noted once", async () => {
  const [ill, well] = [await madeCaregiver(records), await madeCaregiver(records, { ends: 1_439 })];
  const day = today(ZONE);
  const [hers, kept, hersLater, rung] = [
    await madeDue(records),
    await madeDue(records),
    await madeDue(records),
    await madeDue(records),
  ];
  // In force by hand: today late enough that nothing has begun, and tomorrow, which stays hers.
  await records.sql`UPDATE caregiver_hours SET begins = 0, ends = 1439`;
  const plan = await plannedWeek();
  await records.sql`UPDATE visit_plan SET state = 'published', published_at = now(), first_on = ${day} WHERE id = ${plan}`;
  const at = (days: number, time: string) => `${daysFrom(day, days)} ${time}`;
  // What is hers today cannot wait until she is well.
  for (const [elder, person, begins, ends, daysLeft] of [
    [hers, ill, at(0, "23:00"), at(0, "23:20"), 0],
    [kept, well, at(0, "23:30"), at(0, "23:50"), 6],
    [hersLater, ill, at(1, "10:00"), at(1, "10:20"), 6],
    [rung, well, at(0, "23:00"), at(0, "23:20"), 6],
  ] as const)
    await records.sql`
      UPDATE planned_visit SET is_published = true, person_id = ${person}, minutes = 20, due_opens_on = ${day}, due_closes_on = ${daysFrom(day, daysLeft)},
        begins_at = ${begins}::timestamp AT TIME ZONE ${ZONE}, ends_at = ${ends}::timestamp AT TIME ZONE ${ZONE} WHERE plan_id = ${plan} AND resident_id = ${elder}`;
  await records.sql`UPDATE planned_visit SET channel = 'phone', is_phone_enough = true WHERE plan_id = ${plan} AND resident_id = ${rung}`;
  const asked = await illToday(warden, CITY, ill, "990101");
  if (!asked.ok) throw new Error(asked.refusal.kind);
  await runPlanWithout(asked.value, TOWN.code);
  const [absences] = await records.sql`SELECT count(*)::int AS n FROM caregiver_absence WHERE person_id = ${ill}`;
  expect(absences!.n).toBe(1);
  const after = await visitsOf(records, asked.value);
  const of = (elder: string) => after.find(({ residentId }) => residentId === elder);
  expect(of(kept)).toMatchObject({ personId: well, day, time: "23:30", isPinned: false });
  expect(of(rung)).toMatchObject({ personId: well, day, channel: "phone" });
  const isSunday = daysFrom(day, 1) === mondayOf(daysFrom(day, 1));
  expect(of(hersLater) ?? null).toEqual(
    isSunday ? null : expect.objectContaining({ personId: ill, day: daysFrom(day, 1), time: "10:00" }),
  );
  const told = await planOf(asked.value);
  expect(of(hers)?.personId ?? told.plan.unassigned[0]?.residentId).toBe(of(hers) ? well : hers);
  expect(told.difference.moved.map(({ before }) => before.residentId)).toEqual(of(hers) ? [hers] : []);
  expect(told.difference.dropped.map(({ residentId }) => residentId)).toEqual(of(hers) ? [] : [hers]);
  expect(told.difference.added).toEqual([]);
  expect(await publishPlan(warden, CITY, asked.value, 1)).toMatchObject({ ok: true });
  const inForce =
    await records.sql`SELECT count(*)::int AS n FROM planned_visit WHERE is_published AND person_id = ${ill} AND begins_at::date = ${day}::date`;
  expect(inForce[0]!.n).toBe(0);
});

test("a run that is cut off leaves the best plan so far, says so, and whoever took too long writes nothing any more", async () => {
  const who = await madeCaregiver(records, { at: 0 });
  for (let n = 0; n < 8; n++) await madeDue(records, { at: 150 * n, responsible: who });
  const wish = { areaCode: "990101", week: MONDAY, personIds: [], isPooled: false, seconds: "60" };
  const asked = await askPlan(warden, CITY, wish);
  if (!asked.ok) throw new Error(asked.refusal.kind);
  const running = runPlan(asked.value, TOWN.code);
  const saved = async () => (await planOf(asked.value)).plan.savedAt;
  await expect.poll(saved, { interval: 100 }).not.toBeNull();
  const [kept, whileRunning] = [await visitsOf(records, asked.value), await planOf(asked.value)];
  expect(kept).toHaveLength(8);
  expect(whileRunning).toMatchObject({ isCutOff: false, plan: { state: "planning" } });
  expect(await publishPlan(warden, CITY, asked.value, 1)).toEqual({ ok: false, refusal: { kind: "still-planning" } });
  // As if its process had been killed a minute ago.
  await records.sql`UPDATE visit_plan SET attempt = attempt + 1, heartbeat_at = now() - interval '1 minute' WHERE id = ${asked.value}`;
  expect(await planOf(asked.value)).toMatchObject({ isCutOff: true });
  expect(await stopPlan(warden, CITY, asked.value)).toMatchObject({ ok: true });
  await running;
  expect(await planOf(asked.value)).toMatchObject({ plan: { state: "draft", figures: { ended: "cut-off" } } });
  expect(await visitsOf(records, asked.value)).toEqual(kept);
});

test("another district's plan is not seen, not changed, not published, and its caregivers are not planned", async () => {
  await madeCaregiver(records);
  await madeDue(records);
  const draft = await plannedWeek();
  expect(await planInView(stranger, CITY, draft)).toBeNull();
  for (const done of [
    await publishPlan(stranger, CITY, draft, 1),
    await discardPlan(stranger, CITY, draft),
    await stopPlan(stranger, CITY, draft),
  ])
    expect(done).toEqual({ ok: false, refusal: { kind: "not-there" } });
  const wish = { areaCode: "990101", week: MONDAY, personIds: [], isPooled: false, seconds: "1" };
  expect(await askPlan(stranger, CITY, wish)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await askPlan(visitor, CITY, wish)).toEqual({ ok: false, refusal: { kind: "not-permitted" } });
  await madeCaregiver(records, { area: WEST });
  expect(await askPlan(warden, CITY, { ...wish, week: dayAt(-21) })).toEqual({ ok: false, refusal: { kind: "week-over" } });
  const [west] = await records.sql`SELECT person_id AS id FROM caregiver WHERE area_code = ${WEST}`;
  expect(await askPlan(warden, CITY, { ...wish, personIds: [west!.id as string] })).toEqual({
    ok: false,
    refusal: { kind: "no-caregivers" },
  });
});
