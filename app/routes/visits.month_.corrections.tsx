import { Anchor, Container, Stack, Table, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { monthQuery } from "~/modules/visits/domain/month-address";
import classes from "~/modules/visits/ui/month-sheet.module.css";
import { NextPage } from "~/modules/visits/ui/next-page";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { correctionsInView } from "~/modules/visits/use-cases/corrections-in-view.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";

export const handle = { title: "visits:sheet.corrections" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const place = monthAsked(actor, city, said);
  const asked = said.get("after") ?? "";
  const after = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(asked) ? asked : null;
  const found = permitted(await correctionsInView(actor, city, place, after), actor, "read:visits");
  const shown = found.rows.flatMap(({ areaCode }) => (areaCode ? [areaCode] : []));
  return { ...found, place, city, grants: actor.grants, names: await areaNames([place.areaCode, ...shown]) };
}

/** 更正清单: what came to be known of a month after it was handed in, of whom, and since when. */
export default function VisitsMonthCorrections() {
  const { rows, next, place, city, names, grants } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const query = monthQuery(city.code, place);
  const heading = { unit: nameOf(place.areaCode), month: place.month.slice(0, 7), list: t("sheet.corrections") };
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("monthList.heading", heading)}
          </Title>
          <Text c="dimmed">{t("monthList.lead.corrections")}</Text>
          <Anchor className="no-print" component={Link} to={`/visits/month?${query}`}>
            {t("monthForm.back")}
          </Anchor>
        </div>
        <VisitPages grants={grants} />
        {rows.length === 0 ? (
          <Text>{t("monthList.nothingCorrected")}</Text>
        ) : (
          <div className={`surface ${classes.sheet}`}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  {(["noticedOn", "correction", "who", "unit", "visitedOn"] as const).map((key) => (
                    <Table.Th key={key}>{t(`sheet.column.${key}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td>{row.noticedOn}</Table.Td>
                    <Table.Td>{t(`corrected.${row.kind}`)}</Table.Td>
                    <Table.Td>
                      {row.residentId ? (
                        <Anchor component={Link} to={`/visits/residents/${row.residentId}`}>
                          {row.name}
                        </Anchor>
                      ) : (
                        t("monthList.notYours")
                      )}
                    </Table.Td>
                    <Table.Td>{row.areaCode ? nameOf(row.areaCode) : "—"}</Table.Td>
                    <Table.Td>{row.visitedOn || "—"}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
        {next && <NextPage query={query} after={next} />}
      </Stack>
    </Container>
  );
}
