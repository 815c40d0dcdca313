import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { agoWords } from "./ago-words";

export interface ShownBrowser {
  readonly id: string;
  readonly browser: string;
  readonly system: string;
  readonly firstSeenAt: string | Date;
  readonly lastSeenAt: string | Date;
}

/** Browsers somebody came in with before, whose tries are counted apart: each can be forgotten. */
export function BrowserList({ browsers, at }: { readonly browsers: readonly ShownBrowser[]; readonly at: string }) {
  const { t } = useTranslation("accounts");
  return (
    <section aria-labelledby="browsers">
      <Stack gap="sm">
        <Title order={2} size="h4" id="browsers">
          {t("account.browsers.title")}
        </Title>
        <Text c="dimmed">{t(browsers.length > 0 ? "account.browsers.what" : "account.browsers.none")}</Text>
        {browsers.length > 0 && (
          <Stack component="ul" gap={0} className="surface" p={0} m={0} style={{ listStyle: "none" }}>
            {browsers.map(({ id, browser, system, firstSeenAt, lastSeenAt }) => (
              <Group component="li" key={id} p="md" justify="space-between" data-browser={id} wrap="wrap">
                <div>
                  <Text fw={600}>{t("account.device", { browser: t(`browser.${browser}`), system: t(`system.${system}`) })}</Text>
                  <Text size="sm" c="dimmed">
                    {t("account.browsers.facts", { first: agoWords(firstSeenAt, at, t), last: agoWords(lastSeenAt, at, t) })}
                  </Text>
                </div>
                <Form method="post">
                  <input type="hidden" name="intent" value="forget-browser" />
                  <input type="hidden" name="id" value={id} />
                  <Button type="submit" variant="default" size="sm">
                    {t("account.browsers.forget")}
                  </Button>
                </Form>
              </Group>
            ))}
          </Stack>
        )}
      </Stack>
    </section>
  );
}
