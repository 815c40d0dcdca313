import { Anchor, Badge, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { PlanKind, PlanState } from "../domain/visit-plan";

export interface ListedPlan {
  readonly id: string;
  readonly areaCode: string;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly state: PlanState;
  readonly kind: PlanKind;
  readonly progress: number;
  readonly isCutOff: boolean;
  readonly askedBy: string | null;
  readonly askedAt: Date;
}

interface PlanListProps {
  readonly plans: readonly ListedPlan[];
  readonly areas: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, string>>;
  readonly cityCode: string;
  readonly timeZone: string;
}

const COLOURS: Record<PlanState, string> = {
  ...{ planning: "blue", draft: "yellow", published: "jade", replaced: "gray" },
};

export function PlanList({ plans, areas, people, cityCode, timeZone }: PlanListProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone,
  });
  if (plans.length === 0) return <Text c="dimmed">{t("plan.none")}</Text>;
  return (
    <div className="surface" style={{ overflowX: "auto" }}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {["days", "area", "state", "asked"].map((key) => (
              <Table.Th key={key}>{t(`plan.column.${key}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plans.map(({ id, areaCode, firstOn, lastOn, state, kind, isCutOff, askedBy, askedAt }) => (
            <Table.Tr key={id}>
              <Table.Td style={{ whiteSpace: "nowrap" }}>
                <Anchor component={Link} to={`/visits/plan/${id}?city=${cityCode}`}>
                  {firstOn} – {lastOn}
                </Anchor>
                {kind === "ill" && <Text size="xs">{t("plan.kind.ill")}</Text>}
              </Table.Td>
              <Table.Td>{areas[areaCode] ?? areaCode}</Table.Td>
              <Table.Td>
                <Badge color={isCutOff ? "red" : COLOURS[state]} variant="light" tt="none">
                  {t(isCutOff ? "plan.state.cut-off" : `plan.state.${state}`)}
                </Badge>
              </Table.Td>
              <Table.Td>
                {askedBy ? (people[askedBy] ?? t("due.somebody")) : "–"} · {time.format(askedAt)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
