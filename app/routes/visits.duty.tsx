import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Actor } from "~/modules/accounts/domain/actor";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaWatched } from "~/modules/catalog/use-cases/area-watched.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import type { City } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { publishedWithoutDuty } from "~/modules/visits/use-cases/duty-of-plan.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { mondayOf } from "~/modules/visits/use-cases/plan-steps.server";
import { WhichArea } from "~/modules/visits/ui/which-area";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { OwnShifts, ShiftForm } from "~/modules/work-orders/ui/duty-forms";
import { DutyFilter } from "~/modules/work-orders/ui/duty-filter";
import { DutyGaps } from "~/modules/work-orders/ui/duty-gaps";
import { DutyWeek } from "~/modules/work-orders/ui/duty-week";
import { dayAfter, endShift, swapDuty, writeShift } from "~/modules/work-orders/use-cases/keep-roster.server";
import { rosterInView } from "~/modules/work-orders/use-cases/roster-in-view.server";
import { today } from "~/platform/clock.server";
import { isCalendarDay } from "~/shared/calendar-day";

export const handle = { title: "work-orders:duty.title" };

/** The area of an address; the actor's own where it names none. */
const areaAsked = (actor: Actor, city: City, said: URLSearchParams) =>
  areaWatched(actor, city.code, said.get("area"), monthAsked(actor, city, new URLSearchParams()).areaCode);

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const { areaCode: area, unknown } = await areaAsked(actor, city, said);
  const week = said.get("week") ?? "";
  const monday = mondayOf(isCalendarDay(week) ? week : today(city.timeZone));
  const found = await rosterInView(actor, city, area, monday);
  if (!found.ok) throw Response.json({ refusal: "not-permitted", permission: "read:visits", role: actor.role }, { status: 403 });
  const open = await publishedWithoutDuty(actor, city, area);
  const names = await areaNames([
    ...[area, ...open.map((gap) => gap.areaCode)],
    ...found.value.rows.map((row) => row.areaCode),
    ...found.value.onDutyNow.map((one) => one.areaCode),
  ]);
  const weeks = { before: dayAfter(monday, -7), after: dayAfter(monday, 7) };
  return { ...found.value, open, area, unknown, names, city, weeks, grants: actor.grants };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "keep:duty-roster");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 100);
  const said = addressSaid(request);
  const { areaCode } = await areaAsked(actor, city, said);
  const typed = {
    ...{ personId: text("person"), deputyId: text("deputy"), begins: text("begins"), ends: text("ends") },
    ...{ weekdays: form.getAll("weekdays").map(String), from: text("from"), lastDay: text("lastDay") },
  };
  const version = Number(text("version")) || 0;
  const steps = {
    write: () => writeShift(actor, city, areaCode, typed, text("id") ? { id: text("id"), version } : null),
    end: () => endShift(actor, city, text("id"), version, text("lastDay")),
    swap: () => swapDuty(actor, city, text("id"), text("day"), text("person")),
  };
  const done = await steps[(["write", "end", "swap"] as const).find((known) => known === text("intent")) ?? "write"]();
  if (done.ok)
    return redirect(
      `/visits/duty?${new URLSearchParams({ city: city.code, area: areaCode, week: said.get("week") ?? "" }).toString()}`,
    );
  if (done.refusal.kind === "not-there") throw Response.json({ refusal: "not-there" }, { status: 404 });
  if (done.refusal.kind === "not-permitted")
    throw Response.json({ refusal: "not-permitted", permission: "keep:duty-roster", role: actor.role }, { status: 403 });
  return { refusal: done.refusal.kind };
}

export default function DutyRoster() {
  const { area, unknown, rows, days, people, names, city, weeks, mayKeep, ...data } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("work-orders");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const address = (code: string, week = days[0]!) =>
    `/visits/duty?${new URLSearchParams({ city: city.code, area: code, week }).toString()}`;
  const gaps = rows.filter((row) => row.gaps.length > 0).length;
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("duty.heading", { area: nameOf(area) })}
          </Title>
          <Text c="dimmed">
            {t("duty.lead", { from: days[0], to: days[6] })}{" "}
            <Anchor component={Link} to={`/visits/duty/ladders?city=${city.code}`}>
              {t("ladders.link")}
            </Anchor>
          </Text>
        </div>
        <VisitPages grants={data.grants} />
        {unknown && <WhichArea words={unknown.words} choices={unknown.choices} to={(code) => address(code)} />}
        {answer && (
          <Alert color="red" role="alert">
            {t(`duty.refusal.${answer.refusal}`)}
          </Alert>
        )}
        <Text fw={650} role="status">
          {data.onDutyNow.length > 0
            ? t("duty.now", {
                who: data.onDutyNow.map((one) => people[one.personId] ?? t("duty.somebody")).join("、"),
                area: nameOf(data.onDutyNow[0]!.areaCode),
              })
            : rows[0]?.isAsked && t("duty.nobodyNow")}
        </Text>
        <DutyGaps gaps={data.open} areaName={nameOf} timeZone={city.timeZone} />
        {gaps > 0 && <Alert color="red">{t("duty.gaps", { count: gaps })}</Alert>}
        <DutyFilter
          cityCode={city.code}
          week={days[0]!}
          area={{ code: area, name: nameOf(area) }}
          before={address(area, weeks.before)}
          after={address(area, weeks.after)}
        />
        <DutyWeek
          {...{ rows, days, people, today: data.today, areaName: nameOf, timeZone: city.timeZone }}
          to={(code) => (code === area || code.length > 9 ? null : address(code))}
        />
        {mayKeep && !unknown && (
          <>
            <OwnShifts {...{ shifts: data.shifts, people, choices: data.choices, today: data.today }} />
            <section className="surface no-print" style={{ padding: "1rem" }}>
              <Title order={2} size="h4" mb="sm">
                {t("duty.addTitle", { area: nameOf(area) })}
              </Title>
              <ShiftForm {...{ choices: data.choices, today: data.today }} />
            </section>
          </>
        )}
      </Stack>
    </Container>
  );
}
