import { Anchor, Button, Menu, Text, UnstyledButton } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Role } from "~/modules/accounts/domain/role";
import classes from "./shell.module.css";
import { SignOutForm } from "./sign-out-form";

export function AccountMenu({ actor }: { readonly actor: { readonly name: string; readonly role: Role } | null }) {
  const { t } = useTranslation("layout");
  if (!actor) {
    return (
      <Button component={Link} to="/sign-in" size="xs" variant="light">
        {t("account.signIn")}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <UnstyledButton px="xs" py={6} aria-label={t("account.open", { name: actor.name })}>
          <Text span size="sm" visibleFrom="sm" className={classes.accountName!} title={actor.name}>
            {actor.name}
          </Text>
          <Text span hiddenFrom="sm">
            {actor.name.slice(-1)}
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {actor.name} · {t(`role.${actor.role}`)}
        </Menu.Label>
        <Menu.Item component={Link} to="/account">
          {t("account.own")}
        </Menu.Item>
        <SignOutForm>
          <Menu.Item component="button" type="submit" closeMenuOnClick={false}>
            {t("account.signOut")}
          </Menu.Item>
        </SignOutForm>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The menu needs scripts; where none run, what it holds stands under the header. */
export function AccountWithoutScripts() {
  const { t } = useTranslation("layout");
  return (
    <div className={`without-scripts ${classes.plainAccount}`}>
      <Anchor href="/account" size="sm">
        {t("account.own")}
      </Anchor>
      <form method="post" action="/sign-out">
        <Button type="submit" size="compact-sm" variant="default">
          {t("account.signOut")}
        </Button>
      </form>
    </div>
  );
}
