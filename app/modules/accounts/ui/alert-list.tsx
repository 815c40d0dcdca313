import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { areaWords, type AreaNames } from "./govern-words";

interface AlertShown {
  readonly id: string;
  readonly personId: string;
  readonly personName: string | null;
  readonly line: string;
  readonly areaCode: string;
  readonly openings: number;
  readonly raisedAt: string;
}

/** Who opened unusually many sensitive values: what to look at, and that somebody has. */
export function AlertList({ alerts, names }: { readonly alerts: readonly AlertShown[]; readonly names: AreaNames }) {
  const { t, i18n } = useTranslation("accounts");
  const moment = (text: string) =>
    new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
      ...{ timeZone: "Asia/Shanghai", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    } as const).format(new Date(text));
  return (
    <Stack gap="sm">
      {alerts.map((one) => (
        <Alert key={one.id} color="orange" variant="light">
          <Stack gap="sm">
            <Text fw={600}>{t("alerts.title", { name: one.personName ?? t("alerts.nobody") })}</Text>
            <Text>
              {t("alerts.sentence", {
                ...{ count: one.openings, at: moment(one.raisedAt), line: t(`line.${one.line}`) },
                area: areaWords(one.areaCode, names, i18n.language, t),
              })}
            </Text>
            <Group gap="sm">
              <Form method="post">
                <input type="hidden" name="alert" value={one.id} />
                <Button type="submit" size="sm" variant="default">
                  {t("alerts.acknowledge")}
                </Button>
              </Form>
              <Button component={Link} to={`/govern/audit?who=${one.personId}&action=open:sensitive`} size="sm" variant="subtle">
                {t("alerts.look")}
              </Button>
            </Group>
          </Stack>
        </Alert>
      ))}
    </Stack>
  );
}
