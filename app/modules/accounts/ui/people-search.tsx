import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { PERSON_STATES } from "../domain/registered-person";
import { ROLES } from "../domain/role";

export interface PeopleAsked {
  readonly words: string;
  readonly area: string;
  readonly role: string;
  readonly state: string;
}

/** Whom to list. It is posted: a name in an address stays in histories and in the logs of every machine on the way. */
export function PeopleSearch({ asked }: { readonly asked: PeopleAsked }) {
  const { t } = useTranslation("accounts");
  const any = { value: "", label: t("people.any") };
  return (
    <Form method="post" className="surface" autoComplete="off">
      <input type="hidden" name="intent" value="search" />
      <Group p="md" gap="sm" align="end">
        <TextInput name="words" label={t("people.words")} defaultValue={asked.words} />
        <AreaEntry name="area" label={t("people.area")} defaultValue={asked.area} />
        <NativeSelect
          name="role"
          label={t("people.role")}
          defaultValue={asked.role}
          data={[any, ...ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))]}
        />
        <NativeSelect
          name="state"
          label={t("people.state")}
          defaultValue={asked.state}
          data={[any, ...PERSON_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))]}
        />
        <Button type="submit" variant="default">
          {t("people.search")}
        </Button>
      </Group>
    </Form>
  );
}

/** The page after this one: an address where no name was asked for, else posted like the search. */
export function NextPeople({ asked, next }: { readonly asked: PeopleAsked; readonly next: string }) {
  const { t } = useTranslation("accounts");
  if (asked.words === "")
    return (
      <Button component={Link} variant="default" style={{ alignSelf: "start" }} to={peopleAddress({ ...asked, after: next })}>
        {t("people.next")}
      </Button>
    );
  return (
    <Form method="post">
      {Object.entries({ intent: "search", ...asked, after: next }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" variant="default">
        {t("people.next")}
      </Button>
    </Form>
  );
}

/** An address holds areas, roles, states and ids; never words. */
export function peopleAddress({ words: _words, ...asked }: PeopleAsked & { readonly after?: string }): string {
  const said = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== "")).toString();
  return `/govern/people${said && `?${said}`}`;
}
