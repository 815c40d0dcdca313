import { Button, Group, Stack, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

/** Takes the superior's form in. A plain file field: it works without scripts. */
export function FormUpload({
  query,
  most,
  isReplacing,
}: {
  readonly query: string;
  readonly most: number;
  readonly isReplacing: boolean;
}) {
  const { t } = useTranslation("visits");
  return (
    <Form
      method="post"
      action={`/visits/month/form?${query}`}
      encType="multipart/form-data"
      className="surface"
      style={{ padding: "1rem" }}
      reloadDocument
    >
      <Stack gap="xs">
        <Text component="label" htmlFor="month-form-file" fw={600}>
          {t(isReplacing ? "monthForm.replace" : "monthForm.choose")}
        </Text>
        <Text size="sm" c="dimmed" id="month-form-what">
          {t("monthForm.what", { most })}
        </Text>
        <Group>
          <input id="month-form-file" type="file" name="file" accept=".xlsx" required aria-describedby="month-form-what" />
          <Button type="submit">{t("monthForm.upload")}</Button>
        </Group>
      </Stack>
    </Form>
  );
}
