import { Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import { type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useFetcher, useLoaderData, useSubmit, type ShouldRevalidateFunction } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { MoveAnswerNote, MoveForm } from "~/modules/visits/ui/move-form";
import { PlanBoard } from "~/modules/visits/ui/plan-board";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { boardInView } from "~/modules/visits/use-cases/board-in-view.server";
import { moveVisit, pinVisit, weighMove } from "~/modules/visits/use-cases/move-visit.server";

export const handle = { title: "visits:plan.board.title" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const chosen = said.get("visit");
  const found = await boardInView(actor, city, params.id ?? "", { page: Number(said.get("page")) || 0, visitId: chosen });
  if (!found) throw Response.json({ refusal: "not-there" }, { status: 404 });
  const { plan, may, ...board } = found;
  return {
    ...{ id: plan.id, state: plan.state, version: plan.version, firstOn: plan.firstOn, lastOn: plan.lastOn },
    ...{ ...board, mayMove: may.plan && plan.state === "draft", chosen, city, grants: actor.grants },
  };
}

/** Weighing writes nothing: the board stays as it is. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formData, defaultShouldRevalidate }) =>
  formData?.get("intent") === "weigh" ? false : defaultShouldRevalidate;

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan:visits");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 60);
  const wish = { visitId: text("visit"), personId: text("person"), day: text("day") };
  const intent = text("intent");
  const id = params.id ?? "";
  const done =
    intent === "pin" || intent === "let-go"
      ? await pinVisit(actor, city, id, wish.visitId, intent === "pin")
      : intent === "move"
        ? await moveVisit(actor, city, id, { ...wish, version: Number(text("version")), isPinned: text("pin") === "yes" })
        : await weighMove(actor, city, id, wish);
  if (!done.ok && done.refusal.kind === "not-there") throw Response.json({ refusal: "not-there" }, { status: 404 });
  if (!done.ok && done.refusal.kind === "not-permitted")
    throw Response.json({ refusal: "not-permitted", permission: "plan:visits", role: actor.role }, { status: 403 });
  if (!done.ok) return { told: null, isDone: false, refusal: done.refusal.kind, to: wish };
  return { told: done.value === true ? null : done.value, isDone: intent === "move", refusal: null, to: wish };
}

export default function VisitBoard() {
  const { id, state, version, visits, days, rows, everybody, people, residents, chosen, mayMove, city, ...data } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const weighing = useFetcher<typeof action>();
  const submit = useSubmit();
  const [isWeighing, setWeighing] = useState(false);
  const { t } = useTranslation("visits");
  const address = `/visits/plan/${id}/board?city=${city.code}&page=${data.page}`;
  const visit = visits.find((each) => each.id === chosen) ?? null;
  const post = { method: "post", action: address } as const;
  // An answer stands from the moment it is here; the board marks only the cell it is for.
  const weighed = weighing.data?.told ? { ...weighing.data.told, to: weighing.data.to } : null;
  // Beside the form it was asked from; what is dragged, and what the open form is not about, is told with its name.
  const said = (isWeighing ? weighing.data : answer) ?? null;
  const isOfForm = !isWeighing && mayMove && visit !== null && (said?.to?.visitId ?? visit.id) === visit.id;
  const nameOf = (id: string | undefined) => residents[visits.find((each) => each.id === id)?.residentId ?? ""];
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={1} size="h2">
              {t("plan.board.title")}
            </Title>
            <Text c="dimmed">
              {data.firstOn} – {data.lastOn} · {t(`plan.state.${state}`)} ·{" "}
              {t(mayMove ? "plan.board.lead" : "plan.board.readOnly")}
            </Text>
          </div>
          <Anchor component={Link} to={`/visits/plan/${id}?city=${city.code}`}>
            {t("plan.board.back")}
          </Anchor>
        </Group>
        <VisitPages grants={data.grants} />
        {data.leftOut > 0 && (
          <Anchor component={Link} to={`/visits/plan/${id}?city=${city.code}#left-title`}>
            {t("plan.board.leftOut", { count: data.leftOut })}
          </Anchor>
        )}
        <MoveAnswerNote answer={isOfForm ? null : said} name={nameOf(said?.to?.visitId) ?? t("plan.board.title")} />
        {visit && mayMove && (
          <MoveForm
            {...{ visit, version, days, people, address: `${address}&visit=${visit.id}`, rows: everybody }}
            name={residents[visit.residentId] ?? ""}
            to={answer?.to?.visitId === visit.id && !answer.isDone ? answer.to : null}
            answer={isOfForm ? said : null}
          />
        )}
        <PlanBoard
          {...{ address, rows, days, visits, people, residents, chosen, mayMove, weighed }}
          onOver={(visitId, person, day) => {
            setWeighing(true);
            weighing.submit({ intent: "weigh", visit: visitId, person, day }, post);
          }}
          onDrop={(visitId, person, day) => {
            setWeighing(false);
            submit({ intent: "move", visit: visitId, person, day, version }, { ...post, preventScrollReset: true });
          }}
        />
        {data.pages > 1 && (
          <Group component="nav" aria-label={t("plan.board.pages")}>
            {Array.from({ length: data.pages }, (_, page) => (
              <Anchor
                key={page}
                component={Link}
                to={`/visits/plan/${id}/board?city=${city.code}&page=${page}`}
                fw={page === data.page ? 700 : 400}
              >
                {page + 1}
              </Anchor>
            ))}
          </Group>
        )}
      </Stack>
    </Container>
  );
}
