import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ReasonSelect } from "~/modules/accounts/ui/reason-select";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { checksQuery } from "~/modules/visits/domain/checks-address";
import { CallbackPaper } from "~/modules/visits/ui/callback-paper";
import { callbacksInView, callSheet } from "~/modules/visits/use-cases/callbacks.server";
import { sampleAsked } from "~/modules/visits/use-cases/sample-asked.server";

export const handle = { title: "visits:callback.sheet" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

async function asked(request: Request) {
  const actor = await requireActor(request, "check:visits");
  const city = await requireCity(request);
  const { place, isSeen } = sampleAsked(actor, city, addressSaid(request));
  if (!isSeen) permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "check:visits");
  return { actor, city, place };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, city, place } = await asked(request);
  const { sample, result } = await callbacksInView(actor, city, place);
  if (!sample || !result) throw Response.json({ kind: "no-such-sample" }, { status: 404 });
  const open = result.notRung + result.counts["not-reached"];
  return { sample, open, place, city, names: await areaNames([place.areaCode]) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor, city, place } = await asked(request);
  const done = await callSheet(actor, city, place, String((await formSaid(request)).get("reason") ?? "").slice(0, 40));
  if (done.ok) return data({ sheet: done.value, refusal: null }, { headers: NO_STORE });
  const status = done.refusal.kind === "not-there" ? 404 : done.refusal.kind === "not-permitted" ? 403 : 422;
  return data({ sheet: null, refusal: done.refusal.kind }, { headers: NO_STORE, status });
}

/** The last page before names and phones of those to be rung go on paper. */
export default function VisitsCallbackSheet() {
  const { sample, open, place, city, names } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const language = i18n.language === "en" ? "en" : "zh";
  const sheet = answer?.sheet ?? null;
  useEffect(() => {
    if (sheet) window.print();
  }, [sheet]);
  const one = names[place.areaCode];
  const unit = (language === "en" ? one?.nameEn : one?.name) ?? place.areaCode;
  const query = checksQuery({ city: city.code, area: place.areaCode, month: place.month.slice(0, 7) });
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <div className="no-print">
          <Anchor component={Link} to={`/visits/checks/callbacks?${query}`} size="sm">
            {t("callback.title")}
          </Anchor>
          <Title order={1} size="h2">
            {t("callback.sheet")}
          </Title>
          <Text c="dimmed">{t("callback.sheetLead", { unit, month: place.month.slice(0, 7), open })}</Text>
        </div>
        {answer?.refusal && (
          <Alert color="red" role="alert" className="no-print">
            {answer.refusal === "reason-missing"
              ? t("callback.reasonMissing")
              : t([`refusal.${answer.refusal}`, `daySheet.refusal.${answer.refusal}`])}
          </Alert>
        )}
        <Form method="post" className="no-print">
          <Group align="end">
            <ReasonSelect />
            <Button type="submit">{t("daySheet.print")}</Button>
          </Group>
        </Form>
        {sheet && (
          <CallbackPaper
            {...{ sheet, sample, unit, month: place.month.slice(0, 7), timeZone: city.timeZone }}
            demo={city.isDemo ? DEMO_MARK[language] : ""}
          />
        )}
      </Stack>
    </Container>
  );
}
