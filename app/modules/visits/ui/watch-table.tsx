import { Anchor, Table } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { WatchedArea } from "../domain/watched";
import sheet from "./month-sheet.module.css";

interface WatchTableProps {
  readonly areas: readonly WatchedArea[];
  readonly areaName: (code: string) => string;
  /** one level down; null = there is none */
  readonly to: (code: string) => string | null;
}

const COLUMNS = ["overdue", "dueToday", "seenToday", "noAnswer", "orders", "lateOrders"] as const;

/** The same figures by the areas below, each leading one level down. */
export function WatchTable({ areas, areaName, to }: WatchTableProps) {
  const { t } = useTranslation("visits");
  return (
    <div
      className={`surface ${sheet.sheet ?? ""} ${sheet.figures ?? ""}`}
      role="region"
      aria-label={t("watch.byArea")}
      tabIndex={0}
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("due.area")}</Table.Th>
            {COLUMNS.map((column) => (
              <Table.Th key={column} scope="col" style={{ textAlign: "end" }}>
                {t(`watch.column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {areas.map((area) => (
            <Table.Tr key={area.areaCode}>
              <Table.Th scope="row" style={{ textAlign: "start" }}>
                {to(area.areaCode) ? (
                  <Anchor component={Link} to={to(area.areaCode)!}>
                    {areaName(area.areaCode)}
                  </Anchor>
                ) : (
                  areaName(area.areaCode)
                )}
              </Table.Th>
              {COLUMNS.map((column) => (
                <Table.Td key={column} style={{ textAlign: "end", fontVariantNumeric: "tabular-nums" }}>
                  {area[column]}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
