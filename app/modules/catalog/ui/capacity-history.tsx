import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Offering } from "../domain/facility";
import type { RegistryNames } from "./registry-names";
import { WideTable } from "./wide-table";

/** Every capacity that was ever in force, the newest first. */
export function CapacityHistory({
  offerings,
  names,
}: {
  readonly offerings: readonly Offering[];
  readonly names: RegistryNames;
}) {
  const { t } = useTranslation("catalog");
  const rows = offerings
    .flatMap((offering) =>
      offering.classes.flatMap(({ kind, capacities }) =>
        capacities.map((row) => ({ service: offering.serviceType, kind, ...row })),
      ),
    )
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  if (rows.length === 0) return <Text c="dimmed">{t("detail.noCapacity")}</Text>;
  return (
    <WideTable label={t("detail.capacityHistory")} least={480}>
      <Table aria-label={t("detail.capacityHistory")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("detail.period")}</Table.Th>
            <Table.Th>{t("detail.service")}</Table.Th>
            <Table.Th ta="right">{t("capacity.licensed")}</Table.Th>
            <Table.Th ta="right">{t("capacity.staffed")}</Table.Th>
            <Table.Th ta="right">{t("capacity.taken")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                {row.to === null ? t("detail.since", { from: row.from }) : t("detail.between", { from: row.from, to: row.to })}
              </Table.Td>
              <Table.Td>{`${names.type(row.service)} · ${t(`classKind.${row.kind}`, { defaultValue: row.kind })}`}</Table.Td>
              <Table.Td ta="right">{row.value.licensed}</Table.Td>
              <Table.Td ta="right">{row.value.staffed ?? t("capacity.unknown")}</Table.Td>
              <Table.Td ta="right">{row.value.taken ?? t("capacity.unknown")}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
