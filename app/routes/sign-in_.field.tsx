import { Alert, Anchor, Button, Container, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { START } from "~/modules/accounts/domain/landing";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { FieldBindForm, FieldSignInForm } from "~/modules/accounts/ui/field-forms";
import { canHoldKeys, heldDevices, type HeldDevice } from "~/offline/device-key";
import { bindWith, signInWith, type FieldAnswer } from "~/offline/device-sign-in";
import { ownPath } from "~/platform/own-path.server";
import type { PageHandle } from "~/ui/layout/page-title";
import { ClientOnly } from "~/ui/layout/client-only";
import { PlainHttpNote } from "~/ui/layout/plain-http-note";

export const handle: PageHandle = { title: "accounts:field.title" };

export function loader({ request }: LoaderFunctionArgs) {
  return { to: ownPath(new URL(request.url).searchParams.get("to"), START) };
}

/** For people whose desk is the street: their number, this phone, and a PIN. */
export default function SignInField() {
  const { to } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  const [devices, setDevices] = useState<readonly HeldDevice[] | "asking" | "cannot">("asking");
  const [isBinding, setBinding] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<FieldAnswer>(null);

  useEffect(() => {
    if (!canHoldKeys()) setDevices("cannot");
    else heldDevices().then(setDevices, () => setDevices("cannot"));
  }, []);

  async function attempt(work: () => Promise<FieldAnswer>) {
    setBusy(true);
    const answer = await work();
    setRefusal(answer);
    if (answer) {
      setDevices(await heldDevices());
      setBusy(false);
    } else window.location.assign(to);
  }

  const held = Array.isArray(devices) ? (devices as readonly HeldDevice[]) : [];
  const isFirst = Array.isArray(devices) && held.length === 0;
  const deviceOf = (id: string) => held.find(({ deviceId }) => deviceId === id) ?? held[0]!;
  return (
    <Container component="main" size={420} py="lg">
      <Stack gap="lg">
        <div>
          <Title order={1} size="h2">
            {t("field.title")}
          </Title>
          <Text c="dimmed">{t(isBinding || isFirst ? "field.bindLead" : "field.lead")}</Text>
        </div>
        <PlainHttpNote />
        <AccountRefusal refusal={refusal} />
        <div className="without-scripts">
          <Alert color="orange">{t("field.noScripts")}</Alert>
        </div>
        {devices === "asking" && <ClientOnly>{() => <Text c="dimmed">{t("field.asking")}</Text>}</ClientOnly>}
        {devices === "cannot" && <Alert color="orange">{t("field.cannot")}</Alert>}
        {(isBinding || isFirst) && <FieldBindForm isBusy={isBusy} onBind={(fields) => attempt(() => bindWith(fields))} />}
        {held.length > 0 && !isBinding && (
          <FieldSignInForm devices={held} isBusy={isBusy} onSignIn={(id, pin) => attempt(() => signInWith(deviceOf(id), pin))} />
        )}
        {held.length > 0 && (
          <Button variant="subtle" onClick={() => setBinding(!isBinding)}>
            {t(isBinding ? "field.toSignIn" : "field.toBind")}
          </Button>
        )}
        <Anchor component={Link} to={`/sign-in?to=${encodeURIComponent(to)}`}>
          {t("field.desk")}
        </Anchor>
      </Stack>
    </Container>
  );
}
