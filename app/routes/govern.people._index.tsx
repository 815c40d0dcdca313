import { Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Actor } from "~/modules/accounts/domain/actor";
import { may } from "~/modules/accounts/domain/may";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { LookUpForm } from "~/modules/accounts/ui/look-up-form";
import { NextPeople, peopleAddress, PeopleSearch } from "~/modules/accounts/ui/people-search";
import { PeopleTable } from "~/modules/accounts/ui/people-table";
import { waitingOnAccess } from "~/modules/accounts/use-cases/opening-alerts.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { lookUpPerson, mayLookUp } from "~/modules/accounts/use-cases/look-up-person.server";
import { peopleInView } from "~/modules/accounts/use-cases/people-in-view.server";
import { isPersonField } from "~/modules/accounts/use-cases/person-sensitive.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

export const handle = { title: "accounts:people.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:people");
  const said = addressSaid(request);
  // Names are not asked for in an address.
  said.delete("words");
  return {
    ...(await listed(request, actor, said)),
    ...{ grants: actor.grants, mayAdd: may(actor, "write:people"), mayLookUp: mayLookUp(actor) },
    toReview: await waitingOnAccess(actor),
  };
}

async function listed(request: Request, actor: Actor, said: Pick<FormData | URLSearchParams, "get">) {
  const of = (name: string) =>
    String(said.get(name) ?? "")
      .trim()
      .slice(0, 100);
  const asked = { words: of("words"), area: of("area"), role: of("role"), state: of("state") };
  const city = await requireCity(request);
  const areaCode = asked.area ? ((await areaCodeIn(actor, city.code, asked.area)) ?? "") : "";
  const page = await peopleInView(actor, { ...asked, areaCode }, of("after") || null);
  const names = await areaNames(page.people.flatMap((one) => [one.areaCode, ...one.grants.map((grant) => grant.areaCode)]));
  return { asked, page, names };
}

/** Who is called so, or who has exactly this number. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:people");
  const form = await formSaid(request);
  if (form.get("intent") === "search") {
    const list = await listed(request, actor, form);
    return list.asked.words === "" ? redirect(peopleAddress(list.asked)) : data({ list, looked: null }, { headers: NO_STORE });
  }
  const field = String(form.get("field") ?? "");
  if (!isPersonField(field)) throw new Response(null, { status: 400 });
  const looked = await lookUpPerson(actor, field, String(form.get("value") ?? "").slice(0, 100));
  const answer = looked.ok ? { found: looked.value, refusal: null } : { found: null, refusal: looked.refusal };
  return data({ list: null, looked: { field, ...answer } }, { status: statusOf(answer.refusal), headers: NO_STORE });
}

const NO_STORE = { "Cache-Control": "no-store" };
const statusOf = (refusal: { readonly kind: string } | null): number =>
  refusal === null ? 200 : ({ "not-permitted": 403, "try-later": 429 }[refusal.kind] ?? 422);

export default function GovernPeople() {
  const loaded = useLoaderData<typeof loader>();
  const { grants, mayAdd, mayLookUp: hasLookUp, toReview } = loaded;
  const answer = useActionData<typeof action>() ?? null;
  const { asked, page, names } = answer?.list ?? loaded;
  const looked = answer?.looked ?? null;
  const { t } = useTranslation("accounts");
  const isAsked = Object.values(asked).some(Boolean);
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <Group justify="space-between" align="end">
          <div>
            <Title order={1} size="h2">
              {t("people.title")}
            </Title>
            <Text c="dimmed">{t("people.lead")}</Text>
          </div>
          {mayAdd && (
            <Button component={Link} to="/govern/people/new">
              {t("people.add")}
            </Button>
          )}
        </Group>
        <GovernPages grants={grants} toReview={toReview} />
        <PeopleSearch key={JSON.stringify(asked)} asked={asked} />
        {hasLookUp && <LookUpForm key={JSON.stringify(looked)} answer={looked} />}
        {page.people.length === 0 ? (
          <Text>
            {t(isAsked ? "people.none" : "people.noneYet")} {isAsked && <Link to="/govern/people">{t("people.clear")}</Link>}
          </Text>
        ) : (
          <>
            <Text size="sm" c="dimmed" aria-live="polite">
              {t("people.count", { count: page.people.length })}
            </Text>
            <PeopleTable people={page.people} names={names} />
            {page.next && <NextPeople asked={asked} next={page.next} />}
          </>
        )}
      </Stack>
    </Container>
  );
}
