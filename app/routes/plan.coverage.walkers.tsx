import { Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { withoutNul } from "~/modules/catalog/domain/without-nul";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { WalkerForm, type TypedWalker } from "~/modules/places/ui/walker-form";
import { WalkerHistory } from "~/modules/places/ui/walker-history";
import { changeWalker, cityWalkers } from "~/modules/places/use-cases/change-walker.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

export const handle = { title: "places:walkers.title" };

const MOST_SOURCE = 500;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const { walkers, changes } = permitted(await cityWalkers(actor, city.code), actor, "write:catalog");
  return { city, walkers, changes, saved: new URL(request.url).searchParams.get("saved") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const form = await request.formData();
  const text = (name: string) => withoutNul(String(form.get(name) ?? "")).trim();
  const typed: TypedWalker = {
    speedKmh: text("speedKmh"),
    source: text("source").slice(0, MOST_SOURCE),
    movement: text("movement"),
    stepsFactor: text("stepsFactor"),
    offStreetFactor: text("offStreetFactor"),
    useSource: text("useSource").slice(0, MOST_SOURCE),
  };
  const key = text("key");
  const said = {
    ...typed,
    speedKmh: numberFrom(typed.speedKmh),
    stepsFactor: numberFrom(typed.stepsFactor),
    offStreetFactor: numberFrom(typed.offStreetFactor),
  };
  const changed = await changeWalker(actor, city.code, key, said, text("seen"));
  if (changed.ok)
    return redirect(
      `/plan/coverage/walkers?${new URLSearchParams({ city: city.code, saved: key })}#walker-${encodeURIComponent(key)}`,
    );
  return changed.refusal.kind === "not-so"
    ? { key, typed, problems: changed.refusal.problems, refusal: null }
    : { key, typed: null, problems: [], refusal: changed.refusal.kind };
}

const numberFrom = (text: string): number => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN);

export default function PlanCoverageWalkers() {
  const { city, walkers, changes, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("places");
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("walkers.title")}
          </Title>
          <Text c="dimmed">{t("walkers.lead", { city: i18n.language === "en" ? city.nameEn : city.nameZh })}</Text>
          <Text size="sm" c="dimmed" mt="xs">
            {t("walkers.rules")}
          </Text>
        </div>
        {walkers.map((walker) => {
          const own = answer?.key === walker.key ? answer : null;
          return (
            <WalkerForm
              key={walker.key}
              cityCode={city.code}
              walker={walker}
              typed={own?.typed ?? null}
              problems={own?.problems ?? []}
              refusal={own?.refusal ?? null}
              isSaved={!answer && saved === walker.key}
            />
          );
        })}
        <WalkerHistory changes={changes} walkers={walkers} timeZone={city.timeZone} />
      </Stack>
    </Container>
  );
}
