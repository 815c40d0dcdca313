import { Alert, Anchor, Button, Checkbox, Container, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Actor } from "~/modules/accounts/domain/actor";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn, areasMeant } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { CaregiverTable } from "~/modules/visits/ui/caregiver-table";
import { NextPage } from "~/modules/visits/ui/next-page";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { WhichArea } from "~/modules/visits/ui/which-area";
import { caregiversInView } from "~/modules/visits/use-cases/caregivers-in-view.server";
import { AreaEntry } from "~/ui/forms/area-entry";

export const handle = { title: "visits:caregiver.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const said = addressSaid(request);
  // Names are not asked for in an address.
  said.delete("q");
  return { ...(await listed(request, actor, said)), grants: actor.grants, mayAdd: may(actor, "plan:visits") };
}

async function listed(request: Request, actor: Actor, said: Pick<FormData | URLSearchParams, "get">) {
  const city = await requireCity(request);
  const of = (name: string) => String(said.get(name) ?? "").trim();
  const area = of("area").slice(0, 200);
  const areaCode = /^\d{4,12}$/.test(area) ? area : ((await areaCodeIn(actor, city.code, area)) ?? "");
  const filter = { areaCode, name: of("q").slice(0, 60), isAwayOnly: of("away") === "yes" };
  const [afterArea = "", id = ""] = of("after").split("_");
  const after = /^\d{4,12}$/.test(afterArea) && /^[0-9a-f-]{36}$/.test(id) ? { areaCode: afterArea, id } : null;
  const found = await caregiversInView(actor, city, filter, after);
  const names = await areaNames(found.rows.map((row) => row.areaCode));
  return { ...found, names, city, area, filter, choices: await areasMeant(actor, city.code, areaCode) };
}

/** Who is called so. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const list = await listed(request, actor, await formSaid(request));
  return list.filter.name === ""
    ? redirect(`/visits/caregivers?${addressOf(list)}`)
    : data(list, { headers: { "Cache-Control": "no-store" } });
}

/** The same list as an address; a name stays out of it. */
const addressOf = ({ city, area, filter }: Pick<Awaited<ReturnType<typeof listed>>, "city" | "area" | "filter">): string =>
  new URLSearchParams({ city: city.code, area, ...(filter.isAwayOnly ? { away: "yes" } : {}) }).toString();

export default function Caregivers() {
  const { grants, mayAdd, ...loaded } = useLoaderData<typeof loader>();
  const list = useActionData<typeof action>() ?? loaded;
  const { rows, next, names, city, area, filter, choices } = list;
  const { t, i18n } = useTranslation("visits");
  const areas = Object.fromEntries(
    Object.entries(names).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]),
  );
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
        <Form method="post" className="no-print" autoComplete="off" key={JSON.stringify(filter)}>
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
        {choices ? (
          <WhichArea
            words={area}
            choices={choices}
            to={(one) => `/visits/caregivers?${addressOf({ city, filter, area: one })}`}
          />
        ) : rows.length === 0 ? (
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
        {next && filter.name === "" && <NextPage query={addressOf(list)} after={`${next.areaCode}_${next.id}`} />}
        {next && filter.name !== "" && <Text>{t("caregiver.tooMany")}</Text>}
      </Stack>
    </Container>
  );
}
