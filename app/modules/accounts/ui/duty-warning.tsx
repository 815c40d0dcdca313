import { Alert, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { lastDayBefore } from "~/shared/half-open-days";
import { clock } from "~/shared/minute-of-day";

interface DutyWarningProps {
  readonly ahead: readonly {
    readonly shiftId: string;
    readonly areaCode: string;
    readonly begins: number;
    readonly ends: number;
    readonly isDeputy: boolean;
    readonly from: string;
    readonly to: string | null;
    readonly isSwap: boolean;
  }[];
  readonly areaName: (code: string) => string;
}

/** Whoever ends an account or a right reads first which hours of duty somebody still holds. */
export function DutyWarning({ ahead, areaName }: DutyWarningProps) {
  const { t } = useTranslation("accounts");
  if (ahead.length === 0) return null;
  return (
    <Alert color="orange" c="var(--mantine-color-text)" title={t("person.dutyAhead", { count: ahead.length })}>
      <Text size="sm">{t("person.dutyWarn")}</Text>
      <List size="sm">
        {ahead.map((one) => (
          <List.Item key={`${one.shiftId} ${one.from} ${one.isSwap}`}>
            {t(one.isSwap ? "person.dutySwap" : "person.dutyLine", {
              ...{
                area: areaName(one.areaCode),
                begins: clock(one.begins),
                ends: clock(one.ends),
                from: one.from,
                day: one.from,
              },
              until: one.to === null ? "" : t("person.dutyUntil", { to: lastDayBefore(one.to) }),
              part: t(one.isDeputy ? "person.dutyDeputy" : "person.dutyFirst"),
            })}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
