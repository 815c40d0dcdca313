import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Alert, Button, Group } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { residentFilter } from "~/modules/residents/domain/resident-filter";
import { ResembledFiles } from "~/modules/residents/ui/resident-fields";
import { ResidentListPage } from "~/modules/residents/ui/resident-list-page";
import { residentsInView } from "~/modules/residents/use-cases/list-residents.server";
import { turnSaid } from "~/modules/residents/use-cases/resident-form.server";
import { resembledByWaiting } from "~/modules/residents/use-cases/resembled-files.server";
import { stepInLife } from "~/modules/residents/use-cases/resident-life.server";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { today } from "~/platform/clock.server";

export const handle = { title: "residents:title.waiting" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:residents");
  const city = await requireCity(request);
  const filter = residentFilter(new URLSearchParams("state=proposed"));
  const page = await residentsInView(actor, city, filter, turnSaid(addressSaid(request)));
  const names = await areaNames(page.residents.map(({ areaCode }) => areaCode));
  return {
    filter,
    page,
    names,
    resembles: await resembledByWaiting(actor, city, page.residents),
    mayWrite: true,
    grants: actor.grants,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:residents");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const step =
    form.get("intent") === "approve"
      ? ({ kind: "approve", on: today(city.timeZone), isOther: form.get("isOther") === "yes" } as const)
      : ({ kind: "decline" } as const);
  const done = await stepInLife(actor, city, String(form.get("resident") ?? ""), step);
  return done.ok ? redirect("/visits/residents/waiting") : { refusal: done.refusal.kind };
}

export default function Waiting() {
  const { grants, resembles, ...list } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("residents");
  return (
    <ResidentListPage
      kind="waiting"
      {...list}
      above={<VisitPages grants={grants} />}
      act={(one) => (
        <Form method="post">
          <input type="hidden" name="resident" value={one.id} />
          {(resembles[one.id] ?? []).length > 0 && <ResembledFiles files={resembles[one.id]!} />}
          <Group gap="xs" wrap="nowrap">
            <Button type="submit" name="intent" value="approve" aria-label={t("waiting.approve", { name: one.name })}>
              {t("file.approve")}
            </Button>
            <Button
              type="submit"
              name="intent"
              value="decline"
              variant="default"
              aria-label={t("waiting.decline", { name: one.name })}
            >
              {t("file.decline")}
            </Button>
          </Group>
        </Form>
      )}
    >
      {answer && (
        <Alert color="red" role="alert">
          {t(`refusal.${answer.refusal}`)}
        </Alert>
      )}
    </ResidentListPage>
  );
}
