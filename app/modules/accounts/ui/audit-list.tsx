import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { auditSentence, factWords, type EventShown, type SubjectNames } from "./audit-sentence";
import { areaWords, type AreaNames } from "./govern-words";
import classes from "./audit-list.module.css";

interface AuditListProps {
  readonly events: readonly EventShown[];
  readonly areas: AreaNames;
  readonly subjects: SubjectNames;
  readonly timeZone: string;
}

/** One event a line, as a sentence; where from and under which ids stands below it, folded. */
export function AuditList({ events, areas, subjects, timeZone }: AuditListProps) {
  const { t, i18n } = useTranslation("accounts");
  const hour = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    ...{ timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" },
    hourCycle: "h23",
  });
  return (
    <ul className={classes.list!}>
      {events.map((event) => (
        <li key={event.id} className={classes.event!}>
          <Text component="time" size="sm" c="dimmed" className={classes.at!} dateTime={event.at}>
            {hour.format(new Date(event.at))}
          </Text>
          <Stack gap={2} className={classes.what!}>
            <Text className={classes.sentence!} data-result={event.result}>
              {auditSentence(event, t, subjects)}
            </Text>
            <details>
              <summary>
                <Text span size="sm" c="dimmed">
                  {event.areaCode ? areaWords(event.areaCode, areas, i18n.language, t) : t("audit.noArea")}
                  {event.address && ` · ${event.address}`}
                </Text>
              </summary>
              <dl className={classes.facts!}>
                {factsOf(event).map(([key, value]) => (
                  <div key={key}>
                    <dt>{t([`audit.fact.${key}`, "audit.fact.other"], { key })}</dt>
                    <dd>{factWords(key, value, t)}</dd>
                  </div>
                ))}
              </dl>
              <Group gap="md">
                {event.personId && (
                  <Anchor component={Link} size="sm" to={`/govern/audit?who=${event.personId}`}>
                    {t("audit.sameWho")}
                  </Anchor>
                )}
                {event.subjectId && (
                  <Anchor component={Link} size="sm" to={`/govern/audit?subject=${encodeURIComponent(event.subjectId)}`}>
                    {t("audit.sameSubject")}
                  </Anchor>
                )}
              </Group>
            </details>
          </Stack>
        </li>
      ))}
    </ul>
  );
}

function factsOf({ id, action, via, why, subjectKind, subjectId, requestId, facts }: EventShown): [string, unknown][] {
  const own: [string, unknown][] = [
    ...([
      ["action", action],
      ["via", via],
      ["why", why],
      ["subject", subjectId && `${subjectKind} ${subjectId}`],
    ] as [string, unknown][]),
    ...Object.entries(facts),
    ...([
      ["request", requestId],
      ["event", id],
    ] as [string, unknown][]),
  ];
  return own.filter(([, value]) => value !== null && value !== "");
}
