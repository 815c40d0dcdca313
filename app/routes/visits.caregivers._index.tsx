import { Alert, Anchor, Button, Checkbox, Container, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { CaregiverTable } from "~/modules/visits/ui/caregiver-table";
import { NextPage } from "~/modules/visits/ui/next-page";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { caregiversInView } from "~/modules/visits/use-cases/caregivers-in-view.server";
import { AreaEntry } from "~/ui/forms/area-entry";

export const handle = { title: "visits:caregiver.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const area = (said.get("area") ?? "").slice(0, 200);
  const areaCode = /^\d{4,12}$/.test(area) ? area : ((await areaCodeIn(actor, city.code, area)) ?? "");
  const filter = { areaCode, name: (said.get("q") ?? "").trim().slice(0, 60), isAwayOnly: said.get("away") === "yes" };
  const [afterArea = "", id = ""] = (said.get("after") ?? "").split("_");
  const after = /^\d{4,12}$/.test(afterArea) && /^[0-9a-f-]{36}$/.test(id) ? { areaCode: afterArea, id } : null;
  const found = await caregiversInView(actor, city, filter, after);
  const names = await areaNames(found.rows.map((row) => row.areaCode));
  return {
    ...{ ...found, names, city, area, filter, grants: actor.grants, mayAdd: may(actor, "plan:visits") },
  };
}

export default function Caregivers() {
  const { rows, next, names, city, area, filter, grants, mayAdd } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("visits");
  const areas = Object.fromEntries(
    Object.entries(names).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]),
  );
  const address = new URLSearchParams({
    ...{ city: city.code, area, q: filter.name },
    ...(filter.isAwayOnly ? { away: "yes" } : {}),
  });
  const isFiltered = area !== "" || filter.name !== "" || filter.isAwayOnly;
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <Group justify="space-between" align="start">
          <div>
            <Title order={1} size="h2">
              {t("caregiver.title")}
            </Title>
            <Text c="dimmed">{t("caregiver.lead")}</Text>
          </div>
          {mayAdd && (
            <Button component={Link} to="/visits/caregivers/new" className="no-print">
              {t("caregiver.add")}
            </Button>
          )}
        </Group>
        <VisitPages grants={grants} />
        <Form className="no-print">
          <input type="hidden" name="city" value={city.code} />
          <Group align="end">
            <AreaEntry name="area" label={t("caregiver.field.area")} defaultValue={area} />
            <TextInput name="q" label={t("caregiver.field.name")} defaultValue={filter.name} maxLength={60} />
            <Checkbox name="away" value="yes" defaultChecked={filter.isAwayOnly} label={t("caregiver.awayOnly")} />
            <Button type="submit" variant="default">
              {t("filter")}
            </Button>
          </Group>
        </Form>
        {rows.length === 0 ? (
          <Alert color="jade" variant="light">
            {t(isFiltered ? "caregiver.noneFound" : "caregiver.none")}{" "}
            {isFiltered && (
              <Anchor component={Link} to={`/visits/caregivers?city=${city.code}`}>
                {t("caregiver.showAll")}
              </Anchor>
            )}
          </Alert>
        ) : (
          <CaregiverTable rows={rows} areas={areas} />
        )}
        {next && <NextPage query={address.toString()} after={`${next.areaCode}_${next.id}`} />}
      </Stack>
    </Container>
  );
}
