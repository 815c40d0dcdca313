import { ActionIcon, Anchor, Button, Group, TextInput } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface SavedViewBarProps {
  readonly views: readonly { readonly id: string; readonly name: string; readonly address: string }[];
  /** the filter on screen, as an address */
  readonly address: string;
  /** where its forms are sent */
  readonly action: string;
  readonly cityCode: string;
}

/** Views one keeps: links with a name. */
export function SavedViewBar({ views, address, action, cityCode }: SavedViewBarProps) {
  const { t } = useTranslation("catalog");
  return (
    <Group gap="md" align="center" component="section" aria-label={t("views.label")}>
      {views.map((view) => (
        <Group key={view.id} gap={2} wrap="nowrap">
          <Anchor component={Link} to={`/plan/facilities?${view.address}&city=${cityCode}`}>
            {view.name}
          </Anchor>
          <Form method="post" action={action}>
            <input type="hidden" name="view" value={view.id} />
            <ActionIcon
              type="submit"
              name="intent"
              value="forget-view"
              variant="subtle"
              color="gray"
              aria-label={t("views.forget", { name: view.name })}
            >
              <span aria-hidden="true">×</span>
            </ActionIcon>
          </Form>
        </Group>
      ))}
      <details>
        <summary>{t("views.keep")}</summary>
        <Form method="post" action={action} noValidate>
          <input type="hidden" name="address" value={address} />
          <Group gap="xs" wrap="nowrap" mt="xs">
            <TextInput name="name" aria-label={t("views.name")} placeholder={t("views.name")} maxLength={60} size="xs" />
            <Button type="submit" name="intent" value="keep-view" variant="default" size="xs">
              {t("views.keep")}
            </Button>
          </Group>
        </Form>
      </details>
    </Group>
  );
}
