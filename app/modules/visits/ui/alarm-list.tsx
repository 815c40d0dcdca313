import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { Link, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { WatchedAlarm } from "../domain/watched";
import { RunningClock } from "./running-clock";

interface AlarmListProps {
  readonly alarms: readonly WatchedAlarm[];
  readonly at: string;
  readonly cityCode: string;
  readonly areaName: (code: string) => string;
  /** whoever reads it was told, or may write visits there */
  readonly mayAct: boolean;
}

/** Doors that nobody opened and dangers nobody took up, each with its running clock; the longest first. */
export function AlarmList({ alarms, at, cityCode, areaName, mayAct }: AlarmListProps) {
  const { t } = useTranslation("visits");
  return (
    <Stack component="ul" gap="xs" style={{ listStyle: "none", padding: 0, margin: 0 }}>
      {alarms.map((alarm) => (
        <li key={alarm.id} className="surface" style={{ padding: "0.75rem 1rem" }}>
          <Group justify="space-between" align="start">
            <div>
              <Text fw={650} component="div">
                <Anchor component={Link} to={`/visits/watch/${alarm.id}?city=${cityCode}`} fw={650}>
                  {alarm.resident?.name ?? t("watch.unknown")}
                </Anchor>{" "}
                <Badge color={alarm.nextAt === null ? "red" : "yellow"} variant="outline" c="var(--mantine-color-text)">
                  {t(`watch.kind.${alarm.kind}`)}
                </Badge>
              </Text>
              <Text size="sm" c="dimmed">
                {[areaName(alarm.areaCode), alarm.resident?.cell && t("mine.cell", { cell: alarm.resident.cell })]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
              <Text size="sm">
                <RunningClock at={at} since={alarm.beganAt} until={alarm.nextAt} />
              </Text>
              <Text size="sm">
                {t(alarm.isAccepted ? "watch.accepted" : "watch.asked", {
                  rung: t(`watch.rung.${alarm.who}`),
                  who: alarm.asked || t("watch.nobody"),
                })}
              </Text>
            </div>
            {mayAct && <AlarmDeeds {...{ id: alarm.id, cityCode, isAccepted: alarm.isAccepted }} />}
          </Group>
        </li>
      ))}
    </Stack>
  );
}

/** «I take it», «I am going», «I rang», right there. */
export function AlarmDeeds({
  id,
  cityCode,
  isAccepted,
}: {
  readonly id: string;
  readonly cityCode: string;
  readonly isAccepted: boolean;
}) {
  const { t } = useTranslation("visits");
  const fetcher = useFetcher<{ refusal: string } | null>();
  const deeds = isAccepted ? (["going", "rang"] as const) : (["accepted", "going", "rang"] as const);
  return (
    <fetcher.Form method="post" action={`/visits/watch/${id}?city=${cityCode}`}>
      <Group gap="xs">
        {deeds.map((deed) => (
          <Button
            key={deed}
            type="submit"
            name="intent"
            value={deed}
            variant={deed === "accepted" ? "filled" : "default"}
            size="compact-md"
            style={{ minHeight: 44 }}
          >
            {t(`watch.deed.${deed}`)}
          </Button>
        ))}
        <Button
          component={Link}
          to={`/visits/watch/${id}?city=${cityCode}#settle`}
          variant="default"
          size="compact-md"
          style={{ minHeight: 44 }}
        >
          {t("watch.deed.settle")}
        </Button>
      </Group>
      {fetcher.data?.refusal && (
        <Text c="red" role="alert" size="sm">
          {t(`watch.refusal.${fetcher.data.refusal}`)}
        </Text>
      )}
    </fetcher.Form>
  );
}
