import { Anchor, Badge, Table } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./month-sheet.module.css";
import type { LedgerRow } from "../domain/ledger-row";

interface VisitLedgerProps {
  readonly rows: readonly LedgerRow[];
  readonly people: Readonly<Record<string, string>>;
  readonly areas: Readonly<Record<string, string>>;
  readonly timeZone: string;
}

/** 探访台账: what was logged, with what came in late labelled so. */
export function VisitLedger({ rows, people, areas, timeZone }: VisitLedgerProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone,
  });
  return (
    <div className={`surface ${classes.sheet}`}>
      <Table verticalSpacing="sm" className={classes.ledger}>
        <Table.Thead>
          <Table.Tr>
            {["when", "who", "unit", "outcome", "channel", "author", "findings", "received"].map((key) => (
              <Table.Th key={key}>{t(`sheet.column.${key}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Anchor
                  component={Link}
                  to={`/visits/log/${row.id}`}
                  aria-label={t("evidence.link", { at: time.format(new Date(row.beganAt)), name: row.name })}
                >
                  {time.format(new Date(row.beganAt))}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <Anchor component={Link} to={`/visits/residents/${row.residentId}`}>
                  {row.name}
                </Anchor>
              </Table.Td>
              <Table.Td>{areas[row.areaCode] ?? row.areaCode}</Table.Td>
              <Table.Td>{t(`outcome.${row.outcome}`)}</Table.Td>
              <Table.Td>
                {t(`channel.${row.channel}`)} · {t("minutes", { minutes: row.minutes })}
              </Table.Td>
              <Table.Td>
                {people[row.authorId] ?? t("due.somebody")}
                {row.uploaderId !== row.authorId && ` (${t("log.by", { name: people[row.uploaderId] ?? t("due.somebody") })})`}
              </Table.Td>
              <Table.Td>{row.findings}</Table.Td>
              <Table.Td>
                {time.format(new Date(row.receivedAt))}{" "}
                {row.daysLate > 0 && (
                  <Badge color="yellow" variant="light" tt="none">
                    {t("log.late", { days: row.daysLate })}
                  </Badge>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
