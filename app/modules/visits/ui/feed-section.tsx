import { Alert, Button, CopyButton, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface FeedSectionProps {
  /** null = there is no link */
  readonly feed: { readonly madeAt: Date; readonly readOn: string | null } | null;
  /** a link just made, seen this once */
  readonly link: string | null;
  readonly timeZone: string;
}

/** A secret link by which a calendar reads somebody's visits: made, made anew, revoked. */
export function FeedSection({ feed, link, timeZone }: FeedSectionProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  return (
    <section className="surface" style={{ padding: "1rem" }} id="calendar">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("feed.title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("feed.what")}
        </Text>
        {link && (
          <Alert color="jade" role="status" title={t("feed.made")}>
            <Stack gap="xs">
              <TextInput
                label={t("feed.link")}
                value={link}
                readOnly
                data-testid="calendar-link"
                onFocus={(event) => event.currentTarget.select()}
              />
              <Text size="sm">{t("feed.once")}</Text>
              <CopyButton value={link}>
                {({ copied, copy }) => (
                  <Button onClick={copy} variant="default" style={{ alignSelf: "start" }}>
                    {t(copied ? "feed.copied" : "feed.copy")}
                  </Button>
                )}
              </CopyButton>
            </Stack>
          </Alert>
        )}
        <Text>
          {feed
            ? `${t("feed.since", { at: time.format(feed.madeAt) })} ${feed.readOn ? t("feed.read", { day: feed.readOn }) : t("feed.unread")}`
            : t("feed.none")}
        </Text>
        <Group>
          <Form method="post">
            <Button type="submit" name="intent" value="make-link" variant={feed ? "default" : "filled"}>
              {t(feed ? "feed.again" : "feed.make")}
            </Button>
          </Form>
          {feed && (
            <Form method="post">
              <Button type="submit" name="intent" value="revoke-link" variant="default" color="red">
                {t("feed.revoke")}
              </Button>
            </Form>
          )}
        </Group>
      </Stack>
    </section>
  );
}
