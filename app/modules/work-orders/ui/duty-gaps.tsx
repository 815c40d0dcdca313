import { Alert, List } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface DutyGapsProps {
  readonly gaps: readonly { readonly areaCode: string; readonly from: Date; readonly to: Date }[];
  readonly areaName: (code: string) => string;
  readonly timeZone: string;
}

const MOST = 8;

/** Hours without anybody on duty under visits that are published: whoever changes a roster is told what stands on it. */
export function DutyGaps({ gaps, areaName, timeZone }: DutyGapsProps) {
  const { t, i18n } = useTranslation("work-orders");
  if (gaps.length === 0) return null;
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    timeZone,
  });
  return (
    <Alert color="red" c="var(--mantine-color-text)" role="alert" title={t("duty.underPlan", { count: gaps.length })}>
      <List size="sm">
        {gaps.slice(0, MOST).map(({ areaCode, from, to }) => (
          <List.Item key={`${areaCode} ${from.getTime()}`}>
            {areaName(areaCode)} {t("duty.gap", { from: time.format(from), to: time.format(to) })}
          </List.Item>
        ))}
      </List>
      {gaps.length > MOST && t("duty.moreGaps", { count: gaps.length - MOST })}
    </Alert>
  );
}
