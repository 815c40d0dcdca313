import { Alert, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReportedAway } from "../domain/reported-away";
import { ReportedNote } from "./reported-note";

interface ToldByFamiliesProps {
  readonly told: readonly {
    readonly residentId: string;
    readonly name: string;
    readonly areaCode: string;
    readonly reported: ReportedAway;
    readonly inAll: number;
  }[];
  readonly areaName: (code: string) => string;
}

/** 家属报告住院、外出: how many wait to be verified, and whose; nothing where none do. */
export function ToldByFamilies({ told, areaName }: ToldByFamiliesProps) {
  const { t } = useTranslation(["visits", "residents"]);
  const inAll = told[0]?.inAll ?? 0;
  if (inAll === 0) return null;
  return (
    <Alert id="families" color="yellow" c="var(--mantine-color-text)" title={t("due.reported.families", { count: inAll })}>
      <List>
        {told.map(({ residentId, name, areaCode, reported }) => (
          <List.Item key={residentId}>
            {name} · {areaName(areaCode)}
            <ReportedNote {...{ reported, residentId }} />
          </List.Item>
        ))}
      </List>
      {inAll > told.length && <Text size="sm">{t("due.reported.moreFamilies", { count: inAll - told.length })}</Text>}
    </Alert>
  );
}
