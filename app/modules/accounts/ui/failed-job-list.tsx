import { Badge, Button, Card, Code, Group, Stack, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface FailedJobListProps {
  readonly jobs: readonly {
    readonly id: string;
    readonly task: string;
    readonly attempts: number;
    readonly maxAttempts: number;
    readonly error: string;
    readonly failedAt: string | Date;
    readonly nextAt: string | Date | null;
  }[];
  readonly timeZone: string;
}

/** One failed job a card, with what may be done about it. */
export function FailedJobList({ jobs, timeZone }: FailedJobListProps) {
  const { t, i18n } = useTranslation("accounts");
  const hour = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    ...{ timeZone, dateStyle: "medium", timeStyle: "short", hourCycle: "h23" },
  });
  return (
    <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
      {jobs.map(({ id, task, attempts, maxAttempts, error, failedAt, nextAt }) => (
        <Card component="li" key={id} withBorder>
          <Group justify="space-between">
            <Group gap="xs">
              <Text fw={600}>{t([`jobs.task.${task}`, "jobs.task.other"], { task })}</Text>
              <Badge color={nextAt ? "orange" : "red"} variant="light">
                {t(nextAt ? "jobs.again" : "jobs.over", { hour: nextAt ? hour.format(new Date(nextAt)) : "" })}
              </Badge>
            </Group>
            <Text size="sm" c="dimmed">
              {t("jobs.tried", { attempts, most: maxAttempts, hour: hour.format(new Date(failedAt)) })}
            </Text>
          </Group>
          <Code block my="xs">
            {error}
          </Code>
          <Form method="post">
            <input type="hidden" name="job" value={id} />
            <Group>
              <Button type="submit" name="intent" value="retry" size="xs">
                {t("jobs.retry")}
              </Button>
              <Button type="submit" name="intent" value="give-up" size="xs" variant="default">
                {t("jobs.giveUp")}
              </Button>
              <Text size="sm" c="dimmed">
                {t("jobs.number", { id })}
              </Text>
            </Group>
          </Form>
        </Card>
      ))}
    </Stack>
  );
}
