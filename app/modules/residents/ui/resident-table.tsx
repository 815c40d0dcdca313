import { Anchor, Badge, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ageOn } from "../domain/resident";
import type { RiskLevel } from "../domain/risk-level";
import { RiskBadge } from "./risk-badge";

export interface ResidentShown {
  readonly id: string;
  readonly registerNumber: string;
  readonly name: string;
  readonly sex: string;
  readonly bornOn: string | null;
  readonly areaCode: string;
  readonly cell: string | null;
  readonly state: string;
  readonly risk: RiskLevel;
  readonly isRiskOverridden: boolean;
  readonly categories: readonly string[];
  readonly absence: string | null;
  readonly responsibleId: string | null;
  readonly keyCareSince: string | null;
  readonly leftReason: string | null;
}

/** Names of areas by code, as the route found them. */
export type AreaNames = Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;

export const areaWords = (code: string, names: AreaNames, language: string): string =>
  (language === "en" ? names[code]?.nameEn : names[code]?.name) || code;

interface ResidentTableProps {
  readonly residents: readonly ResidentShown[];
  readonly names: AreaNames;
  readonly people: Readonly<Record<string, string>>;
  readonly today: string;
  /** what can be done with each, in a column of its own */
  readonly act?: (resident: ResidentShown) => ReactNode;
}

/** One resident a row: who, where, why on the register, how closely watched, who answers. */
export function ResidentTable({ residents, names, people, today, act }: ResidentTableProps) {
  const { t, i18n } = useTranslation("residents");
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("list.name")}</Table.Th>
            <Table.Th>{t("list.area")}</Table.Th>
            <Table.Th>{t("list.categories")}</Table.Th>
            <Table.Th>{t("list.risk")}</Table.Th>
            <Table.Th>{t("list.responsible")}</Table.Th>
            {act && <Table.Th>{t("list.act")}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {residents.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td style={{ minWidth: "8.5rem" }}>
                <Anchor component={Link} to={`/visits/residents/${one.id}`} fw={600}>
                  {one.name}
                </Anchor>{" "}
                {one.state !== "registered" && (
                  <Badge tt="none" color="gray" variant="light">
                    {one.leftReason ? t(`left.${one.leftReason}`) : t(`state.${one.state}`)}
                  </Badge>
                )}
                {one.absence && (
                  <Badge tt="none" color="orange" variant="light">
                    {t(`absence.${one.absence}`)}
                  </Badge>
                )}
                <Text size="sm" c="dimmed">
                  {[
                    one.registerNumber,
                    t(`sex.${one.sex}`),
                    one.bornOn ? t("list.age", { age: ageOn(one.bornOn, today) }) : t("list.ageUnknown"),
                  ].join(" · ")}
                </Text>
              </Table.Td>
              <Table.Td>
                {areaWords(one.areaCode, names, i18n.language)}
                {one.cell && (
                  <Text size="sm" c="dimmed">
                    {t("list.cell", { cell: one.cell })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {one.categories.map((category) => t(`category.${category}`)).join(t("list.comma")) || t("list.noCategory")}
              </Table.Td>
              <Table.Td>
                <RiskBadge risk={one.risk} isOverridden={one.isRiskOverridden} />
                {one.keyCareSince && <Text size="sm">{t("list.keyCare", { day: one.keyCareSince })}</Text>}
              </Table.Td>
              <Table.Td>
                {one.responsibleId ? (people[one.responsibleId] ?? t("list.gone")) : <Text c="dimmed">{t("list.nobody")}</Text>}
              </Table.Td>
              {act && <Table.Td>{act(one)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
