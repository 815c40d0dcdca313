import { Alert, Button, Checkbox, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { clockText } from "~/modules/residents/domain/resident-draft";
import { lastDayOf } from "../domain/caregiver-card";
import { DAY_FIELDS, WEEKDAYS, weekMinutes, type DayHours, type HoursPeriod } from "../domain/weekly-hours";
import type { FaultShown } from "./caregiver-fields";

/** `3.begins` → what was typed there. */
export type TypedHours = Readonly<Record<string, string>>;

interface HoursSectionProps {
  readonly periods: readonly HoursPeriod[];
  readonly version: number;
  readonly today: string;
  readonly mayPlan: boolean;
  readonly typed: TypedHours | null;
  /** of days: `3.begins`; of the period: `from`, `last` */
  readonly faults: readonly FaultShown[];
  readonly isOvertaken: boolean;
}

/** The hours that hold now and later, and a week to write over them from a day on. */
export function HoursSection({ periods, version, today, mayPlan, typed, faults, isOvertaken }: HoursSectionProps) {
  const { t } = useTranslation("visits");
  const now = periods[0]?.week ?? [];
  return (
    <section className="surface" style={{ padding: "1rem" }} id="hours">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("caregiver.hoursTitle")}
        </Title>
        {periods.map((period) => (
          <div key={period.from}>
            <Text fw={650}>
              {period.to
                ? t("caregiver.period", { from: period.from, last: lastDayOf(period.to) })
                : t("caregiver.periodOpen", { from: period.from })}
              {" · "}
              {t("caregiver.hours", { hours: Math.round(weekMinutes(period.week) / 6) / 10 })}
              {period.week.length > 0 &&
                ` · ${t(period.week.some((day) => day.onHolidays) ? "caregiver.onHolidays" : "caregiver.offHolidays")}`}
            </Text>
            {period.week.length === 0 ? (
              <Text c="dimmed">{t("caregiver.noHours")}</Text>
            ) : (
              <ul style={{ margin: 0, paddingInlineStart: "1.25rem" }}>
                {period.week.map((day) => (
                  <li key={day.weekday}>
                    <DayWords day={day} />
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
        {mayPlan && (
          <details open={typed !== null}>
            <summary>{t("caregiver.changeHours")}</summary>
            <HoursForm {...{ now, version, today, typed, faults, isOvertaken }} />
          </details>
        )}
      </Stack>
    </section>
  );
}

function DayWords({ day }: { readonly day: DayHours }) {
  const { t } = useTranslation("visits");
  const words = t("caregiver.day", {
    day: t(`caregiver.weekday.${day.weekday}`),
    begins: clockText(day.begins),
    ends: clockText(day.ends),
  });
  if (day.breakMinutes === 0) return <>{words}</>;
  const rest = { from: clockText(day.breakFrom), until: clockText(day.breakUntil), minutes: day.breakMinutes };
  return (
    <>
      {words}
      {t("caregiver.rest", rest)}
    </>
  );
}

interface HoursFormProps extends Pick<HoursSectionProps, "version" | "today" | "typed" | "faults" | "isOvertaken"> {
  readonly now: readonly DayHours[];
}

function HoursForm({ now, version, today, typed, faults, isOvertaken }: HoursFormProps) {
  const { t } = useTranslation("visits");
  const shown = (weekday: number, field: (typeof DAY_FIELDS)[number]): string => {
    const name = `${weekday}.${field}`;
    if (typed) return typed[name] ?? "";
    const day = now.find((one) => one.weekday === weekday);
    if (!day) return "";
    return field === "breakMinutes" ? String(day.breakMinutes || "") : clockText(day[field]);
  };
  const error = (name: string) => {
    const found = faults.find(({ field }) => field === name);
    return found ? t(`caregiver.fault.${found.fault}`) : undefined;
  };
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="intent" value="hours" />
      <input type="hidden" name="version" value={version} />
      <Stack gap="sm" mt="sm">
        {isOvertaken && (
          <Alert color="orange" role="alert">
            {t("caregiver.met.hours")}
          </Alert>
        )}
        {faults.length > 0 && (
          <Alert color="red" role="alert">
            {t("caregiver.refusal.faults", { count: faults.length })}
          </Alert>
        )}
        <Text size="sm" c="dimmed">
          {t("caregiver.hoursWhat")}
        </Text>
        {WEEKDAYS.map((weekday) => (
          <fieldset key={weekday} style={{ border: 0, padding: 0, margin: 0, minInlineSize: "auto" }}>
            <legend style={{ padding: 0, fontWeight: 650 }}>{t(`caregiver.weekday.${weekday}`)}</legend>
            <Group align="start" gap="xs">
              {DAY_FIELDS.map((field) => (
                <TextInput
                  key={field}
                  name={`${weekday}.${field}`}
                  label={t(`caregiver.hour.${field}`)}
                  aria-label={`${t(`caregiver.weekday.${weekday}`)} ${t(`caregiver.hour.${field}`)}`}
                  defaultValue={shown(weekday, field)}
                  error={error(`${weekday}.${field}`)}
                  placeholder={field === "breakMinutes" ? "0" : "--:--"}
                  inputMode={field === "breakMinutes" ? "numeric" : undefined}
                  autoComplete="off"
                  maxLength={8}
                  w="7.5rem"
                />
              ))}
            </Group>
          </fieldset>
        ))}
        <Group align="start">
          <TextInput
            type="date"
            name="from"
            label={t("caregiver.field.hoursFrom")}
            defaultValue={typed?.["from"] ?? today}
            error={error("from")}
          />
          <TextInput
            type="date"
            name="last"
            label={t("caregiver.field.hoursLast")}
            description={t("caregiver.hoursLastWhat")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            defaultValue={typed?.["last"] ?? ""}
            error={error("last")}
          />
        </Group>
        <Checkbox
          name="onHolidays"
          value="yes"
          label={t("caregiver.field.onHolidays")}
          description={t("caregiver.onHolidaysWhat")}
          defaultChecked={typed ? typed["onHolidays"] === "yes" : now.some((day) => day.onHolidays)}
        />
        <Button type="submit" style={{ alignSelf: "start" }}>
          {t("caregiver.saveHours")}
        </Button>
      </Stack>
    </Form>
  );
}
