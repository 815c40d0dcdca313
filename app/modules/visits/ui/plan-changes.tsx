import { Anchor, Group, List, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MOVE_KINDS, type BoardVisit, type PlanDifference } from "../domain/plan-difference";
import type { UnassignedVisit } from "../domain/visit-plan";
import { ReportedNote } from "./reported-note";
import { clockText, dayText } from "./plan-words";

interface Named {
  readonly people: Readonly<Record<string, string>>;
  readonly residents: Readonly<Record<string, string>>;
}

const SHOWN = 100;

/** What the draft changes for residents against the plan in force. */
export function PlanChanges({ difference, people, residents }: Named & { readonly difference: PlanDifference }) {
  const { t, i18n } = useTranslation("visits");
  const { same, moved, added, dropped } = difference;
  const at = ({ personId, day, minute, channel }: BoardVisit) =>
    [
      dayText(day, i18n.language),
      channel === "phone" ? t("plan.board.call") : clockText(minute),
      people[personId] ?? t("due.somebody"),
    ].join(" ");
  const who = (id: string) => residents[id] ?? t("due.somebody");
  const of = (asked: (typeof MOVE_KINDS)[number]) =>
    moved
      .filter(({ kind }) => kind === asked)
      .map(({ before, after }) => ({ id: after.id, text: `${who(after.residentId)}: ${at(before)} → ${at(after)}` }));
  const parts = [
    ...MOVE_KINDS.map((kind) => [kind, of(kind)] as const),
    ["added", added.map((visit) => ({ id: visit.id, text: `${who(visit.residentId)}: ${at(visit)}` }))],
    ["dropped", dropped.map((visit) => ({ id: visit.id, text: `${who(visit.residentId)}: ${at(visit)}` }))],
  ] as const;
  const [person, day, channel, hour] = MOVE_KINDS.map((kind) => of(kind).length);
  return (
    <Stack className="surface" p="md" gap="xs" component="section" aria-labelledby="changes-title">
      <Title order={2} size="h4" id="changes-title">
        {t("plan.changes.title")}
      </Title>
      <Text>{t("plan.changes.said", { same, person, day, channel, hour, added: added.length, dropped: dropped.length })}</Text>
      {parts.map(([key, rows]) =>
        rows.length === 0 ? null : (
          <details key={key}>
            <summary>{t(`plan.changes.${key}`, { count: rows.length })}</summary>
            <List size="sm" mt="xs">
              {rows.slice(0, SHOWN).map(({ id, text }) => (
                <List.Item key={id}>{text}</List.Item>
              ))}
            </List>
            {rows.length > SHOWN && <Text size="sm">{t("plan.more", { count: rows.length - SHOWN })}</Text>}
          </details>
        ),
      )}
    </Stack>
  );
}

interface UnassignedListProps extends Named {
  /** those of the page */
  readonly rows: readonly UnassignedVisit[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly address: string;
}

/** Visits nobody makes, each with what stands against every caregiver. */
export function UnassignedList({ rows, people, residents, count, page, pages, address }: UnassignedListProps) {
  const { t } = useTranslation("visits");
  return (
    <Stack className="surface" p="md" gap="xs" component="section" aria-labelledby="left-title">
      <Title order={2} size="h4" id="left-title">
        {t("plan.left.title", { count })}
      </Title>
      {rows.length === 0 && <Text c="dimmed">{t("plan.left.none")}</Text>}
      <div style={{ maxHeight: "32rem", overflowY: "auto" }} tabIndex={0} role="region" aria-labelledby="left-title">
        {rows.map(({ residentId, closesOn, minutes, reasons, elsewhere, reported }, at) => (
          <details key={`${residentId}-${at}`}>
            <summary>
              <Anchor component={Link} to={`/visits/residents/${residentId}`}>
                {residents[residentId] ?? t("due.somebody")}
              </Anchor>{" "}
              · {t("plan.left.by", { day: closesOn })} · {t("minutes", { minutes })}
              {reported && ` · ${t("plan.left.toVerify")}`}
            </summary>
            {reported && <ReportedNote {...{ reported, residentId }} />}
            <List size="sm" mt="xs">
              {reasons.map(({ personId, reason }) => (
                <List.Item key={personId}>
                  {people[personId] ?? t("due.somebody")}: {t(`plan.reason.${reason}`)}
                </List.Item>
              ))}
              {elsewhere > 0 && <List.Item>{t("plan.left.elsewhere", { count: elsewhere })}</List.Item>}
            </List>
          </details>
        ))}
      </div>
      {pages > 1 && (
        <Group component="nav" aria-label={t("plan.left.pages")}>
          {Array.from({ length: pages }, (_, at) => (
            <Anchor key={at} component={Link} to={`${address}&left=${at}#left-title`} fw={at === page ? 700 : 400}>
              {at + 1}
            </Anchor>
          ))}
        </Group>
      )}
    </Stack>
  );
}
