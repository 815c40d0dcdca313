import { Anchor, Badge, Table } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FIGURE_KEYS, lightOf, monthlyRate, type LightLimits, type MonthFigures } from "../domain/month-figures";
import classes from "./month-sheet.module.css";

export interface MonthLine {
  readonly key: string;
  readonly label: string;
  /** where a tap leads; null = nowhere lower */
  readonly to: string | null;
  readonly state: string | null;
  readonly figures: MonthFigures;
}

const COLOUR = { green: "jade", yellow: "yellow", red: "red", unknown: "gray" } as const;

/** 月度汇总表: a line for each unit or category. Colour never stands without its word. */
export function MonthTable({
  lines,
  limits,
  caption,
}: {
  readonly lines: readonly MonthLine[];
  readonly limits: LightLimits;
  readonly caption: string;
}) {
  const { t } = useTranslation("visits");
  return (
    <div className={`surface ${classes.sheet}`}>
      <Table verticalSpacing="xs" captionSide="top">
        <Table.Caption>{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("sheet.column.unit")}</Table.Th>
            <Table.Th>{t("month.rate")}</Table.Th>
            {FIGURE_KEYS.map((key) => (
              <Table.Th key={key} ta="right">
                {t(`figure.${key}`)}
              </Table.Th>
            ))}
            <Table.Th>{t("month.state")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ key, label, to, state, figures }) => {
            const rate = monthlyRate(figures);
            const light = lightOf(rate, limits);
            return (
              <Table.Tr key={key}>
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
                    {rate === null
                      ? t("month.noRate")
                      : t("month.rateIs", { share: (rate * 100).toFixed(1), light: t(`light.${light}`) })}
                  </Badge>
                </Table.Td>
                {FIGURE_KEYS.map((column) => (
                  <Table.Td key={column} ta="right">
                    {figures[column]}
                  </Table.Td>
                ))}
                <Table.Td style={{ whiteSpace: "nowrap" }}>{state ? t(`reportState.${state}`) : ""}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
