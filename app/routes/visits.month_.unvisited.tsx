import { Anchor, Container, Stack, Table, Text } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { monthQuery } from "~/modules/visits/domain/month-address";
import { MonthHead } from "~/modules/visits/ui/month-head";
import classes from "~/modules/visits/ui/month-sheet.module.css";
import { LogLink } from "~/modules/visits/ui/log-link";
import { MonthSigned } from "~/modules/visits/ui/month-signed";
import { NextPage } from "~/modules/visits/ui/next-page";
import { ReportedNote } from "~/modules/visits/ui/reported-note";
import { ResponsibleName } from "~/modules/visits/ui/responsible-name";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { categoryAsked, monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { unvisitedInView } from "~/modules/visits/use-cases/month-lists.server";
import { today } from "~/platform/clock.server";

export const handle = { title: "visits:sheet.unvisited" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const place = monthAsked(actor, city, said);
  const category = categoryAsked(said);
  const [areaCode = "", id = ""] = (said.get("after") ?? "").split("_");
  const after = /^\d{4,12}$/.test(areaCode) && /^[0-9a-f-]{36}$/.test(id) ? { areaCode, id } : null;
  const found = permitted(await unvisitedInView(actor, city, place, category, after), actor, "read:visits");
  return {
    ...{
      ...found,
      place,
      city,
      category,
      grants: actor.grants,
      day: today(city.timeZone),
      mayLog: may(actor, "propose:residents"),
    },
    names: await areaNames([place.areaCode, ...found.rows.map((row) => row.areaCode)]),
  };
}

/** 未访名单: who was not seen yet this month, and who answers for them. */
export default function VisitsMonthUnvisited() {
  const { rows, people, next, signed, place, city, category, names, grants, day, mayLog } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const query = monthQuery(city.code, place, category);
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <MonthHead list="unvisited" unit={nameOf(place.areaCode)} {...{ city: city.code, place, category }} />
        <VisitPages grants={grants} />
        {rows.length === 0 ? (
          <Text>{t("monthList.everybodySeen")}</Text>
        ) : (
          <div className={`surface ${classes.sheet} ${classes.cards}`}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  {(["who", "unit", "categories", "stands", "responsible"] as const).map((key) => (
                    <Table.Th key={key}>{t(`sheet.column.${key}`)}</Table.Th>
                  ))}
                  {mayLog && <Table.Th className="no-print">{t("due.column.do")}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.residentId}>
                    <Table.Td data-first>
                      <Anchor component={Link} to={`/visits/residents/${row.residentId}`}>
                        {row.name}
                      </Anchor>
                      {row.reported && <ReportedNote reported={row.reported} residentId={row.residentId} />}
                    </Table.Td>
                    <Table.Td>{nameOf(row.areaCode)}</Table.Td>
                    <Table.Td>{row.categories.map((key) => t(`category.${key}`)).join(t("list"))}</Table.Td>
                    <Table.Td>{t(`figure.${row.stands}`)}</Table.Td>
                    <Table.Td data-label={t("sheet.column.responsible")}>
                      <ResponsibleName id={row.responsibleId} people={people} />
                    </Table.Td>
                    {mayLog && (
                      <Table.Td className="no-print">
                        <LogLink residentId={row.residentId} cityCode={city.code} />
                      </Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        {next && <NextPage query={query} after={`${next.areaCode}_${next.id}`} />}
        <MonthSigned unit={nameOf(place.areaCode)} {...{ ...signed, day }} />
      </Stack>
    </Container>
  );
}
