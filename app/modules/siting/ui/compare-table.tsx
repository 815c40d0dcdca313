import { Anchor, List, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ClientOnly } from "~/ui/layout/client-only";
import { chosenByAll, commonGains, commonMeasure, comparedFigures, type ComparedFigures } from "../domain/compared-results";
import { tellingApart } from "../domain/name-apart";
import type { SitingResult } from "../domain/siting-result";
import { ASKED, askedWords, type AskedRow } from "./asked-words";
import classes from "./compare-table.module.css";
import { perPersonCompared } from "./level-words";
import { gapWords } from "./page-sentence";
import type { PageUnits } from "./page-units";

const CompareChart = lazy(() => import("./compare-chart.client").then((module) => ({ default: module.CompareChart })));
const CHART_ROOM = 260;
const ROWS = ["sites", "extended", "gain", "share", "cost", "yearly", "perPerson", "mean", "proof", "date"] as const;
/** Who has a place, where any of them lets places hold only so many: beside who is within reach, never in one row with it. */
const ROOM_ROWS = { gain: "roomGain", share: "roomShare", perPerson: "perPlace" } as const;
/** Rows of an upper level, where any of them has one. */
const UPPER_ROWS = ["upperSites", "upperGain", "upperShare"] as const;
type Row = (typeof ROWS)[number] | (typeof ROOM_ROWS)[keyof typeof ROOM_ROWS] | (typeof UPPER_ROWS)[number];

export interface Compared {
  readonly scenarioId: string;
  readonly name: string;
  readonly result: SitingResult;
}

interface CompareTableProps {
  readonly compared: readonly Compared[];
  /** each in the units of its own question */
  readonly units: readonly PageUnits[];
  readonly cityCode: string;
}

/** What was asked and the same figures of each scenario in a row, a chart of whom each brings, and the places all of them choose. */
export function CompareTable({ compared, units, cityCode }: CompareTableProps) {
  const { t } = useTranslation("siting");
  const short = tellingApart(compared.map(({ name }) => name));
  const figures = compared.map(({ result }) => comparedFigures(result));
  const hasUpper = figures.some(({ upper }) => upper !== null);
  const hasExtended = figures.some(({ extended }) => extended !== null);
  const hasRoom = figures.some(({ room }) => room !== null);
  const rows = ROWS.filter((row) => row !== "extended" || hasExtended).flatMap((row): Row[] => [
    row,
    ...(hasRoom && row in ROOM_ROWS ? [ROOM_ROWS[row as keyof typeof ROOM_ROWS]] : []),
    ...(row === "share" && hasUpper ? UPPER_ROWS : []),
  ]);
  const gains = commonGains(figures);
  const chartTitle = t(`compare.chart.${commonMeasure(figures)}`);
  const same = chosenByAll(compared.map(({ result }) => result));
  return (
    <>
      <Stack component="section" gap="xs" className="surface" p="md" aria-labelledby="table-title">
        <Title order={2} size="h4" id="table-title">
          {t("compare.table")}
        </Title>
        <div className={classes.scroll}>
          {/* On a phone its rows are blocks: the roles keep them a table for whoever listens. */}
          <table className={classes.table} role="table" aria-labelledby="table-title">
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader" scope="col">
                  {t("compare.measure")}
                </th>
                {compared.map(({ scenarioId, name }) => (
                  <th key={scenarioId} role="columnheader" scope="col" className="typed">
                    <Anchor component={Link} to={`/plan/siting/${scenarioId}?city=${cityCode}`}>
                      {name}
                    </Anchor>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {ASKED.map((row) => line(row, (at) => askedWords(row, compared[at]!.result, units[at]!)))}
              {rows.map((row) => line(row, (at) => cell(row, figures[at]!, units[at]!)))}
            </tbody>
          </table>
        </div>
      </Stack>
      <Stack component="section" gap="xs" className="surface" p="md" aria-labelledby="chart-title">
        <Title order={2} size="h4" id="chart-title">
          {chartTitle}
        </Title>
        <div style={{ minHeight: CHART_ROOM }} aria-hidden="true" className="no-print">
          <ClientOnly>
            {() => (
              <Suspense fallback={null}>
                <CompareChart
                  rows={short.map((name, at) => ({ name, gain: gains[at]! }))}
                  label={chartTitle}
                  count={units[0]!.count}
                />
              </Suspense>
            )}
          </ClientOnly>
        </div>
      </Stack>
      <Stack component="section" gap="xs" className="surface" p="md" aria-labelledby="same-title">
        <Title order={2} size="h4" id="same-title">
          {t("compare.same")}
        </Title>
        {same.length === 0 ? (
          <Text size="sm">{t("compare.sameNone")}</Text>
        ) : (
          <List size="sm">
            {same.map((site) => (
              <List.Item key={site.id}>
                {[units[0]!.name(site), units[0]!.area(site.district)].filter(Boolean).join(" · ")}
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </>
  );

  function line(row: AskedRow | Row, said: (at: number) => string) {
    const values = compared.map((_, at) => said(at));
    // Lines on a phone that all say the same are one.
    const isOne = values.every((value) => value === values[0]);
    return (
      <tr key={row} role="row">
        <th role="rowheader" scope="row">
          {t(`compare.${row}`)}
        </th>
        {compared.map(({ scenarioId }, at) => (
          <td key={scenarioId} role="cell" data-label={short[at]} data-each={isOne ? t("compare.each") : undefined}>
            {values[at]}
          </td>
        ))}
      </tr>
    );
  }

  function cell(row: Row, each: ComparedFigures, units: PageUnits): string {
    const money = (fen: number | null) => (fen === null ? t("page.unknown") : units.money(fen));
    switch (row) {
      case "sites":
        return units.count(each.sites);
      case "extended":
        return each.extended === null ? t("compare.extendedNone") : units.count(each.extended);
      case "gain":
        return t("page.unit.people", { people: units.count(each.gain) });
      case "share":
        return each.share === null ? t("page.unknown") : units.percent(each.share);
      case "roomGain":
        return each.room ? t("page.unit.people", { people: units.count(each.room.gain) }) : t("compare.noRoom");
      case "roomShare":
        if (!each.room) return t("compare.noRoom");
        return each.room.share === null ? t("page.unknown") : units.percent(each.room.share);
      case "perPlace":
        return each.room ? money(each.room.perPerson) : t("compare.noRoom");
      case "upperSites":
        return each.upper ? units.count(each.upper.sites) : t("compare.noUpper");
      case "upperGain":
        return each.upper ? t("page.unit.people", { people: units.count(each.upper.gain) }) : t("compare.noUpper");
      case "upperShare":
        if (!each.upper) return t("compare.noUpper");
        return each.upper.share === null ? t("page.unknown") : units.percent(each.upper.share);
      case "cost":
        return money(each.build);
      case "yearly":
        return money(each.yearly);
      case "perPerson":
        if (!each.upper && (each.extended ?? 0) > 0) return t("compare.withExtended");
        return perPersonCompared(each, units);
      case "mean":
        return units.walk(each.mean);
      case "proof":
        if (each.isProved) return t("proved");
        return each.gap === null ? t("unproved") : t("within", { gap: gapWords(each.gap) });
      case "date":
        return each.date;
    }
  }
}
