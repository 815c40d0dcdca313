import { Anchor, Breadcrumbs, Stack, Title } from "@mantine/core";
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AreaAccess } from "../domain/area-access";
import type { AccessMeasure } from "../domain/access-run";
import { accessNotes, accessText, unitText } from "./access-text";
import look from "./area-table.module.css";
import { areaName, countText } from "./figure-text";

interface AccessTableProps {
  readonly measure: AccessMeasure;
  readonly date: string;
  readonly table: {
    readonly path: readonly { readonly code: string; readonly name: string; readonly nameEn: string | null }[];
    readonly rows: readonly AreaAccess[];
    readonly total: AreaAccess;
    readonly isDeepest: boolean;
  };
  /** the address of the same question about one area, "" = the city */
  readonly to: (inside: string) => string;
}

/** District → street → community, the lowest first: means weighted by people, and in words what they leave out. */
export function AccessTable({ measure, date, table, to }: AccessTableProps) {
  const { t, i18n } = useTranslation("coverage");
  const here = table.path.at(-1);
  const row = (area: AreaAccess, name: ReactNode) => (
    <AccessRow key={area.code} area={area} measure={measure}>
      {name}
    </AccessRow>
  );
  return (
    <Stack gap="xs" component="section" aria-labelledby="access-areas">
      <Title order={2} size="h4" id="access-areas">
        {here ? t("access.table.titleOf", { area: areaName(i18n.language, here) }) : t("access.table.title")}
      </Title>
      <Breadcrumbs component="nav" aria-label={t("access.table.title")} className="no-print">
        <Anchor component={Link} to={to("")}>
          {t("table.whole")}
        </Anchor>
        {table.path.map((area) => (
          <Anchor key={area.code} component={Link} to={to(area.code)}>
            {areaName(i18n.language, area)}
          </Anchor>
        ))}
      </Breadcrumbs>
      <div className="surface" style={{ overflowX: "auto" }} role="region" aria-label={t("access.table.scroll")} tabIndex={0}>
        <table className={look.table} data-testid="access-table">
          <caption>{t("access.table.caption", { date })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("access.table.name")}</th>
              <th scope="col">{t("access.table.people")}</th>
              <th scope="col">
                {t("access.table.mean")} ({unitText(measure, t)})
              </th>
              <th scope="col">{t("access.table.withNothing")}</th>
              <th scope="col">{t("access.table.note")}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((area) => {
              const name = areaName(i18n.language, area);
              return row(area, table.isDeepest ? name : <Link to={to(area.code)}>{name}</Link>);
            })}
          </tbody>
          <tfoot>{row(table.total, t("table.total"))}</tfoot>
        </table>
      </div>
    </Stack>
  );
}

interface AccessRowProps {
  readonly area: AreaAccess;
  readonly measure: AccessMeasure;
  readonly children: ReactNode;
}

function AccessRow({ area, measure, children }: AccessRowProps) {
  const { t, i18n } = useTranslation("coverage");
  const count = (people: number | null) => (people === null ? t("table.unknown") : countText(people, i18n.language));
  return (
    <tr>
      <th scope="row">{children}</th>
      <td>{count(area.people)}</td>
      <td>{accessText(area, measure, { language: i18n.language, withUnit: false, t })}</td>
      <td>{count(area.withNothing)}</td>
      <td>{accessNotes(area, i18n.language, t).join(" ") || "–"}</td>
    </tr>
  );
}
