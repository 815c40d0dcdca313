import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import classes from "~/modules/visits/ui/visit-pages.module.css";
import { AnswerClockForm } from "~/modules/work-orders/ui/answer-clock-form";
import { LadderForm } from "~/modules/work-orders/ui/ladder-form";
import { SaidBefore } from "~/modules/work-orders/ui/said-before";
import { changeAnswerClock, changeLadder, laddersInView } from "~/modules/work-orders/use-cases/change-ladders.server";

export const handle = { title: "work-orders:ladders.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  return { ...(await laddersInView(actor, city)), city, grants: actor.grants, isSaved: addressSaid(request).has("saved") };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "adopt:visit-rules");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 400);
  const version = Number(said("version")) || 0;
  const isClock = said("intent") === "clock";
  const rungs = form
    .getAll("rung")
    .map(String)
    .map((who) => ({ who, minutes: said(`minutes-${who}`), actingMinutes: said(`acting-${who}`) }));
  const changed = isClock
    ? await changeAnswerClock(actor, city, {
        ...{ urgency: said("urgency"), version, minutes: said("minutes"), reason: said("reason") },
        ...{ dayFrom: said("dayFrom"), dayUntil: said("dayUntil") },
      })
    : await changeLadder(actor, city, {
        kind: said("kind"),
        version,
        firstMinutes: said("first"),
        rungs,
        reason: said("reason"),
      });
  if (changed.ok) return redirect(`/visits/duty/ladders?city=${city.code}&saved`);
  const { kind } = changed.refusal;
  if (kind === "not-permitted") permitted({ ok: false, refusal: { kind } }, actor, "adopt:visit-rules");
  return data({ key: isClock ? said("urgency") : said("kind"), refusal: kind }, { status: 422 });
}

/** Who is asked after whom and how long each has; within how long a family is called back. */
export default function Ladders() {
  const { ladders, clocks, said, people, mayChange, city, grants, isSaved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("work-orders");
  const refusalOf = (key: string) => (refused?.key === key ? refused.refusal : null);
  return (
    <Container component="main" size="xl" py="md" className={classes.text ?? ""}>
      <Stack gap="md">
        <div>
          <Anchor component={Link} to={`/visits/duty?city=${city.code}`} size="sm">
            {t("ladders.back")}
          </Anchor>
          <Title order={1} size="h2">
            {t("ladders.title")}
          </Title>
          <Text c="dimmed">{t(mayChange ? "ladders.what" : "ladders.whatRead")}</Text>
        </div>
        <VisitPages grants={grants} />
        {isSaved && !refused && (
          <Alert color="teal" c="var(--mantine-color-text)" role="status">
            {t("ladders.saved")}
          </Alert>
        )}
        {ladders.map((ladder) => (
          <LadderForm
            key={`${ladder.kind} ${ladder.version}`}
            ladder={ladder}
            mayChange={mayChange}
            refusal={refusalOf(ladder.kind)}
          />
        ))}
        <Title order={2} size="h4">
          {t("ladders.clocks")}
        </Title>
        {clocks.map((clock) => (
          <AnswerClockForm
            key={`${clock.urgency} ${clock.version}`}
            clock={clock}
            mayChange={mayChange}
            refusal={refusalOf(clock.urgency)}
          />
        ))}
        <SaidBefore said={said} people={people} timeZone={city.timeZone} />
      </Stack>
    </Container>
  );
}
