import { Anchor, Badge, Group, Paper, SimpleGrid, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { askedBy, type CampaignCounts, type MeantPerson, type ReachedState } from "../domain/campaign-result";
import { LogLink } from "./log-link";
import classes from "./month-sheet.module.css";
import { ResponsibleName } from "./responsible-name";

const COLOURS: Record<ReachedState, string> = { reached: "jade", late: "yellow", tried: "red", notTried: "red", absent: "gray" };

/** «Reached 61 of 64 by 18:00»: the figures, always with their words. */
export function CampaignFigures({ counts }: { readonly counts: CampaignCounts }) {
  const { t } = useTranslation("visits");
  const figure = (key: string, value: number) => (
    <Paper key={key} className="surface" p="sm">
      <Text size="sm" c="dimmed">
        {t(`reached.${key}`)}
      </Text>
      <Text fw={650} size="xl">
        {value}
      </Text>
    </Paper>
  );
  const { reached, late, tried, notTried, absent } = counts;
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }} spacing="sm">
      {figure("asked", askedBy(counts))}
      {Object.entries({ reached, late, tried, notTried, absent }).map(([key, value]) => figure(key, value))}
    </SimpleGrid>
  );
}

interface CampaignPeopleProps {
  readonly rows: readonly MeantPerson[];
  readonly people: Readonly<Record<string, string>>;
  readonly areas: Readonly<Record<string, string>>;
  readonly timeZone: string;
  readonly mayLog: boolean;
}

/** Person by person: how they stand, who answers for them, when and by which way somebody got through. */
export function CampaignPeople({ rows, people, areas, timeZone, mayLog }: CampaignPeopleProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "short", timeStyle: "short", timeZone },
  });
  const how = ({ reachedAt, channel, outcome }: MeantPerson): string => {
    if (reachedAt) return t("reached.how", { at: time.format(new Date(reachedAt)), channel: t(`channel.${channel}`) });
    return outcome ? t("reached.lastTry", { outcome: t(`outcome.${outcome}`) }) : t("reached.nobodyTried");
  };
  return (
    <div className={`surface ${classes.sheet}`}>
      <Table verticalSpacing="sm" highlightOnHover miw={680}>
        <Table.Thead>
          <Table.Tr>
            {["state", "who", "where", "responsible"].map((key) => (
              <Table.Th key={key}>{t(`due.column.${key}`)}</Table.Th>
            ))}
            <Table.Th>{t("reached.howColumn")}</Table.Th>
            <Table.Th className="no-print">{t("due.column.do")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Badge color={COLOURS[row.state]} variant="light" tt="none">
                  {t(`reached.${row.state}`)}
                </Badge>
              </Table.Td>
              <Table.Td>
                <Anchor component={Link} to={`/visits/residents/${row.id}`}>
                  {row.name}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {areas[row.areaCode] ?? row.areaCode}
                  {row.cell && (
                    <Text size="xs" c="dimmed" span>
                      {t("due.cell", { cell: row.cell })}
                    </Text>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>
                <ResponsibleName id={row.responsibleId} people={people} />
              </Table.Td>
              <Table.Td>{how(row)}</Table.Td>
              <Table.Td className="no-print">{mayLog && row.state !== "absent" && <LogLink residentId={row.id} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
