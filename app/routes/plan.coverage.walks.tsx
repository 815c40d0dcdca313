import { Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { walkRows } from "~/modules/places/domain/sampled-walk";
import { WalkList } from "~/modules/places/ui/walk-list";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { cityStreets } from "~/modules/places/use-cases/city-streets.server";
import { cityWalks, removeWalk } from "~/modules/places/use-cases/sampled-walks.server";

export const handle = { title: "places:walks.title" };

const SHOWN = 200;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:imports");
  const city = await requireCity(request);
  const [walks, streets] = await Promise.all([cityWalks(actor, city.code), cityStreets(city.code)]);
  const { rows, ...all } = walkRows(walks);
  return { city, ...all, rows: rows.slice(0, SHOWN), hasStreets: streets !== null, mayWrite: may(actor, "write:imports") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:imports");
  const city = await requireCity(request);
  const form = await request.formData();
  await removeWalk(actor, city.code, String(form.get("id") ?? ""));
  return redirect(`/plan/coverage/walks?city=${city.code}`);
}

export default function PlanCoverageWalks() {
  const { city, ...list } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("places");
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("walks.title")}
          </Title>
          <Text c="dimmed">{t("walks.lead", { city: i18n.language === "en" ? city.nameEn : city.nameZh })}</Text>
        </div>
        <WalkList cityCode={city.code} {...list} />
      </Stack>
    </Container>
  );
}
