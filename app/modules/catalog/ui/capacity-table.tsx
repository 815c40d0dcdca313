import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { holdsOn, type CalendarDay } from "~/shared/calendar-day";
import { freePlaces, isOverfull } from "../domain/capacity";
import { rowOn } from "../domain/dated-record";
import type { Offering, OfferingClass } from "../domain/facility";
import classes from "./facility-table.module.css";
import type { RegistryNames } from "./registry-names";

interface CapacityTableProps {
  readonly offerings: readonly Offering[];
  readonly day: CalendarDay;
  readonly names: RegistryNames;
}

/** What is offered on a day, class by class: licensed, staffed, taken, and what is free as far as anybody knows. */
export function CapacityTable({ offerings, day, names }: CapacityTableProps) {
  const { t } = useTranslation("catalog");
  const running = offerings.filter((offering) => holdsOn(offering, day));
  if (running.length === 0) return <Text c="dimmed">{t("detail.offersNothing", { day })}</Text>;
  return (
    <Table aria-label={t("detail.offersOn", { day })} className={classes.table!}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("detail.service")}</Table.Th>
          {(["licensed", "staffed", "taken", "free"] as const).map((figure) => (
            <Table.Th key={figure} ta="right">
              {t(`capacity.${figure}`)}
            </Table.Th>
          ))}
          <Table.Th>{t("capacity.price")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {running.flatMap((offering) =>
          offering.classes.length === 0
            ? [
                <Table.Tr key={offering.id}>
                  <Table.Th scope="row">{names.type(offering.serviceType)}</Table.Th>
                  <Table.Td colSpan={5}>{t("detail.noClass")}</Table.Td>
                </Table.Tr>,
              ]
            : offering.classes.map((ofClass) => (
                <ClassRow key={ofClass.id} ofClass={ofClass} service={names.type(offering.serviceType)} day={day} />
              )),
        )}
      </Table.Tbody>
    </Table>
  );
}

function ClassRow({
  ofClass,
  service,
  day,
}: {
  readonly ofClass: OfferingClass;
  readonly service: string;
  readonly day: CalendarDay;
}) {
  const { t } = useTranslation("catalog");
  const row = rowOn(ofClass.capacities, day);
  const unknown = t("capacity.unknown");
  const free = row ? freePlaces(row.value) : null;
  const prices = ofClass.prices
    .filter((price) => holdsOn(price, day))
    .map(({ value }) =>
      t("capacity.perUnit", { tier: value.tier, yuan: value.amountFen / 100, unit: t(`priceUnit.${value.unit}`) }),
    );
  const ages =
    ofClass.ageFromMonths === null ? null : t("capacity.ages", { from: ofClass.ageFromMonths, to: ofClass.ageToMonths ?? "…" });
  const pattern = ofClass.carePattern && t(`carePattern.${ofClass.carePattern}`);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {service}
        <Text size="sm" c="dimmed" fw={400}>
          {[
            t(`classKind.${ofClass.kind}`, { defaultValue: ofClass.kind }),
            ages,
            pattern,
            ofClass.isInclusive ? t("capacity.inclusive") : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      </Table.Th>
      <Table.Td ta="right" data-label={t("capacity.licensed")}>
        {row?.value.licensed ?? unknown}
      </Table.Td>
      <Table.Td ta="right" data-label={t("capacity.staffed")}>
        {row?.value.staffed ?? unknown}
      </Table.Td>
      <Table.Td ta="right" data-label={t("capacity.taken")}>
        {row?.value.taken ?? unknown}
      </Table.Td>
      <Table.Td ta="right" data-label={t("capacity.free")}>
        {free ?? unknown}
        {row && isOverfull(row.value) && <Text size="sm">{t("capacity.overfull")}</Text>}
        {row && (
          <Text size="xs" c="dimmed">
            {t("capacity.since", { from: row.from })}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("capacity.price")}>{prices.length > 0 ? prices.join("；") : unknown}</Table.Td>
    </Table.Tr>
  );
}
