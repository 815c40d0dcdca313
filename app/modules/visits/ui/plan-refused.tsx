import { Alert, Anchor, List } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface PlanRefusedProps {
  readonly refusal: string;
  /** hours in which nobody is on duty */
  readonly gaps: readonly { readonly areaCode: string; readonly from: Date; readonly to: Date }[];
  readonly names: Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;
  readonly city: { readonly code: string; readonly timeZone: string };
}

const MOST_SAID = 12;

/** Why a step with a plan was not done; where nobody is on duty, which areas in which hours. */
export function PlanRefused({ refusal, gaps, names, city }: PlanRefusedProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ weekday: "short", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    timeZone: city.timeZone,
  });
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  return (
    <Alert color="red" role="alert">
      {t(`plan.refusal.${refusal}`)}
      {gaps.length > 0 && (
        <>
          <List mt="xs">
            {gaps.slice(0, MOST_SAID).map(({ areaCode, from, to }) => (
              <List.Item key={`${areaCode} ${from.getTime()}`}>
                {t("plan.gap", { area: nameOf(areaCode), from: time.format(from), to: time.format(to) })}
              </List.Item>
            ))}
            {gaps.length > MOST_SAID && <List.Item>{t("plan.moreGaps", { count: gaps.length - MOST_SAID })}</List.Item>}
          </List>
          <Anchor component={Link} to={`/visits/duty?city=${city.code}&area=${gaps[0]!.areaCode.slice(0, 9)}`}>
            {t("plan.toDuty")}
          </Anchor>
        </>
      )}
    </Alert>
  );
}
