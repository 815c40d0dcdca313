import { Alert, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { DeviceList } from "~/modules/accounts/ui/session-list";
import { refusedAnswer, withRetryAfter } from "~/modules/accounts/use-cases/answer-with-session.server";
import { bindDeviceCode, fieldPersonByPhone, unbindDeviceOf } from "~/modules/accounts/use-cases/bind-device-code.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { now } from "~/platform/clock.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:phones.title" };
export const headers = withRetryAfter;

export async function loader({ request }: LoaderFunctionArgs) {
  const { grants } = await requireActor(request, "bind:devices");
  return { at: now().toISOString(), grants };
}

/** A number is posted, never part of an address. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "bind:devices");
  const form = await request.formData();
  const [phone, intent, id] = ["phone", "intent", "id"].map((name) => String(form.get(name) ?? "").slice(0, 100)) as [
    string,
    string,
    string,
  ];
  const found = await fieldPersonByPhone(actor, phone);
  if (!found.ok) return refusedAnswer({ refusal: found.refusal, phone, found: null, code: null });
  const { personId, name, devices } = found.value;
  const code = intent === "code" ? await bindDeviceCode(actor, personId) : null;
  const gone = intent === "unbind" && isUuid(id) && (await unbindDeviceOf(actor, personId, id)) ? id : null;
  const shown = { personId, name, devices: devices.filter((device) => device.id !== gone) };
  return { refusal: null, phone, found: shown, code: code?.ok ? code.value.code : null };
}

export default function GovernPhones() {
  const { at, grants } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const found = answer?.found;
  return (
    <AccountPage title={t("phones.title")} lead={t("phones.lead")} siblings={<GovernPages grants={grants} />}>
      <AccountRefusal refusal={answer?.refusal} />
      <Form method="post">
        <Group align="end">
          <TextInput
            name="phone"
            type="tel"
            label={t("phones.phone")}
            defaultValue={answer?.phone}
            autoComplete="off"
            required
            style={{ flexGrow: 1 }}
          />
          <Button type="submit" variant={found ? "default" : "filled"}>
            {t("phones.find")}
          </Button>
        </Group>
      </Form>
      {answer && found && (
        <Stack>
          <Title order={2} size="h3">
            {found.name}
          </Title>
          {answer.code ? (
            <Alert color="jade" role="status" title={t("phones.code")}>
              <Text fz={40} fw={650} data-testid="device-code" style={{ letterSpacing: "0.08em" }}>
                {answer.code.slice(0, 4)} {answer.code.slice(4)}
              </Text>
              {t("phones.codeWhat", { name: found.name })}
            </Alert>
          ) : (
            <Form method="post">
              <input type="hidden" name="phone" value={answer.phone} />
              <Button type="submit" name="intent" value="code">
                {t("phones.make")}
              </Button>
            </Form>
          )}
          {found.devices.length > 0 ? (
            <DeviceList devices={found.devices} at={at} phone={answer.phone} />
          ) : (
            <Text c="dimmed">{t("account.devices.none")}</Text>
          )}
        </Stack>
      )}
    </AccountPage>
  );
}
