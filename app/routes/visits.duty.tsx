import { Alert, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { mondayOf } from "~/modules/visits/use-cases/plan-steps.server";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { OwnShifts, ShiftForm } from "~/modules/work-orders/ui/duty-forms";
import { DutyWeek } from "~/modules/work-orders/ui/duty-week";
import { dayAfter, endShift, swapDuty, writeShift } from "~/modules/work-orders/use-cases/keep-roster.server";
import { rosterInView } from "~/modules/work-orders/use-cases/roster-in-view.server";
import { today } from "~/platform/clock.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { AreaEntry, areaText } from "~/ui/forms/area-entry";

export const handle = { title: "work-orders:duty.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const area =
    (await areaCodeIn(actor, city.code, (said.get("area") ?? "").slice(0, 200))) ||
    monthAsked(actor, city, new URLSearchParams()).areaCode;
  const week = said.get("week") ?? "";
  const monday = mondayOf(isCalendarDay(week) ? week : today(city.timeZone));
  const found = await rosterInView(actor, city, area, monday);
  if (!found.ok) throw Response.json({ refusal: "not-permitted", permission: "read:visits", role: actor.role }, { status: 403 });
  const names = await areaNames([
    area,
    ...found.value.rows.map((row) => row.areaCode),
    ...found.value.onDutyNow.map((one) => one.areaCode),
  ]);
  const weeks = { before: dayAfter(monday, -7), after: dayAfter(monday, 7) };
  return { ...found.value, area, names, city, weeks, grants: actor.grants };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "keep:duty-roster");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 100);
  const said = addressSaid(request);
  const areaCode =
    (await areaCodeIn(actor, city.code, (said.get("area") ?? "").slice(0, 200))) ||
    monthAsked(actor, city, new URLSearchParams()).areaCode;
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
  const { area, rows, days, people, names, city, weeks, mayKeep, ...data } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("work-orders");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const address = (code: string, week = days[0]!) =>
    `/visits/duty?${new URLSearchParams({ city: city.code, area: code, week }).toString()}`;
  const gaps = rows.reduce((sum, row) => sum + (row.gaps.length > 0 ? 1 : 0), 0);
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("duty.heading", { area: nameOf(area) })}
          </Title>
          <Text c="dimmed">{t("duty.lead", { from: days[0], to: days[6] })}</Text>
        </div>
        <VisitPages grants={data.grants} />
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
            : t("duty.nobodyNow")}
        </Text>
        {gaps > 0 && <Alert color="red">{t("duty.gaps", { count: gaps })}</Alert>}
        <Form className="no-print">
          <input type="hidden" name="city" value={city.code} />
          <input type="hidden" name="week" value={days[0]} />
          <Group align="end">
            <AreaEntry
              name="area"
              label={t("duty.area")}
              defaultValue={areaText(
                { code: area, name: nameOf(area), nameEn: nameOf(area), within: "", withinEn: "" },
                i18n.language,
              )}
            />
            <Button type="submit" variant="default">
              {t("duty.show")}
            </Button>
            <Button component={Link} to={address(area, weeks.before)} variant="default">
              {t("duty.weekBefore")}
            </Button>
            <Button component={Link} to={address(area, weeks.after)} variant="default">
              {t("duty.weekAfter")}
            </Button>
            <Button variant="default" onClick={() => window.print()}>
              {t("duty.print")}
            </Button>
          </Group>
        </Form>
        <DutyWeek
          {...{ rows, days, people, today: data.today, areaName: nameOf, timeZone: city.timeZone }}
          to={(code) => (code === area || code.length > 9 ? null : address(code))}
        />
        {mayKeep && (
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
