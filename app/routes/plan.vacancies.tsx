import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { isWordAge } from "~/modules/catalog/domain/vacancy-said";
import { useActionInCity } from "~/modules/catalog/ui/own-city";
import classes from "~/modules/catalog/ui/operate.module.css";
import { VacancyPages } from "~/modules/catalog/ui/vacancy-pages";
import { WordAgeList } from "~/modules/catalog/ui/word-age-list";
import { areasWritten } from "~/modules/catalog/use-cases/areas-named.server";
import { facilityNames } from "~/modules/catalog/use-cases/facility-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { confirmByPhone } from "~/modules/catalog/use-cases/say-vacancies.server";
import { wordAges } from "~/modules/catalog/use-cases/word-ages.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "confirm:vacancies");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const [given, asked] = [(said.get("area") ?? "").trim().slice(0, 80), said.get("age") ?? ""];
  const found = given === "" ? [] : await areasWritten(city, given);
  const [area] = found;
  const problem = given !== "" && found.length !== 1 ? (found.length === 0 ? "noArea" : "severalAreas") : null;
  const age = isWordAge(asked) ? asked : "stale";
  const called = said.get("confirmed") ?? "";
  const page = Number(said.get("page")) || 1;
  const list = permitted(
    await wordAges(actor, city, { age, areaCode: problem ? null : (area?.code ?? null), page }),
    actor,
    "confirm:vacancies",
  );
  return {
    ...{ list, age, given, problem, timeZone: city.timeZone, cityCode: city.code },
    confirmed: Object.values(await facilityNames(actor, isUuid(called) ? [called] : []))[0] ?? null,
    title: await pageTitle(request, (t) => t("catalog:vacancies.title")),
  };
}

/** Somebody rang, and nothing has changed. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "confirm:vacancies");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const id = String(form.get("facility") ?? "").slice(0, 40);
  const done = await confirmByPhone(actor, city, id);
  if (!done.ok) {
    const { kind } = done.refusal;
    const status = kind === "not-permitted" ? 403 : kind === "not-there" ? 404 : 422;
    return data({ refusal: kind }, { status });
  }
  const back = addressSaid(request);
  back.set("confirmed", id);
  back.set("city", city.code);
  return redirect(`/plan/vacancies?${back.toString()}`);
}

export default function PlanVacancies() {
  const { list, age, given, problem, timeZone, cityCode, confirmed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("catalog");
  const { search } = useLocation();
  const sentTo = useActionInCity(cityCode);
  const clock = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    timeZone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  const { freshDays, nudgeDays } = list.freshness;
  return (
    <main className={classes.wide}>
      <VacancyPages />
      <div>
        <h1>{t("vacancies.title")}</h1>
        <p>{t("vacancies.lead", { fresh: freshDays, nudges: nudgeDays.join(" / ") })}</p>
        <p className={classes.quiet}>{t("vacancies.basis", { at: clock.format(new Date(list.at)) })}</p>
      </div>
      {answer && (
        <p role="alert" className={classes.refusal}>
          {t(`vacancies.refusal.${answer.refusal}`)}
        </p>
      )}
      {problem && (
        <p role="alert" className={classes.refusal}>
          {t(`vacancies.${problem}`, { given })}
        </p>
      )}
      {confirmed && !answer && (
        <p role="status" className={classes.notice}>
          {t("vacancies.confirmed", { name: confirmed })}
        </p>
      )}
      <WordAgeList {...{ list, age, timeZone }} area={given} action={search === "" ? sentTo : `/plan/vacancies${search}`} />
    </main>
  );
}
