import { Anchor, Badge, Group, Stack, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { minutesLeft, referenceText } from "../domain/family-request";
import type { ListedRequest } from "../domain/listed-request";

interface RequestListProps {
  readonly requests: readonly ListedRequest[];
  readonly areas: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, string>>;
  readonly timeZone: string;
  /** the server's clock, in milliseconds */
  readonly now: number;
}

const COLORS = { danger: "red", today: "orange", soon: "gray" } as const;

/** Hours and minutes of that day, in the city's zone. */
export function useMoment(timeZone: string): (iso: string) => string {
  const { i18n } = useTranslation();
  const clock = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    ...{ timeZone, month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" },
  });
  return (iso) => clock.format(new Date(iso));
}

/** «还有 35 分钟» or «已超时 2 小时»: never by colour alone. */
export function RequestClock({
  answerBy,
  closedAt,
  now,
}: Pick<ListedRequest, "answerBy" | "closedAt"> & { readonly now: number }) {
  const { t } = useTranslation("work-orders");
  if (closedAt)
    return (
      <Badge color="jade" variant="light" tt="none" c="var(--mantine-color-text)">
        {t("requests.closed")}
      </Badge>
    );
  const left = minutesLeft(answerBy, now);
  const time = (minutes: number) =>
    minutes < 120 ? t("requests.minutes", { count: minutes }) : t("requests.hours", { count: Math.floor(minutes / 60) });
  return (
    <Badge color={left < 0 ? "red" : left < 30 ? "orange" : "jade"} variant="light" tt="none" c="var(--mantine-color-text)">
      {left < 0 ? t("requests.late", { time: time(-left) }) : t("requests.left", { time: time(left) })}
    </Badge>
  );
}

/** What families asked, what is due first before the others. Who, and about whom, is opened on its own page. */
export function RequestList({ requests, areas, people, timeZone, now }: RequestListProps) {
  const { t } = useTranslation("work-orders");
  const moment = useMoment(timeZone);
  return (
    <Stack gap="sm" component="ul" style={{ listStyle: "none", padding: 0, margin: 0 }}>
      {requests.map((one) => (
        <li key={one.id} className="surface" style={{ padding: "0.75rem 1rem" }}>
          <Group justify="space-between" gap="xs">
            <Group gap="xs">
              <Badge color={COLORS[one.urgency]} variant="light" tt="none" c="var(--mantine-color-text)">
                {t(`requests.urgency.${one.urgency}`)}
              </Badge>
              <Text fw={650}>{areas[one.areaCode] ?? one.areaCode}</Text>
              {one.repeats > 0 && <Text size="sm">{t("requests.repeats", { count: one.repeats })}</Text>}
              {one.language === "en" && <Text size="sm">{t("requests.inEnglish")}</Text>}
            </Group>
            <RequestClock {...one} now={now} />
          </Group>
          <Text size="sm" c="dimmed" mt={4}>
            {t("requests.facts", {
              reference: referenceText(one.reference),
              asked: moment(one.askedAt),
              by: moment(one.answerBy),
            })}
          </Text>
          <Group justify="space-between" mt={4} gap="xs">
            <Text size="sm">
              {one.lastStep
                ? t("requests.last", {
                    step: t(`requests.step.${one.lastStep}`),
                    who: one.lastStep === "asked-again" ? t("requests.family") : (people[one.lastBy ?? ""] ?? "—"),
                  })
                : t("requests.nothingYet")}
            </Text>
            <Anchor
              component={Link}
              to={`/visits/requests/${one.id}`}
              aria-label={t("requests.openOf", { reference: referenceText(one.reference) })}
              style={{ minHeight: 44, display: "inline-flex", alignItems: "center" }}
            >
              {t("requests.open")}
            </Anchor>
          </Group>
        </li>
      ))}
    </Stack>
  );
}
