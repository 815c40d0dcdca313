import { Anchor, Button, Container, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OPENING_REASONS } from "~/modules/accounts/domain/sensitive-field";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { personFileDoor } from "~/modules/accounts/use-cases/person-file.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const id = params.id ?? "";
  const door = await personFileDoor(actor, id);
  if (!door) throw new Response(null, { status: 404 });
  const refusal = new URL(request.url).searchParams.get("refused");
  return { id, ...door, refusal, title: await pageTitle(request, (t) => t("accounts:file.title", { name: door.name })) };
}

/** Everything kept about one person, to take away: a plain form, so that the answer is a file. */
export default function PersonFileDoorPage() {
  const { id, name, isOwn, refusal } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <Container component="main" size="sm" py="lg">
      <Stack>
        <Anchor component={Link} to={isOwn ? "/account" : `/govern/people/${id}`} size="sm">
          {t("sensitive.back")}
        </Anchor>
        <Title order={1} size="h2">
          {t("file.title", { name })}
        </Title>
        <Text>{t("file.lead")}</Text>
        <form method="post" action={`/govern/people/${id}/file/download`}>
          <Stack maw={420}>
            {!isOwn && (
              <NativeSelect
                name="reason"
                label={t("sensitive.reason")}
                required
                defaultValue=""
                data={[
                  { value: "", label: t("sensitive.choose") },
                  ...OPENING_REASONS.map((reason) => ({ value: reason, label: t(`sensitive.reasons.${reason}`) })),
                ]}
              />
            )}
            {refusal && (
              <Text c="red" role="alert">
                {t(`sensitive.refusal.${refusal}`)}
              </Text>
            )}
            <Group>
              <Button type="submit" name="format" value="html">
                {t("file.html")}
              </Button>
              <Button type="submit" name="format" value="json" variant="default">
                {t("file.json")}
              </Button>
            </Group>
            <Text size="sm" c="dimmed">
              {t(isOwn ? "sensitive.recordedOwn" : "sensitive.recorded")}
            </Text>
          </Stack>
        </form>
        <Text size="sm">{t("file.correct")}</Text>
      </Stack>
    </Container>
  );
}
