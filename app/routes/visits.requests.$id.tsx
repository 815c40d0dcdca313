import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ReasonFields, SHOWN_SECONDS } from "~/modules/accounts/ui/sensitive-value";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { LONGEST_NOTE, referenceText } from "~/modules/work-orders/domain/family-request";
import { RequestClock, useMoment } from "~/modules/work-orders/ui/request-list";
import { RequestSaid, RequestSteps } from "~/modules/work-orders/ui/request-steps";
import { openAsTold, openRequest, requestInView } from "~/modules/work-orders/use-cases/family-requests-in-view.server";
import { noteRequestStep } from "~/modules/work-orders/use-cases/note-request-step.server";
import { now } from "~/platform/clock.server";

export const handle = { title: "work-orders:request.title" };
const NO_STORE = { "Cache-Control": "no-store" };
/** Whoever reads requests, and whoever an alarm called: of what they may not see they are told that it is not there. */
const READERS = ["read:work-orders", "propose:residents"] as const;
export const headers: HeadersFunction = () => NO_STORE;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, READERS);
  const city = await requireCity(request);
  const found = await requestInView(actor, city, params.id ?? "");
  if (!found) throw new Response(null, { status: 404 });
  const names = await areaNames([found.request.areaCode]);
  const told = { ...found, names, timeZone: city.timeZone, now: now().getTime() };
  return data({ ...told, saved: addressSaid(request).has("saved") }, { headers: NO_STORE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActorOfAny(request, READERS);
  const city = await requireCity(request);
  const id = params.id ?? "";
  if (!(await requestInView(actor, city, id))) throw new Response(null, { status: 404 });
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "");
  if (said("intent") === "open") {
    const opened = form.has("told")
      ? await openAsTold(actor, city, id)
      : await openRequest(actor, id, { reason: said("reason"), noteId: said("note") });
    const answer = opened.ok ? { said: opened.value, refusal: null } : { said: null, refusal: opened.refusal };
    return data({ intent: "open" as const, ...answer }, { status: opened.ok ? 200 : 422, headers: NO_STORE });
  }
  const note = said("note").slice(0, 2 * LONGEST_NOTE);
  const noted = await noteRequestStep(actor, id, said("step"), note);
  if (noted.ok) return redirect(`/visits/requests/${id}?saved`);
  const { kind } = noted.refusal;
  const status = kind === "not-permitted" ? 403 : kind === "not-there" ? 404 : 422;
  return data({ intent: "step" as const, refusal: kind, note }, { status, headers: NO_STORE });
}

/** One request: opened with a reason, and what was done about it. It leads to no file by itself. */
export default function VisitsRequest() {
  const { request, steps, people, mayAct, mayOpen, isTold, names, timeZone, now: at, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t, i18n } = useTranslation("work-orders");
  const moment = useMoment(timeZone);
  const name = names[request.areaCode];
  const opened = answer?.intent === "open" ? answer : null;
  return (
    <Container component="main" size="sm" py="md">
      <Stack gap="md">
        <Anchor component={Link} to="/visits/requests" size="sm">
          {t("request.back")}
        </Anchor>
        <Group justify="space-between">
          <Title order={1} size="h3">
            {t("request.of", { reference: referenceText(request.reference) })}
          </Title>
          <RequestClock {...request} now={at} />
        </Group>
        <Text>
          {[
            t(`requests.urgency.${request.urgency}`),
            i18n.language === "en" ? name?.nameEn : name?.name,
            t("request.asked", { at: moment(request.askedAt) }),
          ]
            .filter(Boolean)
            .join(" · ")}
          {" · "}
          {t("request.until", { at: moment(request.answerBy) })}
        </Text>
        {saved && !answer && (
          <Alert color="jade" role="status">
            {t("request.saved")}
          </Alert>
        )}
        {opened?.said ? (
          <RequestSaid said={opened.said} seconds={SHOWN_SECONDS} />
        ) : mayOpen ? (
          <Form method="post">
            <input type="hidden" name="intent" value="open" />
            <ReasonFields isOwn={false} refusal={opened?.refusal ?? null} />
          </Form>
        ) : isTold ? (
          <Form method="post">
            <input type="hidden" name="told" value="yes" />
            <Button type="submit" name="intent" value="open">
              {t("request.openTold")}
            </Button>
            <Text size="sm" c="dimmed" mt={4}>
              {t("request.openToldWhat")}
            </Text>
          </Form>
        ) : (
          <Text c="dimmed">{t("request.mayNotOpen")}</Text>
        )}
        <RequestSteps
          {...{ steps, people, timeZone }}
          mayAct={mayAct && request.closedAt === null}
          answer={answer?.intent === "step" ? answer : null}
        />
      </Stack>
    </Container>
  );
}
