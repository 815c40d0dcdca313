import { Alert, Container, Stack, Text } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressOf, isFiltered, queryFromAddress, unreadableDay } from "~/modules/catalog/domain/facility-filter";
import { withoutProblems } from "~/modules/catalog/domain/filter-problems";
import { FacilityFilterForm } from "~/modules/catalog/ui/facility-filter-form";
import { FacilityTable } from "~/modules/catalog/ui/facility-table";
import { FilterProblems } from "~/modules/catalog/ui/filter-problems";
import { ListFigures } from "~/modules/catalog/ui/list-figures";
import { ListHead } from "~/modules/catalog/ui/list-head";
import { useActionInCity } from "~/modules/catalog/ui/own-city";
import { PageTurns } from "~/modules/catalog/ui/page-turns";
import { useRegistryNames } from "~/modules/catalog/ui/registry-names";
import { SavedViewBar } from "~/modules/catalog/ui/saved-view-bar";
import { TogetherForm } from "~/modules/catalog/ui/together-form";
import { editFacilitiesTogether } from "~/modules/catalog/use-cases/edit-facilities-together.server";
import { filterProblemsIn } from "~/modules/catalog/use-cases/filter-problems-in.server";
import { listFacilities } from "~/modules/catalog/use-cases/list-facilities.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { forgetView, savedViews, saveView } from "~/modules/catalog/use-cases/saved-views.server";
import { sharedChangeFrom } from "~/modules/catalog/use-cases/shared-change-from-form.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { refused } from "~/shared/verdict";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const city = await requireCity(request);
  const day = today(city.timeZone);
  const address = addressSaid(request);
  const registry = permitted(await readRegistry(actor, city.code), actor);
  const problems = await filterProblemsIn(actor, city.code, address, registry);
  const query = queryFromAddress(withoutProblems(address, problems), day);
  const [views, list] = await Promise.all([savedViews(actor, city.code), listFacilities(actor, city, query)]);
  const noDay = unreadableDay(address);
  return {
    ...{ query, problems, today: day, noDay, views, registry, cityCode: city.code, ...permitted(list, actor) },
    title: await pageTitle(request, (t) => t("catalog:list.title")),
    mayWrite: may(actor, "write:catalog"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await formSaid(request);
  const field = (name: string) => String(form.get(name) ?? "");
  const intent = field("intent");
  const actor = await requireActor(request, intent === "together" ? "write:catalog" : "read:catalog");
  const city = await requireCity(request);
  if (intent === "keep-view") {
    const kept = await saveView(actor, city.code, field("name"), field("address"));
    const refusal = kept.ok ? null : kept.refusal;
    if (refusal?.kind === "view-unnamed") return { problem: refusal.kind };
    if (refusal) permitted(refused(refusal), actor);
  }
  if (intent === "forget-view") await forgetView(actor, city.code, field("view"));
  const shared = intent === "together" ? sharedChangeFrom(form) : null;
  if (intent === "together" && !shared) return { problem: "together-unreadable" as const };
  if (!shared) {
    const back = field("address") === "" ? addressSaid(request) : new URLSearchParams(field("address"));
    back.set("city", city.code);
    return redirect(`/plan/facilities?${back.toString()}`);
  }
  const done = await editFacilitiesTogether(actor, city.code, form.getAll("id").map(String), shared);
  return { together: done.ok ? { changed: done.value } : done.refusal };
}

export default function Facilities() {
  const {
    query,
    problems,
    today: day,
    noDay,
    registry,
    views,
    page,
    figures,
    mayWrite,
    cityCode,
  } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("catalog");
  const names = useRegistryNames(registry);
  const sentTo = useActionInCity(cityCode);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setChosen(next);
  };
  const onPage = page.rows.filter((row) => chosen.has(row.id)).length;
  const address = addressOf(query, query.day === day ? null : query.day).toString();
  return (
    <Container component="main" size="xl" py="lg">
      <Stack gap="lg">
        <ListHead address={address} filter={addressOf(query, query.day).toString()} mayWrite={mayWrite} cityCode={cityCode} />
        {answer && "problem" in answer && (
          <Alert color="red" role="alert">
            {t(`list.problem.${answer.problem}`)}
          </Alert>
        )}
        <FilterProblems problems={problems} noDay={noDay} day={query.day} />
        <ListFigures figures={figures} day={query.day} />
        <SavedViewBar views={views} address={address} action={sentTo} cityCode={cityCode} />
        <FacilityFilterForm query={query} today={day} registry={registry} />
        {page.rows.length === 0 ? (
          <div className="surface" style={{ padding: "3rem 1.5rem", textAlign: "center" }}>
            <Text fw={600}>{t(isFiltered(query.filter) ? "list.noneFound" : "list.empty")}</Text>
            <Text c="dimmed">{t(isFiltered(query.filter) ? "list.noneFoundNext" : "list.emptyNext")}</Text>
          </div>
        ) : (
          <FacilityTable
            rows={page.rows}
            query={query}
            names={names}
            types={registry.types}
            choosing={mayWrite ? { form: "together", chosen, onChoose: choose } : null}
          />
        )}
        {mayWrite && (onPage > 0 || answer !== undefined) && (
          <TogetherForm
            id="together"
            action={sentTo}
            count={onPage}
            today={day}
            kinds={registry.kinds}
            names={names}
            answer={answer && "together" in answer ? (answer.together ?? null) : null}
          />
        )}
        <PageTurns page={page} query={query} />
      </Stack>
    </Container>
  );
}
