import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { RESULT_FIELDS, type PublishedResult } from "~/modules/catalog/domain/published-result";
import { DetailSection } from "~/modules/catalog/ui/detail-section";
import { useActionInCity } from "~/modules/catalog/ui/own-city";
import { PublishedResultForm } from "~/modules/catalog/ui/published-result-form";
import { requireCityOfFacility, requireFacilityPage } from "~/modules/catalog/use-cases/city-of-facility.server";
import { publishedResults, publishResult, takeBackResult } from "~/modules/catalog/use-cases/published-results.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { requireTouch } from "~/modules/catalog/use-cases/may-write-catalog.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { today } from "~/platform/clock.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireFacilityPage(request, actor, params.id);
  const file = await readFacility(actor, city, params.id ?? "");
  if (!file) throw new Response(null, { status: 404 });
  requireTouch(actor, file.facility);
  const results = await publishedResults(actor, city, file.facility.id);
  if (!results.ok)
    throw Response.json({ refusal: "not-permitted", permission: "write:catalog", role: actor.role }, { status: 403 });
  return {
    ...{
      id: file.facility.id,
      name: file.facility.name,
      cityCode: city.code,
      today: today(city.timeZone),
      results: results.value,
    },
    title: await pageTitle(request, (t) => t("catalog:published.title", { name: file.facility.name })),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCityOfFacility(actor, params.id);
  const id = params.id ?? "";
  const form = await formSaid(request);
  const typed = Object.fromEntries(RESULT_FIELDS.map((name) => [name, String(form.get(name) ?? "").trim()]));
  const intent = form.get("intent");
  if (intent !== "grade" && intent !== "inspection" && intent !== "take-back") throw new Response(null, { status: 400 });
  const done =
    intent === "take-back"
      ? await takeBackResult(actor, city, id, String(form.get("result") ?? ""))
      : await publishResult(actor, city, id, resultSaid(intent, typed));
  if (done.ok) return redirect(`/plan/facilities/${id}/published?city=${city.code}`);
  const { refusal } = done;
  if (refusal.kind === "not-permitted" || refusal.kind === "not-found") permittedOr404(refusal.kind, actor.role);
  return {
    intent,
    typed,
    wrong: refusal.kind === "result-fields" ? refusal.fields : [],
    isThere: refusal.kind === "result-there",
  };
}

function permittedOr404(kind: "not-permitted" | "not-found", role: string): never {
  if (kind === "not-found") throw new Response(null, { status: 404 });
  throw Response.json({ refusal: "not-permitted", permission: "write:catalog", role }, { status: 403 });
}

function resultSaid(kind: "grade" | "inspection", said: Record<string, string>): PublishedResult {
  const { on = "", by = "", source = "", grade = "", standard = "", validTo = "", how = "", result = "", summary = "" } = said;
  const count = (text = "") => (/^\d{1,5}$/.test(text) ? Number(text) : -1);
  if (kind === "grade") return { kind, grade, standard, on, validTo: validTo || null, by, source };
  return {
    kind,
    how,
    result,
    on,
    summary,
    by,
    source,
    findings: count(said["findings"]),
    openFindings: count(said["openFindings"]),
  };
}

export default function PublishedOfFacility() {
  const { id, name, results, cityCode, today: day } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("catalog");
  const sentTo = useActionInCity(cityCode);
  return (
    <Container component="main" size="md" py="lg">
      <Stack gap="lg">
        <Anchor component={Link} to={`/plan/facilities/${id}`}>
          {name}
        </Anchor>
        <Title order={1} size="h2">
          {t("published.title", { name })}
        </Title>
        <Text c="dimmed">
          {t("published.lead")}{" "}
          <Anchor component={Link} to={`/plan/import?subject=grades&city=${cityCode}`}>
            {t("published.byList")}
          </Anchor>
        </Text>
        {answer?.isThere && (
          <Alert color="red" role="alert">
            {t("published.there")}
          </Alert>
        )}
        <DetailSection title={t("published.now")}>
          {results.length === 0 && <Text>{t("published.none")}</Text>}
          {results.map((result) => (
            <Form key={result.id} method="post" action={sentTo}>
              <input type="hidden" name="intent" value="take-back" />
              <input type="hidden" name="result" value={result.id} />
              <Group justify="space-between">
                <Text>
                  {result.on} ·{" "}
                  {result.kind === "grade"
                    ? `${result.standard} ${result.grade}`
                    : `${t(`published.how.${result.how}`)} · ${t(`published.result.${result.result}`)}`}{" "}
                  · {result.source}
                </Text>
                <Button type="submit" variant="subtle" size="sm">
                  {t("published.takeBack")}
                </Button>
              </Group>
            </Form>
          ))}
        </DetailSection>
        {(["grade", "inspection"] as const).map((kind) => (
          <DetailSection key={kind} title={t(`published.publish.${kind}`)}>
            <PublishedResultForm
              {...{ kind, cityCode, today: day }}
              typed={answer?.intent === kind ? answer.typed : null}
              wrong={answer?.intent === kind ? answer.wrong : []}
            />
          </DetailSection>
        ))}
      </Stack>
    </Container>
  );
}
