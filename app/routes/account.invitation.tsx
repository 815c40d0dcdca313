import { Anchor, Button, Stack, Text, TextInput } from "@mantine/core";
import type { ActionFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { AccountPage } from "~/modules/accounts/ui/account-page";
import { AccountRefusal } from "~/modules/accounts/ui/account-refusal";
import { NewPasswordField } from "~/modules/accounts/ui/new-password-field";
import { redirectWithSession, refusedAnswer, withRetryAfter } from "~/modules/accounts/use-cases/answer-with-session.server";
import { arrivalOf } from "~/modules/accounts/use-cases/arrival.server";
import { linkFor, redeemLink } from "~/modules/accounts/use-cases/redeem-link.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:invitation.title" };
export const headers = withRetryAfter;

/**
 * The secret of a link stands behind its «#»: browsers send that part to no server and in no Referer, so no log holds it. The
 * page takes it out of the address at once and posts it. Without scripts it is pasted by hand.
 */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const secret = String(form.get("secret") ?? "")
    .trim()
    .replace(/^.*#/, "")
    .slice(0, 100);
  const whose = await linkFor(secret);
  if (!whose) return refusedAnswer({ refusal: { kind: "secret-unknown" }, whose: null, secret: "" });
  const password = form.get("password");
  if (password === null) return { refusal: null, whose, secret };
  const arrival = await arrivalOf(request);
  const redeemed = await redeemLink(secret, String(password).slice(0, 1000), arrival);
  if (!redeemed.ok) return refusedAnswer({ refusal: redeemed.refusal, whose, secret });
  return redirectWithSession(redeemed.value, "/account", arrival);
}

export default function AccountInvitation() {
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [secret, setSecret] = useState("");
  useEffect(() => {
    const found = window.location.hash.slice(1);
    if (!found) return;
    setSecret(found);
    window.history.replaceState(window.history.state, "", window.location.pathname);
  }, []);
  const whose = answer?.whose;
  return (
    <AccountPage
      title={whose ? t("invitation.hello", { name: whose.name }) : t("invitation.title")}
      lead={whose ? t(`invitation.${whose.purpose}`) : t("invitation.lead")}
      hasSiblings={false}
    >
      <AccountRefusal refusal={answer?.refusal} />
      {answer && whose ? (
        <Form method="post">
          <Stack>
            <input type="hidden" name="secret" value={answer.secret} />
            <TextInput label={t("invitation.login")} value={whose.login} name="login" autoComplete="username" readOnly />
            <NewPasswordField />
            <Button type="submit">{t("invitation.submit")}</Button>
          </Stack>
        </Form>
      ) : (
        <Form method="post">
          <Stack>
            <TextInput
              name="secret"
              label={t("invitation.secret")}
              description={t("invitation.secretWhat")}
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
              autoComplete="off"
              spellCheck={false}
              required
            />
            <Button type="submit">{t("invitation.open")}</Button>
          </Stack>
        </Form>
      )}
      <Text size="sm">
        <Anchor component={Link} to="/sign-in">
          {t("invitation.signIn")}
        </Anchor>
      </Text>
    </AccountPage>
  );
}
