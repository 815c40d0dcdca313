import { Alert, Anchor, List, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { monthQuery } from "../domain/month-address";

interface Asked {
  readonly areaCode: string;
  readonly month: string;
  readonly by: string | null;
  readonly at: string;
}

interface RemindersProps {
  readonly city: { readonly code: string; readonly timeZone: string };
  /** of people one answers for, with whom nobody has seen yet */
  readonly visits?: readonly (Asked & { readonly left: readonly { readonly residentId: string; readonly name: string }[] })[];
  /** of months one's unit owes */
  readonly months: readonly Asked[];
  readonly people: Readonly<Record<string, string>>;
  readonly areas: Readonly<Record<string, string>>;
  readonly mayLog?: boolean;
}

/** 催办 for whoever is reminded: by whom, when, and of what. It is gone once it is done. */
export function Reminders({ city, visits = [], months, people, areas, mayLog = false }: RemindersProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "short", timeStyle: "short", timeZone: city.timeZone },
  });
  const words = ({ areaCode, month, by, at }: Asked) => ({
    unit: areas[areaCode] ?? areaCode,
    month: month.slice(0, 7),
    name: (by && people[by]) || t("due.somebody"),
    at: time.format(new Date(at)),
  });
  return (
    <>
      {visits.map((one) => (
        <Alert key={`${one.areaCode} ${one.month}`} color="yellow" className="no-print">
          <Text fw={650}>{t("reminder.visits", { count: one.left.length })}</Text>
          <Text>{t("reminder.visitsBy", words(one))}</Text>
          <List mt="xs" spacing={4}>
            {one.left.map(({ residentId, name }) => (
              <List.Item key={residentId}>
                {mayLog ? (
                  <Anchor component={Link} to={`/visits/log/new?city=${city.code}&resident=${residentId}`}>
                    {t("reminder.logOf", { name })}
                  </Anchor>
                ) : (
                  name
                )}
              </List.Item>
            ))}
          </List>
        </Alert>
      ))}
      {months.map((one) => (
        <Alert key={`${one.areaCode} ${one.month}`} color="yellow" className="no-print">
          <Text fw={650}>{t("reminder.month", words(one))}</Text>
          <Text>{t("reminder.monthBy", words(one))}</Text>
          <Anchor component={Link} to={`/visits/month?${monthQuery(city.code, one)}`}>
            {t("reminder.openMonth", words(one))}
          </Anchor>
        </Alert>
      ))}
    </>
  );
}
