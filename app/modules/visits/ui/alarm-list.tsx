import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { Link, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "~/ui/forms/refusal-text";
import type { WatchedAlarm } from "../domain/watched";
import { namelessWord } from "./alarm-head";
import { DangerBadge } from "./danger-badge";
import { RunningClock } from "./running-clock";

interface AlarmListProps {
  readonly alarms: readonly WatchedAlarm[];
  readonly at: string;
  readonly cityCode: string;
  readonly areaName: (code: string) => string;
  /** whoever reads it was told, or may write visits there */
  readonly mayAct: boolean;
}

/** Doors that nobody opened and dangers nobody took up, each with its running clock; dangers first. */
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
                  {alarm.resident?.name ?? t(namelessWord(alarm.kind))}
                </Anchor>{" "}
                {alarm.urgency && (
                  <Badge
                    color={alarm.urgency === "danger" ? "red.9" : "gray.7"}
                    variant={alarm.urgency === "danger" ? "filled" : "outline"}
                    tt="none"
                    size="lg"
                  >
                    {t(`watch.urgency.${alarm.urgency}`)}
                  </Badge>
                )}{" "}
                {(alarm.kind === "finding" || alarm.signs.length > 0) && <DangerBadge signs={alarm.signs} />}{" "}
                {alarm.kind !== "finding" && (
                  <Badge
                    color={alarm.nextAt === null ? "red" : "yellow"}
                    variant="outline"
                    c="var(--mantine-color-text)"
                    tt="none"
                  >
                    {t(alarm.why ? `watch.why.${alarm.why}` : `watch.kind.${alarm.kind}`)}
                  </Badge>
                )}
              </Text>
              {alarm.daysLate !== null && <Text fw={650}>{t("watch.foundDaysAgo", { days: alarm.daysLate })}</Text>}
              <Text size="sm" c="dimmed">
                {[areaName(alarm.areaCode), alarm.resident?.cell && t("mine.cell", { cell: alarm.resident.cell })]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
              <Text size="sm">
                <RunningClock at={at} since={alarm.beganAt} until={alarm.nextAt} isOrder={alarm.kind === "work-order"} />
              </Text>
              <Text size="sm">
                {t(alarm.isAccepted ? (alarm.kind === "visit" ? "watch.accepted" : "watch.acceptedNotActed") : "watch.asked", {
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

/** «I take it», «I am going», right there; a call is noted with its result, on the alarm's own page. */
export function AlarmDeeds({
  id,
  cityCode,
  isAccepted,
  stays = false,
}: {
  readonly id: string;
  readonly cityCode: string;
  readonly isAccepted: boolean;
  /** on the alarm's own page: what was opened there stays open */
  readonly stays?: boolean;
}) {
  const { t } = useTranslation("visits");
  const fetcher = useFetcher<{ refusal: string } | null>();
  const deeds = isAccepted ? (["going"] as const) : (["accepted", "going"] as const);
  return (
    <fetcher.Form method="post" action={`/visits/watch/${id}?city=${cityCode}`}>
      {stays && <input type="hidden" name="stays" value="yes" />}
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
        {(["call", "settle"] as const).map((part) => (
          <Button
            key={part}
            component={Link}
            to={`/visits/watch/${id}?city=${cityCode}#${part}`}
            variant="default"
            size="compact-md"
            style={{ minHeight: 44 }}
          >
            {t(`watch.deed.${part}`)}
          </Button>
        ))}
      </Group>
      <RefusalText size="sm">{fetcher.data?.refusal && t(`watch.refusal.${fetcher.data.refusal}`)}</RefusalText>
    </fetcher.Form>
  );
}
