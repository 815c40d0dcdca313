import { Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { clockText } from "~/modules/residents/domain/resident-draft";
import { daysBetween } from "~/shared/half-open-days";
import type { Round, RoundStop } from "../domain/my-rounds";

interface MyRoundsListProps {
  readonly rounds: readonly Round[];
  readonly areas: Readonly<Record<string, string>>;
  readonly today: string;
  readonly mayLog: boolean;
}

/** Who is due this week, cell by cell: thumbs need room, so it is a list and no table. */
export function MyRoundsList({ rounds, areas, today, mayLog }: MyRoundsListProps) {
  const { t } = useTranslation("visits");
  return (
    <Stack gap="md">
      {rounds.map(({ areaCode, cell, stops }) => (
        <section key={`${areaCode} ${cell}`} className="surface" style={{ padding: "1rem" }}>
          <Title order={3} size="h5">
            {areas[areaCode] ?? areaCode} · {cell ? t("mine.cell", { cell }) : t("mine.noCell")} ·{" "}
            {t("mine.people", { count: new Set(stops.map(({ residentId }) => residentId)).size })}
          </Title>
          <Stack gap="xs" mt="xs">
            {stops.map((stop, at) => (
              <Stop key={`${stop.residentId}${at}`} {...{ stop, today, mayLog }} />
            ))}
          </Stack>
        </section>
      ))}
    </Stack>
  );
}

function Stop({ stop, today, mayLog }: { readonly stop: RoundStop; readonly today: string; readonly mayLog: boolean }) {
  const { t } = useTranslation("visits");
  const { closesOn, planned } = stop;
  const left = closesOn === null ? null : daysBetween(today, closesOn);
  return (
    <Group justify="space-between" style={{ minHeight: "2.75rem", borderTop: "1px solid var(--hairline)", paddingTop: "0.4rem" }}>
      <div>
        <Text fw={650}>{stop.name ?? "••••"}</Text>
        <Text size="sm" c="dimmed">
          {[
            t(`mine.as.${stop.as}`),
            t(stop.isPhoneEnough ? "mine.phoneEnough" : "mine.atHome"),
            t("minutes", { minutes: stop.minutes }),
            planned && t("mine.planned", { at: t("mine.appointments", { day: planned.day, time: clockText(planned.minute) }) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      </div>
      <Group gap="sm">
        {closesOn !== null && left !== null && (
          <Badge color={left < 0 ? "red" : left <= 2 ? "yellow" : "jade"} variant="light" tt="none">
            {left < 0 ? t("mine.overdue", { days: -left }) : t("mine.until", { day: closesOn })}
          </Badge>
        )}
        {mayLog && (stop.as !== "plan" || planned?.day === today) && (
          <Anchor
            component={Link}
            to={`/visits/log/new?resident=${stop.residentId}`}
            aria-label={`${t("mine.log")} ${stop.name ?? ""}`}
          >
            {t("mine.log")}
          </Anchor>
        )}
      </Group>
    </Group>
  );
}
