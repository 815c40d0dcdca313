import { Anchor, Badge, Button, Checkbox, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { knownGap } from "../domain/known-gap";
import { isUnderWay, type RunState } from "../domain/siting-scenario";
import { gapWords } from "./page-sentence";

export interface ListedScenario {
  readonly id: string;
  readonly name: string;
  readonly changedAt: Date;
  readonly changedBy: string | null;
  readonly run: {
    readonly state: RunState;
    readonly isCutOff: boolean;
    readonly isProved: boolean;
    readonly gap: number | null;
  } | null;
}

interface ScenarioListProps {
  readonly scenarios: readonly ListedScenario[];
  readonly people: Readonly<Record<string, string>>;
  readonly city: { readonly code: string; readonly timeZone: string };
  readonly isArchived: boolean;
  readonly mayPlan: boolean;
}

const COLOURS: Record<RunState, string> = {
  ...{ waiting: "gray", running: "blue", done: "jade", impossible: "orange", stopped: "yellow", failed: "red" },
};

/** What was saved, the last changed first; two or three can be laid side by side. */
export function ScenarioList({ scenarios, people, city, isArchived, mayPlan }: ScenarioListProps) {
  const { t, i18n } = useTranslation("siting");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: city.timeZone },
  });
  return (
    <Stack component="section" gap="xs" aria-labelledby="scenarios-title">
      <Group justify="space-between">
        <Title order={2} size="h3" id="scenarios-title">
          {t(isArchived ? "list.archived" : "list.title")}
        </Title>
        <Anchor component={Link} to={`/plan/siting?city=${city.code}${isArchived ? "" : "&archived=1"}`}>
          {t(isArchived ? "list.showLive" : "list.showArchived")}
        </Anchor>
      </Group>
      {scenarios.length === 0 ? (
        <Text c="dimmed">{t(isArchived ? "list.noneArchived" : mayPlan ? "list.none" : "list.noneToRead")}</Text>
      ) : (
        <Form method="get" action="/plan/siting/compare" className="surface">
          <input type="hidden" name="city" value={city.code} />
          <Table.ScrollContainer minWidth={480}>
            <Table verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Td w={48} />
                  <Table.Th>{t("list.name")}</Table.Th>
                  <Table.Th>{t("list.state")}</Table.Th>
                  <Table.Th>{t("list.by")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {scenarios.map(({ id, name, run, changedAt, changedBy }) => (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Checkbox name="ids" value={id} aria-label={t("list.pick", { name })} />
                    </Table.Td>
                    <Table.Td>
                      <Anchor component={Link} to={`/plan/siting/${id}?city=${city.code}`} fw={600}>
                        {name}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>
                      <RunBadge run={run} />
                    </Table.Td>
                    <Table.Td>
                      {time.format(changedAt)}
                      {changedBy && people[changedBy] ? ` · ${people[changedBy]}` : ""}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {!isArchived && (
            <Group p="md" gap="md">
              <Button type="submit" variant="default">
                {t("list.compare")}
              </Button>
              <Text size="sm" c="dimmed">
                {t("list.choose")}
              </Text>
            </Group>
          )}
        </Form>
      )}
    </Stack>
  );
}

export function RunBadge({ run }: Pick<ListedScenario, "run">) {
  const { t } = useTranslation("siting");
  if (!run) return <Text c="dimmed">{t("state.none")}</Text>;
  const isLost = run.isCutOff && isUnderWay(run);
  const gap = knownGap({ proved: run.isProved, gap: run.gap });
  const proof = run.isProved ? t("proved") : gap === null ? t("unproved") : t("within", { gap: gapWords(gap) });
  return (
    <Group gap="xs">
      <Badge color={isLost ? "red" : COLOURS[run.state]} variant="light" tt="none">
        {t(isLost ? "state.cut-off" : `state.${run.state}`)}
      </Badge>
      {(run.state === "done" || run.state === "stopped") && proof && <Text size="sm">{proof}</Text>}
    </Group>
  );
}
