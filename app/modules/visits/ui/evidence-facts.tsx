import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { VisitBundle } from "../domain/visit-bundle";
import { positionTaken } from "./flag-facts";

interface Props {
  readonly visit: VisitBundle;
  readonly leastMinutes: number | null;
  readonly orders: Readonly<Record<string, { readonly id: string; readonly state: string }>>;
  readonly people: Readonly<Record<string, string>>;
  readonly areas: Readonly<Record<string, string>>;
  readonly timeZone: string;
}

/** Everything known of one visit, each fact on a line of its own; what is not known is said to be so. */
export function EvidenceFacts({ visit, leastMinutes, orders, people, areas, timeZone }: Props) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone,
  });
  const at = (text: string) => time.format(new Date(text));
  const nameOf = (id: string) => people[id] ?? t("due.somebody");
  const none = t("evidence.unknown");
  const { offsetSeconds, distance, accuracy, doorMatched } = visit;
  const rows: readonly (readonly [string, string])[] = [
    ["outcome", [t(`outcome.${visit.outcome}`), t(`channel.${visit.channel}`), t(`purpose.${visit.purpose}`)].join(" · ")],
    ["unit", areas[visit.areaCode] ?? visit.areaCode],
    ["beganAt", at(visit.beganAt)],
    [
      "minutes",
      [
        t("minutes", { minutes: visit.minutes }),
        leastMinutes === null ? t("evidence.noRule") : t("evidence.ruleMinutes", { least: leastMinutes }),
        leastMinutes !== null && visit.minutes < leastMinutes && t("evidence.short", { short: leastMinutes - visit.minutes }),
      ]
        .filter(Boolean)
        .join(" · "),
    ],
    ["capturedAt", at(visit.capturedAt)],
    [
      "receivedAt",
      [at(visit.receivedAt), visit.daysLate > 0 && t("log.late", { days: visit.daysLate })].filter(Boolean).join(" · "),
    ],
    ["offset", offsetSeconds === null ? none : t("evidence.seconds", { seconds: offsetSeconds })],
    ["author", nameOf(visit.authorId)],
    ["uploader", nameOf(visit.uploaderId)],
    ["device", t(`ownFile.value.device.${visit.device}`)],
    ["door", doorMatched === null ? t("evidence.noCode") : t(doorMatched ? "evidence.doorYes" : "evidence.doorNo")],
    [
      "distance",
      distance === null || accuracy === null
        ? t("evidence.noPosition")
        : [t("evidence.distance", { metres: distance, accuracy }), positionTaken(visit.positionMinutesOff, t)]
            .filter(Boolean)
            .join(t("list")),
    ],
    [
      "planned",
      visit.plannedBeginsAt && visit.plannedEndsAt
        ? `${at(visit.plannedBeginsAt)} – ${at(visit.plannedEndsAt)}`
        : t("evidence.notPlanned"),
    ],
    ["photos", t("evidence.photoCount", { count: visit.photos.length })],
    [
      "corrections",
      visit.corrections.map(({ month, noticedAt }) => t("evidence.correction", { month, at: at(noticedAt) })).join(t("list")) ||
        t("evidence.none"),
    ],
    [
      "callbacks",
      visit.callbacks
        .map(({ answer, calledBy, calledAt }) =>
          t("callback.said", {
            answer: t(`callback.answer.${answer}`),
            name: calledBy ? nameOf(calledBy) : "",
            at: at(calledAt),
          }),
        )
        .join(t("list")) || t("evidence.none"),
    ],
    ["hash", visit.contentHash],
  ];
  return (
    <div className="surface" style={{ padding: "0.5rem 1rem" }}>
      <Table layout="fixed" styles={{ th: { width: "11em", verticalAlign: "top" }, td: { overflowWrap: "anywhere" } }}>
        <Table.Tbody>
          {rows.map(([key, text]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">{t(`evidence.of.${key}`)}</Table.Th>
              <Table.Td>{text}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">{t("evidence.of.findings")}</Table.Th>
            <Table.Td>
              {visit.findings.length === 0 && t("evidence.none")}
              {visit.findings.map(({ id, kind, closedAt }) => (
                <Text key={id} size="sm">
                  {t(`finding.${kind}`)} · {closedAt ? t("evidence.closedAt", { at: at(closedAt) }) : t("finding.open")}{" "}
                  {orders[id] && (
                    <Anchor component={Link} to={`/visits/orders/${orders[id].id}`}>
                      {t("evidence.order")}
                    </Anchor>
                  )}
                </Text>
              ))}
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </div>
  );
}
