import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface MonthTableProps {
  readonly label: string;
  readonly months: readonly { readonly month: string; readonly events: number; readonly on?: string }[];
}

/** Months of the audit with their number of records, and the day they went where they did. */
export function MonthTable({ label, months }: MonthTableProps) {
  const { t, i18n } = useTranslation("accounts");
  const isGone = months.some(({ on }) => on !== undefined);
  const number = new Intl.NumberFormat(i18n.language === "en" ? "en-GB" : "zh-CN");
  return (
    <Table aria-label={label} withRowBorders={false} verticalSpacing={4} maw="24rem">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("retirement.month")}</Table.Th>
          <Table.Th ta="right">{t("retirement.events")}</Table.Th>
          {isGone && <Table.Th ta="right">{t("retirement.on")}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {months.map(({ month, events, on }) => (
          <Table.Tr key={month}>
            <Table.Th scope="row" fw={400}>
              {month}
            </Table.Th>
            <Table.Td ta="right">{number.format(events)}</Table.Td>
            {isGone && <Table.Td ta="right">{on}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
