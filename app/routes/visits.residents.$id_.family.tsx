import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { FamilyLinks, FamilyReports, MadeLink } from "~/modules/residents/ui/family-links";
import {
  familyLinks,
  makeContactLink,
  revokeContactLink,
  withdrawContactConsent,
} from "~/modules/residents/use-cases/contact-link.server";
import { now } from "~/platform/clock.server";
import { publicOrigin } from "~/platform/environment.server";
import { linkPicture } from "~/platform/one-time-secret.server";

export const handle = { title: "residents:family.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  const city = await requireCity(request);
  const found = await familyLinks(actor, city, params.id ?? "");
  if (!found) throw new Response(null, { status: 404 });
  return data({ ...found, timeZone: city.timeZone, now: now().getTime() }, { headers: NO_STORE });
}

/** The secret of a new link leaves once, in the answer to whoever made it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const [id, contact] = [params.id ?? "", String(form.get("contact") ?? "")];
  if (!(await familyLinks(actor, city, id))) throw new Response(null, { status: 404 });
  const intent = String(form.get("intent") ?? "");
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 60);
  const changed =
    intent === "make-link"
      ? await makeContactLink(actor, city, id, contact, form.has("givenBy") ? said : null)
      : await (intent === "withdraw-consent" ? withdrawContactConsent : revokeContactLink)(actor, city, id, contact);
  if (!changed.ok) {
    const { kind } = changed.refusal;
    const status = kind === "not-permitted" ? 403 : kind === "not-there" ? 404 : 422;
    const typed = Object.fromEntries(["givenBy", "how", "on", "witness"].map((name) => [name, said(name)]));
    return data({ refusal: kind, intent, made: null, contact, typed }, { status, headers: NO_STORE });
  }
  const link = `${publicOrigin() ?? new URL(request.url).origin}/my/family#${changed.value}`;
  const made = intent === "make-link" ? { link, picture: linkPicture(link) } : null;
  return data({ refusal: null, intent, made, contact, typed: {} }, { headers: NO_STORE });
}

export default function ResidentFamily() {
  const { id, name, contacts, reports, isRegistered, today, mayWrite, timeZone, now: at } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t, i18n } = useTranslation("residents");
  const clock = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  const moment = (iso: string) => clock.format(new Date(iso));
  return (
    <Container component="main" size="sm" py="md">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to={`/visits/residents/${id}`} size="sm">
            {t("family.back")}
          </Anchor>
          <Title order={1} size="h2">
            {name} · {t("family.title")}
          </Title>
          <Text c="dimmed">{t("family.lead")}</Text>
        </div>
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`family.refusal.${answer.refusal}`)}
          </Alert>
        )}
        {answer?.made && <MadeLink {...answer.made} />}
        {answer && !answer.refusal && !answer.made && (
          <Alert color="jade" role="status">
            {t(answer.intent === "withdraw-consent" ? "family.withdrawn" : "family.revoked")}
          </Alert>
        )}
        {!isRegistered && <Text fw={650}>{t("family.notRegistered")}</Text>}
        <FamilyLinks {...{ contacts, mayWrite, today, answer, moment }} mayMake={isRegistered} now={at} />
        <FamilyReports reports={reports} moment={moment} />
      </Stack>
    </Container>
  );
}
