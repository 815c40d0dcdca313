import { Anchor, Badge, Table } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FIGURE_KEYS, lightOf, monthlyRate, ratePercent, type LightLimits, type MonthFigures } from "../domain/month-figures";
import classes from "./month-sheet.module.css";

export interface MonthLine {
  readonly key: string;
  readonly label: string;
  /** where a tap leads; null = nowhere lower */
  readonly to: string | null;
  /** where the month of a unit stands, in words */
  readonly standing?: string;
  /** what came to be known since it was handed in */
  readonly corrections?: { readonly count: number; readonly to: string };
  /** null = not kept when the month was handed in */
  readonly figures: MonthFigures | null;
  /** what the page shows now */
  readonly isChosen?: boolean;
}

const COLOUR = { green: "jade", yellow: "yellow", red: "red", unknown: "gray" } as const;

/** 月度汇总表: a line for each unit or category. Colour never stands without its word. */
export function MonthTable({
  of,
  lines,
  limits,
  caption,
}: {
  readonly of: "unit" | "category";
  readonly lines: readonly MonthLine[];
  readonly limits: LightLimits;
  readonly caption: string;
}) {
  const { t } = useTranslation("visits");
  return (
    <div className={`surface ${classes.sheet} ${classes.figures}`}>
      <Table verticalSpacing="xs" captionSide="top">
        <Table.Caption>{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(`month.of.${of}`)}</Table.Th>
            <Table.Th>{t("month.rate")}</Table.Th>
            {FIGURE_KEYS.map((key) => (
              <Table.Th key={key} ta="right">
                {t(`figure.${key}`)}
              </Table.Th>
            ))}
            {of === "unit" && <Table.Th>{t("month.state")}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ key, label, to, standing, corrections, figures, isChosen }) => {
            const light = lightOf(figures && monthlyRate(figures), limits);
            const share = figures && ratePercent(figures);
            return (
              <Table.Tr key={key} aria-current={isChosen ? "true" : undefined} data-chosen={isChosen || undefined}>
                <Table.Th scope="row">
                  {to ? (
                    <Anchor component={Link} to={to}>
                      {label}
                    </Anchor>
                  ) : (
                    label
                  )}
                </Table.Th>
                <Table.Td>
                  <Badge color={COLOUR[light]} variant="light" tt="none">
                    {!figures
                      ? t("month.notKept")
                      : share === null
                        ? t("month.noRate")
                        : t("month.rateIs", { share: share?.toFixed(1), light: t(`light.${light}`) })}
                  </Badge>
                </Table.Td>
                {FIGURE_KEYS.map((column) => (
                  <Table.Td key={column} ta="right">
                    {figures ? figures[column] : "—"}
                  </Table.Td>
                ))}
                {of === "unit" && (
                  <Table.Td>
                    {standing}
                    {corrections && (
                      <div>
                        <Anchor component={Link} to={corrections.to} inherit>
                          {t("month.since", { count: corrections.count })}
                        </Anchor>
                      </div>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
