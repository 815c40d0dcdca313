import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import classes from "~/modules/catalog/ui/operate.module.css";
import { VacancyPages } from "~/modules/catalog/ui/vacancy-pages";
import { useVacancyWords } from "~/modules/catalog/ui/vacancy-words";
import { editsWaiting } from "~/modules/catalog/use-cases/publish-edit.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { now } from "~/platform/clock.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "confirm:vacancies");
  const city = await requireCity(request);
  const edits = await editsWaiting(actor, city);
  const title = await pageTitle(request, (t) => t("catalog:edits.title"));
  return { edits, title, timeZone: city.timeZone, cityCode: city.code, now: now().getTime() };
}

export default function PlanEdits() {
  const { edits, timeZone, cityCode, now: at } = useLoaderData<typeof loader>();
  const { t } = useTranslation("catalog");
  const { when } = useVacancyWords(timeZone, at);
  return (
    <main className={classes.wide}>
      <VacancyPages />
      <div>
        <h1>{t("edits.title")}</h1>
        <p>{t("edits.lead")}</p>
      </div>
      {edits.length === 0 && <p>{t("edits.none")}</p>}
      {edits.map(({ id, name, areaName, fields, proposedAt }) => (
        <p key={id} className={classes.card}>
          <Link to={`/plan/edits/${id}?city=${cityCode}`}>{name}</Link>
          <span className={classes.quiet}>
            {[areaName, t("edits.since", { when: when(proposedAt), count: fields })].filter(Boolean).join(" · ")}
          </span>
        </p>
      ))}
    </main>
  );
}
