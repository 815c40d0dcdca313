import { Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import { CityCard } from "~/modules/places/ui/city-card";
import { NewCityForm } from "~/modules/places/ui/new-city-form";
import { cityCookie } from "~/modules/places/use-cases/city-cookie.server";
import { cityProgress } from "~/modules/places/use-cases/city-progress.server";
import { cities, currentCity } from "~/modules/places/use-cases/current-city.server";
import { cityStreets } from "~/modules/places/use-cases/city-streets.server";
import { removeCity } from "~/modules/places/use-cases/remove-city.server";
import { isSecureRequest } from "~/platform/request-facts.server";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, "write:cities");
  const [all, city] = await Promise.all([cities(), currentCity(request)]);
  const progress = Object.fromEntries(await Promise.all(all.map(async ({ code }) => [code, await cityProgress(code)] as const)));
  const streets = Object.fromEntries(await Promise.all(all.map(async ({ code }) => [code, await cityStreets(code)] as const)));
  return { cities: all, current: city?.code ?? null, progress, streets };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:cities");
  const form = await request.formData();
  const field = (name: string) => String(form.get(name) ?? "");
  if (field("intent") === "remove") {
    const removed = await removeCity(actor, field("code"), field("name"));
    return removed.ok ? redirect("/plan/city") : { removing: { code: field("code"), refusal: removed.refusal }, starting: null };
  }
  const wish = { code: field("code"), nameZh: field("nameZh"), nameEn: field("nameEn"), timeZone: field("timeZone") };
  const started = await startCity(actor, wish);
  if (!started.ok) return { removing: null, starting: { wish, refusal: started.refusal } };
  return redirect("/plan/city?started=yes", {
    headers: { "Set-Cookie": await cityCookie.serialize(started.value.code, { secure: isSecureRequest() }) },
  });
}

export default function PlanCity() {
  const { cities: all, current, progress, streets } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("places");
  return (
    <Container component="main" size="md" py="xl">
      <Stack gap="xl">
        <div>
          <Title order={1} size="h2">
            {t("city.title")}
          </Title>
          <Text c="dimmed" mt={4}>
            {t("city.lead")}
          </Text>
        </div>
        {all.map((city) => (
          <CityCard
            key={city.code}
            city={city}
            isCurrent={city.code === current}
            progress={progress[city.code]!}
            streets={streets[city.code] ?? null}
            refusal={answer?.removing?.code === city.code ? answer.removing.refusal : null}
          />
        ))}
        {/* A city that was started leaves an empty form behind. */}
        <NewCityForm key={all.length} wish={answer?.starting?.wish ?? null} refusal={answer?.starting?.refusal ?? null} />
      </Stack>
    </Container>
  );
}
