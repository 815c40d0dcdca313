import { Anchor, Badge, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CalendarDay } from "~/shared/calendar-day";
import { daysBetween } from "~/shared/half-open-days";
import type { ListedDue } from "../domain/listed-due";
import type { VisitRule } from "../domain/visit-rule";
import classes from "./month-sheet.module.css";
import { LogLink } from "./log-link";
import { ReportedNote } from "./reported-note";
import { ResponsibleName } from "./responsible-name";
import { askedWords } from "./rule-words";

interface DueTableProps {
  readonly rows: readonly ListedDue[];
  readonly rules: Readonly<Record<string, VisitRule>>;
  readonly campaigns: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, string>>;
  readonly areas: Readonly<Record<string, string>>;
  readonly today: CalendarDay;
  readonly timeZone: string;
  readonly mayLog: boolean;
}

const SOON_DAYS = 3;

/** Who is due, what closes first at the top, each with its reason and one tap to log the visit. */
export function DueTable({ rows, rules, campaigns, people, areas, today, timeZone, mayLog }: DueTableProps) {
  const { t, i18n } = useTranslation("visits");
  const hour = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", { timeStyle: "short", timeZone });
  const why = ({ cause, causeId, isCarriedOver }: ListedDue): string => {
    const rule = causeId ? rules[causeId] : undefined;
    const because =
      cause === "campaign"
        ? t("due.because.campaign", { name: (causeId && campaigns[causeId]) || t("due.because.someCampaign") })
        : cause === "after-change"
          ? t("due.because.change")
          : rule
            ? t("due.because.rule", { asks: askedWords(rule, t) })
            : t("due.because.floor");
    return isCarriedOver ? t("due.because.missed", { because }) : because;
  };
  const state = ({ closesOn }: ListedDue) => {
    const left = daysBetween(today, closesOn);
    if (left < 0) return { color: "red", words: t("due.overdue", { days: -left }) };
    return left <= SOON_DAYS
      ? { color: "yellow", words: t("due.soon", { days: left }) }
      : { color: "jade", words: t("due.inTime", { days: left }) };
  };
  return (
    <div className={`surface ${classes.sheet} ${classes.cards}`}>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {["state", "who", "where", "responsible", "window", "why"].map((key) => (
              <Table.Th key={key}>{t(`due.column.${key}`)}</Table.Th>
            ))}
            <Table.Th className="no-print">{t("due.column.do")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Badge color={state(row).color} variant="light" tt="none">
                  {state(row).words}
                </Badge>
              </Table.Td>
              <Table.Td data-first>
                <Anchor component={Link} to={`/visits/residents/${row.residentId}`}>
                  {row.name}
                </Anchor>
                {row.reported && <ReportedNote reported={row.reported} residentId={row.residentId} />}
              </Table.Td>
              <Table.Td>
                {areas[row.areaCode] ?? row.areaCode}
                {row.cell && (
                  <Text size="xs" c="dimmed">
                    {t("due.cell", { cell: row.cell })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td data-label={t("due.column.responsible")}>
                <ResponsibleName id={row.responsibleId} people={people} />
              </Table.Td>
              <Table.Td data-line>
                {row.opensOn} – {row.closesOn} {row.closesAt && hour.format(new Date(row.closesAt))}
                <Text size="xs" c="dimmed">
                  {t("due.best", { day: row.targetOn })} {t(row.isPhoneEnough ? "due.phoneEnough" : "due.atHome")}
                </Text>
              </Table.Td>
              <Table.Td data-line>{why(row)}</Table.Td>
              <Table.Td className="no-print">{mayLog && <LogLink residentId={row.residentId} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
