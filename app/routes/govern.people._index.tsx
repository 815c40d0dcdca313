import { Button, Container, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { PERSON_STATES } from "~/modules/accounts/domain/registered-person";
import { ROLES } from "~/modules/accounts/domain/role";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { LookUpForm } from "~/modules/accounts/ui/look-up-form";
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
import { AreaEntry } from "~/ui/forms/area-entry";

export const handle = { title: "accounts:people.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:people");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const asked = (name: string) => (said.get(name) ?? "").trim().slice(0, 100);
  const filter = { words: asked("words"), area: asked("area"), role: asked("role"), state: asked("state") };
  const areaCode = filter.area ? ((await areaCodeIn(actor, city.code, filter.area)) ?? "") : "";
  const [name, id] = [said.get("afterName"), said.get("afterId")];
  const after = name !== null && id !== null && /^[0-9a-f-]{36}$/.test(id) ? { name, id } : null;
  const page = await peopleInView(actor, { ...filter, areaCode }, after);
  const names = await areaNames(page.people.flatMap((one) => [one.areaCode, ...one.grants.map((grant) => grant.areaCode)]));
  return {
    ...{ filter, page, names, grants: actor.grants, mayAdd: may(actor, "write:people"), mayLookUp: mayLookUp(actor) },
    toReview: await waitingOnAccess(actor),
  };
}

/** Who has exactly this number. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:people");
  const form = await formSaid(request);
  const field = String(form.get("field") ?? "");
  if (!isPersonField(field)) throw new Response(null, { status: 400 });
  const looked = await lookUpPerson(actor, field, String(form.get("value") ?? "").slice(0, 100));
  const answer = looked.ok ? { found: looked.value, refusal: null } : { found: null, refusal: looked.refusal };
  const status = looked.ok
    ? 200
    : looked.refusal.kind === "not-permitted"
      ? 403
      : looked.refusal.kind === "try-later"
        ? 429
        : 422;
  return data({ field, ...answer }, { status, headers: { "Cache-Control": "no-store" } });
}

export default function GovernPeople() {
  const { filter, page, names, grants, mayAdd, mayLookUp: hasLookUp, toReview } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("accounts");
  const isAsked = Object.values(filter).some(Boolean);
  const any = { value: "", label: t("people.any") };
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
        <Form method="get" className="surface">
          <Group p="md" gap="sm" align="end">
            <TextInput name="words" label={t("people.words")} defaultValue={filter.words} />
            <AreaEntry name="area" label={t("people.area")} defaultValue={filter.area} />
            <NativeSelect
              name="role"
              label={t("people.role")}
              defaultValue={filter.role}
              data={[any, ...ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))]}
            />
            <NativeSelect
              name="state"
              label={t("people.state")}
              defaultValue={filter.state}
              data={[any, ...PERSON_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))]}
            />
            <Button type="submit" variant="default">
              {t("people.search")}
            </Button>
          </Group>
        </Form>
        {hasLookUp && <LookUpForm key={JSON.stringify(answer)} answer={answer} />}
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
            {page.next && (
              <Button component={Link} variant="default" style={{ alignSelf: "start" }} to={nextAddress(filter, page.next)}>
                {t("people.next")}
              </Button>
            )}
          </>
        )}
      </Stack>
    </Container>
  );
}

const nextAddress = (filter: Record<string, string>, next: { readonly name: string; readonly id: string }): string =>
  `/govern/people?${new URLSearchParams({ ...filter, afterName: next.name, afterId: next.id }).toString()}`;
