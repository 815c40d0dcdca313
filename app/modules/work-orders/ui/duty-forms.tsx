import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { clock } from "~/shared/minute-of-day";

export interface OwnShift {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly deputyId: string | null;
  readonly weekdays: readonly number[];
  readonly begins: number;
  readonly ends: number;
  readonly validFrom: string;
  readonly validTo: string | null;
}

interface Choices {
  readonly choices: readonly { readonly id: string; readonly name: string; readonly isGone?: boolean }[];
  readonly today: string;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** A new shift of the area; a change of one is a new one from a day on. */
export function ShiftForm({ choices, today, instead }: Choices & { readonly instead?: OwnShift }) {
  const { t } = useTranslation("work-orders");
  const people = [
    { value: "", label: t("duty.choose") },
    ...choices.map(({ id, name, isGone }) => ({ value: id, label: isGone ? t("duty.isGone", { name }) : name })),
  ];
  return (
    <Form method="post">
      {instead && (
        <>
          <input type="hidden" name="id" value={instead.id} />
          <input type="hidden" name="version" value={instead.version} />
        </>
      )}
      <Stack gap="sm">
        <Group align="end">
          <NativeSelect name="person" label={t("duty.person")} data={people} defaultValue={instead?.personId ?? ""} required />
          <NativeSelect
            name="deputy"
            label={t("duty.deputy")}
            data={[{ value: "", label: t("duty.noDeputy") }, ...people.slice(1)]}
            defaultValue={instead?.deputyId ?? ""}
          />
          <TextInput
            name="begins"
            label={t("duty.begins")}
            defaultValue={clock(instead?.begins ?? 480)}
            size="sm"
            w={90}
            required
          />
          <TextInput
            name="ends"
            label={t("duty.ends")}
            description={t("duty.endsHow")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            defaultValue={clock(instead?.ends ?? 1080)}
            w={150}
            required
          />
        </Group>
        <Checkbox.Group label={t("duty.weekdays")} defaultValue={(instead?.weekdays ?? WEEKDAYS).map(String)}>
          <Group gap="sm" mt={4}>
            {WEEKDAYS.map((day) => (
              <Checkbox key={day} name="weekdays" value={String(day)} label={t(`duty.weekday.${day}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Group align="end">
          <TextInput type="date" name="from" label={t("duty.from")} defaultValue={today} required />
          <TextInput type="date" name="lastDay" label={t("duty.lastDay")} />
          <Button type="submit" name="intent" value="write">
            {t(instead ? "duty.change" : "duty.add")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}

/** The area's own shifts, each to be swapped for a day, changed or ended. */
export function OwnShifts({
  shifts,
  people,
  choices,
  today,
}: Choices & { readonly shifts: readonly OwnShift[]; readonly people: Readonly<Record<string, string>> }) {
  const { t } = useTranslation("work-orders");
  const nameOf = (id: string) => people[id] ?? choices.find((one) => one.id === id)?.name ?? t("duty.somebody");
  const said = (id: string) =>
    choices.some((one) => one.id === id && one.isGone) ? t("duty.isGone", { name: nameOf(id) }) : nameOf(id);
  const everybody = choices.filter(({ isGone }) => !isGone).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Stack gap="sm" className="no-print">
      {shifts.map((shift) => (
        <details key={shift.id} className="surface" style={{ padding: "0.6rem 1rem" }}>
          <summary>
            {clock(shift.begins)}–{shift.ends <= shift.begins ? t("duty.nextDay", { at: clock(shift.ends) }) : clock(shift.ends)}
            {" · "}
            {shift.weekdays.length === 7 ? t("duty.everyDay") : shift.weekdays.map((day) => t(`duty.weekday.${day}`)).join(" ")}
            {" · "}
            {said(shift.personId)}
            {shift.deputyId && ` · ${t("duty.deputyIs", { who: said(shift.deputyId) })}`}
            {" · "}
            {shift.validTo
              ? t("duty.until", { from: shift.validFrom, to: shift.validTo })
              : t("duty.since", { from: shift.validFrom })}
          </summary>
          <Stack gap="md" mt="sm">
            <Form method="post">
              <input type="hidden" name="id" value={shift.id} />
              <Group align="end">
                <TextInput type="date" name="day" label={t("duty.swapDay")} defaultValue={today} required />
                <NativeSelect
                  name="person"
                  label={t("duty.swapWith")}
                  data={[{ value: "", label: t("duty.asBefore") }, ...everybody]}
                />
                <Button type="submit" name="intent" value="swap" variant="default">
                  {t("duty.swap")}
                </Button>
              </Group>
            </Form>
            <Form method="post">
              <input type="hidden" name="id" value={shift.id} />
              <input type="hidden" name="version" value={shift.version} />
              <Group align="end">
                <TextInput type="date" name="lastDay" label={t("duty.endOn")} defaultValue={today} required />
                <Button type="submit" name="intent" value="end" variant="default">
                  {t("duty.end")}
                </Button>
              </Group>
            </Form>
            <Title order={4} size="h6">
              {t("duty.changeTitle")}
            </Title>
            <Text c="dimmed" size="sm">
              {t("duty.changeHow")}
            </Text>
            <ShiftForm {...{ choices, today }} instead={shift} />
          </Stack>
        </details>
      ))}
    </Stack>
  );
}
