import { Anchor, Breadcrumbs, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { AreaFigures } from "../domain/area-figures";
import type { AreaListing } from "../domain/area-listing";
import type { CoverageQuery } from "../domain/coverage-query";
import type { ReadQuery } from "../domain/read-query";
import { sortedAreas, SORTS, type AreaSort } from "./area-sort";
import { coverageSearch } from "./coverage-address";
import classes from "./coverage-screen.module.css";
import { areaName, countText, limitText, shareText } from "./figure-text";
import report from "./report.module.css";

interface AreaTableProps {
  readonly query: CoverageQuery;
  readonly chosen: ReadQuery["chosen"];
  readonly table: AreaListing;
  readonly sort: AreaSort;
}

/** The map's twin: the same figures as rows, district → street → community, each column sorts by a link. */
export function AreaTable({ query, chosen, table, sort }: AreaTableProps) {
  const { t, i18n } = useTranslation("coverage");
  const here = table.path.at(-1);
  const inside = here?.code ?? "";
  const title = useArrival(inside);
  const to = (more: Record<string, string>) => `/plan?${coverageSearch(query, { inside, sort, ...more }, chosen)}#areas-title`;
  const count = (people: number | null) => (people === null ? t("table.unknown") : countText(people, i18n.language));
  return (
    <Stack gap="xs" component="section" id="areas" aria-labelledby="areas-title">
      <Title order={2} size="h4" id="areas-title" ref={title} tabIndex={-1} className={classes.arrival!}>
        {here ? t("table.titleOf", { area: areaName(i18n.language, here) }) : t("table.title")}
      </Title>
      <Breadcrumbs component="nav" className={table.path.length === 0 ? "no-print" : undefined} aria-label={t("table.title")}>
        <Anchor component={Link} to={to({ inside: "" })}>
          {t("table.whole")}
        </Anchor>
        {table.path.map((area) => (
          <Anchor key={area.code} component={Link} to={to({ inside: area.code })}>
            {areaName(i18n.language, area)}
          </Anchor>
        ))}
      </Breadcrumbs>
      {table.rows.length === 0 && <Text>{t("table.none")}</Text>}
      {table.rows.length > 0 && (
        <div
          className={`surface ${report.table}`}
          style={{ overflowX: "auto" }}
          role="region"
          aria-label={t("table.scroll")}
          tabIndex={0}
        >
          <Table striped highlightOnHover data-testid="area-table" miw={640}>
            <Table.Caption>{t("table.caption", { limit: limitText(query.limit, t), date: query.date })}</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                {SORTS.map((column) => (
                  <Table.Th
                    key={column}
                    ta={column === "name" ? "left" : "right"}
                    aria-sort={
                      sort === column ? (column === "name" || column === "share" ? "ascending" : "descending") : undefined
                    }
                  >
                    <Anchor component={Link} to={to({ sort: column })} preventScrollReset inherit>
                      {t(`table.${column}`)}
                      {sort === column && (
                        <span aria-label={t("table.sorted")}> {column === "name" || column === "share" ? "▲" : "▼"}</span>
                      )}
                    </Anchor>
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sortedAreas(table.rows, sort).map((area) => (
                <AreaRow key={area.code} area={area} to={table.isDeepest ? null : to({ inside: area.code })} count={count} />
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <AreaRow area={table.total} to={null} count={count} isTotal />
            </Table.Tfoot>
          </Table>
        </div>
      )}
    </Stack>
  );
}

/** Who opens another area by keyboard goes on from its heading; the page brings it into view by its address. */
function useArrival(inside: string) {
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(inside);
  useEffect(() => {
    if (before.current === inside) return;
    before.current = inside;
    title.current?.focus({ preventScroll: true });
  }, [inside]);
  return title;
}

interface AreaRowProps {
  readonly area: AreaFigures;
  readonly to: string | null;
  readonly count: (people: number | null) => string;
  readonly isTotal?: boolean;
}

function AreaRow({ area, to, count, isTotal = false }: AreaRowProps) {
  const { t, i18n } = useTranslation("coverage");
  const name = isTotal ? t("table.total") : areaName(i18n.language, area);
  return (
    <Table.Tr fw={isTotal ? 650 : undefined}>
      <Table.Th scope="row" fw={isTotal ? 650 : 400}>
        {to ? (
          <Anchor component={Link} to={to}>
            {name}
          </Anchor>
        ) : (
          name
        )}
      </Table.Th>
      <Table.Td ta="right">{count(area.people)}</Table.Td>
      <Table.Td ta="right">{count(area.covered)}</Table.Td>
      <Table.Td ta="right">{shareText(area.share, area.shareKind, t)}</Table.Td>
      <Table.Td ta="right">{count(area.beyond)}</Table.Td>
      <Table.Td ta="right">{count(area.backup)}</Table.Td>
      <Table.Td ta="right">{count(area.reported)}</Table.Td>
    </Table.Tr>
  );
}
