import { Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ASIDE_REASONS } from "../domain/refused-record";

/** How a refused record ends: taken in, or laid aside with a reason. */
export function RefusedDeeds({ told }: { readonly told: ReactNode }) {
  const { t } = useTranslation("visits");
  return (
    <section className="surface no-print" style={{ padding: "1rem" }} aria-labelledby="ends">
      <Stack gap="md">
        <Title order={2} size="h4" id="ends">
          {t("refused.ends")}
        </Title>
        {told}
        <Form method="post">
          <Button type="submit" name="intent" value="take-in">
            {t("refused.takeIn")}
          </Button>
          <Text size="sm" c="dimmed" mt={4}>
            {t("refused.takeInWhat")}
          </Text>
        </Form>
        <Form method="post">
          <Group align="end">
            <NativeSelect
              name="why"
              label={t("refused.asideWhy")}
              data={[
                { value: "", label: t("refused.chooseWhy") },
                ...ASIDE_REASONS.map((value) => ({ value, label: t(`refused.aside.${value}`) })),
              ]}
            />
            <Button type="submit" name="intent" value="lay-aside" variant="default">
              {t("refused.layAside")}
            </Button>
          </Group>
          <Text size="sm" c="dimmed" mt={4}>
            {t("refused.layAsideWhat")}
          </Text>
        </Form>
      </Stack>
    </section>
  );
}
