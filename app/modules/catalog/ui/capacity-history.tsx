import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Offering } from "../domain/facility";
import classes from "./facility-table.module.css";
import type { RegistryNames } from "./registry-names";

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
    <Table aria-label={t("detail.capacityHistory")} className={classes.table!}>
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
            <Table.Td data-label={t("detail.period")}>
              {row.to === null ? t("detail.since", { from: row.from }) : t("detail.between", { from: row.from, to: row.to })}
            </Table.Td>
            <Table.Td
              data-label={t("detail.service")}
            >{`${names.type(row.service)} · ${t(`classKind.${row.kind}`, { defaultValue: row.kind })}`}</Table.Td>
            <Table.Td ta="right" data-label={t("capacity.licensed")}>
              {row.value.licensed}
            </Table.Td>
            <Table.Td ta="right" data-label={t("capacity.staffed")}>
              {row.value.staffed ?? t("capacity.unknown")}
            </Table.Td>
            <Table.Td ta="right" data-label={t("capacity.taken")}>
              {row.value.taken ?? t("capacity.unknown")}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
