import { Anchor, Badge, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { LedgerRow } from "../domain/ledger-row";
import { ledgerQuery, type LedgerFilter } from "../domain/month-address";
import { ResponsibleName } from "./responsible-name";

interface LastVisitsProps {
  readonly rows: readonly LedgerRow[];
  readonly people: Readonly<Record<string, string>>;
  readonly filter: LedgerFilter;
  readonly hasMore: boolean;
  readonly city: { readonly code: string; readonly timeZone: string };
}

/** Who was there lately and how it ended, on one person's file. */
export function LastVisits({ rows, people, filter, hasMore, city }: LastVisitsProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: city.timeZone },
  });
  return (
    <Stack component="section" gap="xs" className="surface" p="md" id="visits">
      <Title order={2} size="h4">
        {t("lastVisits.title")}
      </Title>
      {rows.length === 0 && <Text c="dimmed">{t("lastVisits.none")}</Text>}
      {rows.map((row) => (
        <Text key={row.id}>
          {time.format(new Date(row.beganAt))} · {t(`outcome.${row.outcome}`)} · {t(`channel.${row.channel}`)} ·{" "}
          {t("minutes", { minutes: row.minutes })} · <ResponsibleName id={row.authorId} people={people} />{" "}
          {row.findings > 0 && t("lastVisits.findings", { count: row.findings })}{" "}
          {row.daysLate > 0 && (
            <Badge color="yellow" variant="light" tt="none">
              {t("log.late", { days: row.daysLate })}
            </Badge>
          )}
        </Text>
      ))}
      {hasMore && (
        <Anchor component={Link} to={`/visits/log?${ledgerQuery(city.code, filter)}`} className="no-print">
          {t("lastVisits.all")}
        </Anchor>
      )}
    </Stack>
  );
}
