import { List, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { minutesFromMetres } from "~/shared/units";
import type { SitingResult } from "../domain/siting-result";
import { toldRise } from "../domain/told-rise";
import { levelWords } from "./level-words";
import { capWords } from "./one-page-words";
import type { PageUnits } from "./page-units";

interface ResultFactsProps {
  readonly result: SitingResult;
  readonly units: PageUnits;
}

/** What stands behind the sentence: reserve, whom nobody reaches, years, groups, walks. */
export function ResultFacts({ result, units }: ResultFactsProps) {
  const { t } = useTranslation("siting");
  const { reserve, outOfReach, withoutReserve } = result;
  const { count, money, area, name } = units;
  return (
    <>
      {(reserve.length > 0 || withoutReserve) && (
        <section className="surface" style={{ padding: "var(--mantine-spacing-md)" }} aria-labelledby="reserve-title">
          <Title order={2} size="h4" id="reserve-title">
            {t("result.reserve")}
          </Title>
          <Text size="sm" c="dimmed">
            {reserve.length > 0 ? t("result.reserveWhat") : t(`page.reserve.empty.${withoutReserve!}`)}
          </Text>
          <List type="ordered" mt="xs">
            {reserve.map((site) => (
              <List.Item key={site.id}>
                {[
                  name(site),
                  levelWords(site.level, result.parts, units),
                  area(site.district),
                  t(site.isBeside === false ? "page.reserve.others" : "result.adds", { people: count(site.adds) }),
                  site.isBeside === false ? t("page.reserve.instead") : "",
                  site.buildCost === null ? "" : t("result.row.cost", { cost: money(site.buildCost) }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </List.Item>
            ))}
          </List>
        </section>
      )}
      <section className="surface" style={{ padding: "var(--mantine-spacing-md)" }} aria-labelledby="out-title">
        <Title order={2} size="h4" id="out-title">
          {t("result.out")}
        </Title>
        {outOfReach.communities === 0 ? (
          <Text size="sm">{t("result.outNone")}</Text>
        ) : (
          <>
            <Text size="sm">
              {t("result.outWhat", { communities: count(outOfReach.communities), people: count(outOfReach.people) })}
            </Text>
            <Text size="sm" mt={4}>
              {outOfReach.top
                .map((each) => t("result.row.place", { name: area(each), people: count(each.people) }))
                .join(t("page.and"))}
            </Text>
          </>
        )}
      </section>
      <YearsTable result={result} units={units} />
      <GroupsTable result={result} units={units} />
      <WalkTable result={result} units={units} />
    </>
  );
}

function YearsTable({ result: { years, question }, units }: ResultFactsProps) {
  const { t } = useTranslation("siting");
  const { count, money } = units;
  if (!years) return null;
  const last = years.rows.at(-1)?.running;
  const { yearly } = question.budget;
  return (
    <Stack component="section" gap="xs" className="surface" p="md" aria-labelledby="years-title">
      <Title order={2} size="h4" id="years-title">
        {t("result.years.title")}
      </Title>
      <Table.ScrollContainer minWidth={420}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              {(["year", "budget", "spent", "left", "running", "people"] as const).map((key) => (
                <Table.Th key={key} ta={key === "year" ? "left" : "right"}>
                  {t(`result.years.${key}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {years.rows.map((row) => (
              <Table.Tr key={row.year}>
                <Table.Th scope="row">{row.year}</Table.Th>
                <Table.Td ta="right">{money(row.budget)}</Table.Td>
                <Table.Td ta="right">{money(row.spent)}</Table.Td>
                <Table.Td ta="right">{money(row.left)}</Table.Td>
                <Table.Td ta="right">
                  {row.running ? units.cost(row.running, row.running.known > 0 ? Infinity : 1) : t("page.unknown")}
                </Table.Td>
                <Table.Td ta="right">{count(row.people)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed">
        {t("result.years.note", { total: count(years.personYears) })}{" "}
        {t(years.isProved ? "result.years.exact" : "result.years.greedy")} {t("result.years.runs")}{" "}
        {last && yearly !== null ? capWords(last.known, yearly, units) : ""}
      </Text>
    </Stack>
  );
}

function GroupsTable({ result: { groups, room, upper, parts }, units }: ResultFactsProps) {
  const { t } = useTranslation("siting");
  const { count, group, named } = units;
  const rows = groups.map((each) => ({ ...each, label: group(each.key) }));
  const above = (upper?.groups ?? []).map((each) => ({
    ...each,
    label: t("result.groups.upper", { group: group(each.key), name: parts.upper ? named(parts.upper) : "" }),
  }));
  const first = groups[0];
  const served = room && first ? [{ ...first, ...room, label: t("result.groups.room", { group: group(first.key) }) }] : [];
  return (
    <Stack component="section" gap="xs" className="surface" p="md" aria-labelledby="groups-title">
      <Title order={2} size="h4" id="groups-title">
        {t("result.groups.title")}
      </Title>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {(["group", "people", "before", "after"] as const).map((key) => (
              <Table.Th key={key} ta={key === "group" ? "left" : "right"}>
                {t(`result.groups.${key}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...rows, ...above, ...served].map(({ label, people, before, after }) => {
            const told = toldRise(before / people, after / people);
            return (
              <Table.Tr key={label}>
                <Table.Th scope="row">{label}</Table.Th>
                <Table.Td ta="right">{count(people)}</Table.Td>
                <Table.Td ta="right">{count(before) + (people > 0 ? ` (${told.before})` : "")}</Table.Td>
                <Table.Td ta="right">{count(after) + (people > 0 ? ` (${told.after})` : "")}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function WalkTable({ result: { walking, method, room, question }, units: { count, walk } }: ResultFactsProps) {
  const { t } = useTranslation("siting");
  const { before, after, searched } = walking;
  const minutes = Math.round(minutesFromMetres(searched, method.speedKmh));
  return (
    <Stack component="section" gap="xs" className="surface" p="md" aria-labelledby="walk-title">
      <Title order={2} size="h4" id="walk-title">
        {t("result.walk.title")}
      </Title>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th ta="right">{t("result.walk.before")}</Table.Th>
            <Table.Th ta="right">{t("result.walk.after")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(["mean", "farthest"] as const).map((key) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">
                {t(`result.walk.${room && question.aim === "shortest" && key === "mean" ? "meanRoom" : key}`)}
              </Table.Th>
              <Table.Td ta="right">{walk(before[key])}</Table.Td>
              <Table.Td ta="right">{walk(after[key])}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">{t("result.walk.beyond", { minutes })}</Table.Th>
            <Table.Td ta="right">{count(before.beyond)}</Table.Td>
            <Table.Td ta="right">{count(after.beyond)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
