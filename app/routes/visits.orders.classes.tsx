import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor, requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { ClassClocks } from "~/modules/work-orders/ui/class-clocks";
import { changeClass, classesInView, mayChangeClasses } from "~/modules/work-orders/use-cases/change-class.server";

export const handle = { title: "work-orders:orders.classes.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:work-orders", "propose:residents"]);
  const city = await requireCity(request);
  return {
    clocks: await classesInView(actor, city),
    ...{ mayChange: mayChangeClasses(actor, city), grants: actor.grants, isSaved: addressSaid(request).has("saved") },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "act:work-orders");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 400);
  const change = {
    class: said("class"),
    dueHours: Number(said("hours")),
    asksSecond: said("second") === "yes",
    reason: said("reason"),
  };
  const changed = await changeClass(actor, city, change);
  if (changed.ok) return redirect("/visits/orders/classes?saved");
  const { kind } = changed.refusal;
  if (kind === "not-permitted") permitted({ ok: false, refusal: { kind } }, actor, "act:work-orders");
  return data({ class: change.class, refusal: kind, reason: change.reason }, { status: 422 });
}

/** How long each class of order may take here, and whose word that is. */
export default function OrderClasses() {
  const { clocks, mayChange, grants, isSaved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("work-orders");
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to="/visits/orders" size="sm">
            {t("orders.back")}
          </Anchor>
          <Title order={1} size="h2">
            {t("orders.classes.title")}
          </Title>
          <Text c="dimmed">{t(mayChange ? "orders.classes.what" : "orders.classes.whatRead")}</Text>
        </div>
        <VisitPages grants={grants} />
        {isSaved && !refused && (
          <Alert color="teal" c="var(--mantine-color-text)" role="status">
            {t("orders.classes.saved")}
          </Alert>
        )}
        <ClassClocks {...{ clocks, mayChange, refused }} />
      </Stack>
    </Container>
  );
}
