import { Anchor, Checkbox, Table } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { documentStanding } from "../domain/document-clock";
import { addressOf, type FacilityQuery, type FacilitySort } from "../domain/facility-filter";
import type { FacilityRow } from "../domain/facility-row";
import { placesByUnit, type PlaceSum } from "../domain/places-by-unit";
import type { ServiceType } from "../domain/service-type";
import { useAreaWords } from "./area-words";
import classes from "./facility-table.module.css";
import type { RegistryNames } from "./registry-names";
import { RowTick } from "./row-tick";
import { StateBadge } from "./state-badge";
import ticks from "./tick.module.css";
import { CAUTION, DANGER } from "./warning-tone";

/** Cells are plain elements in the table's own clothes: a page has 400 of them, and each component is built on the request thread. */
const cell = Table.classes["td"] ?? "";
const name = `${Anchor.classes["root"]} ${classes.name}`;

interface FacilityTableProps {
  readonly rows: readonly FacilityRow[];
  readonly query: FacilityQuery;
  readonly names: RegistryNames;
  readonly types: readonly ServiceType[];
  /** the form the boxes belong to; null where the reader may not change anything */
  readonly choosing: {
    readonly form: string;
    readonly chosen: ReadonlySet<string>;
    readonly onChoose: (ids: readonly string[], on: boolean) => void;
  } | null;
}

/** The list as a table; on a phone each line becomes a card with its headings beside the values. */
export function FacilityTable({ rows, query, names, types, choosing }: FacilityTableProps) {
  const { t } = useTranslation("catalog");
  const ids = rows.map((row) => row.id);
  const isAll = choosing !== null && ids.length > 0 && ids.every((id) => choosing.chosen.has(id));
  return (
    <Table highlightOnHover verticalSpacing="xs" className={classes.table!} aria-label={t("list.title")}>
      <Table.Thead>
        <Table.Tr>
          {choosing && (
            <Table.Th w={40}>
              <Checkbox
                radius="sm"
                className={ticks.tick!}
                aria-label={t("list.chooseAll")}
                checked={isAll}
                indeterminate={!isAll && ids.some((id) => choosing.chosen.has(id))}
                onChange={(event) => choosing.onChoose(ids, event.currentTarget.checked)}
              />
            </Table.Th>
          )}
          <SortableHeading sort="name" query={query} word={t("list.name")} />
          <SortableHeading sort="kind" query={query} word={t("list.kind")} />
          <Table.Th>{t("list.state")}</Table.Th>
          <SortableHeading sort="area" query={query} word={t("list.area")} />
          <Table.Th>{t("list.offers")}</Table.Th>
          <Table.Th className={classes.number!}>{t("list.places")}</Table.Th>
          <SortableHeading sort="changed" query={query} word={t("list.changed")} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <tr key={row.id} className={Table.classes["tr"]} data-facility={row.id} data-hover data-with-row-border>
            {choosing && (
              <td className={cell}>
                <RowTick
                  name="id"
                  value={row.id}
                  form={choosing.form}
                  aria-label={t("list.choose", { name: row.name })}
                  checked={choosing.chosen.has(row.id)}
                  onChange={(event) => choosing.onChoose([row.id], event.currentTarget.checked)}
                />
              </td>
            )}
            <FacilityCells row={row} query={query} names={names} types={types} />
          </tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FacilityCells({
  row,
  query,
  names,
  types,
}: Pick<FacilityTableProps, "query" | "names" | "types"> & { readonly row: FacilityRow }) {
  const { t } = useTranslation("catalog");
  const areas = useAreaWords();
  const standing = row.nextExpiry === null ? null : documentStanding(row.nextExpiry, query.day);
  const stated = placesByUnit(row.offerings, types).filter(({ licensed }) => licensed.places !== null);
  const words = ({ places, isLeast }: PlaceSum) =>
    places === null ? t("capacity.unknown") : isLeast ? t("list.atLeast", { places }) : String(places);
  return (
    <>
      <td className={cell} data-label={t("list.name")}>
        <Link to={`/plan/facilities/${row.id}`} prefetch="intent" className={name} data-underline="hover">
          {row.name}
        </Link>
        <p className={classes.quiet}>{[row.operator?.name, row.address].filter(Boolean).join(" · ")}</p>
        {standing?.kind === "expired" && (
          <p className={classes.quiet} style={{ color: DANGER }}>
            {t("list.expired", { day: row.nextExpiry })}
          </p>
        )}
        {standing?.kind === "expiring" && (
          <p className={classes.quiet} style={{ color: CAUTION }}>
            {t("list.expiring", { day: row.nextExpiry })}
          </p>
        )}
      </td>
      <td className={cell} data-label={t("list.kind")}>
        {names.kind(row.kindKey)}
      </td>
      <td className={cell} data-label={t("list.state")}>
        <StateBadge state={row.state} />
      </td>
      <td className={cell} data-label={t("list.area")}>
        {row.area ? areas.name(row.area) : t("list.noArea")}
        <p className={classes.quiet}>
          {[row.area && areas.within(row.area), row.positionQuality === "exact" ? null : t(`quality.${row.positionQuality}`)]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </td>
      <td className={cell} data-label={t("list.offers")}>
        {row.offerings.length === 0
          ? t("list.nothing")
          : row.offerings.map((offering) => names.type(offering.serviceType)).join(t("hours.join"))}
      </td>
      <td data-label={t("list.places")} className={`${cell} ${classes.number}`}>
        {stated.length === 0
          ? t(row.offerings.length === 0 ? "list.nothing" : "capacity.unknown")
          : stated.map(({ unit, licensed, staffed }) => (
              <div key={unit}>{`${t(`unit.${unit}`)} ${words(staffed)} / ${words(licensed)}`}</div>
            ))}
      </td>
      <td data-label={t("list.changed")} className={`${cell} ${classes.short}`}>
        {row.changedOn}
      </td>
    </>
  );
}

function SortableHeading({
  sort,
  query,
  word,
}: {
  readonly sort: FacilitySort;
  readonly query: FacilityQuery;
  readonly word: string;
}) {
  const isSorted = query.sort === sort;
  const isDescending = isSorted ? !query.isDescending : sort === "changed";
  const address = addressOf({ filter: query.filter, sort, isDescending }, query.day);
  return (
    <Table.Th aria-sort={isSorted ? (query.isDescending ? "descending" : "ascending") : "none"}>
      <Link to={`?${address.toString()}`} className={classes.sort!}>
        {word}
        <span aria-hidden="true">{isSorted ? (query.isDescending ? " ↓" : " ↑") : ""}</span>
      </Link>
    </Table.Th>
  );
}
