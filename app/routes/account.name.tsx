import { Alert, Button, Stack, TextInput } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { RefusalAlert } from "~/modules/accounts/ui/refusal-alert";
import { correctOwnName, ownName } from "~/modules/accounts/use-cases/correct-person.server";
import { requireProof } from "~/modules/accounts/use-cases/current-session.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:account.pages.name" };

/** Others know somebody by their name: whoever finds a desk unlocked does not change it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const own = await ownName(await requireProof(request, "/account/name"));
  if (!own) throw new Response(null, { status: 404 });
  return { name: own.name, version: own.version, saved: new URL(request.url).searchParams.has("saved") };
}

export async function action({ request }: ActionFunctionArgs) {
  const session = await requireProof(request, "/account/name");
  const form = await formSaid(request);
  const name = String(form.get("name") ?? "").slice(0, 200);
  const corrected = await correctOwnName(session, name, Number(form.get("version")) || 0);
  return corrected.ok ? redirect("/account/name?saved") : data({ name, refusal: corrected.refusal }, { status: 422 });
}

export default function AccountName() {
  const { name, version, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  return (
    <AccountPage title={t("account.pages.name")} lead={t("account.name.lead")}>
      <RefusalAlert refusal={answer?.refusal ?? null} />
      {saved && !answer && (
        <Alert color="jade" role="status">
          {t("account.name.done")}
        </Alert>
      )}
      <Form method="post" noValidate key={version}>
        <Stack>
          <input type="hidden" name="version" value={version} />
          <TextInput name="name" label={t("register.name")} defaultValue={answer?.name ?? name} autoComplete="name" required />
          <Button type="submit" style={{ alignSelf: "start" }}>
            {t("correct.submit")}
          </Button>
        </Stack>
      </Form>
    </AccountPage>
  );
}
