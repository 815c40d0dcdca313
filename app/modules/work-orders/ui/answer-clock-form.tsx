import { Group, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { clock as timeOf } from "~/shared/minute-of-day";
import { LadderSection } from "./ladder-section";

interface AnswerClockFormProps {
  readonly clock: {
    readonly urgency: string;
    readonly minutes: number;
    readonly dayFrom: number | null;
    readonly dayUntil: number | null;
    readonly version: number;
  };
  readonly mayChange: boolean;
  readonly refusal: string | null;
}

/** Within how long a family is called back, as it holds, and the way to say otherwise. */
export function AnswerClockForm({ clock, mayChange, refusal }: AnswerClockFormProps) {
  const { t } = useTranslation("work-orders");
  const [from, until] = [
    clock.dayFrom === null ? "" : timeOf(clock.dayFrom),
    clock.dayUntil === null ? "" : timeOf(clock.dayUntil),
  ];
  return (
    <LadderSection
      {...{ mayChange, refusal }}
      id={`clock-${clock.urgency}`}
      title={t(`ladders.urgency.${clock.urgency}`)}
      level={3}
      hidden={{ intent: "clock", urgency: clock.urgency, version: clock.version }}
      held={
        <Text>
          {t(from === "" ? "ladders.clockAlways" : "ladders.clockHours", { minutes: clock.minutes, from, until })}{" "}
          <Text span size="sm" c="dimmed">
            {clock.version === 0 && t("ladders.standard")}
          </Text>
        </Text>
      }
    >
      <Group align="end" gap="sm">
        <TextInput
          name="minutes"
          label={t("ladders.clockMinutes")}
          inputMode="numeric"
          defaultValue={String(clock.minutes)}
          w={150}
        />
        {clock.urgency !== "danger" && (
          <>
            <TextInput name="dayFrom" label={t("ladders.dayFrom")} defaultValue={from} placeholder="09:00" w={130} />
            <TextInput name="dayUntil" label={t("ladders.dayUntil")} defaultValue={until} placeholder="18:00" w={130} />
          </>
        )}
      </Group>
    </LadderSection>
  );
}
