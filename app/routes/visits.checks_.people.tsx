import { Anchor, Button, Container, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { mayIn } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { checksQuery } from "~/modules/visits/domain/checks-address";
import classes from "~/modules/visits/ui/month-sheet.module.css";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { checksByPerson } from "~/modules/visits/use-cases/checks-in-view.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";

export const handle = { title: "visits:checks.byPerson" };
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visit-checks");
  const city = await requireCity(request);
  const place = monthAsked(actor, city, addressSaid(request));
  if (!mayIn(actor, "read:visit-checks", place.areaCode, place.line))
    permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "read:visit-checks");
  const found = await checksByPerson(actor, city, place);
  return { ...found, place, city, grants: actor.grants, names: await areaNames([place.areaCode]) };
}

/** Counts beside the visits somebody made; a share of few is chance, and nobody is ranked. */
export default function VisitsChecksPeople() {
  const { rows, least, place, city, grants, names } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("visits");
  const unit = (i18n.language === "en" ? names[place.areaCode]?.nameEn : names[place.areaCode]?.name) ?? place.areaCode;
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("checks.byPerson")}
          </Title>
          <Text c="dimmed">
            {unit} · {place.month.slice(0, 7)}
          </Text>
        </div>
        <VisitPages grants={grants} />
        <Form className="no-print">
          <input type="hidden" name="city" value={city.code} />
          <input type="hidden" name="area" value={place.areaCode} />
          <Group align="end">
            <TextInput type="month" name="month" label={t("month.month")} defaultValue={place.month.slice(0, 7)} />
            <Button type="submit" variant="default">
              {t("month.show")}
            </Button>
          </Group>
        </Form>
        <Text>{t("checks.byPersonWhat", { least })}</Text>
        {rows.length === 0 ? (
          <Text c="dimmed">{t("log.none")}</Text>
        ) : (
          <div className={`surface ${classes.sheet}`}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  {(["person", "visits", "flagged", "share", "open"] as const).map((key) => (
                    <Table.Th key={key}>{t(`checks.column.${key}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.authorId}>
                    <Table.Th scope="row">{row.name ?? t("due.somebody")}</Table.Th>
                    <Table.Td>{row.visits}</Table.Td>
                    <Table.Td>{row.flagged}</Table.Td>
                    <Table.Td>
                      {row.share === null
                        ? t("checks.tooFew", { least })
                        : `${(row.share * 100).toFixed(1)} % (${row.flagged}/${row.visits})`}
                    </Table.Td>
                    <Table.Td>
                      {row.open > 0 ? (
                        <Anchor
                          component={Link}
                          to={`/visits/checks?${checksQuery({ city: city.code, area: place.areaCode, by: row.authorId })}`}
                          aria-label={t("checks.openOf", { count: row.open, name: row.name ?? t("due.somebody") })}
                        >
                          {row.open}
                        </Anchor>
                      ) : (
                        0
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Stack>
    </Container>
  );
}
