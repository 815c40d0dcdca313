import { Anchor, Breadcrumbs, Stack, Text, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AreaFigures } from "../domain/area-figures";
import type { AreaListing } from "../domain/area-listing";
import type { AreaChange } from "../domain/compare-days";
import type { CoverageQuery } from "../domain/coverage-query";
import type { WalkMinutes } from "../domain/minutes-by-area";
import type { ReadQuery } from "../domain/read-query";
import { sortedAreas, SORTS, type AreaSort } from "./area-sort";
import { perPlaceText, walkMinutesText } from "./area-figure-text";
import look from "./area-table.module.css";
import { placesChangeText, signedCount, signedPoints } from "./change-text";
import { coverageSearch } from "./coverage-address";
import classes from "./coverage-screen.module.css";
import { areaName, countText, limitText, shareText } from "./figure-text";
import report from "./report.module.css";

const CHANGES = ["covered", "share", "places"] as const;

interface AreaTableProps {
  readonly query: CoverageQuery;
  readonly chosen: ReadQuery["chosen"];
  readonly table: AreaListing;
  readonly sort: AreaSort;
  readonly boundMinutes: number;
  /** by code, the listed areas and the total; null = nothing is compared */
  readonly changes: Readonly<Record<string, AreaChange>> | null;
  /** what else the address says and links on the page keep */
  readonly stay: Record<string, string>;
}

/**
 * The map's twin: the same figures as rows, district → street → community, each column sorts by a link. Cells are plain:
 * a district of two hundred communities is laid out on the request thread.
 */
export function AreaTable({ query, chosen, table, sort, boundMinutes, changes, stay }: AreaTableProps) {
  const { t, i18n } = useTranslation("coverage");
  const here = table.path.at(-1);
  const inside = here?.code ?? "";
  const title = useArrival(inside);
  const to = (more: Record<string, string>) =>
    `/plan?${coverageSearch(query, { inside, sort, ...stay, ...more }, chosen)}#areas-title`;
  const columns = SORTS.filter((column) => column !== "perPlace" || table.total.perPlace !== null);
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
          <table className={look.table} data-testid="area-table">
            <caption>{t("table.caption", { limit: limitText(query.limit, t), date: query.date })}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    aria-sort={
                      sort === column ? (column === "name" || column === "share" ? "ascending" : "descending") : undefined
                    }
                  >
                    <Link to={to({ sort: column })} preventScrollReset>
                      {t(`table.${column}`)}
                      {sort === column && (
                        <span aria-label={t("table.sorted")}> {column === "name" || column === "share" ? "▲" : "▼"}</span>
                      )}
                    </Link>
                  </th>
                ))}
                {changes &&
                  CHANGES.map((column) => (
                    <th key={column} scope="col">
                      {t(`compare.column.${column}`)}
                    </th>
                  ))}
              </tr>
            </thead>
            <tbody>
              {sortedAreas(table.rows, sort).map((area) => {
                const name = areaName(i18n.language, area);
                return (
                  <AreaRow key={area.code} area={area} count={count} boundMinutes={boundMinutes} change={changes?.[area.code]}>
                    {table.isDeepest ? name : <Link to={to({ inside: area.code })}>{name}</Link>}
                  </AreaRow>
                );
              })}
            </tbody>
            <tfoot>
              <AreaRow area={table.total} count={count} boundMinutes={boundMinutes} change={changes?.[table.total.code]}>
                {t("table.total")}
              </AreaRow>
            </tfoot>
          </table>
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
  readonly count: (people: number | null) => string;
  readonly boundMinutes: number;
  readonly change?: AreaChange | undefined;
  readonly children: ReactNode;
}

function AreaRow({ area, count, boundMinutes, change, children }: AreaRowProps) {
  const { t, i18n } = useTranslation("coverage");
  const minutes = (value: WalkMinutes) => walkMinutesText(value, area.shareKind, boundMinutes, t);
  return (
    <tr>
      <th scope="row">{children}</th>
      <td>{count(area.people)}</td>
      <td>{count(area.covered)}</td>
      <td>{shareText(area.share, area.shareKind, t)}</td>
      <td>{count(area.beyond)}</td>
      <td>{count(area.backup)}</td>
      <td>{minutes(area.medianMinutes)}</td>
      <td>{minutes(area.p90Minutes)}</td>
      {area.perPlace && <td>{perPlaceText(area.perPlace, i18n.language, t)}</td>}
      <td>{count(area.reported)}</td>
      {change && (
        <>
          <td>{change.covered === null ? t("compare.unknownChange") : signedCount(change.covered, i18n.language)}</td>
          <td>{change.share === null ? t("compare.unknownChange") : signedPoints(change.share)}</td>
          <td>{placesChangeText(change, t)}</td>
        </>
      )}
    </tr>
  );
}
