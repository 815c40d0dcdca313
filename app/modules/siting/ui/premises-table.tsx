import { Table } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addressOfPremises, type PremisesQuery, type PremisesSort } from "../domain/premises/premises-filter";
import type { PremisesRow } from "../domain/premises/premises-list";
import { isDropped } from "../domain/premises/premises-stage";
import classes from "./premises.module.css";
import { usePremisesWords } from "./premises-words";
import { StageBadge } from "./stage-badge";

interface PremisesTableProps {
  readonly rows: readonly PremisesRow[];
  readonly query: PremisesQuery;
  readonly areaName: (code: string) => string;
  readonly cityCode: string;
}

/** The list as a table; on a phone each line becomes a card with its headings beside the values. */
export function PremisesTable({ rows, query, areaName, cityCode }: PremisesTableProps) {
  const { t } = useTranslation("siting");
  const words = usePremisesWords();
  const heading = (sort: PremisesSort, word: string, isNumber = false) => (
    <SortableHeading sort={sort} query={query} word={word} isNumber={isNumber} />
  );
  return (
    <Table highlightOnHover verticalSpacing="xs" className={classes.table!} aria-label={t("premises.title")}>
      <Table.Thead>
        <Table.Tr>
          {heading("name", t("premises.name"))}
          {heading("area", t("premises.area"))}
          {heading("stage", t("premises.stage"))}
          {heading("size", t("premises.size"), true)}
          <Table.Th>{t("premises.floorAndLift")}</Table.Th>
          <Table.Th>{t("premises.fire")}</Table.Th>
          {heading("rent", t("premises.rent"), true)}
          {heading("build", t("premises.build"), true)}
          <Table.Th className={classes.number!}>{t("premises.places")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id} data-premises={row.id}>
            <Table.Td data-label={t("premises.name")}>
              <Link to={`/plan/siting/premises/${row.id}`} prefetch="intent" className={classes.name}>
                {row.name}
              </Link>
              <p className={classes.quiet}>
                {[row.address, row.position ? "" : t("premises.unplaced")].filter(Boolean).join(" · ")}
              </p>
            </Table.Td>
            <Table.Td data-label={t("premises.area")}>
              {row.areaCode === cityCode ? t("premises.areaUnknown") : areaName(row.areaCode)}
            </Table.Td>
            <Table.Td data-label={t("premises.stage")}>
              <StageBadge standing={row.standing} />
              <p className={isDropped(row.standing) ? classes.quiet : `${classes.quiet} ${classes.short}`}>
                {isDropped(row.standing) ? row.standing.reason : t("premises.since", { day: row.standing.on })}
              </p>
            </Table.Td>
            <Table.Td data-label={t("premises.size")} className={classes.number!}>
              {words.size(row.areaM2)}
            </Table.Td>
            <Table.Td data-label={t("premises.floorAndLift")}>
              {[row.floor || "—", t(`premises.liftShort.${row.lift}`)].join(" · ")}
            </Table.Td>
            <Table.Td data-label={t("premises.fire")}>{words.fire(row)}</Table.Td>
            <Table.Td data-label={t("premises.rent")} className={classes.number!}>
              {words.money(row.rentFen)}
            </Table.Td>
            <Table.Td data-label={t("premises.build")} className={classes.number!}>
              {words.money(row.buildFen)}
            </Table.Td>
            <Table.Td data-label={t("premises.places")} className={classes.number!}>
              {row.places === null ? "—" : words.number(row.places)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface SortableHeadingProps {
  readonly sort: PremisesSort;
  readonly query: PremisesQuery;
  readonly word: string;
  readonly isNumber: boolean;
}

function SortableHeading({ sort, query, word, isNumber }: SortableHeadingProps) {
  const isSorted = query.sort === sort;
  const isDescending = isSorted && !query.isDescending;
  const address = addressOfPremises({ ...query, sort, isDescending, page: 1 });
  return (
    <Table.Th
      aria-sort={isSorted ? (query.isDescending ? "descending" : "ascending") : "none"}
      {...(isNumber ? { className: classes.number! } : {})}
    >
      <Link to={`?${address.toString()}`} className={classes.sort}>
        {word}
        <span aria-hidden="true">{isSorted ? (query.isDescending ? " ↓" : " ↑") : ""}</span>
      </Link>
    </Table.Th>
  );
}
