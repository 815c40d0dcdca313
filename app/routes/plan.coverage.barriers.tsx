import { Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { barriersView } from "~/modules/places/domain/barrier-view";
import { BarrierList } from "~/modules/places/ui/barrier-list";
import { BarrierMap } from "~/modules/places/ui/barrier-map";
import { BarrierStatus } from "~/modules/places/ui/barrier-status";
import { cityBarriers, removeBarrier } from "~/modules/places/use-cases/city-barriers.server";
import { cityStreets } from "~/modules/places/use-cases/city-streets.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { baseMap } from "~/platform/environment.server";

export const handle = { title: "places:barriers.title" };

/** Of each list; the map shows all. */
const SHOWN = 60;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:imports");
  const city = await requireCity(request);
  const [{ barriers, crossings }, streets] = await Promise.all([cityBarriers(actor, city.code), cityStreets(city.code)]);
  const view = barriersView(barriers, crossings);
  return {
    city,
    counts: { barriers: barriers.length, crossings: crossings.length },
    strays: view.strays,
    list: { barriers: view.barriers.slice(0, SHOWN), crossings: view.crossings.slice(0, SHOWN) },
    hasStreets: streets !== null,
    baseMap: baseMap() ?? null,
    mayWrite: may(actor, "write:imports"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:imports");
  const city = await requireCity(request);
  const form = await request.formData();
  await removeBarrier(actor, city.code, String(form.get("id") ?? ""));
  return redirect(`/plan/coverage/barriers?city=${city.code}`);
}

export default function PlanCoverageBarriers() {
  const { city, counts, strays, list, hasStreets, baseMap: ground, mayWrite } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("places");
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("barriers.title")}
          </Title>
          <Text c="dimmed">{t("barriers.lead", { city: i18n.language === "en" ? city.nameEn : city.nameZh })}</Text>
        </div>
        <BarrierStatus cityCode={city.code} {...{ counts, strays, hasStreets, mayWrite }} />
        {counts.barriers + counts.crossings > 0 && <BarrierMap cityCode={city.code} stamp={city.stamp} baseMap={ground} />}
        <BarrierList {...list} counts={counts} mayWrite={mayWrite} />
      </Stack>
    </Container>
  );
}
