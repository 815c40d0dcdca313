import { Anchor, Table } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { shortNumber, type RefusalState } from "../domain/refused-record";
import { refusalWords } from "./refusal-words";
import { knownKind } from "./refused-list";

interface Props {
  readonly record: {
    readonly recordId: string;
    readonly kind: string;
    readonly why: string;
    readonly state: RefusalState;
    readonly residentId: string | null;
    readonly residentName: string | null;
    readonly author: string | null;
    readonly uploader: string | null;
    readonly receivedAt: string;
    readonly bytes: number;
    readonly settledAt: string | null;
    readonly settledName: string | null;
    readonly asideWhy: string | null;
  };
  readonly areaName: string;
  readonly cityCode: string;
  readonly timeZone: string;
}

/** All that is known of a refused record without opening it. */
export function RefusedFacts({ record, areaName, cityCode, timeZone }: Props) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone },
  });
  const { residentId, residentName, settledAt, settledName, asideWhy, state } = record;
  const who = settledName ?? (settledAt ? t("refused.byPhone") : "");
  const rows: readonly (readonly [string, ReactNode])[] = [
    ["why", refusalWords(t, record.why)],
    [
      "state",
      [
        t(`refused.state.${state}`),
        settledAt && time.format(new Date(settledAt)),
        who,
        asideWhy && t(`refused.aside.${asideWhy}`),
      ]
        .filter(Boolean)
        .join(" · "),
    ],
    ["kind", t(`careKind.${knownKind(record.kind)}`)],
    [
      "resident",
      residentId && residentName ? (
        <Anchor component={Link} to={`/visits/residents/${residentId}?city=${cityCode}`}>
          {residentName}
        </Anchor>
      ) : (
        t("refused.unknownResident")
      ),
    ],
    ["area", areaName],
    ["author", record.author ?? t("refused.unknownAuthor")],
    ["uploader", record.uploader ?? t("due.somebody")],
    ["receivedAt", time.format(new Date(record.receivedAt))],
    ["number", shortNumber(record.recordId)],
    ["bytes", t("refused.kilobytes", { size: Math.max(1, Math.round(record.bytes / 1024)) })],
  ];
  return (
    <div className="surface" style={{ padding: "0.5rem 1rem" }}>
      <Table layout="fixed" styles={{ th: { width: "9em", verticalAlign: "top" }, td: { overflowWrap: "anywhere" } }}>
        <Table.Tbody>
          {rows.map(([key, words]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row">{t(`refused.of.${key}`)}</Table.Th>
              <Table.Td>{words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
