import { Anchor, Button, Container, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MOST_REASON } from "~/modules/accounts/domain/approval";
import { RefusalAlert } from "~/modules/accounts/ui/refusal-alert";
import { askApproval } from "~/modules/accounts/use-cases/ask-approval.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { deletePerson } from "~/modules/accounts/use-cases/delete-person.server";
import { personPage } from "~/modules/accounts/use-cases/people-in-view.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";

export const handle = { title: "accounts:approvals.askDelete" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:people");
  const page = await personPage(actor, params.id ?? "");
  if (!page?.may.change) throw new Response(null, { status: 404 });
  return { id: page.person.id, name: page.person.name, days: deletePerson.days };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:people");
  const subjectId = params.id ?? "";
  if (!(await personPage(actor, subjectId))) throw new Response(null, { status: 404 });
  const reason = String((await formSaid(request)).get("reason") ?? "").slice(0, 1000);
  const asked = await askApproval(actor, deletePerson, { subjectId, reason });
  return asked.ok ? redirect("/govern/approvals") : { reason, refusal: asked.refusal };
}

export default function GovernPersonDelete() {
  const { id, name, days } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  return (
    <Container component="main" size="sm" py="md">
      <Form method="post" noValidate className="surface">
        <Stack p="md" gap="md">
          <Anchor component={Link} to={`/govern/people/${id}`} size="sm">
            {name}
          </Anchor>
          <Title order={1} size="h2">
            {t("approvals.askDelete")}
          </Title>
          <Text>{t("approvals.deleteWhat", { name })}</Text>
          <Text>{t("approvals.deleteHow", { days })}</Text>
          <RefusalAlert refusal={answer?.refusal ?? null} />
          <Textarea
            name="reason"
            label={t("approvals.askWhy")}
            defaultValue={answer?.reason ?? ""}
            autosize
            minRows={2}
            maxLength={MOST_REASON}
          />
          <Group>
            <Button type="submit" color="red">
              {t("approvals.ask")}
            </Button>
            <Button component={Link} to={`/govern/people/${id}`} variant="default">
              {t("approvals.back")}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Container>
  );
}
