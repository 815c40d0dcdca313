import { Alert, Anchor, Button, Container, Stack, Text, TextInput, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { monthQuery } from "~/modules/visits/domain/month-address";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { limitsInView, maySayLimits, sayMonthLimits } from "~/modules/visits/use-cases/say-month-limits.server";

export const handle = { title: "visits:monthLimits.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "adopt:visit-rules");
  const city = await requireCity(request);
  if (!maySayLimits(actor, city)) permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "adopt:visit-rules");
  const query = monthQuery(city.code, monthAsked(actor, city, addressSaid(request)));
  return { limits: await limitsInView(actor, city), query, city, grants: actor.grants };
}

/** «95», «95.5» or «95%» of a hundred, as a share of one; NaN where it is no number. */
const shareOf = (typed: FormDataEntryValue | null): number => {
  const text = String(typed ?? "")
    .normalize("NFKC")
    .replace(/[%\s]/g, "");
  return text === "" ? Number.NaN : Math.round(Number(text) * 100) / 10_000;
};

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "adopt:visit-rules");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const [green, yellow] = [shareOf(form.get("green")), shareOf(form.get("yellow"))];
  const said = await sayMonthLimits(actor, city, { green, yellow, source: String(form.get("source") ?? "") });
  if (said.ok) return redirect(`/visits/month?${monthQuery(city.code, monthAsked(actor, city, addressSaid(request)))}`);
  if (said.refusal.kind === "not-permitted")
    permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "adopt:visit-rules");
  return { refusal: said.refusal.kind };
}

/** 红黄绿界限: from which share a month is green and from which yellow, for the whole city, and who asks for that. */
export default function VisitsMonthLimits() {
  const { limits, query, city, grants } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to={`/visits/month?${query}`} size="sm">
            {t("monthForm.back")}
          </Anchor>
          <Title order={1} size="h2">
            {t("monthLimits.heading", { city: i18n.language === "en" ? city.nameEn : city.nameZh })}
          </Title>
          <Text c="dimmed">{t("monthLimits.lead")}</Text>
        </div>
        <VisitPages grants={grants} />
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal}`)}
          </Alert>
        )}
        <Form method="post" action={`/visits/month/limits?${query}`}>
          <Stack gap="sm">
            {(["green", "yellow"] as const).map((light) => (
              <TextInput
                key={light}
                name={light}
                inputMode="decimal"
                required
                label={t(`monthLimits.${light}`)}
                defaultValue={String(Math.round(limits[light] * 10_000) / 100)}
              />
            ))}
            <TextInput
              name="source"
              required
              maxLength={200}
              label={t("monthLimits.source")}
              description={t("monthLimits.sourceWhat")}
              defaultValue={limits.source}
            />
            <Button type="submit" style={{ alignSelf: "start" }}>
              {t("monthLimits.save")}
            </Button>
          </Stack>
        </Form>
      </Stack>
    </Container>
  );
}
