import { Anchor, Badge, Table, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { lastDayOf } from "../domain/caregiver-card";

export interface CaregiverShown {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly transport: string;
  readonly to: string | null;
  readonly weekMinutes: number;
  readonly workMinutes: number;
  readonly awayKind: string | null;
  readonly awayTo: string | null;
  readonly responsible: number;
  readonly deputy: number;
  readonly dueMinutes: number;
}

const hours = (minutes: number): number => Math.round(minutes / 6) / 10;

/** Who visits: when they work, who is away, and whether what is owed fits into their hours. */
export function CaregiverTable({
  rows,
  areas,
}: {
  readonly rows: readonly CaregiverShown[];
  readonly areas: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation("visits");
  const load = ({ dueMinutes, workMinutes }: CaregiverShown) => {
    if (dueMinutes === 0) return { color: "gray", words: t("caregiver.load.none") };
    if (workMinutes === 0) return { color: "red", words: t("caregiver.load.noHours") };
    const share = Math.round((100 * dueMinutes) / workMinutes);
    return share > 100
      ? { color: "red", words: t("caregiver.load.over", { share }) }
      : {
          color: share > 75 ? "yellow" : "jade",
          words: t(share > 75 ? "caregiver.load.tight" : "caregiver.load.fits", { share }),
        };
  };
  return (
    <div className="surface" style={{ overflowX: "auto" }}>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {["who", "where", "transport", "week", "state", "elders", "load"].map((key) => (
              <Table.Th key={key}>{t(`caregiver.column.${key}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td style={{ minWidth: "8.5rem" }}>
                <Anchor component={Link} to={`/visits/caregivers/${row.id}`}>
                  {row.name}
                </Anchor>
              </Table.Td>
              <Table.Td>{areas[row.areaCode] ?? row.areaCode}</Table.Td>
              <Table.Td>{t(`caregiver.transport.${row.transport}`)}</Table.Td>
              <Table.Td>
                {row.weekMinutes === 0 ? t("caregiver.noHours") : t("caregiver.hours", { hours: hours(row.weekMinutes) })}
              </Table.Td>
              <Table.Td>
                {row.awayKind ? (
                  <Badge color="orange" variant="light" tt="none">
                    {t("caregiver.away", { kind: t(`caregiver.absence.${row.awayKind}`), last: lastDayOf(row.awayTo) })}
                  </Badge>
                ) : (
                  t("caregiver.here")
                )}
                {row.to && (
                  <Text size="xs" c="dimmed">
                    {t("caregiver.until", { last: lastDayOf(row.to) })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {t("caregiver.elders", { count: row.responsible })}
                {row.deputy > 0 && (
                  <Text size="xs" c="dimmed">
                    {t("caregiver.deputies", { count: row.deputy })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Badge color={load(row).color} variant="light" tt="none">
                  {load(row).words}
                </Badge>
                <Text size="xs" c="dimmed">
                  {t("caregiver.loadHours", { due: hours(row.dueMinutes), work: hours(row.workMinutes) })}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
